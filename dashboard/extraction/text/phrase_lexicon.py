"""The words of a section of a language file: the kind of each, and how text is cut into them."""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from dashboard.extraction.languages.phrases import MARKS, SHAPES, Table
from dashboard.extraction.text.tokens import cut
from gazetteer.languages.schema import Words
from gazetteer.spelling.remembered import Remembered
from gazetteer.spelling.words import FoldedText, fold_text

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
_SHAPELESS = re.compile('[0-9]+|"')  # what begins with these is cut anew, up to the next space
_LONGEST = 18  # digits of a number; `int` refuses thousands of them
_NUMBERS = 1024  # as many tokens that are no word are remembered
_WORDS = 16384  # as many tokens are remembered for a section
_FIRST = 0x100  # kinds are letters from here on: none of them means anything in a pattern

# What a token may be: what shows a phrase of a kind that can tell something, any other known word
# or part of one, or neither.
TELLING, FILLER, UNKNOWN = "tf "

Value = str | int
Entry = tuple[tuple[str, ...], str, Value]  # the words after the first, their kind, their value
Entries = Mapping[str, Mapping[str, Sequence[Entry]]]


@dataclass(frozen=True, slots=True)
class KindLexicon:
    """The words of one section of a language file, and the letter that stands for each kind.

    `entries` are by their first word, then by the one that must follow it ("" where none must),
    longest first. `proclitics` maps a letter written together with the next word to its kind; "ل"
    before the article is "لل". `capitals` are the kinds that only count with a capital letter.
    `plain` are the marks and words that always mean the same: (letter, value). `roles` say of a
    token whether it is TELLING, FILLER or UNKNOWN.
    """

    kinds: Mapping[str, str]
    entries: Entries
    proclitics: Mapping[str, str]
    capitals: frozenset[str]
    plain: Mapping[str, tuple[str, Value]]
    roles: Remembered[str] = field(compare=False)

    def names(self) -> dict[str, str]:
        """Return the kind that each letter stands for."""
        return {letter: kind for kind, letter in self.kinds.items()}


def read_lexicon(
    words: Mapping[str, Words],
    values: Mapping[str, Table],
    proclitics: Mapping[str, str] = MappingProxyType({}),
    capitals: Words = (),
    fillers: Words = (),
) -> KindLexicon:
    """Build a lexicon.

    `words` map kind to phrases, `values` kind to value to phrases; a phrase that ends in "." is
    also known without it. `fillers` are kinds that no pattern finds by themselves.
    """
    rows: list[tuple[str, Value, str]] = []
    for kind, phrases in words.items():
        rows += [(kind, "", phrase) for phrase in phrases]
    for kind, table in values.items():
        rows += [
            (kind, _value(key), phrase) for key, phrases in table.items() for phrase in phrases
        ]
    # An abbreviation may go without its stop.
    rows += [(kind, value, phrase[:-1]) for kind, value, phrase in rows if phrase.endswith(".")]
    names = dict.fromkeys([*SHAPES, *MARKS.values(), *words, *values])
    kinds = {kind: chr(_FIRST + i) for i, kind in enumerate(names)}
    found = [(tokens_of(phrase), kind, value) for kind, value, phrase in rows]
    entries: dict[str, dict[str, list[Entry]]] = {}
    for (first, *rest), kind, value in sorted(found, key=lambda one: -len(one[0])):
        following = entries.setdefault(first, {}).setdefault(rest[0] if rest else "", [])
        following.append((tuple(rest), kind, value))
    plain: dict[str, tuple[str, Value]] = {
        mark: (kinds[kind], mark) for mark, kind in MARKS.items()
    }
    for first, by_next in entries.items():
        if by_next.keys() == {""} and by_next[""][0][1] not in capitals:
            _, kind, value = by_next[""][0]
            plain.setdefault(first, (kinds[kind], value))
    glued = {letter: kind for letter, kind in proclitics.items() if kind in kinds}
    roles = _roles(entries, glued, frozenset(fillers))
    return KindLexicon(kinds, entries, glued, frozenset(capitals), plain, roles)


