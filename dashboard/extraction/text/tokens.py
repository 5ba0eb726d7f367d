"""The words of a stretch of text, folded, with the clitics that a language glues to them."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, partial
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

from dashboard.extraction.text.language import Language
from dashboard.extraction.text.language import language as load_language
from gazetteer.languages.schema import Knowledge
from gazetteer.spelling.fold import fold_text, fold_word

T = TypeVar("T")
_WORD = re.compile(r"\d+(?:[.,٬٫]\d+)*|[^\W\d_]+|[^\w\s]")
_LETTERS = re.compile(r"[^\W\d_]+")
# The same in a text that folds to ASCII, found several times as fast.
_WORD_ASCII = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-zA-Z]+|[^\w\s]", re.ASCII)
_LETTERS_ASCII = re.compile("[a-zA-Z]+")
_STRETCHES = 64  # sentences that are read more than once: for claims, actors, counts
_FORMS = 16384  # words whose forms are remembered


# A named tuple, because an article makes thousands and they are built twice as fast.
class Word(NamedTuple):
    """A folded word, number or punctuation mark, at `start:end` of the original text.

    `forms` is the word itself, then what is left when clitics are taken off, fewest first.
    """

    text: str
    start: int
    end: int
    forms: tuple[str, ...]


# past the named tuple's own constructor, which takes three times as long
_word: Callable[[tuple[str, int, int, tuple[str, ...]]], Word] = partial(tuple.__new__, Word)


def split_words(text: str, start: int, end: int, language: Language) -> list[Word]:
    """Cut `text[start:end]` into words; offsets are those of `text`."""
    return list(_split(text, start, end, language.code))


@lru_cache(maxsize=_STRETCHES)
def _split(text: str, start: int, end: int, code: str) -> tuple[Word, ...]:
    folded, offsets = fold_text(text)
    proclitics = _proclitics(code)
    found = []
    word_of = _WORD_ASCII if folded.isascii() else _WORD
    for match in word_of.finditer(folded, *_folded_span(offsets, start, end)):
        first, last = match.span()
        word = match[0]
        forms = strip_clitics(word, proclitics) if proclitics else (word,)
        found.append(_word((word, offsets[first], offsets[last - 1] + 1, forms)))
    return tuple(found)


def _folded_span(offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    if isinstance(offsets, range):  # every character stayed in its place
        return start, end
    first = bisect_left(offsets, start)
    return first, bisect_left(offsets, end, first)


def may_hold(text: str, start: int, end: int, language: Language, lexicon: "Lexicon[Any]") -> bool:
    """Tell, for much less than `split_words` costs, whether a phrase may begin in a stretch."""
    folded, offsets = fold_text(text)
    letters = _LETTERS_ASCII if folded.isascii() else _LETTERS
    words = letters.findall(folded, *_folded_span(offsets, start, end))
    proclitics = _proclitics(language.code)
    if proclitics:
        return any(
            map(lexicon.has, chain.from_iterable(strip_clitics(w, proclitics) for w in words))
        )
    return lexicon.has_any(words)


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


@lru_cache(maxsize=_FORMS)
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


class Lexicon(Generic[T]):
    """Words and phrases, each with what it stands for; the longest match wins."""

    __slots__ = ("_article", "_by_first")

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

    def has(self, form: str) -> bool:
        """Return whether a phrase begins with this form."""
        return form in self._by_first

    def has_any(self, forms: Iterable[str]) -> bool:
        """Return whether a phrase begins with any of these forms."""
        return not self._by_first.keys().isdisjoint(forms)

    def openings(self, words: list[Word], first: int = 0, last: int | None = None) -> Sequence[int]:
        """List those of the words `first` to `last` that a phrase may begin at.

        Most words of a sentence are none: asking `at` of each would cost many times as much.
        """
        within = range(first, len(words) if last is None else last)
        if self._article:
            return within
        opening = self._by_first.keys()
        return [i for i in within if not opening.isdisjoint(words[i].forms)]

    def among(self, words: list[Word], first: int = 0, last: int | None = None) -> bool:
        """Return whether a phrase begins at any of the words `first` to `last`."""
        return any(self.at(words, index) for index in self.openings(words, first, last))

    def at(self, words: list[Word], index: int) -> tuple[int, T] | None:
        """Return where the phrase that begins at `index` ends, and its meaning.

        Quotation marks and hyphens inside a phrase are passed over; other marks end it.
        """
        by_first = self._by_first
        for form in words[index].forms:
            # Asked of every word of a sentence, and mostly in vain.
            if form in by_first and (found := self._beginning(form, words, index)):
                return found
        if self._article:
            for form in words[index].forms:
                if form.startswith(self._article) and len(form) > len(self._article) + 1:
                    bare = form[len(self._article) :]
                    if bare in by_first and (found := self._beginning(bare, words, index)):
                        return found
        return None

    def _beginning(self, form: str, words: list[Word], index: int) -> tuple[int, T] | None:
        following = self._by_first[form]
        second = _past_marks(words, index + 1)
        if second < len(words):
            for parts, meaning in following.get(words[second].text, ()):
                if stop := _follow(words, second + 1, parts):
                    return stop, meaning
        for _, meaning in following.get("", ()):
            return index + 1, meaning
        return None


def _follow(words: list[Word], index: int, parts: tuple[str, ...]) -> int:
    """Return where these words end if they stand at `index`, else 0."""
    for part in parts:
        index = _past_marks(words, index)
        if index >= len(words) or words[index].text != part:
            return 0
        index += 1
    return index


def _past_marks(words: list[Word], index: int) -> int:
    while index < len(words) and words[index].text in "\"'-#":
        index += 1
    return index


def phrase_list(known: Knowledge, *keys: str) -> list[tuple[str, str]]:
    """List the phrases of several word lists of a file, each with its list's key."""
    return [(entry, key) for key in keys for entry in getattr(known, key)]
