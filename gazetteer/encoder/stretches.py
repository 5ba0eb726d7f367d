"""Where to cut a text for the encoder where nobody has cut it into sentences."""

import re

Span = tuple[int, int]

_END = re.compile(r"(?<=[.!?؟…۔])\s+|\n+")


def stretches(text: str) -> tuple[Span, ...]:
    """Return the half-open spans between line ends, and between signs that end a sentence."""
    found, at = [], 0
    for end in _END.finditer(text):
        found.append((at, end.start()))
        at = end.end()
    return tuple((a, b) for a, b in (*found, (at, len(text))) if a < b)
