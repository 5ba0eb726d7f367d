"""A place that an article only names: in which sentences, and what can be read further."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.events.namings import Naming, Span, namings, sentences_of
from dashboard.model import Document, Extraction
from dashboard.ui.components.marked_text import Mark, name, text_html
from dashboard.ui.session import resources, state, wording
from dashboard.ui.session.language import _, _n

MOST = 12  # sentences shown


def naming_of(extraction: Extraction, id: str) -> Naming | None:
    """Find a naming of an article by its id; None where the article was read otherwise since."""
    return next((one for one in namings(extraction) if one.id == id), None)


def show(extraction: Extraction, naming: Naming) -> None:
    """Draw the place, and the sentences of the article that name it on these days."""
    document, place = extraction.document, naming.place
    country = wording.country(place.country)
    where = f"{name(wording.place_both(place))}"
    st.html(
        f'<div class="dl-kind">{_("Place named")}</div>'
        f'<div class="dl-title">{where}</div>'
        f'<div class="dl-when">{escape(country)}</div>'
        f'<div class="dl-when">{escape(wording.days(naming.first, naming.last))}</div>'
        f'<div class="dl-source">{name(document.title or _("Untitled article"))}</div>'
    )
    sentences = sentences_of(document)
    found = [one for one in sentences if any(one[0] <= start < one[1] for start, _ in naming.spans)]
    head = _n("Named in {n} sentence", "Named in {n} sentences", len(found))
    st.html(f'<div class="dl-part">{head}</div>{_quoted(document, found[:MOST], naming)}')
    with st.container(horizontal=True):
        if st.button(_("Read the article"), icon=":material/article:", key="naming-read"):
            pick = {state.READ: document.id, state.PICK: f"m{naming.spans[0][0]}"}
            state.open_page("articles", pick)
        known = resources.index().place(place.id)
        if known and st.button(
            _("Look at this place"), icon=":material/travel_explore:", key="naming-place"
        ):
            state.open_place(place.id)


def _quoted(document: Document, sentences: Sequence[Span], naming: Naming) -> str:
    marks = [Mark(start, end, "dl-place") for start, end in naming.spans]
    quotes = (text_html(document.text, marks, start=start, end=end) for start, end in sentences)
    return "".join(f'<div class="dl-context">{quote}</div>' for quote in quotes)
