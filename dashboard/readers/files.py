"""The bytes of a file, a device or a pipe: never more than an article may have."""

import os
from pathlib import Path
from typing import BinaryIO

from dashboard.errors import UnreadableArticle, unreadable_file
from dashboard.readers.limits import BYTES
from gazetteer.reason import Reason

_MEGABYTE = 1e6


def bytes_of(path: Path) -> bytes:
    """Return what is in a file; UnreadableArticle where it is too large or cannot be read."""
    try:
        with path.open("rb") as file:
            if (size := os.fstat(file.fileno()).st_size) > BYTES:
                raise too_large(str(path), size)
            return bytes_from(file, str(path))
    except OSError as error:
        raise unreadable_file(path, error) from error


def bytes_from(stream: BinaryIO, name: str) -> bytes:
    """Read a stream to its end; UnreadableArticle as soon as it is too long."""
    data = stream.read(BYTES + 1)
    if len(data) > BYTES:
        raise UnreadableArticle(Reason("file.longer", (name, BYTES / _MEGABYTE)))
    return data


def too_large(name: str, size: int) -> UnreadableArticle:
    """Return the error for a file of so many bytes."""
    return UnreadableArticle(Reason("file.size", (name, size / _MEGABYTE, BYTES / _MEGABYTE)))
