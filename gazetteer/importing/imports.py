"""Bring a source's files into the index as a layer of its own: whole, or not at all."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from gazetteer.errors import BadSource, LayerBroken
from gazetteer.importing.linker import Linker
from gazetteer.importing.meter import Meter
from gazetteer.importing.rows import Changes, Heard, Places, Wanted, nothing
from gazetteer.index.contents import countries_of, disk_errors, places_by_id
from gazetteer.index.index import Index
from gazetteer.index.layers import layer_path, layers
from gazetteer.index.load import Written
from gazetteer.index.schema import SourceRecord
from gazetteer.index.update import layer_update
from gazetteer.index.write import write_layer
from gazetteer.sources import LOADERS, SOURCES, Format
from gazetteer.sources.files.reading import check
from gazetteer.sources.records import ImportOptions, Loader, Note, Reject, Row
from gazetteer.sources.whosonfirst.distribution import record_files

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
# GeoNames' names for the files of a day
_CHANGES = re.compile(r"(?:modifications|deletes|alternateNames(?:Modifications|Deletes))-")
_RESERVED = frozenset({*SOURCES, "mine", "my_places"})


@dataclass(frozen=True, slots=True)
class Request:
    """What to import: the files, the loader that reads them, and what is to be said of them.

    Empty `licence`, `attribution` and `name` mean what LOADERS says of the format.
    """

    format: str
    files: tuple[Path, ...]
    options: ImportOptions
    licence: str = ""
    attribution: str = ""
    name: str = ""
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `rejects` is the file with the rejected rows, None without any."""

    key: str
    places: int
    names: int
    linked: int
    repeated: int
    rejected: int
    first: tuple[Reject, ...] = ()
    common: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    rejects: Path | None = None


def import_files(index: Path, request: Request, tell: Callable[[str], None]) -> Imported:
    """Write the layer of a source; whatever fails, an older layer of its key stays as it was."""
    format_ = known_format(request.format)
    key = request.options.source
    check_key(key)
    path = layer_path(index.parent, key)
    if changes := [file.name for file in request.files if _CHANGES.match(file.name)]:
        raise BadSource(f"{changes[0]}: a day's changes, no whole source; use `update` for it")
    source = source_record(request, format_, tell)
    if not request.replace:
        _refuse_another(index.parent, source)
    with (
        disk_errors(path.parent, key),
        _opened(index) as known,
        _rejects(rejects_path(path)) as heard,
    ):
        found = _rows(request, format_, heard, tell)
        rows = Places(found.rows, known, heard, request.options)
        link = Wanted(known, request.options)
        written = write_layer(
            path, rows.places(), source, rows.names(), found.meter.stage, link=link
        )
    return _imported(path, heard, written, rejects_path(path))


def update_files(index: Path, request: Request, tell: Callable[[str], None]) -> Imported:
    """Apply a source's own changes to its layer; whatever fails, it stays as it was.

    Places that the layer does not hold are added where it has others of their country.
    """
    format_ = known_format(request.format)
    key = request.options.source
    path = layer_path(index.parent, key)
    before = next((layer.source for layer in layers(index.parent) if layer.key == key), None)
    if before is None:
        raise BadSource(f"{key}: nothing imported under that name to change; import it first")
    source = _changed_record(before, source_record(request, format_, tell))
    refused = rejects_path(path, ".update")
    with disk_errors(path.parent, key), _opened(index) as known, _rejects(refused) as heard:
        changes = Changes()
        for row in _rows(request, format_, heard, tell).rows:
            changes.take(row)
        heard.places = len(changes)
        if not heard.places:
            raise BadSource(nothing(heard))
        held = places_by_id(path, changes.ids())
        put, deleted = layer_update(
            path,
            changes.changed(held, countries_of(path)),
            [sid for sid in changes.deleted if sid in held],
            source=source,
            link=Linker(known),
        )
    heard.notes.append(f"{put:,} places changed or added, {deleted:,} taken away")
    if left := len(changes) - put - deleted:
        heard.notes.append(f"{left:,} changes were of places outside this layer")
    now = next(layer.source for layer in layers(index.parent) if layer.key == key) or {}
    return _imported(path, heard, Written(int(now.get("places", 0)), 0), refused)


