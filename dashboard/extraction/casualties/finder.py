"""How many were killed and hurt, as a sentence tells it."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.extraction.casualties.attribution import attribute
from dashboard.extraction.casualties.lexicon import (
    BREAKS,
    CountWords,
    Group,
    Head,
    count_words,
    find_groups,
    find_heads,
)
from dashboard.extraction.casualties.persons import persons_of
from dashboard.extraction.casualties.victims import find_victims
from dashboard.extraction.text.language import Language
from dashboard.extraction.text.numbers import find_numbers
from dashboard.extraction.text.tokens import Word, may_hold, split_words
from dashboard.model import Count, Victims


@dataclass(frozen=True, slots=True)
class Casualties:
    """The killed and the injured of one event; None where the words do not say."""

    fatalities: Count | None = None
    injuries: Count | None = None
    victims: tuple[Victims, ...] = ()


def find_counts(text: str, start: int, end: int, language: Language) -> Casualties:
    """Read how many were killed and injured in `text[start:end]`, one sentence or a few."""
    table = count_words(language.code)
    if not may_hold(text, start, end, language, table.opening):
        return Casualties()
    words = split_words(text, start, end, language)
    heads = find_heads(words, table)
    if not heads and not _tells(words, table):
        return Casualties()
    persons = persons_of(language.code)
    groups = find_groups(words, find_numbers(words, language), persons, heads)
    counted = attribute(words, heads, groups, table, persons)
    absent = _told_absent(words, heads, table)
    killed = _total(counted["killed"], "killed" in absent, words, table)
    return Casualties(
        killed if killed is not None else _one_killed(words, table),
        _total(counted["hurt"], "hurt" in absent, words, table),
        find_victims(words, counted, groups, heads, table, language.code),
    )


def _tells(words: list[Word], table: CountWords) -> bool:
    """Return whether words without a head may still say how many: none, or the one assassinated."""
    none = any(word.text in table.none for word in words)
    return none or table.one_killed.among(words) or table.no_harm.among(words)


def _one_killed(words: list[Word], table: CountWords) -> Count | None:
    """Count the victim of an assassination that is not said to have failed."""
    if not table.one_killed.among(words):
        return None
    if any(form in table.not_killed for word in words for form in word.forms):
        return None
    return Count(1, 1)


def merge_counts(counts: Iterable[Count | None]) -> Count | None:
    """Take the larger of several tellings of the same count."""
    known = [count for count in counts if count is not None]
    if not known:
        return None
    return max(known, key=lambda count: (count.low, count.high))


def _told_absent(words: list[Word], heads: list[Head], table: CountWords) -> frozenset[str]:
    """Find which kinds the sentence says there were none of: "no casualties", "دون إصابات"."""
    absent: set[str] = set()
    for index, word in enumerate(words):
        if table.no_harm.at(words, index):
            return frozenset({"killed", "hurt"})
        if table.no_one.at(words, index) or any(form in table.none for form in word.forms):
            window = words[index + 1 : index + 8]
            if any(form in table.unknown for w in window for form in w.forms):
                continue
            absent |= _denied_kinds(words, index, heads, table)
    return frozenset(absent)


def _denied_kinds(words: list[Word], index: int, heads: list[Head], table: CountWords) -> set[str]:
    kinds: set[str] = set()
    for at in range(index + 1, min(index + 8, len(words))):
        if words[at].text in BREAKS:
            break
        if table.casualties.at(words, at):
            return {"killed", "hurt"}
        kinds |= {head.kind for head in heads if head.first == at}
    return kinds


def _total(
    tellings: list[tuple[Group, ...]], absent: bool, words: list[Word], table: CountWords
) -> Count | None:
    """Add up disjoint groups; the same group told twice, or a running total, counts once."""
    sums = [
        (sum(g.low for g in groups), sum(g.high for g in groups), groups[0].noun)
        for groups in tellings
    ]
    if not sums:
        return Count(0, 0) if absent else None
    if any(form in table.total for word in words for form in word.forms):
        low, high, _ = max(sums)
        return Count(low, high)
    distinct = list(dict.fromkeys(sums))
    return Count(sum(s[0] for s in distinct), sum(s[1] for s in distinct))
