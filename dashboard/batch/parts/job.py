"""A job over a file of articles: its parts here or on Spark, gone on with where it ended."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from dashboard import __version__
from dashboard.batch.parts.part import FilePart, parts_of
from dashboard.batch.parts.partition import Job, Metrics, check, done_in, index_file, write_part
from dashboard.batch.processes import in_processes
from dashboard.errors import DashboardError
from dashboard.model import Reading
from dashboard.writing import write_whole
from gazetteer.index.layers import contents

Engine = Callable[[Job, list[FilePart]], Iterator[Metrics]]
JOB, METRICS = "job.json", "metrics.json"


def run(
    source: Path, out: Path, index: Path, engine: Engine, *, reading: Reading = Reading.FAST
) -> Iterator[tuple[Metrics, int]]:
    """Read what is left of a file's parts; yield the sum so far, and how many parts are left.

    `out` then holds `lines/`, `events/`, `mentions/` and `articles/`, each by part. DashboardError
    where it holds another job's, or where no article could be read.
    """
    path = index_file(index.resolve())
    job = Job(str(out.resolve()), str(path), contents(path), reading.value)
    parts = parts_of(source.resolve())
    _begin(job, source, out)
    check(job)
    known = done_in(out)
    left = [part for part in parts if part.number not in known]
    whole, begun = sum_of(known.values()), time.monotonic()
    yield whole, len(left)
    waiting = len(left)
    for metrics in engine(job, left) if left else ():
        whole, waiting = sum_of((whole, metrics)), waiting - 1
        yield whole, waiting
    about = asdict(whole) | {"parts": len(parts), "wall_seconds": time.monotonic() - begun}
    del about["part"]
    write_whole(out / METRICS, json.dumps(about, indent=1).encode())


def here(workers: int) -> Engine:
    """Return what reads parts in processes of this machine; a part that kills one is read again."""

    def work(job: Job, parts: list[FilePart]) -> Iterator[Metrics]:
        if workers <= 1:
            yield from (write_part(job, part) for part in parts)
            return
        lost = partial(write_part, job, isolated=True)
        yield from in_processes(partial(write_part, job), lost, parts, workers, 1)

    return work


def sum_of(some: Iterable[Metrics]) -> Metrics:
    """Add up what several parts came to."""
    whole = Metrics(-1)
    for one in some:
        whole = replace(
            whole,
            articles=whole.articles + one.articles,
            errors=whole.errors + one.errors,
            events=whole.events + one.events,
            seconds=round(whole.seconds + one.seconds, 3),
        )
    return whole


def _begin(job: Job, source: Path, out: Path) -> None:
    """Write what the job is, or make sure that what is there is of the same one."""
    asked = {
        "version": __version__,
        "source": source.name,
        "bytes": source.stat().st_size,
        "index": job.contents,
        "reading": str(job.reading),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        there = out / JOB
        before = json.loads(there.read_text(encoding="utf-8")) if there.exists() else asked
        write_whole(there, json.dumps(before, indent=1).encode())
    except (OSError, ValueError) as error:
        raise DashboardError(f"{out}: cannot be used ({error}); choose another --out") from error
    if other := [name for name in asked if before.get(name) != asked[name]]:
        raise DashboardError(
            f"{out}: holds another job's output (its {', '.join(other)} differ); "
            "choose another --out"
        )
