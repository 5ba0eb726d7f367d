"""Phrases of known words: text as a string of word kinds, and patterns over that string.

A language file says which words are of which kind ("month", "weekday", "bearing") and in which
order kinds make a phrase. One scan turns an article into one character per word, so that all the
patterns of a language are a single regular expression over a few hundred characters.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any
from unicodedata import category

from dashboard.errors import BadLanguageFile
from dashboard.extraction.text.phrase_lexicon import (
    FILLER,
    TELLING,
    Lexicon,
    cut,
    number_or_mark,
    unglued,
)

_ISLANDS = 4096  # as many short strings are remembered for a section
# Tokens among which a phrase may stand: known ones side by side, one of them telling.
_TOLD = re.compile(f"{FILLER}*{TELLING}[{TELLING}{FILLER}]*")
# Where phrases are about places: tokens between two of them, those beside either.
_BESIDE = re.compile(f"^[{TELLING}{FILLER}]+|[{TELLING}{FILLER}]+$")

Found = tuple[str, int, int]  # the name of a pattern, the first word, the word after the last
Row = tuple[str, int, int, Any]  # of a word: the letter of its kind, where it stands, its value


@dataclass(frozen=True, slots=True)
class Words:
    """Text as words: `kinds[i]` is the letter of the word at `starts[i]:ends[i]`.

    A run of words that nobody knows is one word of the kind "other".
    """

    kinds: str
    starts: Sequence[int]
    ends: Sequence[int]
    values: Sequence[Any]


def in_original(text: str, offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return where a stretch of folded text stands in the text it was folded from.

    Vowel signs and a final hamza that folding dropped belong to the stretch, marks that show
    nothing do not.
    """
    first, last = offsets[start], offsets[end]
    while last > first + 1 and (text[last - 1].isspace() or category(text[last - 1]) == "Cf"):
        last -= 1
    return first, last


def read(
    folded: str,
    lexicon: Lexicon,
    places: Sequence[tuple[int, int]] = (),
    origin: tuple[str, Sequence[int]] | None = None,
) -> Words:
    """Read folded text as words; `places` are spans, in order, that become one word each.

    With places, what no place stands beside is not read: no phrase about places is without one.
    `origin` is the text whose capitals count and the offsets into it; None where none is needed.
    """
    reader = _Reader(lexicon, origin, _BESIDE if places else _TOLD)
    done = 0
    for number, (start, end) in enumerate(places):
        reader.stretch(folded, done, start)
        reader.rows.append((lexicon.kinds["place"], start, end, number))
        done = end
    reader.stretch(folded, done, len(folded))
    kinds, *others = zip(*reader.rows, strict=True) if reader.rows else ((), (), (), ())
    return Words("".join(kinds), *others)


