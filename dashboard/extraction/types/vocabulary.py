"""All that is known of a language's event words, ready to be looked up in one scan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from dashboard.errors import BadLanguageFile
from dashboard.extraction.languages.language import Language
from dashboard.extraction.languages.triggers import TriggerKnowledge, WeakWords
from dashboard.extraction.text.patterns import Key, PatternIndex, index_patterns, members_of
from dashboard.extraction.types.event_type import event_types

# How many words away a cue may stand; of two that reach, the earlier named here decides.
REACH = {"negation": 5, "denial": 10, "fear": 6, "plan": 4, "hypothetical": 8, "historical": 14}


@dataclass(frozen=True, slots=True)
class WordGroup:
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
    groups: Mapping[tuple[str, str], WordGroup]


@cache
def vocabulary(language: Language) -> Vocabulary:
    """Expand the words of a language, once; BadLanguageFile for a pattern that has no forms."""

    def members(patterns: Iterable[str]) -> frozenset[str]:
        lists = (members_of(language, p) if p[0] == "@" else (p,) for p in patterns)
        return frozenset(chain.from_iterable(lists))

    groups = {
        (key, str(number)): WordGroup(
            group.weight, members(group.support), members(group.without), group.order
        )
        for key, known in _triggers(language)
        for number, group in enumerate(_groups(known))
    }
    company = frozenset().union(*(group.support | group.without for group in groups.values()))
    signs = chain(_signs(language), ((p, ("company", p)) for p in sorted(company)))
    return Vocabulary(
        index_patterns(language, _words(language)), index_patterns(language, signs), groups
    )


def _words(language: Language) -> Iterator[tuple[str, Key]]:
    """Give the words of event types, with the type and the number of their group as the key."""
    for key, known in _triggers(language):
        for number, group in enumerate(_groups(known)):
            yield from ((p, (key, str(number))) for p in group.words)


def _triggers(language: Language) -> Iterator[tuple[str, TriggerKnowledge]]:
    """Give the event types that a language has words for, in their order, with the words."""
    if unknown := sorted(language.triggers.keys() - event_types().keys()):
        name = f"languages/{language.code}/triggers/{unknown[0]}.toml"
        raise BadLanguageFile(f"{name}: there is no event type {unknown[0]}")
    return ((key, language.triggers[key]) for key in event_types() if key in language.triggers)


def _groups(known: TriggerKnowledge) -> Iterator[WeakWords]:
    """Give the groups of a type's words: first those that need no company."""
    yield WeakWords(words=known.strong, weight=1.0)
    yield from known.weak


def _signs(language: Language) -> Iterator[tuple[str, Key]]:
    """Give the other words of types and modes; a key begins with what they are for."""
    modes = language.modes
    for key, known in _triggers(language):
        yield from ((p, ("cancel", key)) for p in known.cancel)
    yield from ((p, ("cancel", "")) for p in modes.never)
    for name in REACH:
        yield from ((p, ("cue", name, "")) for p in getattr(modes, name))
        yield from ((p, ("cue", name, "after")) for p in getattr(modes.after, name))
    yield from ((p, ("cue", "plain", "")) for p in modes.plain)
    yield from ((p, ("year",)) for p in modes.year_words)
