"""How many were killed and hurt, as a sentence tells it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dashboard.language import Language
from dashboard.language import language as load_language
from dashboard.model import Count
from dashboard.persons import Persons, persons_of
from dashboard.quantities import Number, find_numbers
from dashboard.words import Lexicon, Word, article, phrase_list, split_words
from gazetteer.fold import fold_word

_BREAKS = frozenset(".;:؛!?؟…|•\n")
_FORWARD_GAP = 9
_BACKWARD_GAP = 6
_CHAIN_GAP = 6
# Word lists of heads: which kind they count, and on which side the number may stand.
_HEADS = {
    "killed": ("killed", "either"),
    "killing": ("killed", "forward"),
    "dead": ("killed", "noun"),
    "hurt": ("hurt", "either"),
    "hurting": ("hurt", "forward"),
    "hurt_noun": ("hurt", "noun"),
}


@dataclass(frozen=True, slots=True)
class Casualties:
    """The killed and the injured of one event; None where the words do not say."""

    fatalities: Count | None = None
    injuries: Count | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """A word of killing or hurting: `first` to `last` (not included)."""

    first: int
    last: int
    kind: str
    side: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Some people who may be counted; `noun` says that a word for people stands with them."""

    first: int
    last: int
    low: int
    high: int
    noun: str


@dataclass(frozen=True, slots=True)
class _CountWords:
    heads: Lexicon[str]
    casualties: Lexicon[bool]
    subset: Lexicon[bool]
    total: frozenset[str]
    passive: frozenset[str]
    named: frozenset[str]
    not_named: frozenset[str]
    none: frozenset[str]
    no_one: Lexicon[bool]
    unknown: frozenset[str]
    joiners: frozenset[str]
    glued_and: str


@cache
def _count_words(code: str) -> _CountWords:
    table = load_language(code).section("counts")
    the = article(code)

    def folded(key: str) -> frozenset[str]:
        return frozenset(map(fold_word, table.get(key, ())))

    def phrases(key: str) -> Lexicon[bool]:
        return Lexicon((phrase, True) for phrase in table.get(key, ()))

    return _CountWords(
        heads=Lexicon(phrase_list(table, *_HEADS), the),
        casualties=Lexicon(((p, True) for p in table.get("casualties", ())), the),
        subset=phrases("subset"),
        total=folded("total"),
        passive=folded("passive"),
        named=folded("named"),
        not_named=folded("not_named"),
        none=folded("none"),
        no_one=phrases("no_one"),
        unknown=folded("unknown"),
        joiners=folded("and") | {",", "،", "+"},
        glued_and=next(iter(table.get("and", ())), "") if the else "",
    )


def find_counts(text: str, start: int, end: int, language: Language) -> Casualties:
    """Read how many were killed and injured in `text[start:end]`, one sentence or a few."""
    words = split_words(text, start, end, language)
    table = _count_words(language.code)
    heads = _find_heads(words, table)
    if not heads and not any(word.text in table.none for word in words):
        return Casualties()
    persons = persons_of(language.code)
    groups = _find_groups(words, find_numbers(words, language), persons, heads)
    counted = _attribute(words, heads, groups, table, persons)
    absent = _told_absent(words, heads, table)
    return Casualties(
        _total(counted["killed"], "killed" in absent, words, table),
        _total(counted["hurt"], "hurt" in absent, words, table),
    )


def merge_counts(counts: Iterable[Count | None]) -> Count | None:
    """Take the larger of several tellings of the same count."""
    known = [count for count in counts if count is not None]
    if not known:
        return None
    return max(known, key=lambda count: (count.low, count.high))


def _find_heads(words: list[Word], table: _CountWords) -> list[_Head]:
    heads: list[_Head] = []
    index = 0
    while index < len(words):
        match = table.heads.at(words, index)
        if match:
            kind, side = _HEADS[match[1]]
            heads.append(_Head(index, match[0], kind, side))
            index = match[0]
        else:
            index += 1
    return heads