def _imported(path: Path, heard: Heard, written: Written, rejects: Path) -> Imported:
    return Imported(
        path.stem,
        written.places,
        written.names,
        written.linked,
        written.repeated,
        heard.rejected,
        tuple(heard.first),
        tuple(heard.reasons.most_common(3)),
        tuple(heard.notes),
        rejects if heard.rejected else None,
    )


def _opened(index: Path) -> Index:
    """Open the index; only its base where another layer is broken, so that it can be mended."""
    try:
        return Index(index)
    except LayerBroken:
        return Index(index, check=True)


def _changed_record(before: Mapping[str, Any], update: SourceRecord) -> SourceRecord:
    kept = {key: str(before[key]) for key in ("key", "name", "licence", "attribution", "url")}
    return SourceRecord(
        **kept,
        version=f"{before['version']}; {update.version}",
        sha256=f"{before['sha256']} {update.sha256}",
        loaded=update.loaded,
    )


def known_format(name: str) -> Format:
    """Return a format by its name; BadSource lists what there is."""
    if name not in LOADERS:
        raise BadSource(f"{name}: no format we read; there are {', '.join(sorted(LOADERS))}")
    return LOADERS[name]


def check_key(key: str) -> None:
    """Raise BadSource where a source cannot be called so."""
    if key in _RESERVED:
        raise BadSource(f"{key}: the name of a source of Dateline's own; choose another with --as")
    if not _KEY.fullmatch(key):
        raise BadSource(f"{key!r}: call a source by small letters, digits, - and _ only (--as)")


def source_record(request: Request, format_: Format, tell: Callable[[str], None]) -> SourceRecord:
    """Return what the index keeps of a source; reads the files for their digest."""
    digests = [_digest(path, format_, tell) for path in request.files]
    return SourceRecord(
        key=request.options.source,
        name=request.name or format_.name,
        licence=request.licence or format_.licence or "not told",
        attribution=request.attribution or format_.attribution,
        url=format_.url,
        version=", ".join(file.name for file in request.files),
        sha256=" ".join(digests),
        loaded=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _digest(path: Path, format_: Format, tell: Callable[[str], None]) -> str:
    """Return the SHA-256 of a file, of a folder that of its files in their order."""
    files = _files(path, format_)
    tell(f"{path.name}: digest")
    if files == [path]:
        with path.open("rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest()
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def _files(path: Path, format_: Format) -> list[Path]:
    """Return the files that a path stands for; BadSource where one cannot be read."""
    if format_.folders and path.is_dir():
        return record_files(path)
    check(path)
    return [path]


def _refuse_another(home: Path, source: SourceRecord) -> None:
    """Raise BadSource where the key stands for files that are not imported again now."""
    layer = next((layer for layer in layers(home) if layer.key == source.key), None)
    if layer is None or layer.source is None:
        return
    before = str(layer.source["version"]).split("; ")[0]  # updates stand after it
    if lost := set(before.split(", ")) - set(source.version.split(", ")):
        raise BadSource(
            f"{source.key}: already imported from {before}, and {', '.join(sorted(lost))} would be"
            " lost; --as NAME keeps both, --replace takes its place"
        )


def rejects_path(layer: Path, did: str = "") -> Path:
    """Return where the rejected rows of a layer stand; those of an update apart."""
    return layer.with_suffix(f"{did}.rejects.tsv")


@contextmanager
def _rejects(path: Path) -> Iterator[Heard]:
    """Open a file for rejected rows; it takes its place only with the layer."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.unfinished")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write("file\tline\treason\trow\n")
            heard = Heard(file)
            yield heard
        if heard.rejected:
            beside.replace(path)
        else:
            path.unlink(missing_ok=True)
    finally:
        beside.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Found:
    rows: Iterator[Row]
    meter: Meter


def _rows(request: Request, format_: Format, heard: Heard, tell: Callable[[str], None]) -> _Found:
    """Start reading: what comes is no reject and no note any more."""
    files = [file for path in request.files for file in _files(path, format_)]
    meter = Meter(sum(file.stat().st_size for file in files), tell)
    reading = replace(request.options.reading, heard=meter.heard)
    read: Loader = import_module(format_.module).read

    def kept() -> Iterator[Row]:
        for row in read(request.files, replace(request.options, reading=reading)):
            if isinstance(row, Reject):
                heard.reject(row)
            elif isinstance(row, Note):
                heard.notes.append(row.text)
            else:
                yield row

    return _Found(kept(), meter)
