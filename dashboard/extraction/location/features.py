"""What speaks for a named place being where an event happened: numbers by name, no words."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.extraction.location.cues import (
    COMMA,
    aims,
    asides,
    causes,
    class_nouns,
    clause_before,
    clause_words,
    cue_before,
    holds,
    link,
    listed,
    owns,
    prepositions,
    source_words,
    speech_words,
)
from dashboard.extraction.location.states import stands_for
from dashboard.extraction.location.witnesses import is_witness_place
from dashboard.extraction.text.text import Text, folded_in, tokens_in, words_in
from dashboard.model import Trigger
from gazetteer.place import Place, Resolution

Span = tuple[int, int]
Features = dict[str, float]

_PROTESTS = frozenset(
    {"peaceful_protest", "protest_with_intervention", "violent_demonstration", "excessive_force"}
)
_MOVES = frozenset({"change_to_group", "non_violent_transfer"})
_FARTHEST = 250  # characters between a trigger and a place, the rest is far anyhow
_SPEAKER = 4  # words between a place and the speech word of whoever speaks there
_STOPS = frozenset(".,،؛;:!?؟()\n")
_AFTER = 60  # characters
_NEIGHBOURS = 4  # names before and after that may hold this one or be held by it
_LINKS = frozenset({"comma", "in", "part", "town", "beside", "possessive", "near", "of", "sort"})
_SIZES = {"site": 0, "settlement": 1, "district": 2, "country": 4, "larger": 5, "province": 3}
_EXTENTS = ("site", "settlement", "district", "province", "land", "water", "country", "larger")


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A name of a text with what holds of it whichever event is asked about."""

    resolution: Resolution
    extent: str  # "unknown" where the gazetteer does not hold it
    cue: str
    features: Mapping[str, float]


def extent(place: Place) -> str:
    """Name how much a place covers: site, settlement, district, province, country ..."""
    code = place.feature_code
    if place.feature_class == "A":
        if code.startswith(("PCL", "TERR")):
            return "country"
        return "province" if code.startswith("ADM1") else "district"
    if place.feature_class == "L":
        return "larger" if code == "CONT" else "land"
    by_class = {
        "P": "settlement",
        "H": "water",
        "T": "land",
        "V": "land",
        "R": "land",
        "U": "water",
    }
    return by_class.get(place.feature_class, "site")


def candidates(
    text: Text, places: Sequence[Resolution], asked: Sequence[Span]
) -> tuple[PlaceCandidate, ...]:
    """Read the names of a text, in their order, once for all of its events.

    Names outside the stretches `asked` are only counted, because reading them takes long.
    """
    ordered = sorted(places, key=lambda one: one.mention.start)
    named = Counter(one.place.id for one in ordered if one.place)
    starts = [start for start, _ in asked]
    found = []
    for number, one in enumerate(ordered):
        mention, place = one.mention, one.place
        at = bisect_right(starts, mention.start) - 1
        if at < 0 or mention.start >= asked[at][1]:
            continue
        cue = cue_before(text, mention.start)
        kind = extent(place) if place else "unknown"
        near = ordered[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]
        features: Features = {
            "small" if kind in ("site", "settlement") else kind: 1.0,
            "sure of the name": mention.probability,
            "named again": math.log(named[place.id]) if place else 0.0,
            "first named": float(number == 0),
            "has a head noun": float(0 <= mention.head < mention.start or bool(mention.feature)),
            "only says which": float(holds(text, one, near)),
            "owner": float(owns(text, one, near)),
            "a witness is there": float(is_witness_place(text, mention.start, mention.end)),
            "in a list": float(any(_side_by_side(text, one, o) for o in near)),
        }
        if cue:
            features[cue] = 1.0
        if kind == "unknown":
            features[f"unknown, {cue or 'no cue'}"] = 1.0
        features |= stands_for(text, one)
        features |= _before(text, mention.start)
        features |= _after(text, mention.end)
        features |= _links(text, number, ordered)
        found.append(PlaceCandidate(one, kind, cue, {k: v for k, v in features.items() if v}))
    return tuple(found)


def _links(text: Text, at: int, ordered: Sequence[Resolution]) -> Features:
    """Return how a name hangs together with those beside it: "X in Y", "X, Y", "Y's X"."""
    found: Features = {}
    here = ordered[at]
    for step, word in ((-1, "precedes"), (1, "follows")):
        if not 0 <= at + step < len(ordered):
            continue
        there = ordered[at + step]
        one, other = (there, here) if step < 0 else (here, there)
        kind = link(text, one.mention.end, other.mention.start)
        if kind in _LINKS:
            wider = _size(there) - _size(here)
            size = "a wider" if wider > 0 else "a finer" if wider < 0 else "an equal"
            found |= {f"{kind} {word}": 1.0, f"{size} one {word}": 1.0}
    return found


def _size(one: Resolution) -> int:
    return _SIZES.get(extent(one.place), 2) if one.place else 1


