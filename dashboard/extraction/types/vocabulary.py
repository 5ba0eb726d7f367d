"""All that is known of a language's event words, ready to be looked up in one scan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from dashboard.extraction.text.language import Language
from dashboard.extraction.text.language import language as load_language
from dashboard.extraction.text.patterns import Key, PatternIndex, index_patterns
from dashboard.extraction.types.event_type import event_types, words_in

# How many words away a cue may stand; of two that reach, the earlier named here decides.
REACH = {"negation": 5, "denial": 10, "fear": 6, "plan": 4, "hypothetical": 8, "historical": 14}


@dataclass(frozen=True, slots=True)
class Group:
    """A group of an event type's words, with its word classes spelled out."""

    weight: float
    support: frozenset[str]
    without: frozenset[str]
    order: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All patterns of a language, and the groups by type and number.

    `words` tell of events; `signs` are what else counts in a sentence with such a word.
    """

    words: PatternIndex
    signs: PatternIndex
    groups: Mapping[tuple[str, str], Group]


@cache
def vocabulary(code: str) -> Vocabulary:
    """Load and expand the words of a language, once."""
    language = load_language(code)
    classes = language.section("word_classes")

    def members(patterns: Iterable[str]) -> frozenset[str]:
        lists = (classes.get(p[1:], ()) if p[0] == "@" else (p,) for p in patterns)
        return frozenset(chain.from_iterable(lists))

    groups = {
        (kind.key, str(number)): Group(
            group.weight, members(group.support), members(group.without), group.order
        )
        for kind in event_types().values()
        for number, group in enumerate(words_in(kind, code).groups)
    }
    company = frozenset().union(*(group.support | group.without for group in groups.values()))
    signs = chain(_signs(language), ((p, ("company", p)) for p in sorted(company)))
    return Vocabulary(
        index_patterns(language, _words(language)), index_patterns(language, signs), groups
    )


def _words(language: Language) -> Iterator[tuple[str, Key]]:
    """Give the words of event types, with the type and the number of their group as the key."""
    for kind in event_types().values():
        for number, group in enumerate(words_in(kind, language.code).groups):
            yield from ((p, (kind.key, str(number))) for p in group.words)


def _signs(language: Language) -> Iterator[tuple[str, Key]]:
    """Give the other words of types and modes; a key begins with what they are for."""
    modes = language.section("modes")
    for kind in event_types().values():
        words = words_in(kind, language.code)
        yield from ((p, ("cancel", kind.key)) for p in words.cancel)
    yield from ((p, ("cancel", "")) for p in modes.get("never", ()))
    for name in (*REACH, "plain"):
        yield from ((p, ("cue", name, "")) for p in modes.get(name, ()))
        yield from ((p, ("cue", name, "after")) for p in modes.get("after", {}).get(name, ()))
    yield from ((p, ("year",)) for p in modes.get("year_words", ()))
