"""Where the words of one article put the same event in two places."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from geopy.distance import great_circle

from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.location.cues import cue_before
from dashboard.extraction.text.text import Text, tokens_in
from dashboard.extraction.text.tokens import PhraseMatcher
from dashboard.model import Area
from gazetteer.place import Place, Resolution

Span = tuple[int, int]

_REACH = 60  # characters from a place to the words that say in which countryside it lies
_ONE_TOWN_KM = 5.0  # sides of one town, or of one province
_TURN = 80.0  # degrees: east and north-east agree, east and north do not
_STOPS = re.compile(r"[.;:!?؛؟\n]")
_ACCOUNT = 700  # characters after an event in which somebody may put it elsewhere
_TO_PLACE = 25  # characters
_ELSEWHERE_KM = 5.0  # beyond the edges of both
_WIDE = frozenset("ALHTU")


def sides(
    text: Text, place: Place, places: Sequence[Resolution], areas: Sequence[Area]
) -> tuple[Span, ...]:
    """Return the words that put a place on different sides of another: eastern, northern.

    Nothing is returned where they agree, or where only one says which side.
    """
    behind = [
        (area, (one.mention.start, area.end))
        for one in places
        if one.place is not None and one.place.id == place.id
        for area in _behind(text, one.mention.end, areas)
    ]
    spans: dict[Span, None] = {}
    for (one, here), (other, there) in combinations(behind, 2):
        apart = great_circle((one.lat, one.lon), (other.lat, other.lon)).km
        turn = abs((one.bearing or 0.0) - (other.bearing or 0.0))
        if apart <= _ONE_TOWN_KM and min(turn, 360 - turn) >= _TURN:
            spans |= {here: None, there: None}
    return tuple(spans)


def _behind(text: Text, end: int, areas: Sequence[Area]) -> Iterator[Area]:
    """Yield the area with a direction that stands next behind a name, in its sentence."""
    later = [area for area in areas if end < area.start <= end + _REACH]
    near = min(later, key=lambda area: area.start, default=None)
    if near and near.bearing is not None and not _STOPS.search(text.original, end, near.start):
        yield near


def other_accounts(
    text: Text,
    place: Place,
    since: int,
    places: Sequence[Resolution],
) -> tuple[Span, ...]:
    """Return the words that say of an event told before `since` that it was in another place.

    "An official placed the shelling in Nertiti": the event again, a verb that places it, a name.
    """
    until, phrases = since + _ACCOUNT, _placing(text.language.code)
    named = [p for p in places if since < p.mention.start <= until + _TO_PLACE]
    if not any(_is_elsewhere(name, place) for name in named):
        return ()
    tokens = tokens_in(text, since, until)
    spans = []
    for at in phrases.openings(tokens):
        found = phrases.at(tokens, at)
        if found is None:
            continue
        last = tokens.ends[found[0] - 1]
        name = next((p for p in named if last < p.mention.start <= last + _TO_PLACE), None)
        known = name is not None and (name.place is not None or found[1])
        if name and known and _is_elsewhere(name, place) and cue_before(text, name.mention.start):
            spans.append((tokens.starts[at], name.mention.end))
    return tuple(spans)


def _is_elsewhere(name: Resolution, place: Place) -> bool:
    """Return whether a place is neither the event's own nor one that holds it."""
    other = name.place
    if other is None:
        return name.mention.kind == "place"
    if other.feature_class in _WIDE:
        return False
    apart = float(great_circle((place.lat, place.lon), (other.lat, other.lon)).km)
    return apart > _ELSEWHERE_KM + place.radius_km + other.radius_km


@cache
def _placing(code: str) -> PhraseMatcher[bool]:
    """Join verbs and the words for an event: "placed the shelling", which says so of any name.

    "The shelling took place in" says so only of a name that lies elsewhere on the map.
    """
    table = load_language(code).claims
    back, happened = table.back_one, table.happened
    placed = [(f"{verb} {noun}", True) for verb in table.places for noun in back]
    before = [(f"{verb} {noun}", False) for verb in happened for noun in back]
    after = [(f"{noun} {verb}", False) for verb in happened for noun in back]
    return PhraseMatcher((*placed, *before, *after))
