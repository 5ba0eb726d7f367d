"""How likely two tellings of an article are one event: what speaks for and against it, by name.

Places, days, kinds, counts and nearness, no words of any language: `weights/coreference.json`,
from `python -m tests.benchmarks.coreference GOLD... --write`.
"""

import math
from collections.abc import Iterator

from dashboard.extraction.coreference.draft import Draft, holds, is_wide, km, same_place
from dashboard.extraction.dates.chooser import is_assumed
from dashboard.extraction.location.chooser import Choice
from dashboard.model import Count, DateSpan

Features = dict[str, float]

_FAR_KM, _FAR_DAYS = 2000, 400  # farther makes no difference
_FEW_DAYS, _WEEK = 2, 7
_COARSE = 4  # UCDP's precision of a month
_LEAD = 3  # sentences
_FAINT = 0.5  # a trigger below only tells of dead and wounded
_LEAST_WORDS = 4
_ONE_NIGHT = ({"evening", "night"}, {"night", "dawn"}, {"dawn", "morning"})
_STRATEGIC, _DEFUSED = "Strategic developments", "disrupted_weapons"
_CRIMES = {"attack", "abduction", "sexual_violence"}  # some are killed, others taken away
_ANSWERS = frozenset({"aid", "arrests", "ceremony", "displacement", "law", "meeting"}) | {
    "peaceful_protest",
    "police_raid",
    "sanctions",
    "trial",
}


def pair_features(one: Draft, other: Draft) -> Features:
    """Return what holds of two tellings, in the order of the text."""
    found: Features = {"always": 1.0}
    found |= _of_places(one, other)
    found |= _of_days(one, other)
    found |= dict.fromkeys(_of_kinds(one, other), 1.0)
    found |= _of_standing(one, other)
    found |= dict.fromkeys(_of_tellings(one, other), 1.0)
    for name, first, second in (
        ("killed", one.fatalities, other.fatalities),
        ("hurt", one.injuries, other.injuries),
    ):
        if first or second:
            found[f"{name} {_of_counts(first, second)}"] = 1.0
    return found


def contradict(one: Draft, other: Draft) -> bool:
    """Return whether two tellings cannot be of one event, by what their own words say."""
    places = one.names_fine_place and other.names_fine_place
    if places and not same_place(one.place, other.place):
        return True
    if not _meet(one.day.when, other.day.when) and not _is_toll_of(one, other):
        unsaid = one.day.first is None or other.day.first is None
        if unsaid or (one.names_day and other.names_day):
            return True
    return _other_part_of_day(one.day.when, other.day.when) or _other_act(one, other)


def _is_toll_of(one: Draft, other: Draft) -> bool:
    """Return whether one telling gives the toll, as of its day, of what the other dates."""
    if not (one.toll or other.toll) or not one.day.first or not other.day.first:
        return False
    return abs((one.day.first - other.day.first).days) <= _WEEK


def _other_part_of_day(one: DateSpan | None, other: DateSpan | None) -> bool:
    if one is None or other is None or one.first is None or one.first != other.first:
        return False
    parts = {part for part in (one.daypart, other.daypart) if part}
    return len(parts) > 1 and not any(parts <= night for night in _ONE_NIGHT)


def _other_act(one: Draft, other: Draft) -> bool:
    """Return whether words of both tell unlike kinds, neither of them a part of the other."""
    first, second = one.kind, other.kind
    keys = {first.key, second.key}
    if one.proposed or other.proposed or len(keys) == 1:
        return False
    part = second.key in first.absorbs or first.key in second.absorbs
    if one.sentence != other.sentence and _STRATEGIC in (first.event_type, second.event_type):
        # what was defused did not go off, and dead and wounded are of no arrest
        return first.event_type != second.event_type and (_DEFUSED in keys or not part)
    if min(one.trigger.weight, other.trigger.weight) < _FAINT:
        return False
    return keys <= _CRIMES or (first.event_type != second.event_type and not part)