def _value(key: str) -> Value:
    return int(key) if key.lstrip("-").isdigit() else key


def tokens_of(phrase: str) -> Sequence[str]:
    """Cut a phrase of a word list as text is cut."""
    text = fold_text(phrase)
    return by_shape(text, *cut(text))[0]


def by_shape(
    text: FoldedText, keys: Sequence[str], at: Sequence[int]
) -> tuple[Sequence[str], Sequence[int]]:
    """Return tokens and where they start in the folded text, with figures cut by their shape.

    "12/8/2023", "10:30" and "4th" are one token each; quotation marks are none.
    """
    found: tuple[list[str], list[int]] = [], []
    done = 0
    for shapeless in _SHAPELESS.finditer(text.folded):
        i = bisect_left(at, shapeless.start(), done)
        if i == len(at) or at[i] != shapeless.start():
            continue  # inside a token that is cut already
        found[0].extend(keys[done:i])
        found[1].extend(at[done:i])
        done = i + 1
        while done < len(keys) and at[done] == at[done - 1] + len(keys[done - 1]):
            done += 1
        end = at[done - 1] + len(keys[done - 1])
        for match in _SHAPE.finditer(text.folded, at[i], end):
            found[0].append(match[0])
            found[1].append(match.start())
    found[0].extend(keys[done:])
    found[1].extend(at[done:])
    return found


@lru_cache(maxsize=_NUMBERS)
def number_or_mark(token: str) -> tuple[str, Value]:
    """Return kind and value of a token that is no word, ("", "") for a word.

    What stood behind the token has had its say in cutting.
    """
    match = None if token.isalpha() else _SHAPE.match(token)
    shape = (match and match.lastgroup) or "word"
    if shape == "word":
        return "", ""
    if shape == "mark":
        return MARKS.get(token, "other"), token
    if shape != "digits":
        return shape, token
    digits = token.rstrip("stndrh")
    if len(digits) > _LONGEST:
        return "other", token
    number = int(digits)
    if len(digits) == 4 and 1300 <= number <= 2100:
        return "year", number
    return ("num" if 1 <= number <= 31 and len(digits) < 3 else "big"), number


def unglued(token: str, proclitics: Collection[str]) -> list[str]:
    """List what is left of a token without one letter, then two, that are written together with it.

    >>> unglued("وللقوات", "ول")
    ['للقوات', 'القوات']
    """
    rests: list[str] = []
    while len(token) > 2 and token[0] in proclitics and len(rests) < 2:
        token = "ا" + token[1:] if token.startswith("لل") else token[1:]
        rests.append(token)
    return rests


def _roles(
    entries: Entries, proclitics: Collection[str], fillers: frozenset[str]
) -> Remembered[str]:
    """Return what says of a token whether it is TELLING, FILLER or UNKNOWN."""
    phrases = [
        ((first, *rest), kind)
        for first, by_next in entries.items()
        for found in by_next.values()
        for rest, kind, _ in found
    ]
    known = {word for words, _ in phrases for word in words}
    common = {words[0] for words, kind in phrases if len(words) == 1 and kind in fillers}
    telling = {_sign(words, common) for words, kind in phrases if kind not in fillers}

    def role(token: str) -> str:
        kind, _ = number_or_mark(token)
        readings = {token, *unglued(token, proclitics)}
        has_kind = kind not in ("", "other")
        if (has_kind and kind not in fillers) or not telling.isdisjoint(readings):
            return TELLING
        return FILLER if has_kind or not known.isdisjoint(readings) else UNKNOWN

    return Remembered(role, _WORDS)


def _sign(words: Sequence[str], common: Collection[str]) -> str:
    """Return the word to notice a phrase by: "morning" of "in the morning", "end" of "end of".

    Its words stand side by side, so that one is sign enough.
    """
    letters = list(filter(str.isalpha, reversed(words))) or words
    return next((word for word in letters if word not in common), letters[0])
