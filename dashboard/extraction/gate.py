"""Which words that tell of an event stand, and which events no word tells, by the whole sentence.

The lexicon sees words, the encoder the sentence. A word in a sentence that most likely only tempts
(a total, a remark, a plan) tells background; a sentence that most likely tells an event, and in
which no word does, proposes one of the kind that it reads like.
"""

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from dashboard.model import Occurrence, Trigger

BACKGROUND = "background"
GATE = 0.5  # below, what a word tells is background
PAST = 0.3  # the same of what has a year of its own: a sentence of it seldom only tempts
PROPOSE = 0.7  # from here on, a sentence tells an event without any word that does
TOLL = 0.5  # the same of a sentence that gives a toll: it is of something that the article tells
_HAPPENED = ("reported", "historical")
_WEIGHT = 0.6  # of a proposed trigger: a plain word of the lexicon has 1
_ALTERNATIVE = 0.05  # the least share of another type that is worth mention


def settle(
    triggers: Sequence[Trigger],
    occurrences: Sequence[Occurrence],
    tolls: Container[int] = frozenset(),
) -> tuple[Trigger, ...]:
    """Return the triggers, in the order of the text, as the sentences they stand in allow.

    `tolls` are where sentences start that give a toll. Without `occurrences`, as in a fast reading,
    they are returned as they are.
    """
    if not occurrences:
        return tuple(triggers)
    starts = [one.start for one in occurrences]
    found = []
    telling = set()
    for trigger in triggers:
        number = max(0, bisect_right(starts, trigger.start) - 1)
        if trigger.mode in _HAPPENED:
            gate = GATE if trigger.mode == "reported" else PAST
            happened = occurrences[number].probability >= gate
            trigger = replace(trigger, mode="reported" if happened else BACKGROUND)
            if happened:
                telling.add(number)
        found.append(replace(trigger, reads=occurrences[number].types))
    silent = [one for i, one in enumerate(occurrences) if i not in telling]
    found += _proposed(
        o for o in silent if o.probability >= (TOLL if o.start in tolls else PROPOSE)
    )
    return tuple(sorted(found, key=lambda trigger: trigger.start))


def _proposed(occurrences: Iterator[Occurrence]) -> Iterator[Trigger]:
    """Yield an event for each sentence that tells one; it stands at no word."""
    for one in occurrences:
        if not one.types:
            continue
        shares = sorted(one.types.items(), key=lambda pair: (-pair[1], pair[0]))
        (kind, share), others = shares[0], shares[1:4]
        alternatives = tuple((key, round(p, 2)) for key, p in others if p >= _ALTERNATIVE)
        share = round(share, 3)
        yield Trigger(
            one.start, one.start, kind, "reported", _WEIGHT, share, alternatives, one.types
        )


def is_proposed(trigger: Trigger) -> bool:
    """Return whether no word of the lexicon tells an event, but its sentence does."""
    return trigger.start == trigger.end
