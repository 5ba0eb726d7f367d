"""Make a Document from what a reader found: normalised once, never changed after."""

import hashlib
import re
import unicodedata
from datetime import date

from dashboard.model import Document

TITLE_CHARACTERS = 300
HEADLINE_CHARACTERS = 120
_READ_ON = 20 * TITLE_CHARACTERS  # of what may be a title and may be a book
_MOST_MARKS = 30  # on a letter: Unicode's stream-safe texts have no more
_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Everything invisible that no article needs: controls, BOM, and halves of surrogate pairs.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# In a one-line title a direction override can only mislead.
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


def document(
    text: str,
    *,
    title: str = "",
    source: str = "",
    url: str = "",
    published: date | None = None,
    language: str | None = None,
    verbatim: bool = False,
) -> Document:
    """Make a Document; its text is NFC with "\\n" line ends and no outer blank lines.

    `verbatim` keeps the text exactly, for callers who promise offsets into what they were given.
    Without a title the first words of the text stand in for it.
    """
    if not verbatim:
        text = normalise(text)
    return Document(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=text,
        title=one_line(title) or headline(text),
        source=one_line(source),
        url=one_line(url),
        published=published,
        language=language,
    )


def normalise(text: str) -> str:
    """Return the one form every text has after reading; doing it twice changes nothing."""
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    text = _MARKS.sub(_thinned, _SURROGATES.sub("\ufffd", text))
    text = unicodedata.normalize("NFC", text)
    lines = text.split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return "\n".join(lines)


def _thinned(run: re.Match[str]) -> str:
    """Drop the marks beyond those that any letter carries: sorting them costs their square."""
    kept, marks = [], 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def one_line(text: str) -> str:
    """Return a title, source or address on one line, cut where nobody would read on."""
    return " ".join(_OVERRIDES.sub("", normalise(text[:_READ_ON])).split())[:TITLE_CHARACTERS]


def headline(text: str) -> str:
    """Return the first line that has words, cut at a word end where it is long."""
    first = next((line for line in text.split("\n") if any(map(str.isalpha, line))), "")
    first = one_line(first)
    if len(first) <= HEADLINE_CHARACTERS:
        return first
    return first[: HEADLINE_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"
