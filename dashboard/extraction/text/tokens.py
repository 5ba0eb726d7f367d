"""The tokens of a text: words, numbers and marks, folded, and without what is glued to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress, count
from operator import add
from typing import Generic, NamedTuple, TypeVar

from dashboard.extraction.languages.language import Language
from dashboard.extraction.languages.language import language as load_language
from gazetteer.languages.schema import Knowledge
from gazetteer.spelling.fold import fold_word
from gazetteer.spelling.remembered import Remembered
from gazetteer.spelling.words import FoldedText

T = TypeVar("T")
_INSIDE_NUMBERS = frozenset(".,٬٫")
_FORMS = 16384  # words whose forms are remembered
_GAPS = 1024  # between words, whose marks are remembered


class Token(NamedTuple):
    """A word, number, mark or line end, folded, at `start:end` of the original text.

    `forms` is the token itself, then what is left when clitics are taken off, fewest first. `at` is
    where it starts in the folded text.
    """

    key: str
    start: int
    end: int
    forms: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text or of a stretch of it, by column: a text holds hundreds."""

    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    forms: Sequence[tuple[str, ...]]
    at: Sequence[int]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.keys)

    def __getitem__(self, i: int) -> Token:
        """Return one of them."""
        return Token(self.keys[i], self.starts[i], self.ends[i], self.forms[i], self.at[i])

    def part(self, first: int, last: int) -> "Tokens":
        """Return those from `first` up to `last` (not included)."""
        here = slice(first, last)
        return Tokens(
            self.keys[here], self.starts[here], self.ends[here], self.forms[here], self.at[here]
        )


def tokenize(text: FoldedText, language: Language) -> Tokens:
    """Read a text's words as tokens, with the marks between them; "1,500" is one number."""
    keys, at = cut(text)
    offsets = text.offsets
    ends: list[int] = list(map(add, at, map(len, keys)))
    starts: Sequence[int] = at
    if not isinstance(offsets, range):  # else every character stayed in its place
        starts = list(map(offsets.__getitem__, at))
        ends = [offsets[end - 1] + 1 for end in ends]
    forms = list(map(_forms(language.code).__getitem__, keys))
    return Tokens(keys, starts, ends, forms, at)


def cut(text: FoldedText) -> tuple[list[str], list[int]]:
    """Return the tokens of a text, folded, and where they start in the folded text."""
    words = text.words
    keys: list[str] = []
    at: list[int] = []
    done = 0
    for i in compress(count(), map(" ".__ne__, words.gaps)):
        keys += words.keys[done:i]
        at += words.at[done:i]
        done, gap = i, words.gaps[i]
        if i and gap in _INSIDE_NUMBERS and _are_figures(words.keys[i - 1], words.keys[i]):
            keys[-1] += gap + words.keys[i]
            done = i + 1
        elif gap:
            _add_marks(gap, words.at[i] - len(gap), keys, at)
    keys += words.keys[done:]
    at += words.at[done:]
    end = words.at[-1] + len(words.keys[-1]) if words.keys else 0
    _add_marks(text.folded[end:], end, keys, at)
    return keys, at


def _are_figures(one: str, other: str) -> bool:
    return one[0].isdecimal() and other[0].isdecimal()


def _add_marks(gap: str, start: int, keys: list[str], at: list[int]) -> None:
    for step, mark in _MARKS[gap]:
        keys.append(mark)
        at.append(start + step)


def _marks(gap: str) -> list[tuple[int, str]]:
    """Return the marks and line ends between two words, and where in the gap each stands."""
    return [(i, c) for i, c in enumerate(gap) if c == "\n" or not (c == "_" or c.isspace())]


_MARKS = Remembered(_marks, _GAPS)


@cache
def _proclitics(code: str) -> tuple[str, ...]:
    """Fold a language's proclitics, one alone before two together."""
    given = load_language(code).names.proclitics
    single = tuple(fold_word(clitic) for clitic in given)
    return single + tuple(a + b for a in single for b in single if a != b)


@cache
def article(code: str) -> str:
    """Return the article that a language glues to its nouns, folded, or nothing."""
    return fold_word(load_language(code).names.article)


@cache
def _forms(code: str) -> Remembered[tuple[str, ...]]:
    proclitics = _proclitics(code)
    return Remembered(lambda word: strip_clitics(word, proclitics), _FORMS)


