"""How much the packed parts of a PDF unpack to, without keeping them."""

import re
import zlib

_STREAM = re.compile(rb"(?<!end)stream\r?\n?")
_CHUNK = 1_000_000  # bytes


def largest_stream(data: bytes, limit: int) -> int:
    """Return the size of the largest unpacked stream; stops at the first one over `limit`.

    pdfminer unpacks in one go, so a few kilobytes could otherwise take all memory.
    """
    largest = 0
    for match in _STREAM.finditer(data):
        start = match.end()
        end = data.find(b"endstream", start)
        packed = memoryview(data)[start : end if end != -1 else len(data)]
        largest = max(largest, _unpacked_size(packed, limit))
        if largest > limit:
            break
    return largest


def _unpacked_size(packed: memoryview, limit: int) -> int:
    """Unpack chunk by chunk and count; a stream may be packed twice."""
    if not _is_zlib(packed[:2]):
        return len(packed)
    unpacker, inner = zlib.decompressobj(), None
    size = inner_size = 0
    rest: bytes | memoryview = packed
    try:
        while rest and max(size, inner_size) <= limit:
            chunk = unpacker.decompress(rest, _CHUNK)
            if not chunk:
                break
            if size == 0 and _is_zlib(memoryview(chunk)[:2]):
                inner = zlib.decompressobj()
            size += len(chunk)
            if inner is not None:
                inner_size += _count(inner, chunk, limit)
            rest = unpacker.unconsumed_tail
    except zlib.error:
        pass  # damaged, or no zlib data after all: pdfminer keeps what came before
    return max(size, inner_size)


def _count(unpacker: "zlib._Decompress", packed: bytes, limit: int) -> int:
    """Return what one more piece of a doubly packed stream adds."""
    size = 0
    while packed and size <= limit:
        chunk = unpacker.decompress(packed, _CHUNK)
        size += len(chunk)
        packed = unpacker.unconsumed_tail
        if not chunk:
            break
    return size


def _is_zlib(head: memoryview) -> bool:
    """Recognise zlib's two-byte header."""
    return len(head) == 2 and head[0] & 15 == 8 and (head[0] * 256 + head[1]) % 31 == 0
