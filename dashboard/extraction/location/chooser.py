"""Which of the places named near a trigger is where the event happened."""

import json
import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import pairwise

from dashboard.extraction.location.cues import is_adjective, joined, listed
from dashboard.extraction.location.features import (
    NOT_LEARNED,
    NOWHERE,
    Features,
    PlaceCandidate,
    candidates,
    extent,
    features_of,
)
from dashboard.extraction.location.nesting import finest, somewhere_in, unknown_within
from dashboard.extraction.location.unknown_names import unknown_names
from dashboard.extraction.location.witnesses import LOCALS, is_witness_place
from dashboard.extraction.text.text import Text, folded_in
from dashboard.model import Area, Claim, Trigger
from gazetteer.place import Mention, Place, Resolution
from gazetteer.spelling.fold import fold

Span = tuple[int, int]

WEIGHTS = "location.json"  # log-odds by the name of a fact, from training/location.py
EVERY = "every language"  # weights for a language without its own
_UNKNOWN = 0.5  # as sure of the place as if it were known, to weigh the words alone
_VAGUE_KM = 300.0
_EARLIER = 2  # sentences before the paragraph that may still name the place
_LONGEST_LIST = 4  # places
_SPEAKER_REACH = 90  # characters between a speaker's name and what they say
# What a place locates when its own radius is unknown, in km, and ACLED's precision.
_EXTENT = {
    "site": (1.0, 1),
    "settlement": (3.0, 1),
    "district": (15.0, 2),
    "land": (20.0, 3),
    "water": (50.0, 3),
    "province": (50.0, 3),
    "country": (300.0, 4),
    "larger": (1500.0, 4),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Where an event happened, how sure that is, and in which words it stands."""

    resolution: Resolution
    place: Place
    area: Area
    probability: float
    scope: str
    unknown: Mention | None = None  # what is named there more closely and no gazetteer holds


@dataclass(frozen=True, slots=True)
class Setting:
    """The names of a text and where they stand, read once for all of its events."""

    text: Text
    sentences: Sequence[Span]
    datelines: Sequence[Span]
    names: tuple[PlaceCandidate, ...]
    areas: Sequence[Area]
    triggers: Sequence[Trigger] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """A name that may be the place of an event; `scope` says where it stands."""

    candidate: PlaceCandidate
    scope: str
    features: Features


def can_hold_events(
    text: Text,
    resolutions: Sequence[Resolution],
    claims: Sequence[Claim],
) -> tuple[Resolution, ...]:
    """Keep the names where something can happen: no metonyms, no part of a speaker's name.

    Where "residents of X" speak, it may well have happened in X.
    """
    found = []
    for one in resolutions:
        mention = one.mention
        if mention.kind != "place":
            continue
        if any(first <= mention.start < last for first, last in text.boilerplate):
            continue
        span = mention.start, mention.end
        near = [
            claim
            for claim in claims
            if claim.start - _SPEAKER_REACH <= mention.start <= claim.end + _SPEAKER_REACH
        ]
        speaks = any(_names_speaker(text, *span, claim) for claim in near)
        if not speaks or is_witness_place(text, *span, who=LOCALS):
            found.append(one)
    return tuple(found)


def _names_speaker(text: Text, start: int, end: int, claim: Claim) -> bool:
    """Return whether a mention is a part of the name of whoever makes a claim beside it."""
    if claim.start <= start < claim.end:
        return False
    return folded_in(text, start, end) in fold(claim.speaker)


def read_setting(
    text: Text,
    sentences: Sequence[Span],
    datelines: Sequence[Span],
    places: Sequence[Resolution],
    areas: Sequence[Area],
    triggers: Sequence[Trigger] = (),
    not_names: Sequence[Span] = (),
) -> Setting:
    """Read the names of a text that can be the place of an event.

    `not_names` are dates and names of other things; beside them and `places`, unknown names count.
    """
    taken = [(one.mention.start, one.mention.end) for one in places]
    setting = Setting(text, sentences, datelines, (), areas, triggers)
    asked = _asked(setting)
    unknown = unknown_names(text, asked, [*taken, *not_names])
    return replace(setting, names=candidates(text, [*places, *unknown], asked))


def _asked(setting: Setting) -> Sequence[Span]:
    """List the sentences whose names may be asked for: those around the triggers, if any."""
    spans = setting.sentences
    if not setting.triggers:
        return spans
    starts = [start for start, _ in spans]
    telling = {bisect_right(starts, trigger.start) - 1 for trigger in setting.triggers}
    scopes = {span for at in telling if at >= 0 for _, span in _scopes(setting, at)}
    return [one for one in spans if any(a < one[1] and one[0] < b for a, b in scopes)]


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
    known = [
        (value, one, place)
        for value, one in scores
        if (place := one.candidate.resolution.place) is not None
        and not _is_vague(place)
        and not _only_describes(setting, one.candidate)
    ]
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
    """Tell a sea or a continent, whose point would say nothing of where an event was."""
    return place.feature_class in ("H", "L", "U") and place.radius_km >= _VAGUE_KM


def _only_describes(setting: Setting, one: PlaceCandidate) -> bool:
    """Tell the adjective of "the US dollar", where nothing happens, from "in the US crowds"."""
    return one.cue != "in" and is_adjective(setting.text, one.resolution)


def alternatives(
    setting: Setting, trigger: Trigger, index: int, not_here: Sequence[Span] = ()
) -> Iterator[Alternative]:
    """Yield the names that may be where the trigger's event happened, with what speaks for them."""
    scopes = _scopes(setting, index)
    free = [one for one in setting.names if not any(_inside(one, span) for span in not_here)]
    sentence = setting.sentences[index]
    here = [one for one in free if _inside(one, sentence)]
    others = [t for t in setting.triggers if t != trigger and sentence[0] <= t.start < sentence[1]]
    for one in free:
        scope = next((name for name, span in scopes if _inside(one, span)), None)
        if scope is not None:
            rivals = [other for other in here if other is not one]
            features = features_of(setting.text, trigger, scope, one, rivals, others)
            yield Alternative(one, scope, {**one.features, **features})


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


def _scopes(setting: Setting, index: int) -> list[tuple[str, Span]]:
    """Name the stretches of text around a sentence, the nearest first."""
    sentence = setting.sentences[index]
    start = setting.text.original.rfind("\n", 0, sentence[0]) + 1
    paragraph = next(i for i, span in enumerate(setting.sentences) if span[0] >= start)
    scopes = [("dateline", span) for span in setting.datelines if span[0] < sentence[1]]
    scopes += [("same sentence", sentence), ("same paragraph", (start, sentence[0]))]
    if paragraph:
        earlier = setting.sentences[max(0, paragraph - _EARLIER)]
        scopes.append(("earlier", (earlier[0], start)))
    scopes.append(("lede", setting.sentences[0]))
    return scopes


def _rivals(scores: Sequence[tuple[float, Alternative]], best: Alternative) -> Iterator[float]:
    """List what the best must be weighed against: itself once, every other place."""
    here = best.candidate.resolution.place
    for value, one in scores:
        place = one.candidate.resolution.place
        if one is best or place is None or here is None or place.id != here.id:
            yield value


def _inside(one: PlaceCandidate, span: Span) -> bool:
    mention = one.resolution.mention
    return span[0] <= mention.start and mention.end <= span[1]


def beside(setting: Setting, choice: Choice) -> list[Choice]:
    """List the other places of the list that a choice stands in: "on A, B and C"."""
    text = setting.text
    ordered = [one.resolution for one in setting.names if one.resolution.mention.kind == "place"]
    at = ordered.index(choice.resolution)
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


def area_of(resolution: Resolution, place: Place, areas: Sequence[Area]) -> Area:
    """Return the area that the words around a mention locate, else the extent of its place."""
    mention = resolution.mention
    for area in areas:
        if area.start < mention.end and mention.start < area.end:
            return area
    radius, precision = _EXTENT[extent(place)]
    start = mention.head if 0 <= mention.head < mention.start else mention.start
    return Area(
        place.lat,
        place.lon,
        place.radius_km or radius,
        precision=precision,
        start=start,
        end=mention.end,
    )
