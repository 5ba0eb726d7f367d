"""A file of articles cut into parts that are read apart, on whichever machine."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from dashboard.batch.jsonl import bounded
from dashboard.errors import DashboardError, unreadable_file

LEAST, MOST = 64_000, 8_000_000  # bytes of a part
_PARTS = 64  # of a file, if neither is reached
_ROWS = 500  # of a Parquet file that are read at once


class FilePart(NamedTuple):
    """Bytes `start` to `stop` of a file of lines, or the row group `number` of a Parquet file."""

    source: str
    number: int
    start: int
    stop: int

    @property
    def name(self) -> str:
        """Return how the files of this part are called."""
        return f"part-{self.number:05d}"


def parts_of(source: Path) -> list[FilePart]:
    """Cut a .jsonl or .parquet file; the same file is always cut in the same places."""
    try:
        if source.suffix == ".parquet":
            return [FilePart(str(source), n, 0, 0) for n in range(_groups(source))]
        size = source.stat().st_size
    except OSError as error:
        raise unreadable_file(source, error) from error
    step = min(MOST, max(LEAST, size // _PARTS + 1))
    return [
        FilePart(str(source), number, start, min(start + step, size))
        for number, start in enumerate(range(0, size, step))
    ]


def lines_of(part: FilePart) -> Iterator[bytes]:
    """Yield the articles of a part, a line of JSON each: the lines that begin in it."""
    if part.source.endswith(".parquet"):
        yield from _rows(part)
        return
    with Path(part.source).open("rb") as file:
        if part.start:
            file.seek(part.start - 1)
            file.readline()
        yield from _until(file, part.stop)


def _until(file: BinaryIO, stop: int) -> Iterator[bytes]:
    lines = bounded(file)
    while file.tell() < stop and (line := next(lines, None)) is not None:
        if line.strip():
            yield line


def _groups(source: Path) -> int:
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(source) as file:
            columns = file.schema_arrow.names
            if "text" not in columns:
                raise DashboardError(f"{source}: has no column text, only {', '.join(columns)}")
            return int(file.num_row_groups)
    except ArrowInvalid as error:
        raise DashboardError(f"{source}: is no Parquet file ({error})") from error


def _rows(part: FilePart) -> Iterator[bytes]:
    from pyarrow.parquet import ParquetFile

    with ParquetFile(part.source) as file:
        for batch in file.iter_batches(_ROWS, row_groups=[part.number]):
            for row in batch.to_pylist():
                yield json.dumps(row, ensure_ascii=False, default=_plain).encode()


def _plain(value: Any) -> str:
    """Write a day or a moment of a Parquet file as the day it is."""
    return value.isoformat()[:10] if isinstance(value, date) else str(value)