class _Reader:
    """Collects the words of one text, as rows; `tokens` are those of the stretch in work.

    `told` finds the tokens that are worth reading, by their sorts.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        origin: tuple[str, Sequence[int]] | None,
        told: re.Pattern[str],
    ) -> None:
        self.lexicon, self.origin, self.told = lexicon, origin, told
        self.rows: list[Row] = []
        self.tokens: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def stretch(self, folded: str, start: int, end: int) -> None:
        pieces = cut(folded[start:end])  # tokens, and what is between them
        borders = list(accumulate(map(len, pieces), initial=start))
        self.tokens, self.starts, self.ends = pieces[1::2], borders[1:-1:2], borders[2:-1:2]
        done = 0  # tokens before it are read
        # Most words of a text mean nothing here: they must cost next to nothing.
        sorts = "".join(map(self.lexicon.sort, self.tokens))
        for told in self.told.finditer(sorts):
            if told.start() > done:
                self._other(done)
            done = self._told(*told.span())
        if done < len(self.tokens):
            self._other(done)

    def _told(self, at: int, end: int) -> int:
        """Read the tokens `at` to `end`; return where to go on."""
        plain, rows = self.lexicon.plain, self.rows
        while at < end:
            if meaning := plain.get(self.tokens[at]):
                rows.append((meaning[0], self.starts[at], self.ends[at], meaning[1]))
                at += 1
                continue
            used = self._token(at)
            if not used:
                self._other(at)
            at += used or 1
        return at

    def _other(self, i: int) -> None:
        """Add a token that nobody knows, if the one before it is none such."""
        other = self.lexicon.kinds["other"]
        if not self.rows or self.rows[-1][0] != other:
            self.rows.append((other, self.starts[i], self.ends[i], self.tokens[i]))

    def _token(self, i: int) -> int:
        """Add what begins with a token, if it is known; say how many tokens it took."""
        token = self.tokens[i]
        kind, value = number_or_mark(token)
        if kind:
            self.rows.append((self.lexicon.kinds[kind], self.starts[i], self.ends[i], value))
            return 1
        used = self._known(i, token, self.starts[i])
        if not used and token[0] in self.lexicon.proclitics:
            used = self._clitics(i)
        return used

    def _known(self, i: int, word: str, start: int) -> int:
        """Add the longest known phrase that starts with `word`; say how many tokens it took."""
        following = self.lexicon.entries.get(word)
        if following is None:
            return 0
        tokens = self.tokens
        longer = following.get(tokens[i + 1], ()) if i + 1 < len(tokens) else ()
        for rest, kind, value in (*longer, *following.get("", ())):
            stop = i + 1 + len(rest)
            if len(rest) > 1 and tuple(tokens[i + 1 : stop]) != rest:
                continue
            if kind in self.lexicon.capitals and not self._is_capital(start):
                continue
            self.rows.append((self.lexicon.kinds[kind], start, self.ends[stop - 1], value))
            return 1 + len(rest)
        return 0

    def _is_capital(self, at: int) -> bool:
        if self.origin is None:
            return True
        text, offsets = self.origin
        return not text[offsets[at]].islower()

    def _clitics(self, i: int) -> int:
        """Add a known word behind letters written together with it, each as a word of its own."""
        word, start = self.tokens[i], self.starts[i]
        clitics, kinds = self.lexicon.proclitics, self.lexicon.kinds
        rests = unglued(word, clitics)
        before = [clitics[one[0]] for one in (word, *rests[:-1])]
        for number, rest in enumerate(rests, start=1):
            if rest not in self.lexicon.entries:
                continue
            mark = len(self.rows)
            for k, kind in enumerate(before[:number]):
                self.rows.append((kinds[kind], start + k, start + k + 1, kind))
            used = self._known(i, rest, start + number)
            if used:
                return used
            del self.rows[mark:]
        return 0


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns of a section.

    `islands` are the stretches of known words in a text, each with the unknown word behind it; no
    pattern goes over an unknown word. `find` gives what is found in an island.
    """

    islands: re.Pattern[str]
    find: Callable[[str], tuple[Found, ...]]

    def search(self, words: Words) -> Iterator[Found]:
        """Yield what was found as (name, first word, word after the last), left to right."""
        for island in self.islands.finditer(words.kinds):
            start = island.start()
            for name, first, end in self.find(island[0]):
                yield name, start + first, start + end


def patterns(
    rows: Sequence[tuple[str, str]], fragments: Mapping[str, str], lexicon: Lexicon
) -> Patterns:
    """Compile rows of [name, expression], the first match wins.

    An expression is made of kinds and of the signs of regular expressions; words in capitals are
    abbreviations from `fragments`. BadLanguageFile where a kind is unknown, or a pattern takes an
    unknown word.
    """
    groups = [f"({_compiled(expression, fragments, lexicon)})" for _, expression in rows]
    other = lexicon.kinds["other"]
    expression = re.compile("|".join(groups) or "(?!)")

    # "in the", "of a" and their like come again and again.
    @lru_cache(maxsize=_ISLANDS)
    def find(island: str) -> tuple[Found, ...]:
        found = expression.finditer(island)
        return tuple((rows[(m.lastindex or 1) - 1][0], m.start(), m.end()) for m in found)

    return Patterns(re.compile(f"[^{other}]+{other}?"), find)


def _compiled(expression: str, fragments: Mapping[str, str], lexicon: Lexicon) -> str:
    while re.search("[A-Z]", expression):
        expression = re.sub("[A-Z]+", lambda m: f"({_fragment(m[0], fragments)})", expression)
    expression = re.sub(r"\((?!\?)", "(?:", expression)
    if re.search(r"\bother\b", re.sub(r"\(\?<?[=!][^()]*\)", "", expression)):
        raise BadLanguageFile(f"pattern “{expression}”: an unknown word ends every phrase")

    def letter(match: re.Match[str]) -> str:
        if match[0] not in lexicon.kinds:
            raise BadLanguageFile(f"pattern “{expression}”: there is no word of kind {match[0]}")
        return lexicon.kinds[match[0]]

    return re.sub("[a-z_]+", letter, expression).replace(" ", "")


def _fragment(name: str, fragments: Mapping[str, str]) -> str:
    if name not in fragments:
        raise BadLanguageFile(f"there is no fragment {name}")
    return fragments[name]