def _of_places(one: Draft, other: Draft) -> Features:
    if one.place is None or other.place is None:
        return {"no place": 1.0}
    how = _relation(one.place, other.place)
    named = ("neither", "one", "both")[one.names_place + other.names_place]
    found = {f"place {how}, named by {named}": 1.0}
    if how == "same" and is_wide(one.place):
        found["same wide place"] = 1.0
    if how == "apart":
        found["km"] = _part(km(one.place.place, other.place.place), _FAR_KM)
    return found


def _relation(one: Choice, other: Choice) -> str:
    if same_place(one, other):
        return "same"
    inside = holds(one.place, other.place) or holds(other.place, one.place)
    return "inside" if inside else "apart"


def _of_days(one: Draft, other: Draft) -> Features:
    first, second = one.day.when, other.day.when
    if first is None or second is None or first.first is None or second.first is None:
        return {"no day": 1.0}
    apart = abs((first.first - second.first).days)
    if is_assumed(first) or is_assumed(second):
        far = "near" if apart <= _FEW_DAYS else "a week" if apart <= _WEEK else "far"
        return {f"day assumed, {far}": 1.0}
    named = ("neither", "one", "both")[one.names_day + other.names_day]
    if not _meet(first, second):
        return {f"day apart, named by {named}": 1.0, "days": _part(apart, _FAR_DAYS)}
    found = {f"day same, named by {named}": 1.0}
    if max(first.precision, second.precision) >= _COARSE:
        found["coarse day"] = 1.0
    return found


def _meet(one: DateSpan | None, other: DateSpan | None) -> bool:
    """Return whether two dates share a day, or nothing says that they do not."""
    if one is None or other is None:
        return True
    if one.first is None or other.first is None:
        # "yesterday", told nobody knows when, is not the day that another sentence names
        return one.first is other.first or not (one.relative or other.relative)
    one_last, other_last = one.last or one.first, other.last or other.first
    return one.first <= other_last and other.first <= one_last


def _of_kinds(one: Draft, other: Draft) -> Iterator[str]:
    first, second = one.kind, other.kind
    if first.key == second.key:
        yield "same type"
    elif second.key in first.absorbs or first.key in second.absorbs:
        yield "a part of it"
    elif first.event_type == second.event_type:
        yield "same class"
    elif first.group == second.group:
        yield "same group"
    else:
        yield "other group"
    if first.key != second.key and second.key in _ANSWERS:
        yield "answer to it"


def _of_standing(one: Draft, other: Draft) -> Features:
    first, second = one.standing, other.standing
    between = second.sentence - first.sentence
    shared = len(first.words & second.words)
    most = max(_LEAST_WORDS, min(len(first.words), len(second.words)))
    return {
        "sentences between": math.log1p(between),
        "same sentence": float(between == 0),
        "headline": float(first.headline),
        "headline and lead": float(first.headline and between <= _LEAD),
        "opening": float(first.sentence <= 1),
        "shared words": shared / most,
    }


def _of_tellings(one: Draft, other: Draft) -> Iterator[str]:
    yield ("told by words", "one proposed", "both proposed")[one.proposed + other.proposed]
    if not other.names_place and not other.names_day:
        yield "says neither where nor when"
    if other.proposed and not other.names_place:
        yield "detail"
    if min(one.trigger.weight, other.trigger.weight) < _FAINT:
        yield "faint"
    if one.weapons and other.weapons and not set(one.weapons) & set(other.weapons):
        yield "other weapon"
    if one.actors and other.actors:
        yield "both with actors"


def _of_counts(one: Count | None, other: Count | None) -> str:
    if one is None or other is None:
        return "told by one"
    if one.low <= other.high and other.low <= one.high:
        return "same"
    return "rises" if one.low <= other.low < 2 * one.low else "differs"


def _part(value: float, most: float) -> float:
    """Return a number from 0 to 1 on a logarithmic scale."""
    return math.log1p(min(value, most)) / math.log1p(most)
