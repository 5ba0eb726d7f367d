"""An article's text as safe HTML: right to left where it is, with what was found highlighted."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import NamedTuple

from dashboard.model import Event, Extraction
from dashboard.translations.plain_text import plain

CONTEXT = 220  # characters shown before and after a sentence


class Mark(NamedTuple):
    """A stretch of text (half open) and the class it is drawn with."""

    start: int
    end: int
    look: str


def marks(extraction: Extraction, event: Event | None = None) -> list[Mark]:
    """List what to highlight: every mention and, for an event, its sentence, date and claims."""
    found = [
        Mark(r.mention.start, r.mention.end, "dl-place" if r.place else "dl-unplaced")
        for r in extraction.mentions
    ]
    found += [Mark(span.start, span.end, "dl-date") for span in extraction.dates]
    if event:
        found.append(Mark(event.start, event.end, "dl-sentence"))
        outside = (c for c in event.claims if not event.start <= c.start < event.end)
        found += [Mark(claim.start, claim.end, "dl-claim") for claim in outside]
    return found


class Piece(NamedTuple):
    """A stretch of one line with the classes of the marks that cover it."""

    start: int
    end: int
    looks: tuple[str, ...]


def pieces(text: str, found: Iterable[Mark], start: int, end: int) -> list[list[Piece]]:
    """Cut `text[start:end]` into lines, and each line where a mark begins or ends."""
    opening, closing = _edges(found, len(text), start, end)
    cuts = {start, end, *opening, *closing}
    cuts |= {i for i in range(start, end) if text[i] == "\n"}
    lines: list[list[Piece]] = [[]]
    around: Counter[str] = Counter()
    for left, right in pairwise(sorted(cuts)):
        around.update(opening.get(left, ()))
        around.subtract(closing.get(left, ()))
        if text[left] == "\n":
            lines.append([])
            left += 1
        if left < right:
            looks = tuple(sorted(look for look, times in around.items() if times > 0))
            lines[-1].append(Piece(left, right, looks))
    return lines


def _edges(
    found: Iterable[Mark], length: int, start: int, end: int
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return which looks begin and which end where, within `start:end`."""
    opening: dict[int, list[str]] = defaultdict(list)
    closing: dict[int, list[str]] = defaultdict(list)
    for mark in found:
        if 0 <= mark.start < mark.end <= length and mark.start < end and start < mark.end:
            opening[max(start, mark.start)].append(mark.look)
            closing[min(end, mark.end)].append(mark.look)
    return opening, closing


def text_html(text: str, found: Iterable[Mark], *, start: int = 0, end: int | None = None) -> str:
    """Draw `text[start:end]` with its marks; every piece is escaped, each line finds its side."""
    last = len(text) if end is None else end
    drawn = []
    for line in pieces(text, found, start, last):
        html = "".join(_piece_html(piece, escape(text[piece.start : piece.end])) for piece in line)
        if any(text[piece.start : piece.end].strip() for piece in line):
            drawn.append(f'<p dir="auto">{html}</p>')
    return f'<div class="dl-text">{"".join(drawn)}</div>'


def _piece_html(piece: Piece, html: str) -> str:
    return f'<span class="{" ".join(piece.looks)}">{html}</span>' if piece.looks else html


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a sentence to its neighbourhood, cut at line ends or else at spaces."""
    first, last = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    if first:
        lines = (i + 1 for i in range(first, start) if text[i] == "\n")
        spaces = (i + 1 for i in range(first, start) if text[i].isspace())
        first = next(lines, None) or next(spaces, start)
    if last < len(text):
        last = next((i for i in range(last, end, -1) if text[i - 1].isspace()), end)
    return first, last


def name(text: str) -> str:
    """Write a name that may run either way, so that it cannot turn what stands around it."""
    return f"<bdi>{escape(plain(text))}</bdi>"
