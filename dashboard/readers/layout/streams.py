"""How much the packed parts of a PDF unpack to, without keeping them."""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"(?<!end)stream\r?\n?")
_MOST = 20_000  # streams
_SLICE = 65_536  # bytes of packed data at a time
_CHUNK = 1_000_000  # bytes of unpacked data at a time


def unpacks_to_more(data: bytes, *, each: int, together: int) -> bool:
    """Return whether one stream unpacks to more than `each` bytes, or all to more than `together`.

    More streams than any document has count as more, too.

    pdfminer unpacks a stream in one go: a few kilobytes could otherwise take all memory. Where a
    stream ends is its own affair: zlib data say so themselves, and "endstream" may be missing.
    """
    total = 0
    for number, match in enumerate(_STREAM.finditer(data)):
        if number > _MOST:
            return True
        size = 0
        for chunk in _unpacked(memoryview(data)[match.end() :]):
            size += chunk
            if size > each or total + size > together:
                return True
        total += size
    return False


def _unpacked(packed: memoryview) -> Iterator[int]:
    """Yield the sizes of the pieces a stream unpacks to, counting both layers where it has two."""
    outer = inner = None
    for piece in _inflate(packed):
        yield len(piece)
        if outer is None:
            outer = piece
            inner = zlib.decompressobj() if _is_zlib(piece) else None
        if inner is not None:
            yield from map(len, _feed(inner, piece))


def _inflate(packed: memoryview) -> Iterator[bytes]:
    """Unpack piece by piece to the end of the zlib data or to its first mistake."""
    if not _is_zlib(packed[:2]):
        return
    unpacker = zlib.decompressobj()
    for start in range(0, len(packed), _SLICE):
        yield from _feed(unpacker, packed[start : start + _SLICE])
        if unpacker.eof:
            return


def _feed(unpacker: "zlib._Decompress", packed: bytes | memoryview) -> Iterator[bytes]:
    """Unpack one piece; damaged data end quietly: pdfminer keeps what came before, too."""
    while packed and not unpacker.eof:
        try:
            chunk = unpacker.decompress(packed, _CHUNK)
        except zlib.error:
            return
        yield chunk
        packed = unpacker.unconsumed_tail


def _is_zlib(head: bytes | memoryview) -> bool:
    """Recognise zlib's two-byte header."""
    return len(head) >= 2 and head[0] & 15 == 8 and (head[0] * 256 + head[1]) % 31 == 0
