"""The records of a distribution of Who's On First: a folder, a zip, a database, single files.

Read as a stream: one record is held at a time, none larger than FEATURE bytes.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath

from gazetteer.errors import BadSource
from gazetteer.sources.files.reading import FEATURE, Part, ReadOptions, opened
from gazetteer.sources.whosonfirst.database import MAGIC, Record, rows

_ALTERNATE = "-alt-"  # other outlines of a record that stands beside them


def record_files(folder: Path) -> list[Path]:
    """Return the files of records of a repository as cloned, in order."""
    found = [p for p in folder.rglob("*.geojson") if _holds_record(p) and not p.is_symlink()]
    if not found:
        raise BadSource(f"{folder}: no .geojson in it; name the folder of a repository as cloned")
    return sorted(found)


def records(path: Path, reading: ReadOptions) -> Iterator[Record]:
    """Yield the records of a distribution; BadSource where it is none."""
    if path.is_dir():
        for file in record_files(path):
            yield from _file(file, reading)
    elif zipfile.is_zipfile(path):
        yield from _archive(path, reading)
    elif path.name.endswith((".geojson", ".json")):
        yield from _file(path, reading)
    else:
        yield from _database(path, reading)


def _holds_record(path: PurePath) -> bool:
    return path.suffix == ".geojson" and _ALTERNATE not in path.name


def _file(path: Path, reading: ReadOptions) -> Iterator[Record]:
    with opened(Part(path), reading) as stream:
        yield Record(path.name, _text(path.name, stream.read(FEATURE + 1)))


def _archive(path: Path, reading: ReadOptions) -> Iterator[Record]:
    """Yield the records of a zip, opened once: there may be fifty thousand."""
    unpacked = 0
    most = min(reading.most_unpacked, reading.most_ratio * path.stat().st_size)
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                name = PurePath(member.filename)
                if not _holds_record(name):
                    continue
                with archive.open(member) as stream:
                    data = stream.read(FEATURE + 1)
                unpacked += len(data)
                if unpacked > most:
                    raise BadSource(f"{path.name}: unpacks to more than {most >> 20:,} MB; refused")
                if reading.heard:
                    reading.heard(member.compress_size)
                yield Record(name.name, _text(name.name, data))
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError) as error:
        raise BadSource(f"{path.name}: cut short or damaged, not a whole zip ({error})") from error


def _text(name: str, data: bytes) -> str:
    if len(data) > FEATURE:
        raise BadSource(f"{name}: a record of more than {FEATURE >> 20} MB; refused")
    return data.decode("utf-8", "replace")


def _database(path: Path, reading: ReadOptions) -> Iterator[Record]:
    """Yield the records of an SQLite distribution, unpacked for the while where it is packed."""
    with path.open("rb") as file:
        packed = file.read(len(MAGIC)) != MAGIC
    if not packed:
        yield from rows(path, path.name)
        if reading.heard:
            reading.heard(path.stat().st_size)
        return
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        whole = Path(folder) / "records.db"
        with opened(Part(path), reading) as stream, whole.open("wb") as file:
            if stream.read(len(MAGIC)) != MAGIC:
                raise BadSource(
                    f"{path.name}: no distribution of Who's On First; it is a cloned repository,"
                    " a zip of it, or an SQLite database, also .gz, .bz2 or .xz"
                )
            file.write(MAGIC)
            shutil.copyfileobj(stream, file)
        yield from rows(whole, path.name)
