"""Phrases of known words: text as a string of word kinds, and patterns over that string.

A language file says which words are of which kind ("month", "weekday", "bearing") and in which
order kinds make a phrase. One scan turns an article into one character per word, so that all the
patterns of a language are a single regular expression over a few hundred characters.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, compress
from typing import Any
from unicodedata import category

from dashboard.errors import BadLanguageFile
from gazetteer.fold import fold

# Shapes are told apart here because a pattern over kinds does not see the space between words.
_SHAPE = re.compile(
    r"(?P<word>[^\W\d]+)"
    r"|(?P<numeric>(?:\d{4}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{1,2}"
    r"|\d{1,2}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)(?:\d{4}|\d\d))(?![-/.]?\d))"
    r"|(?P<short>\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<clock>\d{1,2}:\d\d(?!\d))"
    r"|(?P<decimal>\d+\.\d+|\d{1,3}(?:,\d{3})+(?!\d)|\d+,\d{1,2}(?!\d))"
    r"|(?P<other>\d+s\b)"
    r"|(?P<digits>\d+)(?:st\b|nd\b|rd\b|th\b)?"
    r'|(?P<mark>[^\s\w"]|\n)'
)
_TOKEN = re.compile(f"({re.sub('[(][?]P<[a-z]+>', '(?:', _SHAPE.pattern)})")
# The same in text that folds to ASCII, found several times as fast.
_TOKEN_ASCII = re.compile(_TOKEN.pattern.replace(r"[^\W\d]", "[a-zA-Z_]"), re.ASCII)
_MARKS = {
    **{",": "comma", "،": "comma", "-": "dash", "/": "slash", "(": "open", ")": "close"},
    **{".": "dot", ":": "colon", "\n": "line", "[": "open", "]": "close"},
}
_SHAPES = ("numeric", "short", "clock", "decimal", "num", "year", "big", "other", "place")
_NUMBERS = 1024  # as many tokens that are no word are remembered
_ISLANDS = 4096  # as many short strings are remembered for a section
_FIRST = 0x100  # kinds are letters from here on: none of them means anything in a pattern

Value = str | int
Entry = tuple[tuple[str, ...], str, Value]  # the words after the first, their kind, their value
Found = tuple[str, int, int]  # the name of a pattern, the first word, the word after the last
Row = tuple[str, int, int, Any]  # of a word: the letter of its kind, where it stands, its value


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one section of a language file, and the letter that stands for each kind.

    `entries` are by their first word, then by the one that must follow it ("" where none must),
    longest first. `proclitics` maps a letter written together with the next word to its kind; "ل"
    before the article is "لل". `capitals` are the kinds that only count with a capital letter.
    `plain` are the marks and words that always mean the same: (letter, value).
    """

    kinds: dict[str, str]
    entries: dict[str, dict[str, list[Entry]]]
    proclitics: dict[str, str] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()
    plain: dict[str, tuple[str, Value]] = field(default_factory=dict)

    def names(self) -> dict[str, str]:
        """Return the kind that each letter stands for."""
        return {letter: kind for kind, letter in self.kinds.items()}


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


def tokens_of(phrase: str) -> list[str]:
    """Cut a phrase of a word list as `read` cuts text."""
    return _TOKEN.findall(fold(phrase))


def lexicon(section: Mapping[str, Any]) -> Lexicon:
    """Build the lexicon of a section.

    Its `words` map kind to phrases, its `values` kind to value to phrases; a phrase that ends in
    "." is also known without it.
    """
    rows: list[tuple[str, Value, str]] = []
    for kind, phrases in section.get("words", {}).items():
        rows += [(kind, "", phrase) for phrase in phrases]
    for kind, table in section.get("values", {}).items():
        rows += [
            (kind, _value(key), phrase) for key, phrases in table.items() for phrase in phrases
        ]
    # An abbreviation may go without its stop.
    rows += [(kind, value, phrase[:-1]) for kind, value, phrase in rows if phrase.endswith(".")]
    names = dict.fromkeys([*_SHAPES, *_MARKS.values(), *(kind for kind, _, _ in rows)])
    kinds = {kind: chr(_FIRST + i) for i, kind in enumerate(names)}
    found = [(tokens_of(phrase), kind, value) for kind, value, phrase in rows]
    entries: dict[str, dict[str, list[Entry]]] = {}
    for (first, *rest), kind, value in sorted(found, key=lambda one: -len(one[0])):
        following = entries.setdefault(first, {}).setdefault(rest[0] if rest else "", [])
        following.append((tuple(rest), kind, value))
    capitals = frozenset(section.get("capitals", ()))
    plain: dict[str, tuple[str, Value]] = {
        mark: (kinds[kind], mark) for mark, kind in _MARKS.items()
    }
    for first, by_next in entries.items():
        if by_next.keys() == {""} and by_next[""][0][1] not in capitals:
            _, kind, value = by_next[""][0]
            plain.setdefault(first, (kinds[kind], value))
    return Lexicon(
        kinds,
        entries,
        {letter: kind for letter, kind in section.get("proclitics", {}).items() if kind in kinds},
        capitals,
        plain,
    )


