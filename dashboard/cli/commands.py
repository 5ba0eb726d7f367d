"""The commands beside the dashboard itself: extract, import, export."""

import argparse
import codecs
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

from dashboard import __version__
from dashboard.batch import files as batch
from dashboard.cli.batch_command import import_events
from dashboard.cli.jsonl_command import MAX_STATUS, jsonl_command, many, print_bytes, standard_input
from dashboard.cli.prepare import prepare_gazetteer
from dashboard.cli.reading import chosen_reading
from dashboard.errors import DashboardError, UnreadableArticle
from dashboard.events.filter import INCIDENTS
from dashboard.events.records import extraction_record
from dashboard.events.status import ALONE, EventStatus
from dashboard.exports import EXPORTS, acled_csv
from dashboard.exports import packet_ as packet
from dashboard.exports.packet.occasion import MOST, Occasion, licensed, of_store
from dashboard.messages import english
from dashboard.model import Document, Event, Extraction, Reading
from dashboard.progress import Progress
from dashboard.readers import EXTENSIONS
from dashboard.readers.files import bytes_from
from dashboard.settings import settings
from dashboard.stores import EVERYTHING, KEYS, Filter, from_query, open_store
from dashboard.stores.wanted import events_wanted
from dashboard.translations import languages
from dashboard.writing import write_whole
from gazetteer.index.index import Index
from gazetteer.reason import Reason

_OF_THE_MAP = ("map", "layers", "event", "at", "colour")  # what else stands in the map's address
PACKET = "packet"
_TABLES = ("csv", "acled", "acled-numeric")
_OF_LANGUAGE = ("reading.not-read", "reading.by-sentence")
_FEW = 6  # files done sooner here than in processes that have to start first


def extract_command(options: argparse.Namespace) -> int:
    """Print what is found in files or standard input; return how many could not be read."""
    if options.jsonl:
        return jsonl_command(options)
    index = settings().index
    prepare_gazetteer(index)
    options.files = _files(options.files)
    failures: list[str] = []
    found = (_found if options.files else _found_in_input)(
        options, index, chosen_reading(options, Reading.CAREFUL)
    )
    good = (
        extraction for one in _report_failures(found, failures) for extraction in one.extractions
    )
    if options.format == "json":
        _print_json(good)
    else:
        extractions = list(good)
        # As on the map: what was denied, feared or planned is in the JSON only.
        events = [event for one in extractions for event in one.events if event.mode == "reported"]
        documents = {one.document.id: one.document for one in extractions}
        occasion = _occasion(options, index) if options.format == PACKET else None
        print_bytes(_export(events, documents, options.format, occasion=occasion))
    return min(MAX_STATUS, len(failures))


def import_command(options: argparse.Namespace) -> int:
    """Put the articles of files and folders into the store; return how many could not be read."""
    if options.events is not None:
        return import_events(options.events)
    now = settings()
    prepare_gazetteer(now.index)
    options.files = _files(options.files)
    failures: list[str] = []
    reading = chosen_reading(options, Reading.FAST)
    with open_store(now.store) as store:
        for found in _report_failures(_found(options, now.index, reading), failures):
            new = sum(store.save(extraction) for extraction in found.extractions)
            known = len(found.extractions) - new
            events = sum(len(extraction.events) for extraction in found.extractions)
            parts = [many(new, "new article"), many(events, "event")]
            parts += [f"{known} known already"] if known else []
            print_bytes(f"{found.path}: {', '.join(parts)}\n".encode())
    return min(MAX_STATUS, len(failures))


def export_command(options: argparse.Namespace) -> int:
    """Write the store's events that the filter wants."""
    wanted = _filter(options.filter.lstrip("?"))
    if options.count:
        wanted = replace(wanted, once=options.count == INCIDENTS)
    now, occasion = settings(), None
    _language(options)
    with open_store(now.store) as store:
        some = options.format == PACKET and not wanted.limit
        events, statuses = events_wanted(store, replace(wanted, limit=MOST) if some else wanted)
        if options.format == PACKET:
            occasion = of_store(
                store,
                wanted,
                statuses,
                events,
                made=_made(options),
                language=options.language,
                index=now.index,
            )
        found = (store.document(id) for id in dict.fromkeys(event.document for event in events))
        documents = {document.id: document for document in found if document}
    data = _export(events, documents, options.format, statuses, occasion)
    if options.bom and options.format in _TABLES:
        data = codecs.BOM_UTF8 + data
    if options.out is None:
        print_bytes(data)
        return 0
    try:
        write_whole(options.out, data)
    except FileNotFoundError as error:
        why = f"there is no folder {options.out.parent}; make it, or choose another --out"
        raise DashboardError(f"{options.out}: {why}") from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise DashboardError(f"{options.out}: {why}; choose another --out") from error
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "extract": extract_command,
    "import": import_command,
    "export": export_command,
}


