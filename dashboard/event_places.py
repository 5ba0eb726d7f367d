"""Which of the places named near a trigger is where the event happened."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dashboard.language import Language
from dashboard.language import language as load_language
from dashboard.model import Area, Trigger
from gazetteer.fold import fold_with_offsets, fold_word
from gazetteer.place import Place, Resolution

Span = tuple[int, int]

# Log-odds, set by hand and tuned on event places that people marked.
WEIGHTS = {
    "same sentence": 1.7,
    "same paragraph": 0.3,
    "earlier": -0.1,
    "lede": -0.9,
    "a word away": -0.06,
    "a comma away": -0.2,
    "after the trigger": -0.1,
    "in": 0.6,
    "on": 0.0,
    "near": 0.3,
    "from": -1.2,
    "to": 0.0,
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
_CUE_WORDS = 4
_CONTAINER_REACH = 30  # characters
_CONTAINER_WORDS = 3
_OWNER_REACH = 45  # characters
_DEEPEST = 2
_LONGEST_LIST = 4  # places
_MOVES = frozenset({"change_to_group", "non_violent_transfer"})
_WORD = re.compile(r"\w+")
_COMMA = re.compile(r"[,،;؛:()\n]")
_STOPS = re.compile(r"[.;:()؛!?؟\n]")
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}")
_NEXT_NOUN = re.compile(r"\.? ([a-z]\w+)")
_LAST_WORDS = re.compile(r"[^\W\d_]+|[.,،؛;:!?؟()\n]")
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
        score += WEIGHTS["container"] * _holds(text, one, candidates, language)
        score += WEIGHTS["owner"] * _owns(text, one, candidates, language)
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
    while first > 0 and _listed(text, ordered[first - 1], ordered[first], language):
        first -= 1
    while last + 1 < len(ordered) and _listed(text, ordered[last], ordered[last + 1], language):
        last += 1
    run = ordered[first : last + 1]
    joined = any(
        _joined(text[one.mention.end : other.mention.start], language)
        for one, other in pairwise(run)
    )
    kind = extent(choice.place)
    found = []
    for one in run if joined and kind in ("site", "settlement", "district") else ():
        place = one.place
        if place is None or place.id == choice.place.id or extent(place) != kind:
            continue
        probability = min(choice.probability, one.probability)
        area = area_of(one, place, areas)
        found.append(Choice(one, place, area, probability, choice.scope))
    return found[:_LONGEST_LIST]


def _listed(text: str, one: Resolution, other: Resolution, language: Language) -> bool:
    """Tell whether two names follow each other in a list: a comma, "and", a head noun at most."""
    if not 0 < other.mention.start - one.mention.end <= _CONTAINER_REACH:
        return False
    between = text[one.mention.end : other.mention.start]
    if _joined(between, language):
        return len(_WORD.findall(between)) <= _CONTAINER_WORDS and not _STOPS.search(between)
    return not between.strip(" ,،#")


def _joined(between: str, language: Language) -> bool:
    words = _WORD.findall(fold_with_offsets(between)[0])
    lists = _lists(language.code)
    return bool(words) and (words[0] in lists or words[-1] in lists)


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
    score += WEIGHTS["a word away"] * min(len(_WORD.findall(between)), _FARTHEST_WORDS)
    score += WEIGHTS["a comma away"] * min(len(_COMMA.findall(between)), 3)
    score += WEIGHTS["after the trigger"] * after
    return score + _cue(text, trigger, mention.start, language)


def _holds(text: str, one: Resolution, candidates: Sequence[Resolution], language: Language) -> int:
    """Count the names right before a place that it only serves to place: in "A, B, C", C has 2."""
    depth, start = 0, one.mention.start
    while depth < _DEEPEST:
        other = next(
            (o for o in candidates if _leads_to(text, o.mention.end, start, language)), None
        )
        if other is None:
            break
        depth, start = depth + 1, other.mention.start
    return depth


def _owns(text: str, one: Resolution, candidates: Sequence[Resolution], language: Language) -> bool:
    """Tell whether a name only says whose the next thing is: "Homs neighbourhood of Baba Amr"."""
    at = one.mention.end
    noun = _NEXT_NOUN.match(text, at) if _INITIALS.fullmatch(one.mention.text) else None
    if noun:  # "US soldiers"
        return noun[1] not in _prepositions(language.code)
    following = min(
        (o.mention.start for o in candidates if o.mention.start > at + 1), default=len(text)
    )
    between = text[at:following]
    if len(between) > _OWNER_REACH or _COMMA.search(between):
        return False
    words = _WORD.findall(fold_with_offsets(between)[0])
    opens = bool(words) and words[0] in _prepositions(language.code)
    return bool(words) and words[-1] in _of(language.code) and not opens


def _leads_to(text: str, end: int, start: int, language: Language) -> bool:
    """Tell whether a name that ends at `end` is held by the one at `start`."""
    if not 0 < start - end <= _CONTAINER_REACH:
        return False
    between = text[end:start]
    words = _WORD.findall(fold_with_offsets(between)[0])
    joined = any(word in _joiners(language.code) for word in words)
    return len(words) <= _CONTAINER_WORDS and not joined and "\n" not in between


def _cue(text: str, trigger: Trigger, at: int, language: Language) -> float:
    """Weigh the preposition before a place: in, on, near, from or to."""
    cues = _prepositions(language.code)
    before = fold_with_offsets(text[max(0, at - 60) : at])[0]
    glued = bool(before) and before[-1].isalpha()
    for back, word in enumerate(reversed(_LAST_WORDS.findall(before))):
        if back >= _CUE_WORDS or not word.isalpha():
            break
        kind = cues.get(word + "-" if glued and back == 0 else word)
        if kind in ("from", "to") and trigger.type in _MOVES:
            return WEIGHTS["origin of a move" if kind == "from" else "destination of a move"]
        if kind is not None:
            return WEIGHTS[kind]
    return 0.0


@cache
def _prepositions(code: str) -> dict[str, str]:
    """Map a folded preposition, or a glued one with "-", to its kind."""
    table = load_language(code).section("join")
    found: dict[str, str] = {}
    for kind in ("direction", "in", "on", "near", "from", "to"):
        for word in table.get(kind, ()):
            glued = word.endswith("-")
            found[fold_word(word.rstrip("-")) + ("-" if glued else "")] = kind
    return found


@cache
def _joiners(code: str) -> frozenset[str]:
    """List the words that put two places side by side, so that neither holds the other."""
    table = load_language(code).section("join")
    return frozenset(map(fold_word, table.get("and", ())))


@cache
def _lists(code: str) -> frozenset[str]:
    """List the words that make a list of two names."""
    table = load_language(code).section("join")
    return frozenset(map(fold_word, table.get("list", ())))


@cache
def _of(code: str) -> frozenset[str]:
    """List the words that follow a head noun before its name: "town of"."""
    return frozenset(map(fold_word, load_language(code).section("join").get("of", ())))
