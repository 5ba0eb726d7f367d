"""From glyphs on a page to lines and columns, in reading order."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# All in ems, that is in multiples of the glyph size.
_ROW = 0.45  # baselines closer than this are one row
_WORD_GAP = 0.22
_NO_GAP = 0.02  # a blank between letters that stand closer was drawn over one of them
_COLUMN_GAP = 1.5
_MARK_REACH = 1.0  # a vowel sign this far above or below its row still belongs to it


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn character: its text, left and right edge, baseline and size in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """Glyph texts from left to right, spaces included, and where they stand."""

    units: tuple[str, ...]
    x0: float
    x1: float
    y: float
    size: float


Block = list[TextLine]


def blocks(glyphs: Sequence[Glyph], *, rtl: bool) -> list[Block]:
    """Return the page's columns in reading order, each with its lines from the top."""
    lines = [line for row in _rows(glyphs) for line in _segments(row)]
    return _cut(lines, rtl=rtl)


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Group glyphs by baseline; marks join the row whose letter they stand over."""
    letters = [glyph for glyph in glyphs if not _is_mark(glyph)]
    rows: list[list[Glyph]] = []
    for glyph in sorted(letters, key=lambda glyph: -glyph.y):
        if rows and rows[-1][0].y - glyph.y <= _ROW * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    # Glyphs drawn from the right come first in their pair of equal places (lam-alef).
    drawn = {id(glyph): number for number, glyph in enumerate(glyphs)}
    ordered = []
    for row in rows:
        stream = sorted(row, key=lambda glyph: drawn[id(glyph)])
        leftwards = sum(b.x0 < a.x0 for a, b in pairwise(stream))
        ordered.append(stream[::-1] if leftwards * 2 > len(stream) else stream)
    for row in ordered:
        row.sort(key=lambda glyph: glyph.x0)
    for glyph in glyphs:
        if _is_mark(glyph):
            _attach(glyph, ordered)
    return ordered


def _is_mark(glyph: Glyph) -> bool:
    """Return whether the glyph is a vowel sign or accent drawn over another."""
    return all(unicodedata.combining(letter) for letter in glyph.text) and glyph.text != ""


def _attach(mark: Glyph, rows: list[list[Glyph]]) -> None:
    """Attach the mark to the letter it stands over: it is read right after it."""
    middle = (mark.x0 + mark.x1) / 2
    best: tuple[float, list[Glyph], int] | None = None
    for row in rows:
        height = abs(row[0].y - mark.y)
        if height > _MARK_REACH * mark.size:
            continue
        for index, glyph in enumerate(row):
            if glyph.x0 <= middle < glyph.x1 and not glyph.text.isspace():
                if best is None or height < best[0]:
                    best = (height, row, index)
                break
    if best is not None:
        _, row, index = best
        base = row[index]
        row[index] = Glyph(base.text + mark.text, base.x0, base.x1, base.y, base.size)


def _segments(row: Sequence[Glyph]) -> list[TextLine]:
    """Split a row at column gaps, and put spaces where there are gaps between words."""
    lines: list[TextLine] = []
    units: list[str] = []
    start = previous = row[0]
    edge = 0.0
    spaced = False
    for glyph in row:
        if not glyph.text.strip():
            spaced = True
            continue
        gap = glyph.x0 - edge if units else 0.0
        if units and gap > _COLUMN_GAP * max(glyph.size, previous.size):
            lines.append(TextLine(tuple(units), start.x0, edge, start.y, start.size))
            units = []
        elif units and ((spaced and gap > _NO_GAP * glyph.size) or gap > _WORD_GAP * glyph.size):
            units.append(" ")
        if not units:
            start, edge = glyph, glyph.x1
        units.append(glyph.text)
        edge = max(edge, glyph.x1)
        previous, spaced = glyph, False
    if units:
        lines.append(TextLine(tuple(units), start.x0, edge, start.y, start.size))
    return lines


def _cut(lines: list[TextLine], *, rtl: bool) -> list[Block]:
    """Split into columns at a gutter, else at the widest white band, until one column is left."""
    if not lines:
        return []
    rows = _by_height(lines)
    if all(len(row) == 1 for row in rows):
        return [[line for row in rows for line in row]]
    if len(rows) == 1:
        return [[_joined(rows[0])]]
    if (gutter := _gutter(lines)) is not None:
        sides = (
            [line for line in lines if line.x1 <= gutter],
            [line for line in lines if line.x0 >= gutter],
        )
        first, second = sides[::-1] if rtl else sides
        return _cut(first, rtl=rtl) + _cut(second, rtl=rtl)
    bands = [(above[-1].y - below[0].y, at) for at, (above, below) in enumerate(pairwise(rows), 1)]
    _, at = max(bands, key=lambda band: band[0])
    upper = [line for row in rows[:at] for line in row]
    lower = [line for row in rows[at:] for line in row]
    return _merge(_cut(upper, rtl=rtl), _cut(lower, rtl=rtl))


def _merge(upper: list[Block], lower: list[Block]) -> list[Block]:
    """Put blocks of one column, cut apart only to find a gutter, together again."""
    if len(upper) == len(lower) == 1:
        return [upper[0] + lower[0]]
    return upper + lower


def _by_height(lines: list[TextLine]) -> list[list[TextLine]]:
    """Group lines that stand side by side, from the top, each group from the left."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        if rows and rows[-1][0].y - line.y <= _ROW * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _gutter(lines: list[TextLine]) -> float | None:
    """Return the middle of an upright white band with two lines or more on each side."""
    spans = sorted((line.x0, line.x1) for line in lines)
    edge = spans[0][1]
    for count, (x0, x1) in enumerate(spans[1:], 1):
        if x0 - edge > lines[0].size * 0.8 and count >= 2 and len(spans) - count >= 2:
            return (edge + x0) / 2
        edge = max(edge, x1)
    return None


def _joined(row: list[TextLine]) -> TextLine:
    """Make one line of a row that no column explains: a table's, or one spaced widely."""
    units = row[0].units
    for line in row[1:]:
        units += (" ", *line.units)
    return TextLine(units, row[0].x0, row[-1].x1, row[0].y, row[0].size)
