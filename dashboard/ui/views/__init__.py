"""One module per page; with app.py the only Streamlit.

To add a page, put a module with `page() -> None` into this folder and a line into PAGES.
"""

from dataclasses import dataclass

from dashboard.translations import N_


@dataclass(frozen=True, slots=True)
class Page:
    """A page in the navigation: its module here, title, Material icon and address."""

    module: str
    title: str
    icon: str
    address: str


PAGES = (
    Page("map_page", N_("Map"), "map", "map"),
    Page("overview_page", N_("Overview"), "bar_chart", "overview"),
    Page("add_page", N_("Add articles"), "note_add", "add"),
    Page("article_page", N_("Articles"), "article", "articles"),
    Page("events_page", N_("Events"), "table_rows", "events"),
    Page("places_page", N_("Places"), "travel_explore", "places"),
    Page("about_page", N_("About"), "info", "about"),
)
