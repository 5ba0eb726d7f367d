"""Word patterns of the event types: written short, expanded to their forms, found in one scan.

A pattern is one or more words. A mark at the end of a word adds the endings that the language
file declares for it under `[forms]`; `a|b` is either word, `@name` any word of
`[word_classes]`, and `_` one word that may stand between.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, compress, count, product
from operator import or_
from typing import NamedTuple

from dashboard.errors import BadLanguageFile
from dashboard.extraction.languages.triggers import WordEndings
from dashboard.extraction.text.language import Language
from gazetteer.languages.schema import Words
from gazetteer.spelling.fold import fold_text, fold_word, split_tokens

_CLAUSE_END = re.compile(r"[.,;:!?()\[\]\n،؛؟…]")
_SHORTEST = 3  # letters that must be left when a proclitic is taken off

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, in columns: where each starts and ends, as it may be looked up (itself
    first), and the clause it stands in.
    """

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
    """Every pattern of a language by the forms of its first word."""

    first: Mapping[str, tuple[Pattern, ...]]
    breaks: frozenset[str]
    proclitics: tuple[str, ...]


class Found(NamedTuple):
    """The pattern of `key` stands at tokens `first` to `last`, both included.

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
    return PatternIndex({form: tuple(found) for form, found in first.items()}, breaks, proclitics)


def openings(index: PatternIndex, tokens: Tokens) -> list[int]:
    """List the words that a pattern may begin with."""
    opening = index.first.keys()
    may = {forms for forms in set(tokens.forms) if not opening.isdisjoint(forms)}
    return list(compress(count(), map(may.__contains__, tokens.forms)))


def find_patterns(index: PatternIndex, tokens: Tokens, within: Iterable[int]) -> Iterator[Found]:
    """Find every pattern, overlapping ones too, by their first words, which are `within`."""
    first, forms = index.first, tokens.forms
    for at in within:
        seen: list[Pattern] = []
        after = forms[at + 1] if at + 1 < len(forms) else ()
        for form in forms[at]:
            for pattern in first.get(form, ()):
                # most patterns of a common word end here: "in" has dozens
                if pattern.next and pattern.next.isdisjoint(after):
                    continue
                if not (seen and any(pattern is one for one in seen)):
                    last = _last(pattern, tokens, at)
                    if last is not None:
                        seen.append(pattern)
                        yield Found(at, last, pattern.key, form)


def tokenize(text: str, index: PatternIndex) -> Tokens:
    """Cut text into words with offsets into `text` itself, however folding changed it."""
    folded, offsets = fold_text(text)
    pieces = split_tokens(folded)
    words = pieces[1::2]
    # A word reaches to where the next character starts: vowel signs at its end belong to it.
    borders = accumulate(map(len, pieces))
    in_place = isinstance(offsets, range)  # every character stayed where it was
    begins = list(borders if in_place else map(offsets.__getitem__, borders))
    steps = map(or_, map(_ends_clause, pieces[:-1:2]), map(index.breaks.__contains__, words))
    kept = [word != "s" for word in words]  # "Syria's" is folded to two words
    return Tokens(
        list(compress(begins[::2], kept)),
        list(compress(begins[1::2], kept)),
        _forms_of(list(compress(words, kept)), index.proclitics),
        list(compress(accumulate(steps), kept)),
    )


@lru_cache(maxsize=1024)
def _ends_clause(between: str) -> bool:
    return _CLAUSE_END.search(between) is not None


def _last(pattern: Pattern, tokens: Tokens, at: int) -> int | None:
    clause = tokens.clauses[at]
    for forms, gap in pattern.rest:
        for step in range(at + 1, min(at + 2 + gap, len(tokens.forms))):
            if tokens.clauses[step] == clause and not forms.isdisjoint(tokens.forms[step]):
                at = step
                break
        else:
            return None
    return at


def _forms_of(words: Sequence[str], proclitics: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
    return [_forms(word, proclitics) for word in words] if proclitics else list(zip(words))


@lru_cache(maxsize=16384)
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
