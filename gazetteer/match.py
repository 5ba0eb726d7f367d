"""Every stretch of text that could name a place: tokens, clitics, known names of any length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple
from unicodedata import combining

from gazetteer.fold import fold_with_offsets, split_tokens
from gazetteer.index import Index
from gazetteer.index_build import MAX_TOKENS
from gazetteer.place import Candidate, NameRules

_JOINERS = frozenset(" -\"'.\u00a0")
_ABBREVIATIONS = frozenset(("st", "mt", "ft", "pt", "d", "u", "n", "s", "e", "w", "dr", "gen", "c"))


class Token(NamedTuple):  # a text makes hundreds: a tuple is built three times as fast
    """A folded run of letters or digits at `start:end` of the text.

    `at` is where it starts in the folded text. `gap` is what stands between it and the token
    before, folded; `shape` is X capital, x small or uncased, A all capitals, 9 digits.
    """

    key: str
    start: int
    end: int
    at: int
    gap: str
    shape: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, with the map from folded to original offsets."""

    text: str
    items: tuple[Token, ...]
    offsets: Sequence[int]


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first:last` (half open), the first without its `clitic`; `key` is the folded name."""

    first: int
    last: int
    key: str
    clitic: str = ""
    candidates: tuple[Candidate, ...] = ()


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens; offsets count code points of `text`."""
    folded, offsets = fold_with_offsets(text)
    pieces = split_tokens(folded)  # words, and before, between and behind them what is none
    borders = list(accumulate(map(len, pieces), initial=0))
    at, behind = borders[1:-1:2], borders[2:-1:2]
    starts, ends = at, behind
    if not isinstance(offsets, range):
        starts = [offsets[i] for i in at]
        ends = [_end(text, offsets[i - 1] + 1, offsets[i]) for i in behind]
    shapes = [_shape(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    items = map(Token, pieces[1::2], starts, ends, at, pieces[::2], shapes)
    return Tokens(text, tuple(items), offsets)


def _end(text: str, stop: int, following: int) -> int:
    """Return where a word ends: a last hamza or vowel sign that folding dropped is part of it."""
    while stop < following and (text[stop].isalpha() or combining(text[stop])):
        stop += 1
    return stop


@lru_cache(maxsize=10_000)
def _shape(surface: str) -> str:
    if surface[0].isdigit():
        return "9"
    if len(surface) > 1 and surface.isupper():
        return "A"
    return "X" if surface[0].isupper() else "x"


def joined(tokens: Tokens, i: int) -> bool:
    """Say whether token `i` may stand in the same name as the token before it."""
    gap = tokens.items[i].gap
    if gap == " ":
        return True
    if "\n" in gap or not all(char in _JOINERS for char in gap) or len(gap) > 3:
        return False
    return "." not in gap or tokens.items[i - 1].key in _ABBREVIATIONS


@lru_cache(maxsize=50_000)
def strip_clitics(word: str, rules: NameRules) -> tuple[tuple[str, str], ...]:
    """Return (clitic, rest) for every way a folded word may be read, the whole word first.

    Arabic: و or ف, then one of ب ل ك, with لل standing for ل + ال.
    """
    found = [("", word)]
    if not rules.proclitics:
        return tuple(found)
    conjunctions = [c for c in ("و", "ف") if word.startswith(c) and len(word) > 3]
    for conjunction in ("", *conjunctions):
        rest = word[len(conjunction) :]
        if conjunction:
            found.append((conjunction, rest))
        if rest.startswith("لل") and len(rest) > 4:
            found.append((conjunction + "ل", rules.article + rest[2:]))
        if rest[0] in "بلك" and len(rest) > 3:
            found.append((conjunction + rest[0], rest[1:]))
    return tuple(found)


def find_spans(tokens: Tokens, index: Index, rules: NameRules) -> list[Span]:
    """Return the known names in a text, longest first at every token, none inside another."""
    spans: list[Span] = []
    i = 0
    for at, token in enumerate(tokens.items):
        # in a language with capitals most words are no name at the first look
        if at < i or (rules.cased and token.shape == "x"):
            continue
        span = longest_at(tokens, at, index, rules)
        if span is not None:
            spans.append(span)
            i = span.last
    return spans


def longest_at(tokens: Tokens, i: int, index: Index, rules: NameRules) -> Span | None:
    """Return the longest known name that starts at token `i`, None where there is none."""
    token = tokens.items[i]
    if (rules.cased and token.shape == "x") or token.shape == "9":
        return None
    best: Span | None = None
    for clitic, word in strip_clitics(token.key, rules):
        reach = min(index.first(word), MAX_TOKENS)
        if not reach or (best and reach < best.last - i):
            continue
        for last, key in _keys(tokens, i, word, reach):
            if best and last <= best.last:
                break
            candidates = index.lookup(key)
            if candidates and (len(key) > 2 or _is_abbreviation(tokens, i, rules)):
                best = Span(i, last, key, clitic, candidates)
                break
    return best


def _is_abbreviation(tokens: Tokens, i: int, rules: NameRules) -> bool:
    """Tell "US" and "Ky." from "us", "In" and "La": capitals, or a full stop behind."""
    if not rules.cased:
        return False
    after = tokens.items[i + 1].gap if i + 1 < len(tokens.items) else "."
    return tokens.items[i].shape == "A" or after.startswith(".")


def _keys(tokens: Tokens, i: int, word: str, reach: int) -> Iterator[tuple[int, str]]:
    """Yield (last, key) of the n-grams that start with `word` at token `i`, longest first."""
    last = i + 1
    while last < min(len(tokens.items), i + reach) and joined(tokens, last):
        last += 1
    words = [word, *(token.key for token in tokens.items[i + 1 : last])]
    for n in range(last - i, 0, -1):
        yield i + n, " ".join(words[:n])


def span_offsets(tokens: Tokens, span: Span) -> tuple[int, int]:
    """Return the half-open offsets of a span in the text, without its clitic."""
    first = tokens.items[span.first]
    # لل hides the alef of the article: the span then starts at its second lam
    start = tokens.offsets[first.at + len(span.clitic)] if span.clitic else first.start
    return start, tokens.items[span.last - 1].end
