"""Backups of all that somebody has put in: made, put back; what a damaged store still holds."""

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from dashboard.cli.jsonl_command import MAX_STATUS, many
from dashboard.cli.prepare import prepare_gazetteer
from dashboard.errors import DashboardError
from dashboard.extraction.guarded import extract_guarded
from dashboard.settings import Settings, page_reading, settings
from dashboard.stores import open_store
from dashboard.stores.recovery.backup import Backup, back_up, is_damaged, put_aside, put_back
from dashboard.stores.recovery.salvage import damage, salvage
from dashboard.stores.sqlite import path_of
from dashboard.writing import write_whole
from gazetteer.index.index import Index
from gazetteer.my_places.places import MyPlaces


def backup_command(options: argparse.Namespace) -> int:
    """Write articles, events, decisions and places of one's own into one file."""
    now = settings()
    made = back_up(path_of(now.store), options.file, _places(now))
    size = options.file.stat().st_size / 1e6
    sys.stdout.write(f"{options.file}: {_contents_of(made)}, {size:,.1f} MB\n")
    return 0


def restore_command(options: argparse.Namespace) -> int:
    """Put a backup in place of what is there, which is kept in a backup of its own."""
    now = settings()
    store = path_of(now.store)
    stamp = f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S-%f}"
    if is_damaged(store):
        kept = put_aside(store, f"{stamp}-damaged-{store.name}")
    elif store.is_file():
        kept = store.with_name(f"{stamp}-{store.name}")
        back_up(store, kept, _places(now))
    else:
        kept = None
    holds = put_back(options.file, store)
    mine = MyPlaces(now.index)
    if (journal := holds.files.get(mine.journal.name)) is not None:
        write_whole(mine.journal, journal)
        with suppress(OSError):  # without a gazetteer the next start makes both
            mine.refresh()
    sys.stdout.write(f"{store}: {_contents_of(holds)} put back\n")
    if kept:
        sys.stdout.write(f"what was there before: {kept}\n")
    return 0


def salvage_command(options: argparse.Namespace) -> int:
    """Save what can be read of a damaged store into another file; return how many were lost."""
    now = settings()
    store = path_of(now.store)
    if options.file.exists():
        raise DashboardError(f"{options.file}: this file is there already; choose another name")
    if not store.is_file():
        raise DashboardError(f"{store}: there is no such file; check DATELINE_STORE")
    found = damage(store)
    sys.stderr.writelines(f"{store}: {line}\n" for line in found or ["nothing in it is damaged"])
    prepare_gazetteer(now.index)
    with open_store(f"sqlite:///{options.file}") as whole, Index(now.index) as index:
        extract = partial(extract_guarded, index=index, reading=page_reading())
        done = salvage(store, whole, extract)
    sys.stdout.write(
        f"{options.file}: {many(done.saved, 'article')} saved, {done.again} of them read anew, "
        f"{done.lost} lost; put it in place: python3 -m dashboard restore {options.file}\n"
    )
    return min(done.lost, MAX_STATUS)


def _places(now: Settings) -> dict[str, bytes]:
    """Return the journal of places of one's own, by its name; nothing where there is none."""
    journal = MyPlaces(now.index).journal
    return {journal.name: journal.read_bytes()} if journal.is_file() else {}


def _contents_of(backup: Backup) -> str:
    places = " and places of your own" if backup.files else ""
    return f"{many(backup.articles, 'article')} with {many(backup.events, 'event')}{places}"


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "backup": backup_command,
    "restore": restore_command,
    "salvage": salvage_command,
}
