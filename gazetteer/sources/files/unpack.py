"""Unpack a file as it is read: no further than is sensible, and telling how far we are."""

import bz2
import codecs
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from gazetteer.errors import BadSource

_UNPACK: dict[bytes, Callable[..., Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
}
# what we know and do not read: how a file begins, what it is, what to do
_OTHERS = {
    b"(\xb5/\xfd": "is packed with zstd; unpack it first: zstd -d",
    b"7z\xbc\xaf": "is a 7z archive; unpack it first",
    b"Rar!": "is a RAR archive; unpack it first",
    b"%PDF": "is a PDF",
    b"PAR1": "is a Parquet file; write it as CSV or GeoJSON first",
    b"SQLite format 3": "is an SQLite or GeoPackage file; write it as GeoJSON first (ogr2ogr)",
    b"\x00\x00'\n": "is a shapefile; write it as GeoJSON first (ogr2ogr)",
    b"\xd0\xcf\x11\xe0": "is an old Excel file; save it as CSV first",
}
_BROKEN = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, OSError)


@dataclass(frozen=True, slots=True)
class UnpackLimits:
    """How much a file may unpack to, in bytes and as a multiple of itself; who hears of bytes."""

    unpacked: int
    ratio: int
    heard: Callable[[int], None] | None = None


def unpacked(name: str, disk: IO[bytes], start: bytes, member: str = "") -> IO[bytes]:
    """Return the contents of a file that begins with `start`, or of a `member` of a zip.

    Raises BadSource with `name` where it is packed as we cannot read.
    """
    for magic, what in _OTHERS.items():
        if start.startswith(magic):
            raise BadSource(f"{name}: {what}")
    if member:
        try:
            return zipfile.ZipFile(disk).open(member)
        except RuntimeError as error:
            raise BadSource(f"{name}: needs a password; unpack it first") from error
        except (NotImplementedError, *_BROKEN) as error:
            raise BadSource(f"{name}: cannot be unpacked ({error})") from error
    for magic, unpack in _UNPACK.items():
        if start.startswith(magic):
            packed: IO[bytes] = unpack(disk, "rb")
            return packed
    return disk


class Guarded(io.RawIOBase):
    """Bytes of an unpacked file that tell how far we are and stop a bomb."""

    def __init__(self, name: str, inner: IO[bytes], disk: IO[bytes], limits: UnpackLimits) -> None:
        """Count from where the packed bytes of `disk` stand now."""
        self._name, self._inner, self._disk, self._limits = name, inner, disk, limits
        self._start = self._reported = disk.tell()
        self._unpacked = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer`, or raise BadSource."""
        try:
            data = self._inner.read(len(buffer))
        except _BROKEN as error:
            raise BadSource(f"{self._name}: cut short or damaged ({error})") from error
        buffer[: len(data)] = data
        self._unpacked += len(data)
        position = self._disk.tell()
        if self._limits.heard and position > self._reported:
            self._limits.heard(position - self._reported)
            self._reported = position
        self._guard(max(position - self._start, 1))
        return len(data)

    def _guard(self, packed: int) -> None:
        if self._unpacked > self._limits.unpacked:
            raise BadSource(
                f"{self._name}: unpacks to more than {self._limits.unpacked >> 20:,} MB; refused"
            )
        ratio = self._unpacked // packed
        if self._unpacked > 32 << 20 and ratio > self._limits.ratio:
            raise BadSource(
                f"{self._name}: unpacks to {ratio} times its size, as archives made to"
                f" fill a disk do; refused (at most {self._limits.ratio})"
            )


class Transcoded(io.RawIOBase):
    """Bytes in another encoding as UTF-8; what cannot be decoded becomes a replacement sign."""

    def __init__(self, inner: IO[bytes], encoding: str) -> None:
        """Find the encoding; BadSource where there is none of that name."""
        try:
            self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        except LookupError as error:
            raise BadSource(f"{encoding}: no encoding we know; try cp1256 or utf-16") from error
        self._inner, self._left = inner, b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` with UTF-8."""
        while not self._left:
            data = self._inner.read(len(buffer))
            self._left = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data and not self._left:
                return 0
        data, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
