"""What a job wrote, into a store: back to the map."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dashboard.batch.parts.job import JOB
from dashboard.errors import DashboardError
from dashboard.stores import Store

_ROWS = 500  # that are read at once


def is_job(folder: Path) -> bool:
    """Return whether a folder holds what `batch` wrote."""
    return (folder / JOB).is_file()


def load(folder: Path, store: Store) -> Iterator[tuple[Counter[str], int]]:
    """Put a job's articles into a store; yield what was written so far, of how many articles.

    Only parts that were finished count. DashboardError where the folder is of no job.
    """
    if not is_job(folder):
        raise DashboardError(f"{folder}: holds no {JOB}; name the folder that `batch --out` wrote")
    done = [json.loads(path.read_bytes()) for path in sorted((folder / "done").glob("*.json"))]
    articles, events = (sum(part[name] for part in done) for name in ("articles", "events"))
    files = [folder / "articles" / f"part-{part['part']:05d}.parquet" for part in done]
    whole: Counter[str] = Counter()
    for some in store.load(packed(files), events=events):
        whole += some
        yield whole, articles


def packed(files: list[Path]) -> Iterator[bytes]:
    """Yield the articles of some files, as `bulk.packed` made them."""
    from pyarrow.parquet import ParquetFile

    for path in files:
        if not path.is_file():  # a part of nothing but errors
            continue
        with ParquetFile(path) as file:
            for batch in file.iter_batches(_ROWS, columns=["rows"]):
                yield from batch.column(0).to_pylist()
