"""An article's text as safe HTML: right to left where it is, with what was found highlighted."""

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import NamedTuple

from dashboard.model import Event, Extraction

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


def text_html(text: str, found: Iterable[Mark], *, start: int = 0, end: int | None = None) -> str:
    """Draw `text[start:end]` with its marks; every piece is escaped, each line finds its side."""
    last = len(text) if end is None else end
    spans = [m for m in found if 0 <= m.start < m.end <= len(text)]
    cuts = {start, last, *(c for m in spans for c in (m.start, m.end) if start < c < last)}
    cuts |= {i for i in range(start, last) if text[i] == "\n"}
    edges, lines, line = sorted(cuts), [], ""
    for left, right in pairwise(edges):
        piece = text[left:right]
        if piece.startswith("\n"):
            lines.append(line)
            line, left, piece = "", left + 1, piece[1:]
        looks = sorted({m.look for m in spans if m.start <= left < m.end})
        words = escape(piece)
        line += f'<span class="{" ".join(looks)}">{words}</span>' if looks and words else words
    drawn = (f'<p dir="auto">{line}</p>' for line in [*lines, line] if line.strip())
    return f'<div class="dl-text">{"".join(drawn)}</div>'


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
