"""Many files, in processes of this machine; results come in the order of what was given.

Each process opens the index once. What fails becomes a result too: a run of thousands goes on.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from dashboard.batch.over_index import over_index
from dashboard.errors import ArticleFailed, UnreadableArticle
from dashboard.extraction.guarded import extract_guarded
from dashboard.messages import english
from dashboard.model import Extraction, Reading
from dashboard.readers import read_contents
from dashboard.readers.files import bytes_of
from gazetteer.index.index import Index
from gazetteer.reason import Reason


@dataclass(frozen=True, slots=True)
class FileResult:
    """What was found in a file, and of what could not be read or worked through, why.

    `notes` are what was left out of it, or decided about it as a whole.
    """

    path: Path
    extractions: tuple[Extraction, ...] = ()
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every file: a day for all, kinds of mention and a reading as of `extract`.

    `published` replaces what files say of themselves; `columns` are those of tables, by role.
    """

    published: date | None = None
    kinds: Collection[str] | None = None
    reading: Reading = Reading.FAST
    columns: Mapping[str, str] | None = None


def extract_files(
    paths: Iterable[Path], index: Path, asked: Asked = Asked(), *, workers: int = 1
) -> Iterator[FileResult]:
    """Read files of any known format."""
    yield from over_index(partial(_file, asked=asked), _lost_file, paths, index, workers)


def extract_bytes(index: Index, data: bytes, name: Path, asked: Asked) -> FileResult:
    """Read the articles in a file's bytes; what goes wrong with one leaves the others alone."""
    try:
        contents = read_contents(data, str(name), asked.columns)
    except UnreadableArticle as error:
        return FileResult(name, errors=(str(error),))
    documents = contents.documents
    if asked.published:
        documents = tuple(replace(document, published=asked.published) for document in documents)
    found: list[Extraction] = []
    errors: list[str] = []
    for number, document in enumerate(documents, 1):
        called = str(name) if len(documents) == 1 else f"{name}, article {number}"
        try:
            found.append(extract_guarded(document, called, index, asked.kinds, asked.reading))
        except ArticleFailed as error:
            errors.append(str(error))
    notes = tuple(english(note) for note in contents.notes)
    return FileResult(name, tuple(found), tuple(errors), notes)


def _file(index: Index, path: Path, *, asked: Asked) -> FileResult:
    try:
        data = bytes_of(path)
    except UnreadableArticle as error:
        return FileResult(path, errors=(str(error),))
    return extract_bytes(index, data, path, asked)


def _lost_file(path: Path) -> FileResult:
    return FileResult(path, errors=(english(Reason("article.lost", (str(path),))),))
