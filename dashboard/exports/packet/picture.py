"""The map as a picture: the events as numbered circles over the offline basemap, and a key."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.events.outlines import rings
from dashboard.events.status import DISPUTED
from dashboard.exports.packet.ground import Box, ground, names
from dashboard.exports.packet.markup import Child, Element, element
from dashboard.exports.packet.mercator import HEIGHT, WIDTH, MapView, around
from dashboard.extraction.types.event_type import by_sub_type
from dashboard.model import Event
from dashboard.translations import Translator

_UNKNOWN = "#6b7280"
_SMALLEST, _GROWTH, _LARGEST = 11.0, 3.4, 30.0  # pixels
_VAST_KM = 300.0  # an area as wide as a country neither fits the picture nor is drawn
_LEAST_AREA = 4.0  # pixels beyond its circle
_MOST_AREAS = 200
_BAR_PIXELS = 170
_NEAR, _MOST_NEARER = 8.0, 4  # zoom beyond which no nearer map helps, and how many there are


@dataclass(slots=True)
class Spot:
    """A circle: where it is, in pixels, the numbers of its events, at how many points."""

    x: float
    y: float
    numbers: list[int]
    sites: int = 1

    @property
    def radius(self) -> float:
        """The circle's radius: its area grows with the number of events."""
        return min(_LARGEST, _SMALLEST + _GROWTH * math.sqrt(len(self.numbers) - 1))


def colour_of(sub_type: str) -> str:
    """Return the colour of a sub-type."""
    kind = by_sub_type().get(sub_type)
    return kind.colour if kind else _UNKNOWN


def picture(
    events: Sequence[Event],
    statuses: Sequence[str],
    translator: Translator,
    only: Sequence[int] = (),
) -> Element:
    """Draw the map of events, numbered from 1, or of `only` some of them.

    `statuses` says how each stands.
    """
    view, spots = _placed(events, only)
    taken: list[Box] = [_around(spot) for spot in spots]
    title = translator("Map of the events, numbered as in the table")
    shapes = [shape for event in _with_areas(_some(events, only)) for shape in _area(event, view)]
    svg = element(
        "svg",
        element("title", title),
        *ground(view),
        *shapes,
        *names(view, translator.language, taken),
        *(_circle(spot, events, statuses) for spot in spots),
        *_scale(view, translator),
        role="img",
        aria_label=title,
        class_="map",
    )
    svg.set("viewBox", f"0 0 {WIDTH} {HEIGHT}")
    return svg


def crowded(events: Sequence[Event]) -> list[list[int]]:
    """Return the numbers of those circles, the fullest first, that a nearer map would part."""
    view, spots = _placed(events)
    if view.zoom > _NEAR:
        return []
    joined = sorted((spot for spot in spots if spot.sites > 1), key=lambda s: -len(s.numbers))
    return [spot.numbers for spot in joined[:_MOST_NEARER]]


def cut_short(events: Sequence[Event]) -> list[str]:
    """Return the numbers of those circles that do not hold them all."""
    spots = _placed(events)[1]
    cut = [spot.numbers for spot in spots if _label(spot)[0].endswith("…")]
    return [ranges(numbers) for numbers in sorted(cut)]


