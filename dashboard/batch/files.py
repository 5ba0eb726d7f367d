"""Many files, in processes of this machine; results come in the order of what was given.

Each process opens the index once. What fails becomes a result too: a run of thousands goes on.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from dashboard.batch.over_index import over_index
from dashboard.errors import DashboardError
from dashboard.extraction.pipeline import extract
from dashboard.model import Extraction, Reading
from dashboard.readers import read
from gazetteer.errors import GazetteerError
from gazetteer.index.index import Index

_LOST = "its process died, perhaps for want of memory"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file, or the sentence that says why it could not be read."""

    path: Path
    extractions: tuple[Extraction, ...] = ()
    error: str = ""


def extract_files(
    paths: Iterable[Path],
    index: Path,
    *,
    workers: int = 1,
    published: date | None = None,
    kinds: Collection[str] | None = None,
    reading: Reading = Reading.FAST,
) -> Iterator[Found]:
    """Read files of any known format; `published` replaces what they say of themselves.

    `kinds` of mention and `reading` as for `extract`.
    """
    work = partial(_file, published=published, kinds=kinds, reading=reading)
    yield from over_index(work, _lost_file, paths, index, workers)


def _file(
    index: Index,
    path: Path,
    *,
    published: date | None,
    kinds: Collection[str] | None,
    reading: Reading,
) -> Found:
    try:
        documents = read(path.read_bytes(), path.name)
        if published:
            documents = tuple(replace(document, published=published) for document in documents)
        return Found(path, tuple(extract(one, index, kinds, reading) for one in documents))
    except (DashboardError, GazetteerError) as error:
        return Found(path, error=str(error))
    except OSError as error:
        return Found(path, error=f"{path}: {error.strerror or error}; check the name")


def _lost_file(path: Path) -> Found:
    return Found(path, error=f"{path}: {_LOST}; try it alone")
