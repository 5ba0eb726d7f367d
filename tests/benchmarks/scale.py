"""What millions of articles cost: a job here and on Spark, and its results back in a store.

    python -m tests.benchmarks.scale engines FILE.jsonl [--kill]
    python -m tests.benchmarks.scale load FOLDER [--events 1000000]

`engines` reads half of a file and all of it, in two processes and on Spark with two, and compares
what came of both byte for byte; with `--kill` one of Spark's workers is killed in the middle. CPU
is that of all processes (`all`) and of the reading alone (`reading`). `load` takes what `batch`
wrote into FOLDER so many times over, under other ids, until there are so many events, and puts it
into a new store.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec

from dashboard.batch.parts.loading import load, packed
from dashboard.stores import open_store
from dashboard.stores.bulk import ArticleRows
from dashboard.stores.rows import DOCUMENT, EVENT

_AT_ONCE = 500  # articles
_EVENT_ID, _DOCUMENT_ID = EVENT.index("id"), DOCUMENT.index("id")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one of the tables."""
    options = argparse.ArgumentParser(description="what millions of articles cost")
    which = options.add_subparsers(dest="which", required=True)
    engines = which.add_parser("engines")
    engines.add_argument("file", type=Path)
    engines.add_argument("--kill", action="store_true")
    loading = which.add_parser("load")
    loading.add_argument("folder", type=Path)
    loading.add_argument("--events", type=int, default=1_000_000)
    given = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if given.which == "engines":
            _engines(given.file, Path(folder), kill=given.kill)
        else:
            _load(given.folder, given.events, Path(folder))


def _engines(file: Path, folder: Path, *, kill: bool) -> None:
    whole = file.read_bytes().splitlines(keepends=True)
    print("| articles | engine | CPU s: all | reading | ms an article | wall s | same bytes |")
    print("|---|---|---|---|---|---|---|")
    for size in (len(whole) // 2, len(whole)):
        source = folder / f"{size}.jsonl"
        source.write_bytes(b"".join(whole[:size]))
        expected = _job(source, folder / f"{size}-here", ["--workers", "2"], "2 processes")
        spark = ["--spark", "local[2]"]
        _job(source, folder / f"{size}-spark", spark, "Spark, 2", expected)
    if kill:
        killer = Thread(target=_kill_a_worker, daemon=True)
        killer.start()
        _job(source, folder / "killed", spark, "Spark, a worker killed", expected)


def _job(
    source: Path, out: Path, engine: list[str], name: str, expected: bytes | None = None
) -> bytes:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "dashboard", "batch", "--in", str(source), "--out", str(out)]
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.Popen(
            [*command, *engine], stdout=said, stderr=said, start_new_session=True
        )
        known: dict[int, float] = {}
        while done.poll() is None:
            known |= {pid: seconds for pid, seconds, session in _processes() if session == done.pid}
            time.sleep(0.2)
        wall, spent = time.perf_counter() - begun, sum(known.values())
        if not (out / "metrics.json").is_file():
            said.seek(0)
            raise SystemExit(said.read())
    metrics: dict[str, Any] = json.loads((out / "metrics.json").read_bytes())
    lines = b"".join(path.read_bytes() for path in sorted((out / "lines").iterdir()))
    each = 1000 * metrics["seconds"] / metrics["articles"]
    same = "" if expected is None else "yes" if lines == expected else "NO"
    print(
        f"| {metrics['articles']:,} | {name} | {spent:.1f} | {metrics['seconds']:.1f} | {each:.2f}"
        f" | {wall:.1f} | {same} |",
        flush=True,
    )
    return lines


def _kill_a_worker() -> None:
    """Kill the first of Spark's Python workers that has worked for a second."""
    while True:
        time.sleep(0.1)
        for pid, seconds, _ in _processes():
            with suppress(OSError):
                if seconds > 1 and b"pyspark.daemon" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    os.kill(pid, signal.SIGKILL)
                    return


def _processes() -> Iterator[tuple[int, float, int]]:
    """Yield pid, seconds of a core, and session of every process of this machine."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            about = (folder / "stat").read_text().rpartition(")")[2].split()
            seconds = (int(about[11]) + int(about[12])) / os.sysconf("SC_CLK_TCK")
            yield int(folder.name), seconds, int(about[3])


def _load(folder: Path, events: int, into: Path) -> None:
    copies = into / "job"
    (copies / "articles").mkdir(parents=True)
    (copies / "done").mkdir()
    (copies / "job.json").write_text("{}")
    articles = _copy(folder, copies, events)
    store = into / "store.db"
    size = sum(path.stat().st_size for path in (copies / "articles").iterdir())
    begun, cpu = time.perf_counter(), time.process_time()
    with open_store(f"sqlite:///{store}") as opened:
        *_, (sums, _) = load(copies, opened)
        wall, cpu = time.perf_counter() - begun, time.process_time() - cpu
        written = sums["events"]
        print(f"{articles:,} articles with {written:,} events: {wall:.0f} s, {cpu:.0f} s CPU,")
        print(f"{written / wall:,.0f} events a second; bytes an event:")
        print(f"rows for a store in Parquet {size / written:,.0f}, ", end="")
        print(f"SQLite {store.stat().st_size / written:,.0f}")
        begun = time.perf_counter()
        print(f"walk over all for the map: {sum(1 for _ in opened.points()):,} events, ", end="")
        print(f"{time.perf_counter() - begun:.1f} s")


def _copy(folder: Path, into: Path, events: int) -> int:
    """Write the articles of a job so many times over, under other ids; return how many."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = pa.schema([("rows", pa.binary())])
    read = msgspec.msgpack.Decoder(ArticleRows).decode
    own = [read(rows) for rows in packed(sorted((folder / "articles").glob("*.parquet")))]
    own = [article for article in own if article.events]
    made = articles = 0
    waiting: list[bytes] = []
    with ParquetWriter(into / "articles" / "part-00000.parquet", schema, compression="zstd") as out:
        for article in _again(own):
            waiting.append(msgspec.msgpack.encode(article))
            made, articles = made + len(article.events), articles + 1
            if len(waiting) == _AT_ONCE or made >= events:
                out.write_table(pa.table({"rows": waiting}, schema=schema))
                waiting.clear()
            if made >= events:
                break
    about = {"part": 0, "articles": articles, "events": made}
    (into / "done" / "part-00000.json").write_text(json.dumps(about))
    return articles


def _again(own: list[ArticleRows]) -> Iterator[ArticleRows]:
    number = 0
    while True:
        for article in own:
            number += 1
            id = f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}"  # as spread as hashes are
            before = len(article.document[_DOCUMENT_ID])
            yield msgspec.structs.replace(
                article,
                document=[id, *article.document[1:]],
                events=[
                    [id, *e[1:_EVENT_ID], id + e[_EVENT_ID][before:], *e[_EVENT_ID + 1 :]]
                    for e in article.events
                ],
                named=[[id, *row[1:]] for row in article.named],
                namings=[[id, *row[1:]] for row in article.namings],
            )


if __name__ == "__main__":
    main()
