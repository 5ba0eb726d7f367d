"""From the lines of a PDF's pages to paragraphs of text."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from dashboard.readers.layout.arabic import plausibility
from dashboard.readers.layout.bidi import brackets_open_well, is_rtl, logical, rtl_share
from dashboard.readers.layout.lines import Block, Glyph, TextLine, blocks

_PARAGRAPH_PITCH = 1.35  # of the usual distance between lines
_INDENT = (0.8, 6.0)  # ems
# Room left at a line's end, of the column's width, that ends a paragraph: after a full stop, else.
_LITTLE, _MUCH = 0.05, 0.3
_RESIZED = 1.12  # a change of size by more is a heading
_RUNNING_HEADS = 3  # pages that repeat a line at the top or bottom before it is dropped
_SENTENCE_END = tuple('.!?؟…:;؛"”»)]')
_HYPHEN = re.compile(r"[a-zà-ÿ][-\u00ad\u2010]$")

LineReader = Callable[[TextLine], str]


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column's lines usually start and end, and how far apart they are."""

    start: float
    end: float
    pitch: float
    rtl: bool

    def indent(self, line: TextLine) -> float:
        """Return how many ems a line starts inside the column."""
        inside = self.start - line.x1 if self.rtl else line.x0 - self.start
        return inside / line.size

    def room(self, line: TextLine) -> float:
        """Return how many points are left after a line's end."""
        return line.x0 - self.end if self.rtl else self.end - line.x1

    def is_full(self, line: TextLine) -> bool:
        """Return whether a line goes to the column's end."""
        return self.room(line) <= _LITTLE * abs(self.end - self.start)

    def ends_early(self, line: TextLine, word: float, *, sentence: bool) -> bool:
        """Return whether a line ends though the next one's first word, `word` points wide, fits."""
        share = _LITTLE if sentence else _MUCH
        return self.room(line) > max(word + line.size, share * abs(self.end - self.start))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines and the size of their letters in points."""

    text: str
    size: float


def paragraphs(pages: Sequence[Sequence[Glyph]]) -> list[Paragraph]:
    """Return the paragraphs of all pages in reading order."""
    drawn = "".join(glyph.text for page in pages for glyph in page)
    rtl = rtl_share(drawn) > 0.5
    laid_out = _without_running_heads([blocks(page, rtl=rtl) for page in pages])
    read = _reading(laid_out, rtl=rtl)
    found: list[Paragraph] = []
    open_end = 0.0  # size of a last line that may go on in the next column or on the next page
    for block in chain.from_iterable(laid_out):
        column = _column(block, rtl=rtl and read is not _as_drawn)
        parts = _split(block, column, read)
        joined = [Paragraph(_join(part, read), part[0].size) for part in parts]
        same_size = 1 / _RESIZED < open_end / block[0].size < _RESIZED
        if found and same_size and _continues(found[-1].text, joined[0].text):
            whole = _glue(found.pop().text, joined[0].text)
            joined[0] = Paragraph(whole, joined[0].size)
        found += joined
        open_end = block[-1].size if column.is_full(block[-1]) and len(block) > 1 else 0.0
    return [paragraph for paragraph in found if paragraph.text]


def _reading(pages: Sequence[Sequence[Block]], *, rtl: bool) -> LineReader:
    """Find out how this file records its glyphs, and return how to read a line of it.

    Programs that know nothing of Arabic draw the letters from left to right in typing order: wrong
    to the eye, right for us as they stand. And brackets are recorded by meaning or by shape.
    """

    def reading(mirror: bool) -> LineReader:
        return lambda line: logical(
            line.units, rtl=rtl and is_rtl("".join(line.units)), mirror=mirror
        ).strip()

    lines = [line for page in pages for block in page for line in block]
    if not any(is_rtl("".join(line.units)) for line in lines):
        return _as_drawn

    def text(read: LineReader) -> str:
        return "\n".join(map(read, lines))

    by_shape, by_meaning = reading(True), reading(False)
    shaped = text(by_shape)
    if plausibility(text(_as_drawn)) > plausibility(shaped):
        return _as_drawn
    if brackets_open_well(text(by_meaning)) > brackets_open_well(shaped):
        return by_meaning
    return by_shape


def _as_drawn(line: TextLine) -> str:
    """Read from left to right."""
    return "".join(line.units).strip()


def _without_running_heads(pages: list[list[Block]]) -> list[list[Block]]:
    """Drop page numbers and lines that most pages repeat at their top or bottom."""
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(key for page in edges for key in {_key(line) for line in page})
    dropped = {
        id(line)
        for page in edges
        for line in page
        if seen[_key(line)] >= _RUNNING_HEADS or not _key(line)
    }
    kept = [
        [[line for line in block if id(line) not in dropped] for block in page] for page in pages
    ]
    return [[block for block in page if block] for page in kept]


def _edge_lines(page: list[Block]) -> list[TextLine]:
    """Return the highest and the lowest line."""
    lines = [line for block in page for line in block]
    if len(lines) < 2:
        return []
    return [max(lines, key=lambda line: line.y), min(lines, key=lambda line: line.y)]


def _key(line: TextLine) -> str:
    """Return a line's letters: its page number differs on every page."""
    return "".join(unit for unit in line.units if any(map(str.isalpha, unit)))


def _column(block: Block, *, rtl: bool) -> _Column:
    """Measure a column."""
    left, right = min(line.x0 for line in block), max(line.x1 for line in block)
    pitches = Counter(round(2 * (above.y - below.y)) / 2 for above, below in pairwise(block))
    return _Column(
        start=right if rtl else left,
        end=left if rtl else right,
        # The commonest, and of equals the smallest: paragraphs may be as many as lines.
        pitch=min(pitches, key=lambda pitch: (-pitches[pitch], pitch), default=block[0].size),
        rtl=rtl,
    )


def _split(block: Block, column: _Column, read: LineReader) -> list[list[TextLine]]:
    """Split a column's lines into paragraphs."""
    parts = [[block[0]]]
    for above, below in pairwise(block):
        if _starts_paragraph(above, below, column, read):
            parts.append([below])
        else:
            parts[-1].append(below)
    return parts


def _starts_paragraph(above: TextLine, below: TextLine, column: _Column, read: LineReader) -> bool:
    """Return whether a paragraph ends between two lines: space, size, indent or a short line."""
    low, high = _INDENT
    sizes = above.size / below.size
    return (
        above.y - below.y > _PARAGRAPH_PITCH * column.pitch
        or not 1 / _RESIZED < sizes < _RESIZED
        or (low < column.indent(below) < high and column.indent(above) < low)
        or column.ends_early(
            above, _first_word(below, read), sentence=read(above).endswith(_SENTENCE_END)
        )
    )


def _first_word(line: TextLine, read: LineReader) -> float:
    """Estimate how many points wide the word is that a line begins with."""
    text = read(line)
    return (line.x1 - line.x0) * len(text.split(" ", 1)[0]) / max(1, len(text))


def _join(lines: Sequence[TextLine], read: LineReader) -> str:
    """Join a paragraph's lines."""
    text = ""
    for line in lines:
        text = _glue(text, read(line))
    return text


def _glue(text: str, more: str) -> str:
    """Join two pieces; a word divided at the line's end becomes whole again."""
    if _HYPHEN.search(text) and more[:1].islower():
        return text[:-1] + more
    return f"{text} {more}".strip()


def _continues(text: str, more: str) -> bool:
    """Return whether a paragraph goes on after a column's end: it has not ended its sentence."""
    return not text.endswith(_SENTENCE_END) and not more[:1].isupper()
