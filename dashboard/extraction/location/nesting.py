"""Places told one in the other: "Mare' town in Aleppo countryside", "the West Bank town of Jenin".

The finest one is where it happened; where nobody knows that one, it is said so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from geopy.distance import great_circle

from dashboard.extraction.location.cues import joined, link, listed
from dashboard.extraction.location.features import PlaceCandidate
from dashboard.extraction.text.text import Text
from dashboard.model import Area
from gazetteer.place import Mention, Place

_HELD_BEFORE = frozenset({"comma", "in", "of", "part", "town", "sort", "near"})  # "X in Y"
_HELD_AFTER = frozenset({"town", "part", "possessive"})  # "Y's X", "the Y town of X"
_RANKS = {"site": 0, "settlement": 1, "district": 2, "province": 3, "country": 4}
_REACH_KM = 80.0  # between places of one province
_TIMES = 3  # as many people as the town it holds: "Mare', Aleppo" and no list of two towns
_SOMEWHERE_KM = 10.0  # how far at least an unknown place lies from the known one told around it
_NEAR_A_POINT = 2  # ACLED's precision of a place coded to another one near it
_DEEPEST = 4
_ASIDE = 30  # characters
_ENDS = re.compile(r"[.,;:()؛،!?؟\n]")


def finest(
    text: Text,
    best: PlaceCandidate,
    names: Sequence[PlaceCandidate],
    areas: Sequence[Area],
) -> PlaceCandidate:
    """Return the known place that `best` only serves to place, itself where there is none.

    `names` are those of its sentence that may be the place, in their order.
    """
    for _ in range(_DEEPEST):
        within = _within(text, best, names, areas)
        known = (one for one, kind in within if _held(text, one, best, kind, names))
        finer = next(known, None)
        if finer is None:
            break
        best = finer
    return best


def unknown_within(
    text: Text,
    best: PlaceCandidate,
    names: Sequence[PlaceCandidate],
    areas: Sequence[Area],
) -> PlaceCandidate | None:
    """Return the name beside `best` that lies in it and that no gazetteer holds."""
    within = _within(text, best, names, areas)
    return next((one for one, _ in within if one.extent == "unknown"), None)


def somewhere_in(text: Text, area: Area, unknown: Mention) -> Area:
    """Return the area of the known place with the words of the unknown one that lies in it."""
    start = unknown.head if 0 <= unknown.head < unknown.start else unknown.start
    end = unknown.end
    if start < area.start and link(text, unknown.end, area.start):
        end = area.end  # "the Nowhere district of Damascus" is one phrase
    elif area.end <= start and link(text, area.end, start):
        start = area.start
    named = replace(area, start=start, end=end)
    if area.shape != "circle":
        return named
    radius, precision = max(area.radius_km, _SOMEWHERE_KM), max(area.precision, _NEAR_A_POINT)
    return replace(named, radius_km=radius, precision=precision)


def _within(
    text: Text,
    outer: PlaceCandidate,
    names: Sequence[PlaceCandidate],
    areas: Sequence[Area],
) -> Iterator[tuple[PlaceCandidate, str]]:
    """Yield the names right before and after a place that by the words lie in it, and how."""
    mention = outer.resolution.mention
    phrase = next((a for a in areas if a.start <= mention.start and mention.end <= a.end), None)
    start = phrase.start if phrase else mention.start  # "X, 20 km south of Y" is X
    before = [n for n in names if n.resolution.mention.end <= start]
    if before:
        inner = max(before, key=lambda n: n.resolution.mention.start)
        kind = link(text, inner.resolution.mention.end, start)
        if kind in _HELD_BEFORE or (phrase and kind == "beside"):
            yield inner, kind
        elif inner.extent == "unknown" and _stands_in(text, inner, outer):
            yield inner, outer.cue
    after = [n for n in names if n.resolution.mention.start >= mention.end]
    if after:
        inner = min(after, key=lambda n: n.resolution.mention.start)
        kind = link(text, mention.end, inner.resolution.mention.start)
        if kind in _HELD_AFTER:
            yield inner, kind


def _stands_in(text: Text, inner: PlaceCandidate, outer: PlaceCandidate) -> bool:
    """Return whether what is in one name is in the other too: "in the X roundabout area of Y"."""
    between = text.original[inner.resolution.mention.end : outer.resolution.mention.start]
    fits = inner.cue in ("in", "on", "near") and outer.cue in ("in", "of")
    return fits and len(between) <= _ASIDE and not _ENDS.search(between)


def _held(
    text: Text,
    inner: PlaceCandidate,
    outer: PlaceCandidate,
    kind: str,
    names: Sequence[PlaceCandidate],
) -> bool:
    """Return whether `inner` is a known place that lies in `outer` on the map as well."""
    small, large = inner.resolution.place, outer.resolution.place
    if small is None or large is None or inner.cue in ("from", "direction"):
        return False
    ranks = _RANKS.get(inner.extent, 9), _RANKS.get(outer.extent, -1)
    seat = kind == "comma" and (inner.extent, outer.extent) == ("district", "settlement")
    if (ranks[0] > ranks[1] and not seat) or not _together(small, large):
        return False
    if inner.resolution.mention.start > outer.resolution.mention.start:
        return ranks[0] < ranks[1]
    if seat or ranks[0] < ranks[1] or kind != "comma":
        return True  # "a district, a town" in this order: the town is named for its province
    crowded = large.population >= _TIMES * small.population
    return crowded and not _in_list(text, inner, names)


def _together(small: Place, large: Place) -> bool:
    if small.id == large.id or small.country != large.country:
        return False
    if large.feature_class == "A" and large.feature_code.startswith("PCL"):
        return True
    apart = float(great_circle((small.lat, small.lon), (large.lat, large.lon)).km)
    return apart <= _REACH_KM or small.admin[:1] == large.admin[:1] != ()


def _in_list(text: Text, first: PlaceCandidate, names: Sequence[PlaceCandidate]) -> bool:
    """Return whether a name stands in a list that "and" ends: "on A, B and C"."""
    run = [one.resolution for one in names[names.index(first) :]]
    for one, other in pairwise(run):
        if not listed(text, one, other):
            break
        if joined(text, one.mention.end, other.mention.start):
            return True
    return False