def _find_groups(
    words: list[Word], numbers: list[Number], persons: Persons, heads: list[_Head]
) -> list[_Group]:
    """List the groups of people: those with a number, and nouns that mean one or two."""
    groups: list[_Group] = []
    taken: set[int] = set()
    starts = {head.first for head in heads}
    for number in numbers:
        taken.update(range(number.first, number.last))
        noun = persons.counted_by(words, number.first, number.last, starts)
        if noun is not None:
            last, name = noun
            taken.update(range(number.last, last))
            groups.append(_Group(number.first, last, number.low, number.high, name))
    for index in range(len(words)):
        if index in taken or index in starts:
            continue
        person = persons.alone(words, index)
        if person is None:
            continue
        last, low, high, name = person
        following = next((n for n in numbers if n.first == last and n.low == n.high <= 2), None)
        if following:  # "شخص واحد", "مدنيين اثنين"
            groups = [g for g in groups if g.first != following.first]
            groups.append(_Group(index, following.last, following.low, following.high, name))
        elif not any(g.first <= index < g.last for g in groups):
            groups.append(_Group(index, last, low, high, name))
    return sorted(groups, key=lambda group: group.first)


def _attribute(
    words: list[Word],
    heads: list[_Head],
    groups: list[_Group],
    table: _CountWords,
    persons: Persons,
) -> dict[str, list[tuple[_Group, ...]]]:
    """Give each head the groups it counts; a group belongs to one head only."""
    counted: dict[str, list[tuple[_Group, ...]]] = {"killed": [], "hurt": []}
    free = [group for group in groups if not _is_subset(words, group, heads, table)]
    waiting: list[_Head] = []
    for head in heads:
        promised = _promised(words, waiting, heads, free)
        behind = _behind(words, head, heads, [g for g in free if g not in promised], table)
        if behind:
            counted[head.kind].append(behind)
            free = [group for group in free if group not in behind]
        else:
            waiting.append(head)
    for head in waiting:
        ahead = _ahead(words, head, heads, free, table)
        free = [group for group in free if group not in ahead]
        twin = _twin(head, waiting) if ahead else None
        if twin:  # "killed and wounded 12": each may be any part of the twelve
            ahead = tuple(replace(group, low=0) for group in ahead)
            counted[twin.kind].append(ahead)
        ahead = ahead or _itself(words, head, heads, persons, table)
        if ahead:
            counted[head.kind].append(ahead)
    return counted


def _twin(head: _Head, waiting: list[_Head]) -> _Head | None:
    """Return the head of the other kind that shares its number with this one."""
    beside = (h for h in waiting if h.last in (head.first, head.first - 1))
    return next((h for h in beside if h.kind != head.kind and h.side != "noun"), None)


def _itself(
    words: list[Word], head: _Head, heads: list[_Head], persons: Persons, table: _CountWords
) -> tuple[_Group, ...]:
    """Count a noun that means its victims by itself: "قتيلان" is two, "قتلى" some."""
    if head.side != "noun":
        named = not table.named.isdisjoint(words[head.first].forms)
        alone = named and not any(other.first == head.last for other in heads)
        return _victim_named(words, head, persons, table) if alone else ()
    before = words[max(0, head.first - 4) : head.first]
    person = persons.alone(words, head.first)
    if person is None or any(form in table.none for word in before for form in word.forms):
        return ()
    return (_Group(head.first, head.last, *person[1:]),)


def _victim_named(
    words: list[Word], head: _Head, persons: Persons, table: _CountWords
) -> tuple[_Group, ...]:
    """Count the one whose name follows: "مقتل سامر العلي"."""
    at = head.last
    while at < len(words) and words[at].text in "\"'#(":
        at += 1
    if at >= len(words) or not words[at].text.isalpha():
        return ()
    word = words[at]
    if not table.not_named.isdisjoint(word.forms) or persons.is_thing(word):
        return ()
    return (_Group(at, at + 1, 1, 1, word.text),)


def _behind(
    words: list[Word], head: _Head, heads: list[_Head], groups: list[_Group], table: _CountWords
) -> tuple[_Group, ...]:
    """Find the groups before a head: "three people were killed", "5 قتلى"."""
    if head.side == "forward":
        return ()
    passive = any(word.text in table.passive for word in words[max(0, head.first - 3) : head.first])
    if head.side == "either" and not passive and _starts_ahead(words, head, heads, groups):
        return ()
    limit = head.first
    chain: list[_Group] = []
    for group in reversed([g for g in groups if g.last <= head.first]):
        gap = _BACKWARD_GAP if not chain else _CHAIN_GAP
        between = words[group.last : limit]
        if _crosses(group.last, limit, words, heads) or not _near(between, gap, table):
            break
        if chain and not _joined(between, words[limit], table):
            break
        chain.append(group)
        limit = group.first
    return tuple(chain)


