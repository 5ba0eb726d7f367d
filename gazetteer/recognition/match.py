"""Every stretch of text that could name a place: tokens, clitics, known names of any length."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, count
from typing import NamedTuple
from unicodedata import combining

from gazetteer.index.index import Index
from gazetteer.index.schema import MAX_TOKENS
from gazetteer.place import Candidate, NameRules
from gazetteer.spelling.fold import fold_text, split_tokens

_JOINERS = frozenset(" -\"'.\u00a0")
_SURFACES = 20_000  # are remembered
_ABBREVIATIONS = frozenset(("st", "mt", "ft", "pt", "d", "u", "n", "s", "e", "w", "dr", "gen", "c"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The folded runs of letters or digits of a text, by column: a text holds hundreds.

    Token `keys[i]` is `text[starts[i]:ends[i]]` folded. `at` is where it starts in the folded
    text, `offsets` the map from there to the original. `gaps` is what stands between it and the
    token before, folded; `shapes` X capital, x small or uncased, A all capitals, 9 digits.
    """

    text: str
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    at: Sequence[int]
    gaps: Sequence[str]
    shapes: Sequence[str]
    offsets: Sequence[int]


class Span(NamedTuple):  # a text makes dozens: a tuple is built three times as fast
    """Tokens `first:last` (half open), the first without its `clitic`; `key` is the folded name."""

    first: int
    last: int
    key: str
    clitic: str = ""
    candidates: tuple[Candidate, ...] = ()


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens; offsets count code points of `text`."""
    folded, offsets = fold_text(text)
    pieces = split_tokens(folded)  # words, and before, between and behind them what is none
    borders = list(accumulate(map(len, pieces), initial=0))
    at, behind = borders[1:-1:2], borders[2:-1:2]
    starts, ends = at, behind
    if not isinstance(offsets, range):
        starts = list(map(offsets.__getitem__, at))
        ends = [
            end if (end := offsets[i - 1] + 1) == offsets[i] else _end(text, end, offsets[i])
            for i in behind
        ]
    shapes = list(map(_SHAPES.__getitem__, map(text.__getitem__, map(slice, starts, ends))))
    return Tokens(text, pieces[1::2], starts, ends, at, pieces[:-1:2], shapes, offsets)


def _end(text: str, stop: int, following: int) -> int:
    """Return where a word ends: a last hamza or vowel sign that folding dropped is part of it."""
    while stop < following and (text[stop].isalpha() or combining(text[stop])):
        stop += 1
    return stop


class _Shapes(dict[str, str]):
    """The shape of each surface, found out the first time it is met; begun anew where many."""

    def __missing__(self, surface: str) -> str:
        if len(self) >= _SURFACES:
            self.clear()
        shape = self[surface] = _shape(surface)
        return shape


def _shape(surface: str) -> str:
    if surface[0].isdigit():
        return "9"
    if len(surface) > 1 and surface.isupper():
        return "A"
    return "X" if surface[0].isupper() else "x"


_SHAPES = _Shapes()


def joined(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` may stand in the same name as the token before it."""
    gap = tokens.gaps[i]
    if gap == " ":
        return True
    if "\n" in gap or not all(char in _JOINERS for char in gap) or len(gap) > 3:
        return False
    return "." not in gap or tokens.keys[i - 1] in _ABBREVIATIONS


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
    phrases = list(_phrases(tokens, index, rules))
    several = {" ".join(words) for _, _, words in phrases if len(words) > 1}
    longest = index.longest(several) if several else {}
    spans: list[Span] = []
    first = last = 0  # of the span before
    for at, clitic, words in phrases:
        length = (len(words) > 1 and longest[" ".join(words)]) or 1
        # what one reading of a word finds, a longer name may replace that another finds
        if at < last and (at > first or at + length <= last):
            continue
        key = " ".join(words[:length])
        candidates = index.lookup(key)
        if candidates and (len(key) > 2 or _is_abbreviation(tokens, at, rules)):
            if at < last:
                spans.pop()
            first, last = at, at + length
            spans.append(Span(first, last, key, clitic, candidates))
    return spans


def _phrases(
    tokens: Tokens, index: Index, rules: NameRules
) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield (token, clitic, the words from there on that may be one name), for each reading."""
    keys = tokens.keys
    no_name = "9x" if rules.cased else "9"  # shapes
    starts = [at for at, shape in enumerate(tokens.shapes) if shape not in no_name]
    readings = [strip_clitics(keys[at], rules) for at in starts]
    reaches = index.firsts([word for found in readings for _, word in found])
    apart = compress(count(), map(" ".__ne__, tokens.gaps))
    stops = [*[at for at in apart if not joined(tokens, at)], len(keys)]
    for at, found in zip(starts, readings, strict=True):
        for clitic, word in found:
            reach = min(reaches[word], MAX_TOKENS)
            if reach:
                last = min(at + reach, stops[bisect(stops, at)])
                yield at, clitic, (word, *keys[at + 1 : last])


def _is_abbreviation(tokens: Tokens, i: int, rules: NameRules) -> bool:
    """Tell "US" and "Ky." from "us", "In" and "La": capitals, or a full stop behind."""
    if not rules.cased:
        return False
    after = tokens.gaps[i + 1] if i + 1 < len(tokens.keys) else "."
    return tokens.shapes[i] == "A" or after.startswith(".")


def span_offsets(tokens: Tokens, span: Span) -> tuple[int, int]:
    """Return the half-open offsets of a span in the text, without its clitic."""
    start = tokens.starts[span.first]
    if span.clitic:
        # لل hides the alef of the article: the span then starts at its second lam
        start = tokens.offsets[tokens.at[span.first] + len(span.clitic)]
    return start, tokens.ends[span.last - 1]
