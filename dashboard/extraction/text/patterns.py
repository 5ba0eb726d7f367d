"""Word patterns of the event types: written short, expanded to their forms, found in one scan.

A pattern is one or more words. A mark at the end of a word adds the endings that the language
file declares for it under `[forms]`; `a|b` is either word, `@name` any word of
`[word_classes]`, and `_` one word that may stand between.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress, count, product
from operator import or_
from typing import NamedTuple

from dashboard.errors import BadLanguageFile
from dashboard.extraction.languages.language import Language
from dashboard.extraction.languages.triggers import WordEndings
from gazetteer.languages.schema import Words
from gazetteer.spelling.fold import fold_word
from gazetteer.spelling.remembered import Remembered
from gazetteer.spelling.words import FoldedText

_CLAUSE_END = re.compile(r"[.,;:!?()\[\]\n،؛؟…]")
_SHORTEST = 3  # letters that must be left when a proclitic is taken off
_WORDS, _GAPS = 16384, 1024  # are remembered

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordForms:
    """The words of a text, in columns, without the "s" of a possessive.

    Where each starts and ends, how it may be looked up (itself first), and the clause it stands in.
    """

    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    forms: Sequence[tuple[str, ...]]
    clauses: Sequence[int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What must follow a first word: the forms of each next word and how many may come between.

    `next` are the forms of the one that must follow at once, none where there is no such word.
    """

    rest: tuple[tuple[frozenset[str], int], ...]
    key: Key
    next: frozenset[str]


@dataclass(frozen=True, slots=True)
class PatternIndex:
    """Every pattern of a language by the forms of its first word.

    `breaks` are the words that begin a clause, `forms` as what a word may be looked up, `opens`
    says whether any of these begins a pattern.
    """

    first: Mapping[str, tuple[Pattern, ...]]
    breaks: frozenset[str]
    forms: Remembered[tuple[str, ...]]
    opens: Remembered[bool]


class Found(NamedTuple):
    """The pattern of `key` stands at words `first` to `last`, both included.

    `form` is the first word as it was looked up, that is without proclitics.
    """

    first: int
    last: int
    key: Key
    form: str


def index_patterns(language: Language, patterns: Iterable[tuple[str, Key]]) -> PatternIndex:
    """Expand patterns, each with the key it is found by; BadLanguageFile for an unknown mark."""
    expand = _expander(language)
    first: dict[str, list[Pattern]] = {}
    for text, key in patterns:
        head, *words = text.replace("-", " ").split()
        rest, gap = [], 0
        for word in words:
            if word == "_":
                gap += 1
            else:
                rest.append((expand(word), gap))
                gap = 0
        at_once = rest[0][0] if rest and not rest[0][1] else frozenset()
        pattern = Pattern(tuple(rest), key, at_once)
        for form in expand(head):
            first.setdefault(form, []).append(pattern)
    breaks = frozenset(map(fold_word, language.modes.clause))
    proclitics = tuple(map(fold_word, language.patterns.proclitics))
    forms = Remembered(lambda word: _forms(word, proclitics), _WORDS)
    opens = Remembered(lambda word: not first.keys().isdisjoint(forms[word]), _WORDS)
    patterns_of = {form: tuple(found) for form, found in first.items()}
    return PatternIndex(patterns_of, breaks, forms, opens)


def openings(index: PatternIndex, words: WordForms, first: int, last: int) -> list[int]:
    """List those of the words `first` up to `last` (not included) that a pattern may begin with."""
    opens = map(index.opens.__getitem__, words.keys[first:last])
    return list(compress(count(first), opens))


def find_patterns(index: PatternIndex, words: WordForms, within: Iterable[int]) -> Iterator[Found]:
    """Find every pattern, overlapping ones too, by their first words, which are `within`."""
    first, forms = index.first, words.forms
    for at in within:
        seen: list[Pattern] = []
        after = forms[at + 1] if at + 1 < len(forms) else ()
        for form in forms[at]:
            for pattern in first.get(form, ()):
                # most patterns of a common word end here: "in" has dozens
                if pattern.next and pattern.next.isdisjoint(after):
                    continue
                if not (seen and any(pattern is one for one in seen)):
                    last = _last(pattern, words, at)
                    if last is not None:
                        seen.append(pattern)
                        yield Found(at, last, pattern.key, form)


def word_forms(text: FoldedText, index: PatternIndex) -> WordForms:
    """Read the words of a text as patterns meet them."""
    words = text.words
    keys: Sequence[str] = words.keys
    steps = map(
        or_, map(_ENDS_CLAUSE.__getitem__, words.gaps), map(index.breaks.__contains__, keys)
    )
    starts, ends, clauses = words.starts, words.ends, list(accumulate(steps))
    if "s" in keys:  # "Syria's" is folded to two words
        kept = list(map("s".__ne__, keys))
        keys, starts, ends, clauses = (
            list(compress(c, kept)) for c in (keys, starts, ends, clauses)
        )
    return WordForms(keys, starts, ends, list(map(index.forms.__getitem__, keys)), clauses)


def _ends_clause(gap: str) -> bool:
    return _CLAUSE_END.search(gap) is not None


_ENDS_CLAUSE = Remembered(_ends_clause, _GAPS)


def _last(pattern: Pattern, words: WordForms, at: int) -> int | None:
    clause = words.clauses[at]
    for forms, gap in pattern.rest:
        for step in range(at + 1, min(at + 2 + gap, len(words.forms))):
            if words.clauses[step] == clause and not forms.isdisjoint(words.forms[step]):
                at = step
                break
        else:
            return None
    return at


def _forms(word: str, proclitics: tuple[str, ...]) -> tuple[str, ...]:
    if not word.startswith(proclitics):
        return (word,)
    rests = [
        word[len(clitic) :]
        for clitic in proclitics
        if word.startswith(clitic) and len(word) - len(clitic) >= _SHORTEST
    ]
    return (word, *dict.fromkeys(rests))


def members_of(language: Language, name: str) -> Words:
    """Return the patterns that @name stands for; BadLanguageFile where there is no such class."""
    classes = language.patterns.classes
    if name[1:] not in classes:
        known = ", ".join(classes)
        file = f"languages/{language.code}/patterns.toml"
        raise BadLanguageFile(f"{file}: classes: no {name}; known: {known}")
    return classes[name[1:]]


def _expander(language: Language) -> Callable[[str], frozenset[str]]:
    marks = language.patterns.marks

    @cache
    def expand(word: str) -> frozenset[str]:
        if "|" in word:
            return frozenset().union(*map(expand, word.split("|")))
        if word.startswith("@"):
            members = (expand(one) for one in members_of(language, word) if " " not in one)
            return frozenset().union(*members)
        if word[-1].isalnum():
            if not (form := fold_word(word)) or " " in form:
                raise BadLanguageFile(f"{word}: not one word once it is folded")
            return frozenset({form})
        if word[-1] not in marks:
            raise BadLanguageFile(f"languages/{language.code}/patterns.toml: {word}: no such mark")
        return frozenset(_inflect(word[:-1], marks[word[-1]]))

    return expand


def _inflect(stem: str, mark: Iterable[WordEndings]) -> Iterator[str]:
    """Give every form: for the longest ending a mark knows, the endings that replace it."""
    for kind in mark:
        base = stem[1:] if stem.startswith(kind.drop) else stem
        endings = kind.endings
        old = max((ending for ending in endings if base.endswith(ending)), key=len)
        base = fold_word(base[: len(base) - len(old)])
        for prefix, new in product(kind.prefixes, endings[old]):
            yield fold_word(prefix + base + new)
