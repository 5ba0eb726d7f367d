"""`watch`: what appears in a folder goes into the store, also after a restart."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from dashboard.batch.files import Asked, extract_files
from dashboard.cli.jsonl_command import many, print_bytes
from dashboard.cli.prepare import prepare_gazetteer
from dashboard.cli.reading import chosen_reading
from dashboard.errors import DashboardError
from dashboard.model import Reading
from dashboard.readers import EXTENSIONS
from dashboard.settings import settings
from dashboard.stores import Store, open_store
from dashboard.writing import write_whole

SEEN = "watched.json"  # in the folder of the store: files done, by size and time of change
Stamp = list[int]


def watch_command(options: argparse.Namespace) -> int:
    """Import what appears in a folder until Ctrl+C; with `--once` only what is there."""
    now = settings()
    prepare_gazetteer(now.index)
    if not options.folder.is_dir():
        raise DashboardError(f"{options.folder}: no such folder; make it, or name another one")
    asked = Asked(options.published, None, chosen_reading(options, Reading.FAST), options.map)
    with open_store(now.store) as store:
        seen = _seen(now.home / SEEN)
        before: dict[str, Stamp] = {}
        while True:
            there = dict(_files(options.folder))
            # A file is whole when it has not grown since the last look.
            ready = [
                Path(path)
                for path, stamp in there.items()
                if seen.get(path) != stamp and (options.once or before.get(path) == stamp)
            ]
            for path in ready:
                _add(path, store, now.index, asked)
                seen[str(path)] = there[str(path)]
                write_whole(now.home / SEEN, json.dumps(seen).encode())
            if options.once:
                return 0
            before = there
            time.sleep(options.every)


def _files(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield the articles' files in a folder and its folders, with size and time of change."""
    for path in sorted(folder.resolve().rglob("*")):
        if path.suffix.lower().lstrip(".") in EXTENSIONS and not path.name.startswith("."):
            try:
                if path.is_file():
                    known = path.stat()
                    yield str(path), [known.st_size, known.st_mtime_ns]
            except OSError:  # taken away between two looks
                continue


def _seen(file: Path) -> dict[str, Stamp]:
    """Return the files that are done; none where nobody watched yet."""
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _add(path: Path, store: Store, index: Path, asked: Asked) -> None:
    for found in extract_files([path], index, asked):
        new = sum(store.save(extraction) for extraction in found.extractions)
        sys.stderr.writelines(f"{line}\n" for line in (*found.errors, *found.notes))
        known = len(found.extractions) - new
        parts = [many(new, "new article"), *([f"{known} known already"] if known else [])]
        print_bytes(f"{path}: {', '.join(parts)}\n".encode())
