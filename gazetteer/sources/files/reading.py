"""Read files of any size as streams: plain, .gz, .bz2, .xz and the members of a .zip.

Nothing is written to disk and no more than one line is held in memory. What cannot be read, an
archive cut short or one that unpacks without end is a BadSource that names the file.
"""

import codecs
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from gazetteer.errors import BadSource
from gazetteer.sources.files.unpack import Guarded, Transcoded, UnpackLimits, unpacked

ROW = 1 << 20  # the longest line of a table
FEATURE = 64 << 20  # the longest line, or object, of a JSON file
MOST_PARTS = 10_000
_CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: in which encoding ("": UTF-8), how much at most, and who hears of bytes read.

    `heard` gets bytes as they lie on disk, packed ones, so that they add up to the files' sizes.
    """

    encoding: str = ""
    most_unpacked: int = 512 << 30
    most_ratio: int = 250
    heard: Callable[[int], None] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One file to read: a path, or a member of the zip at that path."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """Return its name for people."""
        return f"{self.path.name}: {self.member}" if self.member else self.path.name

    @property
    def file(self) -> str:
        """Return the name of the file itself, without folders and packing."""
        name = Path(self.member or self.path.name).name
        return name.removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a file; `error` says why it cannot be read, `text` is then what can be shown."""

    file: str
    number: int
    text: str
    error: str = ""


def parts(paths: Iterable[Path]) -> Iterator[Part]:
    """Yield the files there are to read; a zip is its members, an .xlsx stays one."""
    for path in paths:
        with _disk(path) as disk:
            if disk.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
                yield Part(path)
                continue
            members = _members(path, disk)
        if "[Content_Types].xml" in members:
            yield Part(path)
            continue
        shown = [m for m in members if not m.endswith("/") and not _hidden(m)]
        if not shown:
            raise BadSource(f"{path.name}: an empty archive")
        if len(shown) > MOST_PARTS:
            raise BadSource(f"{path.name}: {len(shown):,} files in one archive, {MOST_PARTS:,} go")
        yield from (Part(path, member) for member in shown)


def _members(path: Path, disk: IO[bytes]) -> list[str]:
    try:
        with zipfile.ZipFile(disk) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadSource(f"{path.name}: cut short or damaged, not a whole zip ({error})") from error


def _hidden(member: str) -> bool:
    return member.startswith("__MACOSX/") or Path(member).name.startswith(".")


def check(path: Path) -> None:
    """Raise BadSource that says why a file cannot be opened, if it cannot."""
    with _disk(path):
        pass


@contextmanager
def _disk(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, or say in words why not."""
    try:
        if path.is_dir():
            raise BadSource(f"{path}: a folder; name the files in it")
        if path.exists() and not path.is_file():
            raise BadSource(f"{path}: no ordinary file")
        disk = path.open("rb")
    except FileNotFoundError as error:
        raise BadSource(f"{path}: there is no such file") from error
    except PermissionError as error:
        raise BadSource(f"{path}: we may not read this file") from error
    with disk:
        if not path.stat().st_size:
            raise BadSource(f"{path.name}: empty")
        yield disk


@contextmanager
def opened(part: Part, reading: ReadOptions) -> Iterator[IO[bytes]]:
    """Open a part as a stream of unpacked UTF-8 bytes without a byte order mark."""
    with ExitStack() as stack:
        disk = stack.enter_context(_disk(part.path))
        start = disk.read(16)
        disk.seek(0)
        limits = UnpackLimits(reading.most_unpacked, reading.most_ratio, reading.heard)
        inner = stack.enter_context(unpacked(part.name, disk, start, part.member))
        stream = io.BufferedReader(Guarded(part.name, inner, disk, limits), _CHUNK)
        head = stream.peek(512)
        if head[257:262] == b"ustar":
            raise BadSource(f"{part.name}: a tar archive; unpack it first")
        encoding = reading.encoding or _encoding(head)
        if head.startswith(codecs.BOM_UTF8):
            stream.read(3)
        elif encoding:
            yield io.BufferedReader(Transcoded(stream, encoding), _CHUNK)
            return
        yield stream


def _encoding(head: bytes) -> str:
    """Return UTF-16 by its mark, else "" for UTF-8."""
    return "utf-16" if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else ""


def lines(part: Part, reading: ReadOptions, limit: int = ROW) -> Iterator[SourceLine]:
    """Yield a file's lines without their ends, empty ones left out, from 1.

    A line longer than `limit` bytes or not in UTF-8 comes with its `fault`.
    """
    with opened(part, reading) as stream:
        number = 0
        while data := stream.readline(limit + 1):
            number += 1
            if len(data) > limit and not data.endswith(b"\n"):
                while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                    pass
                shown = data[:200].decode("utf-8", "replace")
                yield SourceLine(part.name, number, shown, f"longer than {limit >> 20} MB")
                continue
            yield from _line(part, number, data)


def _line(part: Part, number: int, data: bytes) -> Iterator[SourceLine]:
    try:
        text = data.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        shown = data[:500].decode("utf-8", "replace").rstrip("\r\n")
        bad = f"not UTF-8 at byte {error.start + 1} of the line (0x{data[error.start]:02X})"
        yield SourceLine(part.name, number, shown, bad)
        return
    if text.strip():
        yield SourceLine(part.name, number, text)
