"""What the words around a place name really locate: "20 km south of X", "the X countryside"."""

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from geopy.distance import geodesic

from dashboard.extraction.languages.language import language
from dashboard.extraction.location.extents import extent, is_country, is_water, is_wide
from dashboard.extraction.text.phrase_lexicon import KindLexicon, read_lexicon
from dashboard.extraction.text.phrases import Patterns, find_known_beside, in_original, patterns
from dashboard.extraction.text.text import Text
from dashboard.model import Area
from gazetteer.place import Place, Resolution

_LONGEST = 400  # km: "between" places further apart is about them, not about what lies between
_COUNTRYSIDE = 15.0  # km around a town; also how far "north of" it may mean
_SEVERAL = 3  # km, where the text says "a few"


@dataclass(frozen=True, slots=True)
class _AreaPhrase:
    """The words of one phrase about one or two places."""

    places: tuple[Place, ...]
    words: dict[str, Any]
    numbers: tuple[float, ...]

    def bearing(self) -> float | None:
        for kind in ("bearing", "compass"):
            if kind in self.words:
                return float(self.words[kind])
        return None

    def kilometres(self) -> float:
        if "dual_unit" in self.words:
            return float(self.words["dual_unit"]) / 1000
        unit = float(self.words["unit"]) / 1000
        if self.numbers:
            return unit * sum(self.numbers) / len(self.numbers)
        if "several" in self.words:
            return unit * _SEVERAL
        return unit / 2 if "half" in self.words else unit


@cache
def _compiled(code: str) -> tuple[KindLexicon, Patterns, dict[str, str]]:
    own = language(code)
    areas, names = own.location.areas, own.names
    tables = {**areas.tables(), "count": own.number_phrases()}
    lists = [*areas.words.values(), *(row for table in tables.values() for row in table.values())]
    known = {phrase for row in lists for phrase in row}
    heads = {*names.heads, *names.weak_heads, *names.dual_heads} - known
    words = {**areas.words, "head": tuple(sorted(heads))}
    lexicon = read_lexicon(words, tables, areas.proclitics)
    return lexicon, patterns(areas.patterns, areas.fragments, lexicon), lexicon.names()


def find_areas(text: Text, resolutions: Sequence[Resolution]) -> tuple[Area | None, ...]:
    """Return the area each resolution really locates, None where its place is not known."""
    areas: list[Area | None] = [_plain(resolution) for resolution in resolutions]
    named, spans = _named(resolutions, text.offsets)
    if not spans:
        return tuple(areas)
    lexicon, known, names = _compiled(text.language.code)
    tokens = find_known_beside(text, lexicon, spans)
    for name, first, end in known.search(tokens):
        pairs = [
            (names[k], v)
            for k, v in zip(tokens.kinds[first:end], tokens.values[first:end], strict=True)
        ]
        indices = [named[value] for kind, value in pairs if kind == "place"]
        said = _said(pairs, [resolutions[i].place for i in indices])
        area = _MEANINGS[name](said)
        if area is None:
            continue
        place = in_original(text, tokens.starts[first], tokens.ends[end - 1])
        for index in indices:
            areas[index] = replace(area, start=place[0], end=place[1])
    return tuple(areas)


def _plain(resolution: Resolution) -> Area | None:
    place, mention = resolution.place, resolution.mention
    if place is None:
        return None
    radius, shape, precision = extent(place)
    start, end = mention.start, mention.end
    return Area(place.lat, place.lon, radius, shape, None, precision, start, end)


def _named(
    resolutions: Sequence[Resolution], offsets: Sequence[int]
) -> tuple[list[int], list[tuple[int, int]]]:
    """Return which resolutions count as names in patterns, and their spans in the folded text."""
    order = sorted(range(len(resolutions)), key=lambda i: resolutions[i].mention.start)
    named, spans, done = [], [], 0
    for index in order:
        mention = resolutions[index].mention
        if resolutions[index].place is None or mention.kind != "place":
            continue
        start, end = bisect_left(offsets, mention.start), bisect_left(offsets, mention.end)
        if done <= start < end:
            named.append(index)
            spans.append((start, end))
            done = end
    return named, spans


def _said(pairs: list[tuple[str, Any]], places: Sequence[Place | None]) -> _AreaPhrase:
    numbers = []
    opened = False  # "15 miles (24 km)" says the same twice
    for kind, value in pairs:
        opened = opened or kind == "open"
        if not opened and kind in ("num", "big", "year", "count", "decimal"):
            numbers.append(float(str(value).replace(",", ".")))
    words: dict[str, Any] = {}
    for kind, value in pairs:
        words.setdefault(kind, value)
    return _AreaPhrase(tuple(place for place in places if place), words, tuple(numbers))