def _value(key: str) -> Value:
    return int(key) if key.lstrip("-").isdigit() else key


def read(
    folded: str,
    lexicon: Lexicon,
    places: Sequence[tuple[int, int]] = (),
    origin: tuple[str, Sequence[int]] | None = None,
) -> Words:
    """Read folded text as words; `places` are spans, in order, that become one word each.

    `origin` is the text whose capitals count and the offsets into it; None where none is needed.
    """
    reader = _Reader(lexicon, origin)
    done = 0
    for number, (start, end) in enumerate(places):
        reader.stretch(folded, done, start)
        reader.rows.append((lexicon.kinds["place"], start, end, number))
        done = end
    reader.stretch(folded, done, len(folded))
    kinds, *others = zip(*reader.rows, strict=True) if reader.rows else ((), (), (), ())
    return Words("".join(kinds), *others)


class _Reader:
    """Collects the words of one text, as rows; `tokens` are those of the stretch in work."""

    def __init__(self, lexicon: Lexicon, origin: tuple[str, Sequence[int]] | None) -> None:
        self.lexicon, self.origin = lexicon, origin
        self.rows: list[Row] = []
        self.tokens: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def stretch(self, folded: str, start: int, end: int) -> None:
        stretch = folded[start:end]
        # tokens, and what is between them
        pieces = (_TOKEN_ASCII if stretch.isascii() else _TOKEN).split(stretch)
        borders = list(accumulate(map(len, pieces), initial=start))
        self.tokens, self.starts, self.ends = pieces[1::2], borders[1:-1:2], borders[2:-1:2]
        plain, rows = self.lexicon.plain, self.rows
        done = 0  # tokens before it are read
        # Most words of a text mean nothing here: they must cost next to nothing.
        for i in self._telling():
            if i < done:
                continue
            if i > done:
                self._other(done)
            if meaning := plain.get(self.tokens[i]):
                rows.append((meaning[0], self.starts[i], self.ends[i], meaning[1]))
                done = i + 1
                continue
            used = self._token(i)
            if not used:
                self._other(i)
            done = i + (used or 1)
        if done < len(self.tokens):
            self._other(done)

    def _telling(self) -> Iterator[int]:
        """Give the tokens that may mean something: known words, marks, numbers."""
        different = set(self.tokens)
        telling = {token for token in different if not token.isalpha()}
        telling |= different & self.lexicon.entries.keys()
        if clitics := self.lexicon.proclitics:
            telling |= {token for token in different if token[0] in clitics}
        return compress(range(len(self.tokens)), map(telling.__contains__, self.tokens))

    def _other(self, i: int) -> None:
        """Add a token that nobody knows, if the one before it is none such."""
        other = self.lexicon.kinds["other"]
        if not self.rows or self.rows[-1][0] != other:
            self.rows.append((other, self.starts[i], self.ends[i], self.tokens[i]))

    def _token(self, i: int) -> int:
        """Add what begins with a token, if it is known; say how many tokens it took."""
        token = self.tokens[i]
        shape = "word" if token.isalpha() else _shape_of(token)
        if shape != "word":
            self.rows.append(self._shape(shape, token, self.starts[i], self.ends[i]))
            return 1
        used = self._known(i, token, self.starts[i])
        if not used and token[0] in self.lexicon.proclitics:
            used = self._clitics(i)
        return used

    def _shape(self, shape: str, word: str, start: int, end: int) -> Row:
        kinds = self.lexicon.kinds
        if shape == "mark":
            return kinds["other"], start, end, word
        if shape != "digits":
            return kinds[shape], start, end, word
        digits = word.rstrip("stndrh")
        number = int(digits)
        shape = "big"
        if len(digits) == 4 and 1300 <= number <= 2100:
            shape = "year"
        elif 1 <= number <= 31 and len(digits) < 3:
            shape = "num"
        return kinds[shape], start, end, number

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
        clitics = self.lexicon.proclitics
        before: list[str] = []
        while len(word) > 2 and word[0] in clitics and len(before) < 2:
            before.append(clitics[word[0]])
            word = "ا" + word[1:] if word.startswith("لل") else word[1:]
            if word not in self.lexicon.entries:
                continue
            mark = len(self.rows)
            for k, kind in enumerate(before):
                self.rows.append((self.lexicon.kinds[kind], start + k, start + k + 1, kind))
            used = self._known(i, word, start + len(before))
            if used:
                return used
            del self.rows[mark:]
        return 0


@lru_cache(maxsize=_NUMBERS)
def _shape_of(token: str) -> str:
    """Return the name of a token's shape; what stood behind it has had its say in cutting."""
    match = _SHAPE.match(token)
    return (match and match.lastgroup) or ""


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


def patterns(section: Mapping[str, Any], lexicon: Lexicon) -> Patterns:
    """Compile `patterns`, rows of [name, expression] with the first match winning.

    An expression is made of kinds and of the signs of regular expressions; words in capitals are
    abbreviations from `fragments`. BadLanguageFile where a kind is unknown, or a pattern takes an
    unknown word.
    """
    rows = section.get("patterns", ())
    groups = [f"({_compiled(row[1], section.get('fragments', {}), lexicon)})" for row in rows]
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
