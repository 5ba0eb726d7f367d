"""The map itself: constant, so that the browser never has to build it twice.

Whatever text goes into a folium object is rendered again as a Jinja template, on this machine:
a place called "{{...}}" would be executed. Therefore only numbers and ids pass through here; names
travel as JSON (`dashboard.app`) and reach the page by `textContent` (browser/*.js).
"""

import re
from dataclasses import dataclass

import folium
from branca.element import MacroElement
from folium.template import Template

from dashboard.map.assets import SCRIPT, address

START = (24.0, 20.0)
ZOOMS = (2, 14)  # beyond 14 the 1:50 million basemap is empty
# No underscore: streamlit-folium takes what follows one for a generated name and may replace it.
ID = re.compile(r"[A-Za-z0-9=.:-]*\Z")
SHAPES = frozenset({"circle", "sector", "line", "region"})
Box = tuple[float, float, float, float]  # south, west, north, east
Spot = tuple[float, float, float, str, float | None]  # lat, lon, radius_km, shape, bearing


@dataclass(frozen=True, slots=True)
class Shown:
    """What the map should show: a filter's token, the store's version, where to look.

    `still` is the token of the filter without its `days`, the first and last as YYYY-MM-DD or "".
    The map moves to `fit` when `fitting` changes; `picked` is the selected event's area. `by` is
    what the colours mean: group, type or status, of which those with the numbers `chosen` are
    filtered by; `language` is a code of the interface's. `named` adds the places that articles
    name.
    """

    filter: str
    version: str
    fit: Box | None = None
    fitting: int = 0
    picked: Spot | None = None
    by: str = "group"
    language: str = "en"
    still: str = ""
    days: tuple[str, str] = ("", "")
    named: bool = False
    chosen: tuple[int, ...] = ()


class _Start(MacroElement):
    _name = "Start"
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "Dateline.start({{ this._parent.get_name() }}, {{ this.options|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, *, tiled: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.options = {"base": address("basemap/"), "tiled": tiled}


class _Show(MacroElement):
    _name = "Show"
    _template = Template(
        "{% macro script(this, kwargs) %}Dateline.show({{ this.what|tojson }});{% endmacro %}"
    )

    def __init__(self, what: dict[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.what = what


def world(*, tiled: bool = False) -> folium.Map:
    """Make the map, the same every time it is called; `tiled` where tiles lie on our own ground."""
    chart = folium.Map(
        START,
        zoom_start=3,
        tiles=None,
        minZoom=ZOOMS[0],
        maxZoom=ZOOMS[1],
        worldCopyJump=True,
        attributionControl=False,
        zoomControl=False,
        zoomSnap=1,
    )
    # Folium's own lists point at servers elsewhere.
    chart.default_js = [
        ("leaflet", address("leaflet/leaflet.js")),
        ("dateline", address(SCRIPT)),
    ]
    chart.default_css = [
        ("leaflet_css", address("leaflet/leaflet.css")),
        ("dateline_css", address("map.css")),
    ]
    _Start(tiled=tiled).add_to(chart)
    return chart


def show(what: Shown) -> folium.FeatureGroup:
    """Tell the map in the browser what to show, without building it anew."""
    for value in (what.filter, what.version, what.by, what.language, what.still, *what.days):
        if not ID.match(value):
            raise ValueError(f"{value!r}: only ids may pass through folium")
    group = folium.FeatureGroup()
    _Show(
        {
            "filter": what.filter,
            "version": what.version,
            "by": what.by,
            "language": what.language,
            "still": what.still,
            "days": list(what.days),
            "named": bool(what.named),
            "chosen": [int(number) for number in what.chosen],
            "fit": _numbers(what.fit),
            "fitting": int(what.fitting),
            "picked": numbers_of(what.picked) if what.picked else None,
        }
    ).add_to(group)
    return group


def _numbers(values: tuple[float, ...] | None) -> list[float] | None:
    return None if values is None else [float(value) for value in values]


def numbers_of(spot: Spot) -> list[float | str | None]:
    """Write a spot as the map's script expects it; ValueError where its shape is not known."""
    lat, lon, radius_km, shape, bearing = spot
    if shape not in SHAPES:
        raise ValueError(f"{shape!r}: no such shape; known: {', '.join(sorted(SHAPES))}")
    where = [float(lat), float(lon), float(radius_km)]
    return [*where, shape, None if bearing is None else float(bearing)]
