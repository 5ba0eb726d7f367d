"""Which type of event several tellings tell together: by their words and by how they read."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.extraction.coreference.draft import Draft
from dashboard.extraction.types.event_type import EventType, event_types
from dashboard.model import Trigger

Features = dict[str, float]

_FAINT = 0.5  # a trigger below only tells of dead and wounded
_LEAST = 0.01  # of a share: less is as good as none
_READS = 4  # types that a sentence reads like, the likeliest first
_WORTH_TELLING = 0.05


def choose_type(
    tellings: Sequence[Draft], core: Draft, weights: Mapping[str, float]
) -> tuple[EventType, Trigger]:
    """Return the type that several tellings tell, and the trigger that tells it best."""
    scores = {
        key: math.exp(sum(weights.get(name, 0.0) * value for name, value in features.items()))
        for key, features in type_features(tellings, core).items()
    }
    whole = sum(scores.values())
    best, *others = sorted(scores, key=lambda key: -scores[key])
    worth = [(key, round(scores[key] / whole, 2)) for key in others]
    trigger = replace(
        _plainest(tellings, best, core).trigger,
        type=best,
        probability=round(scores[best] / whole, 3),
        alternatives=tuple(one for one in worth[:_READS] if one[1] >= _WORTH_TELLING),
    )
    return event_types()[best], trigger


def type_features(tellings: Sequence[Draft], core: Draft) -> dict[str, Features]:
    """Return what speaks for each type that some telling names or reads like, by name."""
    keys = dict.fromkeys(key for one in tellings for key in _named(one))
    return {key: _features(key, tellings, core) for key in keys}


def _named(one: Draft) -> Iterator[str]:
    yield one.kind.key
    yield from (key for key, _ in one.trigger.alternatives)
    yield from sorted(one.trigger.reads, key=lambda key: -one.trigger.reads[key])[:_READS]


def _features(key: str, tellings: Sequence[Draft], core: Draft) -> Features:
    words = [one for one in tellings if not one.proposed]
    return _of_words(key, words, core) | _of_sentences(key, tellings, core, not words)


def _of_words(key: str, words: Sequence[Draft], core: Draft) -> Features:
    if not words:
        return {}
    own = [one for one in words if one.kind.key == key]
    kind, others = event_types()[key], [one.kind for one in words if one.kind.key != key]
    weight = max((one.trigger.weight for one in own), default=0.0)
    return {
        "words say it": math.log(max(_LEAST, *(_word_share(one, key) for one in words))),
        "named": float(bool(own)),
        "named again": math.log1p(len(own)),
        "weight": weight,
        "faint": float(bool(own) and weight < _FAINT),
        "core": float(core.kind.key == key and not core.proposed),
        "first": float(words[0].kind.key == key),
        "headline": float(any(one.standing.headline for one in own)),
        "a toll": float(any(one.fatalities for one in own)),
        "same group": float(any(other.group == kind.group for other in others)),
        "swallows": math.log1p(sum(other.key in kind.absorbs for other in others)),
        "is swallowed": math.log1p(sum(key in other.absorbs for other in others)),
    }


def _of_sentences(key: str, tellings: Sequence[Draft], core: Draft, alone: bool) -> Features:
    shares = [one.trigger.reads.get(key, 0.0) for one in tellings if one.trigger.reads]
    if not shares:
        return {}
    reads = math.log(max(_LEAST, sum(shares) / len(shares)))
    return {
        "reads like it": reads,
        "reads like it, no word": reads * alone,
        "one reads like it": math.log(max(_LEAST, *shares)),
        "core reads like it": math.log(max(_LEAST, core.trigger.reads.get(key, 0.0))),
    }


def _word_share(one: Draft, key: str) -> float:
    if one.kind.key == key:
        return one.trigger.probability
    return dict(one.trigger.alternatives).get(key, 0.0)


def _plainest(tellings: Sequence[Draft], key: str, core: Draft) -> Draft:
    named = [one for one in tellings if one.kind.key == key]
    return max(named, key=lambda one: one.trigger.weight, default=core)
