"""Which of the places named near a trigger is where the event happened."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.language import Language
from dashboard.model import Area, Trigger
from dashboard.place_cues import (
    COMMA,
    CUE_WORDS,
    LAST_WORDS,
    WORD,
    holds,
    joined,
    listed,
    owns,
    prepositions,
)
from gazetteer.fold import fold_with_offsets
from gazetteer.place import Place, Resolution

Span = tuple[int, int]


# Log-odds, set by hand and tuned on event places that people marked.
WEIGHTS = {
    "same sentence": 1.7,
    "same paragraph": 0.3,
    "earlier": -0.1,
    "lede": -0.9,
    "dateline": -0.4,
    "a word away": -0.06,
    "a comma away": -0.2,
    "after the trigger": -0.1,
    "in": 0.6,
    "on": 0.0,
    "near": 0.3,
    "from": -1.2,
    "to": -0.6,
    "direction": -0.6,  # "north of X": X is only where it is seen from
    "container": -0.8,  # "Y in X", "Y, X": X only says which Y
    "owner": -1.2,  # "X's town of Y", "the X village of Y", "US soldiers"
    "destination of a move": 1.2,
    "origin of a move": -0.8,
    "site": 0.9,
    "settlement": 0.9,
    "district": 0.1,
    "province": -0.6,
    "land": -1.4,
    "water": -0.9,
    "country": -2.6,
    "larger": -3.0,
    "sure of the name": 1.5,
}
_FARTHEST_WORDS = 25
_LONGEST_LIST = 4  # places
_MOVES = frozenset({"change_to_group", "non_violent_transfer"})
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


def choose_place(
    text: str,
    trigger: Trigger,
    scopes: Sequence[tuple[str, Span]],
    candidates: Sequence[Resolution],
    areas: Sequence[Area],
    language: Language,
) -> Choice | None:
    """Choose among `candidates`; `scopes` are stretches of text by name, the nearest first.

    Names whose place nobody knows are no choice, but they show what holds what.
    """
    scored: list[tuple[float, str, Resolution, Place]] = []
    for one in candidates:
        scope = next((name for name, span in scopes if _inside(one, span)), None)
        if scope is None or one.place is None:
            continue
        score = WEIGHTS[scope] + _score(text, trigger, one, one.place, language)
        score += WEIGHTS["container"] * holds(text, one, candidates, language)
        score += WEIGHTS["owner"] * owns(text, one, candidates, language)
        scored.append((score, scope, one, one.place))
    if not scored:
        return None
    best = max(scored, key=lambda entry: entry[0])
    total = sum(math.exp(entry[0] - best[0]) for entry in _rivals(scored, best))
    _, scope, resolution, place = best
    probability = resolution.probability / total
    return Choice(resolution, place, area_of(resolution, place, areas), probability, scope)


def beside(
    text: str,
    choice: Choice,
    candidates: Sequence[Resolution],
    areas: Sequence[Area],
    language: Language,
) -> list[Choice]:
    """List the other places of the list that a choice stands in: "on A, B and C"."""
    ordered = sorted(
        (one for one in candidates if one.mention.kind == "place"), key=lambda o: o.mention.start
    )
    at = ordered.index(choice.resolution)
    first = last = at
    while first > 0 and listed(text, ordered[first - 1], ordered[first], language):
        first -= 1
    while last + 1 < len(ordered) and listed(text, ordered[last], ordered[last + 1], language):
        last += 1
    run = ordered[first : last + 1]
    is_list = any(
        joined(text[one.mention.end : other.mention.start], language)
        for one, other in pairwise(run)
    )
    kind = extent(choice.place)
    found = []
    for one in run if is_list and kind in ("site", "settlement", "district") else ():
        place = one.place
        if place is None or place.id == choice.place.id or extent(place) != kind:
            continue
        if choice.area.shape == "line" and _inside(one, (choice.area.start, choice.area.end)):
            continue  # "on the road from A to B" is one place
        probability = min(choice.probability, one.probability)
        area = area_of(one, place, areas)
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


def _rivals(
    scored: list[tuple[float, str, Resolution, Place]],
    best: tuple[float, str, Resolution, Place],
) -> list[tuple[float, str, Resolution, Place]]:
    """List what the best must be weighed against: itself once, and every other place."""
    return [best] + [entry for entry in scored if entry[3].id != best[3].id]


def _inside(one: Resolution, span: Span) -> bool:
    return span[0] <= one.mention.start and one.mention.end <= span[1]


def _score(text: str, trigger: Trigger, one: Resolution, place: Place, language: Language) -> float:
    mention = one.mention
    after = mention.start >= trigger.end
    between = text[trigger.end : mention.start] if after else text[mention.end : trigger.start]
    score = WEIGHTS[extent(place)] + WEIGHTS["sure of the name"] * one.probability
    score += WEIGHTS["a word away"] * min(len(WORD.findall(between)), _FARTHEST_WORDS)
    score += WEIGHTS["a comma away"] * min(len(COMMA.findall(between)), 3)
    score += WEIGHTS["after the trigger"] * after
    return score + _cue(text, trigger, mention.start, language)


def _cue(text: str, trigger: Trigger, at: int, language: Language) -> float:
    """Weigh the preposition before a place: in, on, near, from or to."""
    kind = cue_before(text, at, language)
    if kind in ("from", "to") and trigger.type in _MOVES:
        return WEIGHTS["origin of a move" if kind == "from" else "destination of a move"]
    return WEIGHTS[kind] if kind else 0.0


def cue_before(text: str, at: int, language: Language) -> str:
    """Return the kind of the preposition before a place: in, on, near, from, to, direction."""
    cues = prepositions(language.code)
    before = fold_with_offsets(text[max(0, at - 60) : at])[0]
    glued = bool(before) and before[-1].isalpha()
    for back, word in enumerate(reversed(LAST_WORDS.findall(before))):
        if back >= CUE_WORDS or not word.isalpha():
            break
        kind = cues.get(word + "-" if glued and back == 0 else word)
        if kind is not None:
            return kind
    return ""