def strip_clitics(word: str, proclitics: tuple[str, ...]) -> tuple[str, ...]:
    """List a word's readings: as it stands, then without each proclitic it may carry.

    Arabic "li" swallows the article's alef, so "lil-" is given back as the article.

    >>> strip_clitics("للقوات", ("ل",))
    ('للقوات', 'لقوات', 'القوات')
    """
    forms = [word]
    for clitic in proclitics:
        if word.startswith(clitic) and len(word) - len(clitic) > 1:
            rest = word[len(clitic) :]
            forms.append(rest)
            if clitic.endswith("ل") and rest.startswith("ل"):
                forms.append("ا" + rest)
    return tuple(dict.fromkeys(forms))


class PhraseMatcher(Generic[T]):
    """Words and phrases, each with what it stands for; the longest match wins."""

    __slots__ = ("_article", "_by_first", "firsts")

    def __init__(self, entries: Iterable[tuple[str, T]], article: str = "") -> None:
        """Fold every phrase; with `article`, words also match when the text adds it."""
        self._article = article
        # by the first word, then by the one that must follow it, "" where none must
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        folded = [(tuple(fold_word(phrase).split()), meaning) for phrase, meaning in entries]
        for parts, meaning in sorted(folded, key=lambda entry: -len(entry[0])):
            if parts:
                following = self._by_first.setdefault(parts[0], {})
                following.setdefault("".join(parts[1:2]), []).append((parts[2:], meaning))
        with_article = (article + first for first in self._by_first if article and len(first) > 1)
        self.firsts = frozenset((*self._by_first, *with_article))

    def has(self, form: str) -> bool:
        """Return whether a phrase begins with this form."""
        return form in self._by_first

    def may_stand_in(self, tokens: Tokens) -> bool:
        """Return, for much less than looking costs, whether a phrase may begin at any token."""
        return not self.firsts.isdisjoint(chain.from_iterable(tokens.forms))

    def openings(self, tokens: Tokens, first: int = 0, last: int | None = None) -> list[int]:
        """List those of the tokens `first` to `last` that a phrase may begin at.

        Most tokens of a sentence are none: asking `at` of each would cost many times as much.
        """
        return openings(self.firsts, tokens, first, last)

    def among(self, tokens: Tokens, first: int = 0, last: int | None = None) -> bool:
        """Return whether a phrase begins at any of the tokens `first` to `last`."""
        return any(self.at(tokens, index) for index in self.openings(tokens, first, last))

    def at(self, tokens: Tokens, index: int) -> tuple[int, T] | None:
        """Return where the phrase that begins at `index` ends, and its meaning.

        Quotation marks and hyphens inside a phrase are passed over; other marks end it.
        """
        by_first = self._by_first
        for form in tokens.forms[index]:
            # Asked of every token of a sentence, and mostly in vain.
            if form in by_first and (found := self._beginning(form, tokens, index)):
                return found
        if self._article:
            for form in tokens.forms[index]:
                if form.startswith(self._article) and len(form) > len(self._article) + 1:
                    bare = form[len(self._article) :]
                    if bare in by_first and (found := self._beginning(bare, tokens, index)):
                        return found
        return None

    def _beginning(self, form: str, tokens: Tokens, index: int) -> tuple[int, T] | None:
        following = self._by_first[form]
        second = _past_marks(tokens, index + 1)
        if second < len(tokens):
            for parts, meaning in following.get(tokens.keys[second], ()):
                if stop := _follow(tokens, second + 1, parts):
                    return stop, meaning
        for _, meaning in following.get("", ()):
            return index + 1, meaning
        return None


def openings(
    firsts: frozenset[str], tokens: Tokens, first: int = 0, last: int | None = None
) -> list[int]:
    """List those of the tokens `first` to `last` that have any of the forms `firsts`."""
    forms = tokens.forms[first:last] if first or last is not None else tokens.forms
    return [i for i, own in enumerate(forms, first) if not firsts.isdisjoint(own)]


def _follow(tokens: Tokens, index: int, parts: tuple[str, ...]) -> int:
    """Return where these words end if they stand at `index`, else 0."""
    for part in parts:
        index = _past_marks(tokens, index)
        if index >= len(tokens) or tokens.keys[index] != part:
            return 0
        index += 1
    return index


def _past_marks(tokens: Tokens, index: int) -> int:
    while index < len(tokens) and tokens.keys[index] in "\"'-#":
        index += 1
    return index


def phrase_list(known: Knowledge, *keys: str) -> list[tuple[str, str]]:
    """List the phrases of several word lists of a file, each with its list's key."""
    return [(entry, key) for key in keys for entry in getattr(known, key)]