def _before(text: Text, at: int) -> Features:
    """Return whether a name stands in what somebody says from there: "officials in X", "from X"."""
    words = clause_before(text, at, _AFTER, _STOPS)
    return {
        "with the source": float(not source_words(text.language.code).isdisjoint(words)),
        "no word before": float(not words),
    }


def features_of(
    text: Text,
    trigger: Trigger,
    scope: str,
    one: PlaceCandidate,
    rivals: Sequence[PlaceCandidate],
    triggers: Sequence[Trigger],
) -> Features:
    """Number what speaks for and against `one` being where the trigger's event happened.

    `rivals` are the other names of the same sentence, `triggers` the events told in it.
    """
    mention = one.resolution.mention
    after = mention.start >= trigger.end
    low, high = (trigger.end, mention.start) if after else (mention.end, trigger.start)
    until, code = min(high, low + _FARTHEST), text.language.code
    words = words_in(text, low, until)
    near = scope == "same sentence"
    features: Features = {
        scope: 1.0,
        "words away": math.log1p(len(words)),
        "commas away": float(min(3, len(COMMA.findall(folded_in(text, low, until))))),
        "another clause": float(not clause_words(code).isdisjoint(words)),
        "an aside between": float(not asides(code).isdisjoint(words)),
        "aimed at": float(after and not aims(code).isdisjoint(words)),
        **_cause(trigger, one.cue, words if after else (), code),
        "another event between": float(any(low <= t.start < high for t in triggers)),
        "names between": float(
            min(3, sum(low <= r.resolution.mention.start < high for r in rivals))
        ),
    }
    if near:
        features |= _within(one, after, len(words), rivals)
    if one.cue and near:
        features[f"{one.cue}, {'after' if after else 'before'} it"] = 1.0
    if one.cue in ("from", "to") and trigger.type in _MOVES:
        features[f"{one.cue}, of a move"] = 1.0
    return {name: value for name, value in features.items() if value}


def _cause(trigger: Trigger, cue: str, between: Sequence[str], code: str) -> Features:
    """Return what a crowd marches for: "against the war in X"; "against prices in X" may be X."""
    if trigger.type not in _PROTESTS or causes(code).isdisjoint(between):
        return {}
    return {"perhaps its cause" if cue in ("in", "on", "near") else "its cause": 1.0}


def _within(
    one: PlaceCandidate, after: bool, words: int, rivals: Sequence[PlaceCandidate]
) -> Features:
    """Compare a name with the others of the trigger's sentence."""
    rank = _rank(one)
    return {
        "after it": float(after),
        "right after it": float(after and words <= 1),
        "alone in the sentence": float(not rivals),
        "finest": float(bool(rivals) and all(_rank(other) > rank for other in rivals)),
        "a finer one is named": float(any(_rank(other) < rank for other in rivals)),
        "a part of it is named": float(any(_is_part(other, one) for other in rivals)),
        "others stand in a place": float(
            one.cue not in ("in", "on", "near") and any(o.cue in ("in", "on") for o in rivals)
        ),
    }


def _rank(one: PlaceCandidate) -> int:
    return _EXTENTS.index(one.extent) if one.extent in _EXTENTS else 1  # unknown names are small


def _is_part(small: PlaceCandidate, large: PlaceCandidate) -> bool:
    """Return whether one place lies in the other by the divisions it belongs to."""
    inner, outer = small.resolution.place, large.resolution.place
    if inner is None or outer is None or _rank(small) >= _rank(large) or not outer.country:
        return False
    if large.extent == "country":
        return inner.country == outer.country
    inside = inner.country == outer.country and inner.admin[:1] == outer.admin[:1] != ()
    return inside and large.extent in ("province", "district")


def _side_by_side(text: Text, one: Resolution, other: Resolution) -> bool:
    return listed(text, one, other) or listed(text, other, one)


def _following(text: Text, end: int) -> list[str]:
    """Return the folded words and marks behind a name; letters and figures together are a word."""
    found: list[str] = []
    before = 0  # where the word before ends in the folded text
    near = tokens_in(text, end, end + _AFTER)
    for key, at in zip(near.keys, near.at, strict=True):
        if key == "\n":
            continue
        if found and at == before and key[0].isalnum():
            found[-1] += key
        else:
            found.append(key)
        before = at + len(key) if key[0].isalnum() else 0
    return found


def _after(text: Text, end: int) -> Features:
    """Return what follows a name: whose it is, who speaks there, or that it only describes."""
    following = _following(text, end)
    if not following:
        return {"ends the sentence": 1.0}
    code, first, sign = text.language.code, following[0], text.original[end : end + 1]
    leads = first in prepositions(code) or first in clause_words(code)
    plain = first.isalpha() and not leads
    return {
        "possessive": float(first[0] in "’'" or (first == "s" and sign in "’'")),
        "hyphen": float(first in "-–" and sign in "-–"),
        "a word follows": float(plain),
        "its sort follows": float(not class_nouns(code).isdisjoint(following[:3])),
        "a comma follows": float(first in ",،"),
        "ends the sentence": float(first in ".!?؟\n"),
        "who speaks there": float(not speech_words(code).isdisjoint(following[: _SPEAKER + 1])),
    }
