"""Articles read and worked through in processes of their own, for a server that has to go on."""

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard import readers
from dashboard.batch.limits import SECONDS
from dashboard.batch.workers import Workers
from dashboard.extraction.guarded import check_data, extract_guarded
from dashboard.extraction.pipeline import forget_indexes
from dashboard.model import Document, Extraction, Reading
from dashboard.readers import limits
from gazetteer.index.index import Index
from gazetteer.index.layers import stamp
from gazetteer.my_places import files
from gazetteer.my_places.files import Read

MOST = 4  # processes, of 0.2 to 0.6 GB each


@cache
def workers() -> Workers:
    """Return the processes of this server: two at least, or a hard article would hold up all."""
    return Workers(max(2, min(MOST, (os.cpu_count() or 1) - 1)))


def read(data: bytes, name: str) -> readers.Contents:
    """Read a file's bytes, as `readers.read_contents`; ArticleFailed beyond the limits."""
    return workers().run(name, limits.SECONDS, readers.read_contents, data, name)


def extract(document: Document, name: str, index: Path, reading: Reading) -> Extraction:
    """Extract as `extract_guarded`; ArticleFailed also where the article needs too much."""
    return workers().run(name, SECONDS, _extract, document, name, index, reading)


def read_places(data: bytes, name: str) -> Read:
    """Read a file of places of one's own; ArticleFailed beyond the limits, else BadSource."""
    return workers().run(name, SECONDS, _read_places, data, name)


def warm(index: Path, reading: Reading) -> None:
    """Have one process ready, with all loaded that an article needs."""
    workers().run("", limits.SECONDS, _warm, index, reading)


def _extract(document: Document, name: str, index: Path, reading: Reading) -> Extraction:
    return extract_guarded(document, name, _index(index), reading=reading)


def _read_places(data: bytes, name: str) -> Read:
    with TemporaryDirectory() as folder:
        # the name is a stranger's: only its ending is used
        path = Path(folder) / f"places{Path(name).suffix.lower()[:10]}"
        path.write_bytes(data)
        return files.read_places(path)


def _warm(index: Path, reading: Reading) -> None:
    check_data(_index(index), reading)


def _index(path: Path) -> Index:
    """Return the index, opened once in each process and anew when one of its files changes."""
    now = stamp(path)
    before = _opened.get(path)
    if before and before[0] == now:
        return before[1]
    opened = Index(path)
    for _, old in _opened.values():
        old.close()
    _opened.clear()
    forget_indexes()
    _opened[path] = now, opened
    return opened


_opened: dict[Path, tuple[str, Index]] = {}
