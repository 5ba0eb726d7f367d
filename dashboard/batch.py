"""Many articles, in processes of this machine; results come in the order of what was given.

Each process opens the index once. What fails becomes a result too: a run of thousands goes on.
"""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from dashboard.errors import DashboardError
from dashboard.exports.json_ import extraction_record
from dashboard.model import Document, Extraction
from dashboard.pipeline import extract
from dashboard.processes import Item, Result, in_processes
from dashboard.readers import read
from dashboard.readers.document import document as make_document
from dashboard.readers.limits import CHARACTERS
from gazetteer.errors import GazetteerError
from gazetteer.index import Index

_SURROGATES = re.compile("[\ud800-\udfff]")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of output (JSON without its line end) and whether its article could be read."""

    line: str
    good: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file, or the sentence that says why it could not be read."""

    path: Path
    extractions: tuple[Extraction, ...] = ()
    error: str = ""


def extract_lines(
    lines: Iterable[bytes], index: Path, *, workers: int = 1, published: date | None = None
) -> Iterator[Answer]:
    """Answer each line {"id", "text", "published", "language"}; blank lines are passed over.

    `published` is for those that carry no date. Offsets count code points of `text` as given.
    """
    work = partial(answer, published=published)
    wanted = (line for line in lines if line.strip())
    yield from _ordered(work, _lost_line, wanted, index, workers)


def extract_files(
    paths: Iterable[Path], index: Path, *, workers: int = 1, published: date | None = None
) -> Iterator[Found]:
    """Read files of any known format; `published` replaces what they say of themselves."""
    work = partial(_file, published=published)
    yield from _ordered(work, _lost_file, paths, index, workers)


def answer(index: Index, line: bytes, *, published: date | None = None) -> Answer:
    """Answer one line; whatever is wrong with it becomes {"id", "error"}."""
    given: Any = None
    try:
        row = _row(line)
        given = row.get("id")
        document = _document(row, published)
        record = extraction_record(extract(document, index))
        record["id"] = document.id if given is None else given
        return Answer(json.dumps(record, ensure_ascii=False), True)
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
    document = make_document(text, published=day, language=language or None, verbatim=True)
    return document if row.get("id") is None else replace(document, id=str(row["id"]))


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise DashboardError(f"published: {value!r} is no day like 2023-08-14") from error


def _failed(id: object, error: str) -> Answer:
    return Answer(json.dumps({"id": id, "error": error}, ensure_ascii=False), False)


def _file(index: Index, path: Path, *, published: date | None) -> Found:
    try:
        documents = read(path.read_bytes(), path.name)
        if published:
            documents = tuple(replace(document, published=published) for document in documents)
        return Found(path, tuple(extract(document, index) for document in documents))
    except OSError as error:
        return Found(path, error=f"{path}: {error.strerror or error}; check the name")
    except DashboardError as error:
        return Found(path, error=str(error))


_LOST = "its process died, perhaps for want of memory"


def _lost_line(line: bytes) -> Answer:
    try:
        return _failed(_row(line).get("id"), _LOST)
    except DashboardError:
        return _failed(None, _LOST)


def _lost_file(path: Path) -> Found:
    return Found(path, error=f"{path}: {_LOST}; try it alone")


def _ordered(
    work: Callable[[Index, Item], Result],
    lost: Callable[[Item], Result],
    items: Iterable[Item],
    index: Path,
    workers: int,
) -> Iterator[Result]:
    """Do the work on each item; `lost` stands in where a process died over it."""
    if workers <= 1:
        with Index(index) as opened:
            for item in items:
                yield work(opened, item)
        return
    yield from in_processes(partial(_call, work, index), lost, items, workers)


def _call(work: Callable[[Index, Item], Result], index: Path, item: Item) -> Result:
    return work(_index(index), item)


@cache
def _index(path: Path) -> Index:
    """Open the index once in each process, which ends with it open."""
    return Index(path)
