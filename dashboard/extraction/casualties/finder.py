"""How many were killed and hurt, as a sentence tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from dashboard.extraction.casualties.attribution import attribute
from dashboard.extraction.casualties.lexicon import (
    BREAKS,
    CountWords,
    Head,
    PersonGroup,
    count_words,
    find_groups,
    find_heads,
)
from dashboard.extraction.casualties.persons import persons_of
from dashboard.extraction.casualties.victims import find_victims
from dashboard.extraction.text.numbers import find_numbers
from dashboard.extraction.text.text import Text, tokens_in
from dashboard.extraction.text.tokens import Tokens, openings
from dashboard.model import Count, Victims


@dataclass(frozen=True, slots=True)
class Casualties:
    """The killed and the injured of one event; None where the words do not say."""

    fatalities: Count | None = None
    injuries: Count | None = None
    victims: tuple[Victims, ...] = ()


def find_counts(text: Text, start: int, end: int) -> Casualties:
    """Read how many were killed and injured in a stretch of a text, one sentence or a few."""
    code = text.language.code
    table, tokens = count_words(code), tokens_in(text, start, end)
    if not table.opening.may_stand_in(tokens) or table.over_time.among(tokens):
        return Casualties()  # none, or those of a war so far
    heads = find_heads(tokens, table)
    if not heads and not _tells(tokens, table):
        return Casualties()
    persons = persons_of(code)
    groups = find_groups(tokens, find_numbers(tokens, code), persons, heads)
    counted = attribute(tokens, heads, groups, table, persons)
    absent = _absent_kinds(tokens, heads, table)
    killed = _total(counted["killed"], "killed" in absent, tokens, table)
    return Casualties(
        killed if killed is not None else _one_killed(tokens, table),
        _total(counted["hurt"], "hurt" in absent, tokens, table),
        find_victims(tokens, counted, groups, heads, table, code),
    )


def _tells(tokens: Tokens, table: CountWords) -> bool:
    """Return whether words without a head may still say how many: none, or the one assassinated."""
    none = not table.none.isdisjoint(tokens.keys)
    return none or table.one_killed.among(tokens) or table.no_harm.among(tokens)


def _one_killed(tokens: Tokens, table: CountWords) -> Count | None:
    """Count the victim of an assassination that is not said to have failed."""
    if not table.one_killed.among(tokens):
        return None
    if not table.not_killed.isdisjoint(chain(*tokens.forms)):
        return None
    return Count(1, 1)


def merge_counts(counts: Iterable[Count | None]) -> Count | None:
    """Take the larger of several tellings of the same count."""
    known = [count for count in counts if count is not None]
    if not known:
        return None
    return max(known, key=lambda count: (count.low, count.high))


def _absent_kinds(tokens: Tokens, heads: list[Head], table: CountWords) -> frozenset[str]:
    """Find which kinds the sentence says there were none of: "no casualties", "دون إصابات"."""
    absent: set[str] = set()
    for index in openings(table.absent, tokens):
        if table.no_harm.at(tokens, index):
            return frozenset({"killed", "hurt"})
        if table.no_one.at(tokens, index) or not table.none.isdisjoint(tokens.forms[index]):
            if not table.unknown.isdisjoint(chain(*tokens.forms[index + 1 : index + 8])):
                continue
            absent |= _denied_kinds(tokens, index, heads, table)
    return frozenset(absent)


def _denied_kinds(tokens: Tokens, index: int, heads: list[Head], table: CountWords) -> set[str]:
    kinds: set[str] = set()
    for at in range(index + 1, min(index + 8, len(tokens))):
        if tokens.keys[at] in BREAKS:
            break
        if table.casualties.at(tokens, at):
            return {"killed", "hurt"}
        kinds |= {head.kind for head in heads if head.first == at}
    return kinds


def _total(
    tellings: list[tuple[PersonGroup, ...]], absent: bool, tokens: Tokens, table: CountWords
) -> Count | None:
    """Add up disjoint groups; the same group told twice, or a running total, counts once."""
    sums = [
        (sum(g.low for g in groups), sum(g.high for g in groups), groups[0].noun)
        for groups in tellings
    ]
    if not sums:
        return Count(0, 0) if absent else None
    if not table.total.isdisjoint(chain(*tokens.forms)):
        low, high, _ = max(sums)
        return Count(low, high)
    distinct = list(dict.fromkeys(sums))
    return Count(sum(s[0] for s in distinct), sum(s[1] for s in distinct))
