"""One part of a file of articles, read whole: on this machine, or wherever Spark sends it."""

import json
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from dashboard.batch.jsonl import Answer, lost, read_line, row_of
from dashboard.batch.over_index import open_once
from dashboard.batch.parts.part import FilePart, lines_of
from dashboard.batch.processes import collect_rarely, in_processes
from dashboard.errors import ArticleFailed, DashboardError, UnreadableArticle
from dashboard.extraction.guarded import check_data, extract_guarded
from dashboard.model import Document, Extraction, Reading
from dashboard.readers.tables.articles import article
from dashboard.writing import write_whole
from gazetteer.environment import INDEX
from gazetteer.errors import IndexMissing
from gazetteer.index.index import Index
from gazetteer.index.layers import contents

Read = tuple[Answer, Extraction | None]


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every part; `contents` is that of the index, the same on each machine."""

    out: str
    index: str
    contents: str
    reading: str = Reading.FAST.value  # plain, for a worker without our classes


@dataclass(frozen=True, slots=True)
class Metrics:
    """What one part came to: articles read, lines that were none, events, seconds of a core."""

    part: int
    articles: int = 0
    errors: int = 0
    events: int = 0
    seconds: float = 0.0


def extract_partition(
    lines: Iterable[str | bytes], index_folder: str | Path, *, reading: Reading = Reading.FAST
) -> Iterator[str]:
    """Answer lines as `extract --jsonl` does, without line ends: for `mapPartitions` and its like.

    `index_folder` holds the gazetteer on this machine; it is opened once a process. IndexMissing
    where there is none: that is no article's fault.
    """
    index = open_once(index_file(Path(index_folder)))
    for line in lines:
        data = line.encode(errors="surrogatepass") if isinstance(line, str) else line
        if data.strip():
            yield read_line(index, data, reading=reading)[0].line.decode().rstrip("\n")


def index_file(folder: Path) -> Path:
    """Return the base of the index in a folder, or the file itself where that is given."""
    return folder / INDEX if folder.is_dir() else folder


def write_part(job: Job, part: FilePart, *, isolated: bool = False) -> Metrics:
    """Read a part and write its lines and tables, the metrics last; all or nothing counts.

    `isolated`: each article in a process that may die, for a part that has killed one already.
    """
    from dashboard.batch.parts.tables import Tables  # pyarrow, which not every command needs

    begun = time.process_time()
    check(job)
    work = partial(read_article_line, Path(job.index), Reading(job.reading))
    lines = lines_of(part)
    found = in_processes(work, _lost, lines, 1, 1) if isolated else map(work, lines)
    articles = errors = events = 0
    written: list[bytes] = []
    with Tables(Path(job.out), part.name) as tables:
        for answered, extraction in found:
            written.append(answered.line)
            articles, errors = articles + answered.good, errors + (not answered.good)
            if extraction is not None:
                events += len(extraction.events)
                tables.add(extraction)
    write_whole(_made(job, "lines") / f"{part.name}.jsonl", b"".join(written))
    spent = round(time.process_time() - begun, 3)
    metrics = Metrics(part.number, articles, errors, events, spent)
    write_whole(_made(job, "done") / f"{part.name}.json", json.dumps(asdict(metrics)).encode())
    return metrics


def done_in(out: Path, but: Collection[int] = ()) -> dict[int, Metrics]:
    """Return what the finished parts of a job came to, by number, `but` those known already."""
    files = sorted((out / "done").glob("part-*.json"))
    new = [path for path in files if int(path.stem.removeprefix("part-")) not in but]
    found = [Metrics(**json.loads(path.read_text(encoding="utf-8"))) for path in new]
    return {metrics.part: metrics for metrics in found}


def read_article_line(index: Path, reading: Reading, line: bytes) -> Read:
    """Answer a line, and return its article as the pages would have it: with their ids."""
    opened = open_once(index)
    answered, found = read_line(opened, line, reading=reading)
    if found is None:
        return answered, None
    try:
        return answered, _as_on_the_page(opened, line, found, reading)
    except (UnreadableArticle, ArticleFailed):  # no text in it that a page would show
        return answered, None


@cache
def check(job: Job) -> None:
    """Make sure, once a process, that this machine can read any article, with the same index."""
    path = Path(job.index)
    here = contents(path) if path.is_file() else ""
    if here != job.contents:
        raise IndexMissing(f"{path}: not the index that the job was started with: {here or 'none'}")
    check_data(open_once(path), Reading(job.reading))
    collect_rarely()


def _lost(line: bytes) -> Read:
    return lost(line), None


def _as_on_the_page(index: Index, line: bytes, found: Extraction, reading: Reading) -> Extraction:
    """Return an extraction as `import` makes it of a line; read again only if that differs."""
    row = row_of(line)
    page = article(row, "line")
    if _asked(page) != _asked(replace(found.document, language=row.get("language") or None)):
        return extract_guarded(page, page.id, index, reading=reading)
    before = len(found.document.id)
    events = tuple(
        replace(event, id=page.id + event.id[before:], document=page.id) for event in found.events
    )
    return replace(found, document=replace(page, language=found.document.language), events=events)


def _asked(document: Document) -> tuple[Any, ...]:
    return document.text, document.source, document.url, document.published, document.language


def _made(job: Job, name: str) -> Path:
    folder = Path(job.out) / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DashboardError(f"{folder}: cannot be made ({error.strerror})") from error
    return folder
