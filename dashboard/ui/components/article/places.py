"""Where an article's events happened and which places it names, point by point, as on its map."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.map.places import colour_of
from dashboard.map.reader import Point
from dashboard.map.world import SHAPES, Spot
from dashboard.model import Area, Event, Extraction
from dashboard.translations.plain_text import plain
from dashboard.ui.session import wording
from dashboard.ui.session.language import _, _n
from gazetteer.place import Place

Key = tuple[str, float, float]
_DIGITS = 10  # of a number that a page itself has given


@dataclass(frozen=True, slots=True)
class Site:
    """A point with the numbers of its events, and the starts of the mentions of its place."""

    name: str
    point: Point
    events: tuple[int, ...]
    mentions: tuple[int, ...]


def sites(extraction: Extraction) -> list[Site]:
    """List the points of an article: those of its events, then the other places it names.

    A people of a place is none: demonyms are never on the map.
    """
    mentions: dict[str, list[int]] = defaultdict(list)
    events: dict[Key, list[int]] = {}
    places: dict[Key, Place | None] = {}
    for number, event in enumerate(extraction.events):
        if event.area:
            key = _key(event.place, event.area)
            events.setdefault(key, []).append(number)
            places.setdefault(key, event.place)
    for resolution in extraction.mentions:
        if resolution.place and resolution.mention.kind != "demonym":
            mentions[resolution.place.id].append(resolution.mention.start)
            places.setdefault(_key(resolution.place, resolution.place), resolution.place)
    return [
        Site(
            name=plain(wording.place(place)) if place else "",
            point=_point(key, [extraction.events[n] for n in events.get(key, ())]),
            events=tuple(events.get(key, ())),
            mentions=tuple(mentions[place.id]) if place else (),
        )
        for key, place in places.items()
    ]


def site_of(found: Iterable[Site], picked: str) -> int | None:
    """Return which point a picked event ("e3") or mention ("m120") has; None for none."""
    kind, number = picked[:1], picked[1:]
    wanted = int(number) if number.isdecimal() and len(number) < _DIGITS else -1
    places = enumerate(found)
    return next((i for i, s in places if wanted in (s.events if kind == "e" else s.mentions)), None)


def labels(found: Sequence[Site]) -> list[tuple[str, str]]:
    """Return for every point what it is called and why it is here."""
    return [
        (site.name or _("An area without a name"), _why_here(len(site.events))) for site in found
    ]


def spot(area: Area) -> Spot:
    """Write an area as the map's script expects it."""
    shape = area.shape if area.shape in SHAPES else "circle"
    return area.lat, area.lon, area.radius_km, shape, area.bearing


def colour(sub_type: str) -> int:
    """Return a sub-type's colour as a number."""
    return int(colour_of(sub_type).removeprefix("#"), 16)


def _why_here(events: int) -> str:
    return _n("{n} event", "{n} events", events) if events else _("named in the article")


def _key(place: Place | None, where: Area | Place) -> Key:
    return place.id if place else "", round(where.lat, 4), round(where.lon, 4)


def _point(key: Key, events: Sequence[Event]) -> Point:
    if not events:
        return Point(key[1], key[2])
    common = Counter(event.sub_type for event in events).most_common(1)[0][0]
    areas = dict.fromkeys(spot(event.area) for event in events if event.area)
    return Point(key[1], key[2], colour(common), len(events), tuple(areas))
