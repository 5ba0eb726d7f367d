"""Lines of JSON in, a line of JSON out for each, in the order they were given.

What fails becomes an answer too: a run of thousands goes on. Every process imports this, so it
needs no reader of PDF or HTML, and no store.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from dashboard.batch.over_index import over_index
from dashboard.errors import ArticleFailed, UnreadableArticle
from dashboard.events.records import extraction_record
from dashboard.extraction.guarded import extract_guarded
from dashboard.model import CHARACTERS, Document, Extraction, Reading
from dashboard.readers.document import one_line
from dashboard.settings import settings
from gazetteer.index.index import Index
from gazetteer.reason import Reason

_SURROGATES = re.compile("[\ud800-\udfff]")
_LOST = "its process died, perhaps for want of memory"
_LONGEST = 12 * CHARACTERS + 1_000_000  # bytes of a line: every character may be written as \\u
_SHOWN = 40  # characters of a date that is none
WHO = ("source", "url")  # a publisher's own place is the likelier one


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of output with its line end, as UTF-8, and whether its article could be read."""

    line: bytes
    good: bool


def extract_jsonl(
    lines: Iterable[bytes],
    index: Path,
    *,
    workers: int = 1,
    published: date | None = None,
    kinds: Collection[str] | None = None,
    reading: Reading = Reading.FAST,
) -> Iterator[Answer]:
    """Answer each line {"id", "text", "published", "language"}; blank lines are passed over.

    `published` is for those that carry no date, `kinds` and `reading` as for `extract`. Offsets
    count code points of `text` as given.
    """
    work = partial(answer, published=published, kinds=kinds, reading=reading)
    wanted = (line for line in lines if line.strip())
    yield from over_index(work, lost, wanted, index, workers)


def answer(
    index: Index,
    line: bytes,
    *,
    published: date | None = None,
    kinds: Collection[str] | None = None,
    reading: Reading = Reading.FAST,
) -> Answer:
    """Answer one line; whatever is wrong with it becomes {"id", "error"}."""
    return read_line(index, line, published=published, kinds=kinds, reading=reading)[0]


def read_line(
    index: Index,
    line: bytes,
    *,
    published: date | None = None,
    kinds: Collection[str] | None = None,
    reading: Reading = Reading.FAST,
) -> tuple[Answer, Extraction | None]:
    """Return the answer to a line, with or without its end, and what the answer tells of."""
    given: Any = None
    try:
        row = row_of(line.rstrip(b"\r\n"))
        given = row.get("id")
        document, doubts = _document(row, published)
        found = extract_guarded(document, document.id, index, kinds, reading)
        record = extraction_record(replace(found, warnings=(*doubts, *found.warnings)))
        record["id"] = document.id if given is None else given
        return Answer(_line(record), True), found
    except (UnreadableArticle, ArticleFailed) as error:
        return _failed(given, str(error)), None


def bounded(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file's lines; of one that is longer than any article no more than shows that."""
    while line := file.readline(_LONGEST + 1):
        yield line
        while len(line) > _LONGEST and not line.endswith(b"\n"):
            line = file.readline(_LONGEST + 1)


def row_of(line: bytes) -> dict[str, Any]:
    """Read a line; UnreadableArticle where it is no JSON object."""
    if len(line) > _LONGEST:
        raise UnreadableArticle(f"longer than {_LONGEST / 1e6:,.0f} MB; split the article")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableArticle(f"not valid JSON: {error}") from error
    if not isinstance(row, dict):
        raise UnreadableArticle('not a JSON object; write {"id": ..., "text": ...}')
    return row


def _document(row: dict[str, Any], published: date | None) -> tuple[Document, tuple[Reason, ...]]:
    """Make the document of a line, and say what is doubtful about it.

    Its text stays as it is, since offsets are promised into it.
    """
    text, language = row.get("text"), row.get("language")
    if not isinstance(text, str):
        raise UnreadableArticle('no "text"')
    if len(text) > (most := settings().characters):
        raise UnreadableArticle(Reason("file.characters", ("text", len(text), most)))
    if not (language is None or isinstance(language, str)):
        raise UnreadableArticle(f"language: {language!r} is no code like ar")
    text = _SURROGATES.sub("\ufffd", text)  # half characters: one for one, offsets stay
    given = row.get("published")
    day, doubts = (published, ()) if given is None else _day(given)
    id = str(row["id"]) if row.get("id") is not None else _id(text)
    source, url = (one_line(said) if isinstance(said, str) else "" for said in map(row.get, WHO))
    return Document(id, text, "", source, url, day, language or None), doubts


def _id(text: str) -> str:
    """Name a text as the readers do."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _day(value: object) -> tuple[date | None, tuple[Reason, ...]]:
    """Read a publication date; one that is none costs the date and not the article."""
    try:
        return date.fromisoformat(str(value)), ()
    except ValueError:
        return None, (Reason("published.unreadable", (str(value)[:_SHOWN],)),)


def _failed(id: object, error: str) -> Answer:
    return Answer(_line({"id": id, "error": error}), False)


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode(errors="backslashreplace") + b"\n"


def lost(line: bytes) -> Answer:
    """Answer a line whose process died."""
    try:
        return _failed(row_of(line).get("id"), _LOST)
    except UnreadableArticle:
        return _failed(None, _LOST)
