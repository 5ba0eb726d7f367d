"""Phrases of known words: text as a string of word kinds, and patterns over that string.

A language file says which words are of which kind ("month", "weekday", "bearing") and in which
order kinds make a phrase. One scan turns an article into one character per word, so that all the
patterns of a language are a single regular expression over a few hundred characters.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import category

from dashboard.errors import BadLanguageFile
from gazetteer.fold import fold

# Shapes are told apart here because a pattern over kinds does not see the space between words.
_TOKEN = re.compile(
    r"(?P<word>[^\W\d]+)"
    r"|(?P<numeric>(?:\d{4}(?P<a>[-/.])\d{1,2}(?P=a)\d{1,2}"
    r"|\d{1,2}(?P<b>[-/.])\d{1,2}(?P=b)(?:\d{4}|\d\d))(?![-/.]?\d))"
    r"|(?P<short>\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<clock>\d{1,2}:\d\d(?!\d))"
    r"|(?P<decimal>\d+\.\d+|\d{1,3}(?:,\d{3})+(?!\d)|\d+,\d{1,2}(?!\d))"
    r"|(?P<other>\d+s\b)"
    r"|(?P<digits>\d+)(?:st\b|nd\b|rd\b|th\b)?"
    r'|(?P<mark>[^\s\w"]|\n)'
)
_MARKS = {
    **{",": "comma", "،": "comma", "-": "dash", "/": "slash", "(": "open", ")": "close"},
    **{".": "dot", ":": "colon", "\n": "line", "[": "open", "]": "close"},
}
_SHAPES = ("numeric", "short", "clock", "decimal", "num", "year", "big", "other", "place")
_FIRST = 0x100  # kinds are letters from here on: none of them means anything in a pattern

Value = str | int
Entry = tuple[tuple[str, ...], str, Value]  # the words after the first, their kind, their value


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one section of a language file, and the letter that stands for each kind.

    `proclitics` maps a letter written together with the next word to its kind; "ل" before the
    article is "لل". `capitals` are the kinds that only count with a capital letter.
    """

    kinds: dict[str, str]
    entries: dict[str, tuple[Entry, ...]]
    proclitics: dict[str, str] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()

    def names(self) -> dict[str, str]:
        """Return the kind that each letter stands for."""
        return {letter: kind for kind, letter in self.kinds.items()}


@dataclass(slots=True)
class Words:
    """Text as words: `kinds[i]` is the letter of the word at `starts[i]:ends[i]`."""

    kinds: str
    starts: list[int]
    ends: list[int]
    values: list[Any]


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
    return [match.group() for match in _TOKEN.finditer(fold(phrase))]


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
    entries: dict[str, list[Entry]] = {}
    for kind, value, phrase in rows:
        first, *rest = tokens_of(phrase)
        entries.setdefault(first, []).append((tuple(rest), kind, value))
    return Lexicon(
        kinds,
        {word: tuple(sorted(e, key=lambda x: -len(x[0]))) for word, e in entries.items()},
        {letter: kind for letter, kind in section.get("proclitics", {}).items() if kind in kinds},
        frozenset(section.get("capitals", ())),
    )


def _value(key: str) -> Value:
    return int(key) if key.lstrip("-").isdigit() else key


def read(
    folded: str, lexicon: Lexicon, places: Sequence[tuple[int, int]] = (), capital: str = ""
) -> Words:
    """Read folded text as words; `places` are spans, in order, that become one word each.

    `capital` is the text whose capitals count, aligned with `folded`; "" where none is needed.
    """
    reader = _Reader(lexicon, capital)
    done = 0
    for number, (start, end) in enumerate(places):
        reader.stretch(folded, done, start)
        reader.add(lexicon.kinds["place"], start, end, number)
        done = end
    reader.stretch(folded, done, len(folded))
    return Words("".join(reader.kinds), reader.starts, reader.ends, reader.values)