def _promised(
    words: list[Word], waiting: list[_Head], heads: list[_Head], groups: list[_Group]
) -> tuple[_Group, ...]:
    """List the groups right after a head that still lacks one: they are that head's."""
    found = []
    for head in waiting:
        following = next((g for g in groups if g.first >= head.last), None)
        if head.side == "noun" or following is None or following.first > head.last + 2:
            continue
        if not _crosses(head.last, following.first, words, heads):
            found.append(following)
    return tuple(found)


def _near(between: Sequence[Word], gap: int, table: _CountWords) -> bool:
    """Tell whether few words stand between, not counting what is said of a part of the group."""
    for index, word in enumerate(between):
        if table.subset.at(list(between), index) is not None:
            return index <= gap and len(between) <= 4 * gap
        del word
    return len(between) <= gap


def _starts_ahead(words: list[Word], head: _Head, heads: list[_Head], groups: list[_Group]) -> bool:
    """Tell whether a group follows the head at once, so that the head is an active verb."""
    near = (group for group in groups if head.last <= group.first <= head.last + 3)
    return any(not _crosses(head.last, group.first, words, heads) for group in near)


def _ahead(
    words: list[Word], head: _Head, heads: list[_Head], groups: list[_Group], table: _CountWords
) -> tuple[_Group, ...]:
    """Find the groups after a head: "killing six civilians and a child", "مقتل 3 مدنيين"."""
    if head.side == "noun":
        return ()
    at = head.last
    chain: list[_Group] = []
    for group in [g for g in groups if g.first >= head.last]:
        between = words[at : group.first]
        gap = _FORWARD_GAP if not chain else _CHAIN_GAP
        if _crosses(at, group.first, words, heads) or len(between) > gap:
            break
        if chain and not _joined(between, words[group.first], table):
            break
        chain.append(group)
        at = group.last
    return tuple(chain)


def _crosses(first: int, last: int, words: list[Word], heads: list[_Head]) -> bool:
    """Tell whether a clause ends or another head stands between two words."""
    if any(word.text in _BREAKS for word in words[first:last]):
        return True
    return any(first <= head.first < last for head in heads)


def _joined(between: Sequence[Word], group_start: Word, table: _CountWords) -> bool:
    """Tell whether two groups are coordinated: "three soldiers and two civilians"."""
    if any(word.text in table.joiners for word in between):
        return True
    first = between[0] if between else group_start
    glued = table.glued_and
    return bool(glued) and any(
        len(word.forms) > 1 and word.text.startswith(glued) for word in (first, group_start)
    )


def _is_subset(words: list[Word], group: _Group, heads: list[_Head], table: _CountWords) -> bool:
    """Tell whether a group is a part of one told before: "including 2 women"."""
    for index in range(group.first, max(-1, group.first - 14), -1):
        if any(head.first <= index < head.last for head in heads):
            return False
        if index < group.first and words[index].text in _BREAKS:
            return False
        match = table.subset.at(words, index)
        if match and match[0] <= group.first + 1:
            return True
    return False


def _told_absent(words: list[Word], heads: list[_Head], table: _CountWords) -> frozenset[str]:
    """Find which kinds the sentence says there were none of: "no casualties", "دون إصابات"."""
    absent: set[str] = set()
    for index, word in enumerate(words):
        if table.no_one.at(words, index) or any(form in table.none for form in word.forms):
            window = words[index + 1 : index + 8]
            if any(form in table.unknown for w in window for form in w.forms):
                continue
            absent |= _denied_kinds(words, index, heads, table)
    return frozenset(absent)


def _denied_kinds(
    words: list[Word], index: int, heads: list[_Head], table: _CountWords
) -> set[str]:
    kinds: set[str] = set()
    for at in range(index + 1, min(index + 8, len(words))):
        if words[at].text in _BREAKS:
            break
        if table.casualties.at(words, at):
            return {"killed", "hurt"}
        kinds |= {head.kind for head in heads if head.first == at}
    return kinds


def _total(
    tellings: list[tuple[_Group, ...]], absent: bool, words: list[Word], table: _CountWords
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
