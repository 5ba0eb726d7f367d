"""A text folded and cut into words: once, for all who read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import combining

from gazetteer.spelling.fold import fold_with_offsets, split_words
from gazetteer.spelling.remembered import Remembered

_SURFACES = 20_000  # are remembered


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, runs of letters or of digits, by column: a text holds hundreds.

    Word `keys[i]` is the text's `starts[i]:ends[i]` folded. `at` is where it starts in the folded
    text. `gaps` is what stands between it and the word before, folded; `shapes` X capital, x small
    or uncased, A all capitals, 9 digits.
    """

    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    at: Sequence[int]
    gaps: Sequence[str]
    shapes: Sequence[str]


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text, what it is folded to, the map from there to the original offsets, and its words.

    Offsets count code points of `original`.
    """

    original: str
    folded: str
    offsets: Sequence[int]
    words: Words


def fold_text(original: str) -> FoldedText:
    """Fold a text and cut it into words."""
    folded, offsets = fold_with_offsets(original)
    return FoldedText(original, folded, offsets, _words(original, folded, offsets))


def _words(original: str, folded: str, offsets: Sequence[int]) -> Words:
    pieces = split_words(folded)  # words, and before, between and behind them what is none
    borders = list(accumulate(map(len, pieces), initial=0))
    at, behind = borders[1:-1:2], borders[2:-1:2]
    starts, ends = at, behind
    if not isinstance(offsets, range):
        starts = list(map(offsets.__getitem__, at))
        ends = [
            end if (end := offsets[i - 1] + 1) == offsets[i] else _end(original, end, offsets[i])
            for i in behind
        ]
    surfaces = map(original.__getitem__, map(slice, starts, ends))
    shapes = list(map(_SHAPES.__getitem__, surfaces))
    return Words(pieces[1::2], starts, ends, at, pieces[:-1:2], shapes)


def _end(original: str, stop: int, following: int) -> int:
    """Return where a word ends: a last hamza or vowel sign that folding dropped is part of it."""
    while stop < following and (original[stop].isalpha() or combining(original[stop])):
        stop += 1
    return stop


def shape_of(surface: str) -> str:
    """Return how a word is written, as in `Words.shapes`."""
    if surface[0].isdigit():
        return "9"
    if len(surface) > 1 and surface.isupper():
        return "A"
    return "X" if surface[0].isupper() else "x"


_SHAPES = Remembered(shape_of, _SURFACES)
