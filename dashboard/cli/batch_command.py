"""`batch`: a file of any number of articles, in processes here or on a Spark cluster."""

import argparse
import time
from pathlib import Path

from dashboard.batch.imported import loading as imported
from dashboard.batch.parts import loading
from dashboard.batch.parts.job import METRICS, here, run
from dashboard.batch.parts.spark import on_spark
from dashboard.cli.jsonl_command import MAX_STATUS, many, print_bytes
from dashboard.cli.prepare import prepare_gazetteer
from dashboard.cli.reading import chosen_reading
from dashboard.model import Reading
from dashboard.progress import Progress
from dashboard.settings import settings
from dashboard.stores import open_store


def batch_command(options: argparse.Namespace) -> int:
    """Read the articles of a file into a folder; return how many could not be read."""
    index = options.index or settings().index
    if options.index is None:
        prepare_gazetteer(index)
    engine = here(options.workers)
    if options.spark:
        engine = on_spark(options.spark, options.py_files, ship=options.ship_index)
    progress, begun, status, errors = Progress(), time.monotonic(), "", 0
    reading = chosen_reading(options, Reading.FAST)
    for sums, left in run(options.source, options.out, index, engine, reading=reading):
        speed = sums.articles / max(0.1, time.monotonic() - begun)
        status = (
            f"{many(sums.articles, 'article')}, {many(sums.events, 'event')}, "
            f"{sums.errors} failed, {many(left, 'part')} left, {speed:.1f} a second"
        )
        errors = sums.errors
        progress.show(status)
    progress.say(f"{status}; {options.out / METRICS}")
    return min(MAX_STATUS, errors)


def import_events(given: Path) -> int:
    """Put a table of events, or what `batch` wrote, into the store, with progress."""
    return _import_job(given) if given.is_dir() else _import_table(given)


def _import_table(file: Path) -> int:
    progress, begun, status = Progress(), time.monotonic(), "nothing"
    with open_store(settings().store) as store:
        for sums in imported.load(file, store):
            speed = sums["rows"] / max(0.1, time.monotonic() - begun)
            status = f"{many(sums['new'], 'event')} imported"
            status += f", {sums['changed']} changed" if sums["changed"] else ""
            status += f", {sums['known']} known already" if sums["known"] else ""
            twice = sums["rows"] - sum(sums[n] for n in ("new", "changed", "known", "left"))
            status += f", {many(twice, 'row')} like another" if twice > 0 else ""
            status += f", {many(sums['left'], 'row')} without day and point" if sums["left"] else ""
            progress.show(f"{status}, {speed:,.0f} rows a second")
    progress.clear()
    print_bytes(f"{file}: {status}\n".encode())
    return 0


def _import_job(folder: Path) -> int:
    progress, begun, status = Progress(), time.monotonic(), ""
    with open_store(settings().store) as store:
        for sums, articles in loading.load(folder, store):
            speed = sums["events"] / max(0.1, time.monotonic() - begun)
            status = f"{many(sums['new'], 'new article')}, {many(sums['events'], 'event')}"
            status += f", {sums['changed']} changed" if sums["changed"] else ""
            status += f", {sums['known']} known already" if sums["known"] else ""
            progress.show(f"{status} of {many(articles, 'article')}, {speed:,.0f} events a second")
    progress.clear()
    print_bytes(f"{folder}: {status or 'nothing'}\n".encode())
    return 0