def _found(
    options: argparse.Namespace, index: Path, reading: Reading
) -> Iterator[batch.FileResult]:
    workers = min(options.workers, len(options.files)) if len(options.files) > _FEW else 1
    progress = Progress()
    found = batch.extract_files(options.files, index, _asked(options, reading), workers=workers)
    for number, one in enumerate(found, start=1):
        progress.clear()
        yield one
        if len(options.files) > 1:
            progress.show(f"{number} of {many(len(options.files), 'file')}")
    progress.clear()


def _asked(options: argparse.Namespace, reading: Reading) -> batch.Asked:
    return batch.Asked(options.published, options.kinds, reading, options.map)


def _found_in_input(
    options: argparse.Namespace, index: Path, reading: Reading
) -> Iterator[batch.FileResult]:
    name = "standard input"
    try:
        data = bytes_from(standard_input(), name)
    except UnreadableArticle as error:
        yield batch.FileResult(Path(name), errors=(str(error),))
        return
    with Index(index) as opened:
        yield batch.extract_bytes(opened, data, Path(name), _asked(options, reading))


def _report_failures(
    found: Iterable[batch.FileResult], failures: list[str]
) -> Iterator[batch.FileResult]:
    """Pass on what could be read; write and collect what could not."""
    for one in found:
        failures += one.errors
        sys.stderr.writelines(f"{line}\n" for line in (*one.errors, *one.notes))
        for warning, count in _not_read(one).items():
            sys.stderr.write(f"{one.path}: {many(count, 'article')} {english(warning)}\n")
        if one.extractions:
            yield one


def _not_read(found: batch.FileResult) -> Counter[Reason]:
    """Count the articles of a file in a language that is not read, or not whole, by what to say."""
    warnings = (warning for one in found.extractions for warning in one.warnings)
    return Counter(warning for warning in warnings if warning.code in _OF_LANGUAGE)


def _files(given: list[Path]) -> list[Path]:
    """Return the files that were named, and all articles of the folders that were."""
    files = [path for one in given for path in _walk(one)]
    if given and not files:
        raise DashboardError(f"{given[0]}: no articles in this folder; name files or another one")
    return files


def _walk(given: Path) -> list[Path]:
    """Return a file, or all articles in a folder and its folders."""
    if not given.is_dir():
        return [given]
    return sorted(
        path
        for path in given.rglob("*")
        if path.is_file() and path.suffix.lower().lstrip(".") in EXTENSIONS
    )


def _print_json(extractions: Iterator[Extraction]) -> None:
    """Print one article as an object, several as an array, each as soon as it is known."""
    first, second = next(extractions, None), next(extractions, None)
    if first is None:
        return
    if second is None:
        print_bytes(_json(first) + b"\n")
        return
    print_bytes(b"[" + _json(first))
    for extraction in (second, *extractions):
        print_bytes(b",\n" + _json(extraction))
    print_bytes(b"]\n")


def _json(extraction: Extraction) -> bytes:
    text = json.dumps(extraction_record(extraction), ensure_ascii=False, indent=1)
    return text.encode(errors="backslashreplace")


def _filter(query: str) -> Filter:
    """Read what follows the question mark in the map's address."""
    if not query:
        return EVERYTHING
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True)
        wanted, problems = from_query(dict(pairs))
        # A mistyped name would quietly export everything.
        strange = [key for key, _ in pairs if key not in (*KEYS, *_OF_THE_MAP)]
        problems += [f"{key}: no such filter; there are {', '.join(KEYS)}" for key in strange]
    except ValueError:
        problems = [f"{query!r} is not like since=2023-08-01&words=drone"]
    if problems:
        raise DashboardError(f"export: --filter: {'; '.join(problems)}")
    return wanted


def _export(
    events: list[Event],
    documents: dict[str, Document],
    format: str,
    statuses: Mapping[str, EventStatus] = ALONE,
    occasion: Occasion | None = None,
) -> bytes:
    """Write events in a format; say on standard error what the format leaves out."""
    if format.startswith("acled"):
        for reason, count in acled_csv.omitted(events).items():
            sys.stderr.write(f"left out, {reason}: {many(count, 'event')}\n")
    if format == PACKET:
        return packet.export(events, documents, statuses, occasion=occasion)
    return EXPORTS[format].function(events, documents, statuses)


def _occasion(options: argparse.Namespace, index: Path) -> Occasion:
    """Say of a packet that no store knows when and for whom it is made."""
    return Occasion(
        made=_made(options),
        language=_language(options),
        version=__version__,
        sources=licensed(index),
    )


def _language(options: argparse.Namespace) -> str:
    code: str = options.language
    if code not in languages():
        known = ", ".join(languages())
        raise DashboardError(f"--language: {code!r} is no language of the packet; known: {known}")
    return code


def _made(options: argparse.Namespace) -> datetime:
    """Return the moment that a packet says it was made: the one given, else now."""
    made: datetime = options.made or datetime.now(UTC)
    return made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC)
