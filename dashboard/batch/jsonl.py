"""Lines of JSON in, a line of JSON out for each, in the order they were given.

What fails becomes an answer too: a run of thousands goes on. Every process imports this, so it
needs no reader of PDF or HTML, and no store.
"""

import hashlib
import json
import logging
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from dashboard.batch.over_index import over_index
from dashboard.errors import DashboardError
from dashboard.events.records import extraction_record
from dashboard.extraction.pipeline import extract
from dashboard.model import CHARACTERS, Document, Reading
from gazetteer.errors import GazetteerError
from gazetteer.index.index import Index

_SURROGATES = re.compile("[\ud800-\udfff]")
_LOST = "its process died, perhaps for want of memory"
_log = logging.getLogger(__name__)


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
    yield from over_index(work, _lost, wanted, index, workers)


def answer(
    index: Index,
    line: bytes,
    *,
    published: date | None = None,
    kinds: Collection[str] | None = None,
    reading: Reading = Reading.FAST,
) -> Answer:
    """Answer one line; whatever is wrong with it becomes {"id", "error"}."""
    given: Any = None
    try:
        row = _row(line)
        given = row.get("id")
        document = _document(row, published)
        record = extraction_record(extract(document, index, kinds, reading))
        record["id"] = document.id if given is None else given
        return Answer(_line(record), True)
    except DashboardError as error:
        return _failed(given, str(error))
    except GazetteerError:
        raise  # without the index no line can be answered
    except Exception as error:  # the guard of the batch: a bug in one article is data, not the end
        _log.warning("%s", given, exc_info=True)
        return _failed(given, f"{type(error).__name__}: {error}")


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DashboardError(f"not valid JSON: {error}") from error
    if not isinstance(row, dict):
        raise DashboardError('not a JSON object; write {"id": ..., "text": ...}')
    return row


def _document(row: dict[str, Any], published: date | None) -> Document:
    """Make the document of a line; its text stays as it is, since offsets are promised into it."""
    text, language = row.get("text"), row.get("language")
    if not isinstance(text, str):
        raise DashboardError('no "text"')
    if len(text) > CHARACTERS:
        raise DashboardError(f"text: {len(text):,} characters are more than {CHARACTERS:,}")
    if not (language is None or isinstance(language, str)):
        raise DashboardError(f"language: {language!r} is no code like ar")
    text = _SURROGATES.sub("\ufffd", text)  # half characters: one for one, offsets stay
    day = _day(row["published"]) if row.get("published") is not None else published
    id = str(row["id"]) if row.get("id") is not None else _id(text)
    return Document(id, text, published=day, language=language or None)


def _id(text: str) -> str:
    """Name a text as the readers do."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise DashboardError(f"published: {value!r} is no day like 2023-08-14") from error


def _failed(id: object, error: str) -> Answer:
    return Answer(_line({"id": id, "error": error}), False)


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode(errors="backslashreplace") + b"\n"


def _lost(line: bytes) -> Answer:
    try:
        return _failed(_row(line).get("id"), _LOST)
    except DashboardError:
        return _failed(None, _LOST)