def ranges(numbers: Sequence[int]) -> str:
    """Write rising numbers short: 1, 4–6."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in parts)


def _some(events: Sequence[Event], only: Sequence[int]) -> list[Event]:
    return [events[number - 1] for number in only] if only else list(events)


def _placed(events: Sequence[Event], only: Sequence[int] = ()) -> tuple[MapView, list[Spot]]:
    view = around(_extent(_some(events, only)))
    return view, _spots(events, view, only)


def _extent(events: Sequence[Event]) -> list[tuple[float, float]]:
    """Return the corners of what should be seen: points, and areas that are not vast."""
    placed = [event for event in events if event.area or event.place]
    sharp = [e for e in placed if not e.area or e.area.radius_km <= _VAST_KM] or placed
    found = []
    for event in sharp:
        point = event.area or event.place
        if point is None:
            continue
        reach = min(event.area.radius_km, _VAST_KM) / 111 if event.area else 0.0
        stretch = reach / max(0.1, math.cos(math.radians(point.lat)))
        found += [
            (point.lon - stretch, point.lat - reach),
            (point.lon + stretch, point.lat + reach),
        ]
    return found


def _spots(events: Sequence[Event], view: MapView, only: Sequence[int]) -> list[Spot]:
    """Join events into circles that do not cover one another, the fullest first."""
    sites: dict[tuple[float, float], Spot] = {}
    for number, event in enumerate(events, start=1):
        point = event.area or event.place
        if point and (not only or number in only):
            x, y = view.at(point.lon, point.lat)
            key = round(x, 1), round(y, 1)
            sites.setdefault(key, Spot(view.turn(x), y, [])).numbers.append(number)
    spots: list[Spot] = []
    for site in sorted(sites.values(), key=lambda site: -len(site.numbers)):
        # A circle that takes others in grows, and may come to cover more of them.
        while host := next((spot for spot in spots if _touch(spot, site)), None):
            spots.remove(host)
            host.numbers = sorted([*host.numbers, *site.numbers])
            host.sites += site.sites
            site = host
        spots.append(site)
    return spots


def _touch(one: Spot, other: Spot) -> bool:
    return math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius


def _circle(spot: Spot, events: Sequence[Event], statuses: Sequence[str]) -> Element:
    types = Counter(events[number - 1].sub_type for number in spot.numbers)
    colour = colour_of(types.most_common(1)[0][0])
    disputed = any(statuses[number - 1] in DISPUTED for number in spot.numbers)
    where = {"cx": f"{spot.x:.1f}", "cy": f"{spot.y:.1f}"}
    parts: list[Child] = [element("title", ranges(spot.numbers))]
    if disputed:
        parts.append(element("circle", class_="ring", r=f"{spot.radius + 3.5:.1f}", **where))
    parts.append(element("circle", class_="spot", fill=colour, r=f"{spot.radius:.1f}", **where))
    look = "number dark" if _light(colour) else "number"
    label, size = _label(spot)
    x, y = f"{spot.x:.1f}", f"{spot.y + size * 0.36:.1f}"
    parts.append(element("text", label, class_=look, x=x, y=y, font_size=f"{size:.1f}"))
    return element("g", *parts)


def _label(spot: Spot) -> tuple[str, float]:
    """Return what fits into a circle and how large: all numbers, else the first and how many."""
    whole = ranges(spot.numbers)
    text = whole if len(whole) <= 5 else f"{spot.numbers[0]}…"
    return text, max(8.0, min(13.0, 2.7 * spot.radius / max(2, len(text))))


def _light(colour: str) -> bool:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    light: float = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return light > 0.22


def _around(spot: Spot) -> Box:
    r = spot.radius + 4
    return spot.x - r, spot.y - r, spot.x + r, spot.y + r


def _with_areas(events: Sequence[Event]) -> list[Event]:
    """Keep one event of each area that the words leave open."""
    areas = {(event.area, event.sub_type): event for event in events if event.area}
    return list(areas.values())[:_MOST_AREAS]


def _area(event: Event, view: MapView) -> list[Element]:
    area = event.area
    if area is None or area.radius_km > _VAST_KM:
        return []
    if area.radius_km / view.km < _SMALLEST + _LEAST_AREA:
        return []
    parts = []
    for ring in rings(area):
        corners = [view.at(lon, lat) for lon, lat in ring]
        shift = view.turn(corners[0][0]) - corners[0][0]
        parts.append("M" + "L".join(f"{x + shift:.1f} {y:.1f}" for x, y in corners) + "Z")
    colour = colour_of(event.sub_type)
    look = "area open" if area.shape in ("region", "line") else "area"
    return [element("path", class_=look, fill=colour, stroke=colour, d="".join(parts))]


def _scale(view: MapView, translator: Translator) -> list[Element]:
    """Draw a bar of a round number of kilometres."""
    most = _BAR_PIXELS * view.km
    power = 10 ** math.floor(math.log10(most))
    km = max(step * power for step in (1, 2, 5) if step * power <= most)
    end, y = 16 + km / view.km, HEIGHT - 14
    bar = element("path", class_="bar", d=f"M16 {y - 5}V{y}H{end:.1f}V{y - 5}")
    label = translator("{km} km", km=f"{km:,.0f}" if km >= 1 else f"{km:g}")
    text = element("text", label, class_="scale", x=f"{end + 6:.1f}", y=y)
    return [bar, text]