def _itself(place: Place) -> Area:
    radius, shape, precision = extent(place)
    return Area(place.lat, place.lon, radius, shape, precision=precision)


def _moved(place: Place, bearing: float, kilometres: float) -> tuple[float, float]:
    point = geodesic(kilometers=kilometres).destination((place.lat, place.lon), bearing)
    return round(point.latitude, 6), round(point.longitude, 6)


def _offset(said: _AreaPhrase) -> Area:
    """So far in a direction: "20 km south of X"."""
    distance, bearing = said.kilometres(), said.bearing() or 0.0
    lat, lon = _moved(said.places[0], bearing, distance)
    return Area(lat, lon, max(1.0, distance / 4), "circle", bearing, 2)


def _away(said: _AreaPhrase) -> Area:
    """So far in any direction: "20 km from X"."""
    place, distance = said.places[0], said.kilometres()
    return Area(
        place.lat, place.lon, max(1.0, distance * 1.25), precision=2 if distance <= 25 else 3
    )


def _sector(said: _AreaPhrase) -> Area:
    """In a direction, no distance: inside a province, outside a town, beyond a river."""
    place, bearing = said.places[0], said.bearing() or 0.0
    radius = extent(place)[0]
    if is_water(place):
        reach = min(radius, 100.0)
        lat, lon = _moved(place, bearing, reach / 2)
        return Area(lat, lon, reach, "region", bearing, 3)
    if is_wide(place):
        return _within(place, bearing)
    reach = min(_COUNTRYSIDE, max(5.0, 10 * radius))
    return Area(place.lat, place.lon, reach, "sector", bearing, 2)


def _within(place: Place, bearing: float) -> Area:
    radius, _, precision = extent(place)
    lat, lon = _moved(place, bearing, radius / 2)
    return Area(lat, lon, radius * 0.6, "region", bearing, 3 if precision == 4 else 2)


def _part(said: _AreaPhrase) -> Area:
    """The eastern part of a place: "eastern Aleppo", "northern Syria"."""
    place, bearing = said.places[0], said.bearing() or 0.0
    if is_wide(place):
        return _within(place, bearing)
    if is_water(place):
        return _itself(place)
    radius, _, precision = extent(place)
    return Area(place.lat, place.lon, radius, "sector", bearing, precision)


def _rural(said: _AreaPhrase) -> Area:
    """The country around a town or of a province, perhaps on one side of it."""
    place, bearing = said.places[0], said.bearing()
    if is_wide(place):
        if bearing is None:
            return _itself(place)
        return replace(_itself(place), shape="sector", bearing=bearing, precision=2)
    shape = "circle" if bearing is None else "sector"
    radius = max(_COUNTRYSIDE, extent(place)[0])
    return Area(place.lat, place.lon, radius, shape, bearing, 2)


def _near(said: _AreaPhrase) -> Area:
    """Near or at the edge: the smaller the place, the nearer."""
    place, bearing = said.places[0], said.bearing()
    if is_wide(place) or is_water(place):
        return _itself(place)
    radius = extent(place)[0]
    radius = max(1.0, radius, min(10.0, 2 * radius))
    return Area(place.lat, place.lon, radius, "circle" if bearing is None else "sector", bearing, 2)


def _between(said: _AreaPhrase) -> Area | None:
    """Somewhere on the line between two places, unless it is two states that are meant."""
    if any(is_country(place) for place in said.places):
        return None
    return _line(said, _LONGEST)


def _line(said: _AreaPhrase, longest: float = 2 * _LONGEST) -> Area | None:
    """Somewhere on the road from one place to the other."""
    one, other = said.places
    distance = geodesic((one.lat, one.lon), (other.lat, other.lon)).kilometers
    if not 0 < distance <= longest:
        return None
    bearing = _bearing(one, other)
    lat, lon = _moved(one, bearing, distance / 2)
    return Area(lat, lon, max(1.0, distance / 2), "line", bearing, 2 if distance <= 25 else 3)


def _bearing(one: Place, other: Place) -> float:
    """Return the direction in which the way from one place to the other begins."""
    a, b, turn = *map(math.radians, (one.lat, other.lat)), math.radians(other.lon - one.lon)
    east = math.sin(turn) * math.cos(b)
    north = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    return round(math.degrees(math.atan2(east, north)) % 360, 1)


_MEANINGS: dict[str, Callable[[_AreaPhrase], Area | None]] = {
    "away": _away,
    "between": _between,
    "near": _near,
    "offset": _offset,
    "part": _part,
    "road": _line,
    "road_to": _near,
    "rural": _rural,
    "sector": _sector,
}
