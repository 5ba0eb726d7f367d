"""Phrases of known words: text as a string of word kinds, and patterns over that string.

A language file says which words are of which kind ("month", "weekday", "bearing") and in which
order kinds make a phrase. One scan turns an article into one character per word, so that all the
patterns of a language are a single regular expression over a few hundred characters.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import category

from dashboard.errors import BadLanguageFile
from dashboard.extraction.text.phrase_lexicon import (
    TELLING,
    UNKNOWN,
    KindLexicon,
    by_shape,
    number_or_mark,
    unglued,
)
from dashboard.extraction.text.text import Text
from gazetteer.spelling.words import FoldedText

_ISLANDS, _SHORT = 4096, 64  # as many strings, of so many kinds, are remembered for a section
_MOST = 8  # times that a pattern may repeat a part: a longer run of fillers is no phrase

Found = tuple[str, int, int]  # the name of a pattern, the first token, the token after the last
Row = tuple[str, int, int, Any]  # of a token: the letter of its kind, where it stands, its value


@dataclass(frozen=True, slots=True)
class KnownTokens:
    """The known tokens of a text: `kinds[i]` is the letter of the one at `starts[i]:ends[i]`.

    Offsets are those of the folded text. Tokens that nobody knows are one of the kind "other".
    """

    kinds: str
    starts: Sequence[int]
    ends: Sequence[int]
    values: Sequence[Any]


def in_original(text: FoldedText, start: int, end: int) -> tuple[int, int]:
    """Return where a stretch of the folded text stands in the original.

    Vowel signs and a final hamza that folding dropped belong to the stretch, marks that show
    nothing do not.
    """
    first, last, written = text.offsets[start], text.offsets[end], text.original
    while last > first + 1 and (written[last - 1].isspace() or category(written[last - 1]) == "Cf"):
        last -= 1
    return first, last


def find_known(text: Text, lexicon: KindLexicon) -> KnownTokens:
    """Find the known tokens of a text that stand in a row with a telling one."""
    reader = _Reader(text, lexicon)
    reader.everywhere()
    return reader.known()


def find_known_beside(
    text: Text, lexicon: KindLexicon, places: Sequence[tuple[int, int]]
) -> KnownTokens:
    """Find the known tokens beside places, which become one token each.

    `places` are spans of the folded text, in order. No phrase about places is without one.
    """
    reader = _Reader(text, lexicon)
    done = 0
    for number, (start, end) in enumerate(places):
        reader.beside(done, start)
        reader.rows.append((lexicon.kinds["place"], start, end, number))
        done = end
    reader.beside(done, len(text.folded))
    return reader.known()


class _Reader:
    """Collects the known tokens of one text, as rows; `keys` are those of the stretch in work."""

    def __init__(self, text: Text, lexicon: KindLexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.all_keys, self.all_starts = by_shape(text, text.tokens.keys, text.tokens.at)
        self.keys, self.starts = self.all_keys, self.all_starts
        self.rows: list[Row] = []

    def known(self) -> KnownTokens:
        kinds, *others = zip(*self.rows, strict=True) if self.rows else ((), (), (), ())
        return KnownTokens("".join(kinds), *others)

    def everywhere(self) -> None:
        """Read every row of known tokens that has a telling one."""
        # Most tokens of a text mean nothing here: they must cost next to nothing.
        roles = "".join(map(self.lexicon.roles.__getitem__, self.keys))
        done = 0  # tokens before it are read
        while (telling := roles.find(TELLING, done)) >= 0:
            first = max(done, roles.rfind(UNKNOWN, done, telling) + 1)
            self._other(done, first)
            done = roles.find(UNKNOWN, telling)
            done = done if done >= 0 else len(roles)
            self._read(first, done)
        self._other(done, len(roles))

    def beside(self, start: int, end: int) -> None:
        """Read the known tokens at the beginning and at the end of a stretch of folded text."""
        first = bisect_left(self.all_starts, start)
        last = bisect_left(self.all_starts, end, first)
        self.keys, self.starts = list(self.all_keys[first:last]), self.all_starts[first:last]
        if self.keys:  # a preposition may be glued to the place that follows
            self.keys[-1] = self.keys[-1][: end - self.starts[-1]]
        roles, count = self.lexicon.roles, len(self.keys)
        left, right = 0, count
        while left < count and roles[self.keys[left]] != UNKNOWN:
            left += 1
        while right > left and roles[self.keys[right - 1]] != UNKNOWN:
            right -= 1
        self._read(0, left)
        self._other(left, right)
        self._read(right, count)

    def _end(self, i: int) -> int:
        return self.starts[i] + len(self.keys[i])

    def _read(self, at: int, end: int) -> None:
        """Add the tokens `at` to `end`."""
        plain, rows = self.lexicon.plain, self.rows
        while at < end:
            if meaning := plain.get(self.keys[at]):
                rows.append((meaning[0], self.starts[at], self._end(at), meaning[1]))
                at += 1
                continue
            used = self._token(at)
            if not used:
                self._other(at, at + 1)
            at += used or 1

    def _other(self, at: int, end: int) -> None:
        """Add tokens that nobody knows, if there are any and the one before is none such."""
        other = self.lexicon.kinds["other"]
        if at < end and not (self.rows and self.rows[-1][0] == other):
            self.rows.append((other, self.starts[at], self._end(at), self.keys[at]))

    def _token(self, i: int) -> int:
        """Add what begins with a token, if it is known; return how many tokens it took."""
        key = self.keys[i]
        kind, value = number_or_mark(key)
        if kind:
            self.rows.append((self.lexicon.kinds[kind], self.starts[i], self._end(i), value))
            return 1
        used = self._known(i, key, self.starts[i])
        if not used and key[0] in self.lexicon.proclitics:
            used = self._clitics(i)
        return used

    def _known(self, i: int, word: str, start: int) -> int:
        """Add the longest known phrase that starts with `word`; return how many tokens it took."""
        following = self.lexicon.entries.get(word)
        if following is None:
            return 0
        keys = self.keys
        longer = following.get(keys[i + 1], ()) if i + 1 < len(keys) else ()
        for rest, kind, value in (*longer, *following.get("", ())):
            stop = i + 1 + len(rest)
            if len(rest) > 1 and tuple(keys[i + 1 : stop]) != rest:
                continue
            if kind in self.lexicon.capitals and not self._is_capital(start):
                continue
            self.rows.append((self.lexicon.kinds[kind], start, self._end(stop - 1), value))
            return 1 + len(rest)
        return 0

    def _is_capital(self, at: int) -> bool:
        return not self.text.original[self.text.offsets[at]].islower()

    def _clitics(self, i: int) -> int:
        """Add a known word behind letters written together with it, each as a word of its own."""
        word, start = self.keys[i], self.starts[i]
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

    def search(self, tokens: KnownTokens) -> Iterator[Found]:
        """Yield what was found as (name, first token, token after the last), left to right."""
        for island in self.islands.finditer(tokens.kinds):
            start = island.start()
            for name, first, end in self.find(island[0]):
                yield name, start + first, start + end


def patterns(
    rows: Sequence[tuple[str, str]], fragments: Mapping[str, str], lexicon: KindLexicon
) -> Patterns:
    """Compile rows of [name, expression], the first match wins.

    An expression is made of kinds and of the signs of regular expressions; words in capitals are
    abbreviations from `fragments`. BadLanguageFile where a kind is unknown, or a pattern takes an
    unknown word.
    """
    groups = [f"({_compiled(expression, fragments, lexicon)})" for _, expression in rows]
    other = lexicon.kinds["other"]
    expression = re.compile("|".join(groups) or "(?!)")

    def find(island: str) -> tuple[Found, ...]:
        found = expression.finditer(island)
        return tuple((rows[(m.lastindex or 1) - 1][0], m.start(), m.end()) for m in found)

    # "in the", "of a" and their like come again and again.
    remembered = lru_cache(maxsize=_ISLANDS)(find)

    def find_once(island: str) -> tuple[Found, ...]:
        return remembered(island) if len(island) <= _SHORT else find(island)

    return Patterns(re.compile(f"[^{other}]+{other}?"), find_once)


def _compiled(expression: str, fragments: Mapping[str, str], lexicon: KindLexicon) -> str:
    while re.search("[A-Z]", expression):
        expression = re.sub("[A-Z]+", lambda m: f"({_fragment(m[0], fragments)})", expression)
    expression = re.sub(r"\((?!\?)", "(?:", expression)
    if re.search(r"\bother\b", re.sub(r"\(\?<?[=!][^()]*\)", "", expression)):
        raise BadLanguageFile(f"pattern “{expression}”: an unknown word ends every phrase")

    def letter(match: re.Match[str]) -> str:
        if match[0] not in lexicon.kinds:
            raise BadLanguageFile(f"pattern “{expression}”: there is no word of kind {match[0]}")
        return lexicon.kinds[match[0]]

    bounded = re.sub("[*+]", lambda sign: f"{{{int(sign[0] == '+')},{_MOST}}}", expression)
    return re.sub("[a-z_]+", letter, bounded).replace(" ", "")


def _fragment(name: str, fragments: Mapping[str, str]) -> str:
    if name not in fragments:
        raise BadLanguageFile(f"there is no fragment {name}")
    return fragments[name]
