"""Which of the places named near a trigger is where the event happened."""

import json
import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from dashboard.extraction.location.by_hand import NOT_LEARNED, NOWHERE
from dashboard.extraction.location.cues import is_adjective, joined, listed
from dashboard.extraction.location.features import (
    Features,
    PlaceCandidate,
    extent,
)
from dashboard.extraction.location.nesting import finest, somewhere_in, unknown_within
from dashboard.extraction.location.setting import Alternative, Setting, alternatives, area_of
from dashboard.model import Area, Trigger
from gazetteer.place import Mention, Place, Resolution

Span = tuple[int, int]

WEIGHTS = "location.json"  # log-odds by the name of a fact, from training/location.py
EVERY = "every language"  # weights for a language without its own
_UNKNOWN = 0.5  # as sure of the place as if it were known, to weigh the words alone
_VAGUE_KM = 300.0
_LONGEST_LIST = 4  # places


@dataclass(frozen=True, slots=True)
class Choice:
    """Where an event happened, how sure that is, and in which words it stands."""

    resolution: Resolution
    place: Place
    area: Area
    probability: float
    scope: str
    unknown: Mention | None = None  # what is named there more closely and no gazetteer holds


def choose_place(
    setting: Setting, trigger: Trigger, index: int, not_here: Sequence[Span] = ()
) -> Choice | None:
    """Choose among the names around the trigger, which stands in sentence `index`.

    Names inside `not_here` belong to somebody who acts. A name whose place nobody knows is no
    choice, but it makes the others less sure.
    """
    found = list(alternatives(setting, trigger, index, not_here))
    code = setting.text.language.code
    scores = [(score({**one.features, **of_point(one)}, code), one) for one in found]
    placed = [
        (value, one, place)
        for value, one in scores
        if (place := one.candidate.resolution.place) is not None
        and not _only_describes(setting, one.candidate)
    ]
    known = [entry for entry in placed if not _is_vague(entry[2])]
    known = known or [entry for entry in placed if _is_at_sea(entry[1], entry[2])]
    if not known:
        return None
    top, best, _ = max(known, key=lambda entry: entry[0])
    nowhere = score(NOWHERE, code)
    total = sum(math.exp(value - top) for value in (nowhere, *_rivals(scores, best)))
    likelier = [one.candidate for value, one in scores if value > top]
    return _chosen(setting, best, found, likelier, 1 / total)


def unknown_place(
    setting: Setting, trigger: Trigger, index: int, not_here: Sequence[Span] = ()
) -> Mention | None:
    """Return the name in the trigger's sentence that is likely its place and in no gazetteer."""
    code = setting.text.language.code
    found = [
        (score({**one.features, **of_point(one)}, code), one.candidate.resolution.mention)
        for one in alternatives(setting, trigger, index, not_here)
        if one.scope == "same sentence" and one.candidate.resolution.place is None
    ]
    best = max(found, key=lambda entry: entry[0], default=None)
    return best[1] if best and best[0] > score(NOWHERE, code) else None


def _chosen(
    setting: Setting,
    best: Alternative,
    found: Sequence[Alternative],
    likelier: Sequence[PlaceCandidate],
    probability: float,
) -> Choice:
    """Return the finest place told within the best one, with what is told there and not known."""
    text = setting.text
    names = [one.candidate for one in found if one.scope == best.scope]
    candidate = finest(text, best.candidate, names, setting.areas)
    resolution = candidate.resolution
    place = resolution.place or best.candidate.resolution.place
    assert place is not None  # the best is one of the known
    area = area_of(resolution, place, setting.areas)
    unknown = unknown_within(text, candidate, names, setting.areas)
    unknown = unknown or next(iter(likelier), None)
    named = unknown.resolution.mention if unknown else None
    if named:
        area = somewhere_in(text, area, named)
    probability *= resolution.probability
    return Choice(resolution, place, area, probability, best.scope, named)


def _is_vague(place: Place) -> bool:
    """Return whether it is a sea or a continent, whose point says nothing of an event."""
    return place.feature_class in ("H", "L", "U") and place.radius_km >= _VAGUE_KM


def _is_at_sea(one: Alternative, place: Place) -> bool:
    """Return whether a sea is named as where it was: "shot down over the Red Sea"."""
    at_sea = place.feature_class == "H" and one.candidate.cue in ("in", "on")
    return at_sea and one.scope == "same sentence"


def _only_describes(setting: Setting, one: PlaceCandidate) -> bool:
    """Return whether it is as in "the US dollar", where nothing happens, not "in the US"."""
    return one.cue != "in" and is_adjective(setting.text, one.resolution)


def of_point(one: Alternative) -> Features:
    """Return what speaks for its point; where people marked words, only the words count."""
    resolution = one.candidate.resolution
    return {"sure of the place": resolution.probability if resolution.place else _UNKNOWN}


def score(features: Mapping[str, float], code: str) -> float:
    """Add up the log-odds of an alternative in a language."""
    weight = _weights(code).get
    return sum([weight(name, 0.0) * value for name, value in features.items()])


@cache
def _weights(code: str) -> Mapping[str, float]:
    file = resources.files("dashboard.extraction") / "weights" / WEIGHTS
    found: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    return {**(found.get(code) or found[EVERY]), **NOT_LEARNED}


def _rivals(scores: Sequence[tuple[float, Alternative]], best: Alternative) -> Iterator[float]:
    """List what the best must be weighed against: itself once, every other place."""
    here = best.candidate.resolution.place
    for value, one in scores:
        place = one.candidate.resolution.place
        if one is best or place is None or here is None or place.id != here.id:
            yield value


def beside(setting: Setting, choice: Choice) -> list[Choice]:
    """List the other places of the list that a choice stands in: "on A, B and C"."""
    text = setting.text
    ordered = [one.resolution for one in setting.names if one.resolution.mention.kind == "place"]
    at = bisect_left(ordered, choice.resolution.mention.start, key=lambda one: one.mention.start)
    first = last = at
    while first > 0 and listed(text, ordered[first - 1], ordered[first]):
        first -= 1
    while last + 1 < len(ordered) and listed(text, ordered[last], ordered[last + 1]):
        last += 1
    run = ordered[first : last + 1]
    is_list = any(
        joined(text, one.mention.end, other.mention.start) for one, other in pairwise(run)
    )
    kind = extent(choice.place)
    found = []
    for one in run if is_list and kind in ("site", "settlement", "district") else ():
        place = one.place
        if place is None or place.id == choice.place.id or extent(place) != kind:
            continue
        if choice.area.shape == "line" and (
            choice.area.start <= one.mention.start and one.mention.end <= choice.area.end
        ):
            continue  # "on the road from A to B" is one place
        probability = min(choice.probability, one.probability)
        area = area_of(one, place, setting.areas)
        found.append(Choice(one, place, area, probability, choice.scope))
    return found[:_LONGEST_LIST]