class _Reader:
    """Collects the words of one text; a class because four lists grow together."""

    def __init__(self, lexicon: Lexicon, capital: str) -> None:
        self.lexicon, self.capital = lexicon, capital
        self.kinds: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.values: list[Any] = []

    def add(self, letter: str, start: int, end: int, value: Any) -> None:
        self.kinds.append(letter)
        self.starts.append(start)
        self.ends.append(end)
        self.values.append(value)

    def stretch(self, folded: str, start: int, end: int) -> None:
        tokens = [
            (m.lastgroup, m.group(), m.start(), m.end())
            for m in _TOKEN.finditer(folded, start, end)
        ]
        known = self.lexicon.entries
        clitics = self.lexicon.proclitics
        other = self.lexicon.kinds["other"]
        i = 0
        while i < len(tokens):
            shape, word, begin, stop = tokens[i]
            if shape == "word":
                used = self._known(tokens, i, word, begin) if word in known else 0
                if not used and word[0] in clitics:
                    used = self._clitics(tokens, i)
                if not used:
                    self.add(other, begin, stop, word)
                i += used or 1
                continue
            self._shape(shape or "", word, begin, stop)
            i += 1

    def _shape(self, shape: str, word: str, start: int, end: int) -> None:
        kinds = self.lexicon.kinds
        if shape == "digits":
            digits = word.rstrip("stndrh")
            number = int(digits)
            shape = "big"
            if len(digits) == 4 and 1300 <= number <= 2100:
                shape = "year"
            elif 1 <= number <= 31 and len(digits) < 3:
                shape = "num"
            self.add(kinds[shape], start, end, number)
        elif shape == "mark":
            self.add(kinds[_MARKS.get(word, "other")], start, end, word)
        else:
            self.add(kinds[shape], start, end, word)

    def _known(self, tokens: list[Any], i: int, word: str, start: int) -> int:
        """Add the longest known phrase that starts with `word`; say how many tokens it took."""
        for rest, kind, value in self.lexicon.entries.get(word, ()):
            last = i + len(rest)
            if last >= len(tokens) or any(
                tokens[i + 1 + k][1] != want for k, want in enumerate(rest)
            ):
                continue
            if kind in self.lexicon.capitals and self.capital[start : start + 1].islower():
                continue
            self.add(self.lexicon.kinds[kind], start, tokens[last][3], value)
            return 1 + len(rest)
        return 0

    def _clitics(self, tokens: list[Any], i: int) -> int:
        """Add a known word behind letters written together with it, each as a word of its own."""
        _, word, start, _ = tokens[i]
        clitics = self.lexicon.proclitics
        before: list[str] = []
        while len(word) > 2 and word[0] in clitics and len(before) < 2:
            before.append(clitics[word[0]])
            word = "ا" + word[1:] if word.startswith("لل") else word[1:]
            if word not in self.lexicon.entries:
                continue
            mark = len(self.kinds)
            for k, kind in enumerate(before):
                self.add(self.lexicon.kinds[kind], start + k, start + k + 1, kind)
            used = self._known(tokens, i, word, start + len(before))
            if used:
                return used
            del self.kinds[mark:], self.starts[mark:], self.ends[mark:], self.values[mark:]
        return 0


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns of a section as one expression; group `i + 1` belongs to `names[i]`."""

    expression: re.Pattern[str]
    names: tuple[str, ...]

    def search(self, words: Words) -> Iterator[tuple[str, int, int]]:
        """Yield what was found as (name, first word, word after the last), left to right."""
        for match in self.expression.finditer(words.kinds):
            yield self.names[(match.lastindex or 1) - 1], match.start(), match.end()


def patterns(section: Mapping[str, Any], lexicon: Lexicon) -> Patterns:
    """Compile `patterns`, rows of [name, expression] with the first match winning.

    An expression is made of kinds and of the signs of regular expressions; words in capitals are
    abbreviations from `fragments`. BadLanguageFile where a kind is unknown.
    """
    rows = section.get("patterns", ())
    groups = [f"({_compiled(row[1], section.get('fragments', {}), lexicon)})" for row in rows]
    # No phrase begins with an unknown word: most of a text is passed over at once.
    expression = f"(?!{lexicon.kinds['other']})(?:{'|'.join(groups) or '(?!)'})"
    return Patterns(re.compile(expression), tuple(row[0] for row in rows))


def _compiled(expression: str, fragments: Mapping[str, str], lexicon: Lexicon) -> str:
    while re.search("[A-Z]", expression):
        expression = re.sub("[A-Z]+", lambda m: f"({_fragment(m[0], fragments)})", expression)
    expression = re.sub(r"\((?!\?)", "(?:", expression)

    def letter(match: re.Match[str]) -> str:
        if match[0] not in lexicon.kinds:
            raise BadLanguageFile(f"pattern “{expression}”: there is no word of kind {match[0]}")
        return lexicon.kinds[match[0]]

    return re.sub("[a-z_]+", letter, expression).replace(" ", "")


def _fragment(name: str, fragments: Mapping[str, str]) -> str:
    if name not in fragments:
        raise BadLanguageFile(f"there is no fragment {name}")
    return fragments[name]
