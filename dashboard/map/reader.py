"""One article on the constant map: its events with their areas, and the other places it names.

Only numbers go in. What the marks are called, and which is lit, travels between the page and the
map's frame as events of the window (browser/reader.js).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import folium
from branca.element import MacroElement
from folium.template import Template

from dashboard.map.assets import address
from dashboard.map.numbered import box_around
from dashboard.map.world import Shown, Spot, numbers_of, show, world


@dataclass(frozen=True, slots=True)
class Point:
    """A mark: where, its colour (0xRRGGBB), how many events (0: only named), their areas."""

    lat: float
    lon: float
    colour: int = 0
    events: int = 0
    areas: tuple[Spot, ...] = ()


class _Read(MacroElement):
    _name = "Read"
    _template = Template(
        "{% macro script(this, kwargs) %}Dateline.read({{ this.what|tojson }});{% endmacro %}"
    )

    def __init__(self, what: dict[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.what = what


def reading(*, tiled: bool = False) -> folium.Map:
    """Make the map with the style that an article's page needs besides; the same every time."""
    chart = world(tiled=tiled)
    chart.default_css = [*chart.default_css, ("reader_css", address("reader.css"))]
    return chart


def read(
    points: Sequence[Point], *, picked: int | None, fitting: int, language: str = "en"
) -> folium.FeatureGroup:
    """Mark an article's points, one of them `picked`; the map moves when `fitting` changes."""
    shown = [point for point in points if point.events] or points
    fit = box_around([(point.lat, point.lon) for point in shown])
    group = show(Shown(filter="", version="", fit=fit, fitting=fitting, language=language))
    marks = [
        [
            float(point.lat),
            float(point.lon),
            int(point.colour),
            int(point.events),
            [numbers_of(spot) for spot in point.areas],
        ]
        for point in points
    ]
    _Read({"marks": marks, "picked": None if picked is None else int(picked)}).add_to(group)
    return group
