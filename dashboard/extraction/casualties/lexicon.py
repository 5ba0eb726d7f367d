"""The words that count the killed and the hurt, and the groups of people they count."""

from dataclasses import dataclass
from functools import cache

from dashboard.extraction.casualties.persons import Persons
from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.text.numbers import Number
from dashboard.extraction.text.tokens import PhraseMatcher, Tokens, article, openings, phrase_list
from gazetteer.languages.schema import Words
from gazetteer.spelling.fold import fold_word

BREAKS = frozenset(".;:؛!?؟…|•\n")
# Token lists of heads: which kind they count, and on which side the number may stand.
HEADS = {
    "killed": ("killed", "either"),
    "killing": ("killed", "forward"),
    "dead": ("killed", "noun"),
    "hurt": ("hurt", "either"),
    "hurting": ("hurt", "forward"),
    "hurt_noun": ("hurt", "noun"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """A word of killing or hurting: `first` to `last` (not included)."""

    first: int
    last: int
    kind: str
    side: str


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """Some people who may be counted; `noun` says that a word for people stands with them."""

    first: int
    last: int
    low: int
    high: int
    noun: str


@dataclass(frozen=True, slots=True)
class CountWords:
    """What a language says of the dead and the hurt, ready to be looked up."""

    opening: PhraseMatcher[bool]  # with what a sentence has to hold that counts anybody, or nobody
    heads: PhraseMatcher[str]
    casualties: PhraseMatcher[bool]
    set_apart: PhraseMatcher[str]
    part_of: PhraseMatcher[bool]
    says: frozenset[str]
    one_killed: PhraseMatcher[bool]
    not_killed: frozenset[str]
    brought_home: PhraseMatcher[bool]
    of: frozenset[str]
    definite: frozenset[str]
    total: frozenset[str]
    passive: frozenset[str]
    named: frozenset[str]
    not_named: frozenset[str]
    none: frozenset[str]
    no_one: PhraseMatcher[bool]
    absent: frozenset[str]  # with what it may be said that there were none
    no_harm: PhraseMatcher[bool]
    spared: PhraseMatcher[bool]
    over_time: PhraseMatcher[bool]
    unknown: frozenset[str]
    joiners: frozenset[str]
    glued_and: str


@cache
def count_words(code: str) -> CountWords:
    """Read a language's counts.toml."""
    table = load_language(code).counts
    the = article(code)

    def folded(words: Words) -> frozenset[str]:
        return frozenset(map(fold_word, words))

    def phrases(words: Words) -> PhraseMatcher[bool]:
        return PhraseMatcher((phrase, True) for phrase in words)

    heads = phrase_list(table, *HEADS)
    opening = [phrase for phrase, _ in heads]
    opening += [the + fold_word(phrase) for phrase in opening if the]
    opening += [*table.one_killed, *table.no_harm]
    opening += [word for word in folded(table.none) if " " not in word]
    none, no_one, no_harm = folded(table.none), phrases(table.no_one), phrases(table.no_harm)
    return CountWords(
        opening=PhraseMatcher((phrase, True) for phrase in opening),
        heads=PhraseMatcher(heads, the),
        casualties=PhraseMatcher(((p, True) for p in table.casualties), the),
        set_apart=PhraseMatcher(
            [*((p, "part") for p in table.subset), *((p, "teller") for p in table.tellers)]
        ),
        part_of=phrases(table.part_of),
        says=folded(table.says),
        one_killed=phrases(table.one_killed),
        not_killed=folded(table.not_killed),
        brought_home=phrases(table.brought_home),
        of=folded(table.of),
        definite=folded(table.definite),
        total=folded(table.total),
        passive=folded(table.passive),
        named=folded(table.named),
        not_named=folded(table.not_named),
        none=none,
        no_one=no_one,
        absent=none | no_one.firsts | no_harm.firsts,
        no_harm=no_harm,
        spared=phrases(table.spared),
        over_time=phrases(table.over_time),
        unknown=folded(table.unknown),
        joiners=folded(table.joiners) | {",", "،", "+"},
        glued_and=next(iter(table.joiners), "") if the else "",
    )


def find_heads(tokens: Tokens, table: CountWords) -> list[Head]:
    """Find every word of killing or hurting, left to right, without overlaps."""
    heads: list[Head] = []
    done = 0
    for index in table.heads.openings(tokens):
        match = table.heads.at(tokens, index) if index >= done else None
        if match:
            kind, side = HEADS[match[1]]
            heads.append(Head(index, match[0], kind, side))
            done = match[0]
    return heads


def find_groups(
    tokens: Tokens, numbers: list[Number], persons: Persons, heads: list[Head]
) -> list[PersonGroup]:
    """List the groups of people: those with a number, and nouns that mean one or two."""
    groups: list[PersonGroup] = []
    taken: set[int] = set()
    starts = {head.first for head in heads}
    for number in numbers:
        taken.update(range(number.first, number.last))
        noun = persons.counted_by(tokens, number.first, number.last, starts)
        if noun is not None:
            last, name = noun
            taken.update(range(number.last, last))
            groups.append(PersonGroup(number.first, last, number.low, number.high, name))
    for index in openings(persons.firsts, tokens):
        if index in taken or index in starts:
            continue
        person = persons.alone(tokens, index)
        if person is None:
            continue
        last, low, high, name = person
        following = next((n for n in numbers if n.first == last and n.low == n.high <= 2), None)
        if following:  # "شخص واحد", "مدنيين اثنين"
            groups = [g for g in groups if g.first != following.first]
            groups.append(PersonGroup(index, following.last, following.low, following.high, name))
        elif not any(g.first <= index < g.last for g in groups):
            groups.append(PersonGroup(index, last, low, high, name))
    return sorted(groups, key=lambda group: group.first)
