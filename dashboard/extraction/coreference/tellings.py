"""Which of the tellings of one event is its best, and what the others add to it.

An event keeps the place and the day of one telling, so that a telling joined by mistake does not
spoil it; the others give what that one lacks, and a finer place within its own.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.extraction.casualties.finder import merge_counts
from dashboard.extraction.casualties.victims import merge_victims
from dashboard.extraction.coreference.draft import Draft, holds, is_wide, same_place
from dashboard.extraction.coreference.type_chooser import choose_type
from dashboard.extraction.location.features import extent
from dashboard.model import Actor, Count, Trigger

Features = dict[str, float]
Weights = Mapping[str, float]

# Towards these log-odds the fit is drawn: there are few events of which tellings differ in truth.
BY_HAND: Weights = {
    "place, named": 1.0,
    "day, same sentence": 0.5,
    "kind, first": 0.5,
    "kind, headline": -0.7,
    "kind, proposed": -0.3,
    "first": 0.2,
    "weight": 1.0,
    "day, of a toll": -1.0,
}
_COARSE = 4  # UCDP's precision of a month
_FAINT = 0.5
_LEAST = 0.02
_NEAR = 50  # tellings before and after one that speak for it: an event is seldom told so often
_TIMES = 4  # the larger of two counts of one event is hardly more than so many times the other


def together(tellings: Sequence[Draft], best: Weights, types: Weights) -> Draft:
    """Return the event that several tellings, in the order of the text, tell."""
    core = best_telling(tellings, best)
    kind, trigger = choose_type(tellings, core, types)
    rest = sorted(
        (one for one in tellings if one is not core),
        key=lambda one: abs(one.standing.sentence - core.standing.sentence),
    )
    placed = _finer(core, rest)
    return replace(
        core,
        kind=kind,
        sentence=_shown(core, tellings).sentence,
        trigger=replace(trigger, weight=max(one.trigger.weight for one in tellings)),
        place=placed.place,
        unknown=placed.unknown,
        day=_dated(core, rest).day,
        actors=_actors([core, *rest]),
        fatalities=_counted([(one.fatalities, one.toll) for one in (core, *rest)]),
        injuries=_counted([(one.injuries, one.toll) for one in (core, *rest)]),
        victims=merge_victims(one.victims for one in (core, *rest)),
        weapons=tuple(dict.fromkeys(weapon for one in tellings for weapon in one.weapons)),
        retellings=tuple(one.trigger.start for one in tellings if not _is(one, trigger)),
    )


def telling_features(one: Draft, tellings: Sequence[Draft]) -> Features:
    """Return what speaks for a telling being right in place and day, by name."""
    others = [other for other in tellings if other is not one]
    found = _of_place(one, others) | _of_day(one, others)
    named = {f"kind, {name}": value for name, value in kind_features(one, tellings).items()}
    return found | named | {"names place and day": float(one.names_place and one.names_day)}


def kind_features(one: Draft, tellings: Sequence[Draft]) -> Features:
    """Return what speaks for the type that a telling names, by name."""
    others = [other.kind for other in tellings if other is not one]
    kind, trigger = one.kind, one.trigger
    return {
        "sure of it": math.log(max(_LEAST, trigger.probability)),
        "weight": trigger.weight,
        "faint": float(trigger.weight < _FAINT),
        "proposed": float(one.proposed),
        "first": float(one is tellings[0]),
        "headline": float(one.standing.headline),
        "a toll": float(one.fatalities is not None),
        "same type": math.log1p(sum(other.key == kind.key for other in others)),
        "same group": math.log1p(sum(other.group == kind.group for other in others)),
        "swallows": math.log1p(sum(other.key in kind.absorbs for other in others)),
        "is swallowed": math.log1p(sum(kind.key in other.absorbs for other in others)),
    }


def _of_place(one: Draft, others: Sequence[Draft]) -> Features:
    if one.place is None:
        return {"no place": 1.0}
    place = one.place.place
    placed = [other for other in others if other.place]
    here = [other for other in placed if same_place(one.place, other.place)]
    return {
        f"place, {extent(place)}": 1.0,
        "place, named": float(one.names_place),
        "place, sure": math.log(max(_LEAST, one.place.probability)),
        "place, others": math.log1p(len(here)),
        "place, others name it": math.log1p(sum(other.names_place for other in here)),
        "place, within another": float(any(holds(o.place.place, place) for o in placed if o.place)),
        "place, holds another": float(any(holds(place, o.place.place) for o in placed if o.place)),
    }


def _of_day(one: Draft, others: Sequence[Draft]) -> Features:
    when = one.day.when
    if when is None or when.first is None:
        return {"no day": 1.0}
    same = [other for other in others if other.day.first == when.first]
    return {
        f"day, {one.day.scope}": 1.0,
        "day, coarse": float(when.precision >= _COARSE),
        "day, others": math.log1p(len(same)),
        "day, others name it": math.log1p(sum(other.names_day for other in same)),
        "day, with a part": float(when.daypart is not None),
        "day, of a toll": float(one.toll),
    }


def best_telling(tellings: Sequence[Draft], weights: Weights) -> Draft:
    """Return the telling for which most speaks, the first of equals; those near it are heard."""

    def score(n: int) -> float:
        near = tellings[max(0, n - _NEAR) : n + _NEAR + 1]
        features = telling_features(tellings[n], near)
        return sum(weights.get(name, 0.0) * value for name, value in features.items())

    return tellings[max(range(len(tellings)), key=score)]


def _is(one: Draft, trigger: Trigger) -> bool:
    return (one.trigger.start, one.trigger.end) == (trigger.start, trigger.end)


def _shown(core: Draft, tellings: Sequence[Draft]) -> Draft:
    """Return the telling to show: the first below the headline that names what the core says."""
    for one in tellings:
        here = one.names_place and same_place(one.place, core.place)
        if here and one.day.first == core.day.first and not one.standing.headline:
            return one
    return core


def _finer(core: Draft, rest: Sequence[Draft]) -> Draft:
    """Return the telling whose place the event takes: a finer one within the core's own."""
    if core.place is not None and not is_wide(core.place):
        return core
    wide = core.place
    named = [one for one in rest if one.place and one.names_fine_place]
    inside = [
        one for one in named if one.place and (not wide or holds(wide.place, one.place.place))
    ]
    if inside:
        return inside[0]
    return core if wide else next((one for one in rest if one.place), core)


def _dated(core: Draft, rest: Sequence[Draft]) -> Draft:
    """Return the telling whose day the event takes: one in words, where the core has none."""
    if core.has_day:
        return core
    named = (one for one in rest if one.names_day)
    return next(named, next((one for one in rest if one.has_day), core))


def _actors(tellings: Sequence[Draft]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for one in tellings:
        for actor in one.actors:
            found.setdefault(actor.name, actor)
    return tuple(found.values())


def _counted(counts: Sequence[tuple[Count | None, bool]]) -> Count | None:
    """Return from how many to how many the tellings say, the core's first.

    Where the core says none, the largest counts; what is several times another's is of something
    else, unless it is the toll of all; a vague one ("dozens") gives way to an exact one.
    """
    first = counts[0][0]
    core = first if first is not None else merge_counts(one for one, _ in counts[1:])
    if core is None or core.high == 0:
        return core
    near = [
        one
        for one, toll in counts
        if one
        and one.high
        and core.low <= _TIMES * one.high
        and (toll or one.low <= _TIMES * core.high)
    ]
    exact = [one for one in near if one.low == one.high]
    kept = exact or near
    return Count(min(one.low for one in kept), max(one.high for one in kept))
