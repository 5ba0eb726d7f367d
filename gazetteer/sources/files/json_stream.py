"""The objects of a JSON file one by one, however large the file."""

from collections.abc import Iterator
from typing import IO, Any

import ijson

from gazetteer.errors import BadSource
from gazetteer.reason import Reason
from gazetteer.sources.files.reading import FEATURE, Part, ReadOptions, opened


def items(part: Part, prefix: str, reading: ReadOptions) -> Iterator[tuple[int, Any]]:
    """Yield (number from 1, value) of all that stands at `prefix`, in ijson's notation.

    "features.item" are the members of a top-level "features", "item" those of a list, "" every
    value of a file that holds one after the other. BadSource names a file that is no JSON, one cut
    short, and an object larger than FEATURE.
    """
    with opened(part, reading) as stream:
        watched = _Watched(part, stream)
        found = ijson.items(watched, prefix, use_float=True, multiple_values=True)
        number = 0
        while True:
            try:
                value = next(found, _END)
            except (ijson.JSONError, UnicodeDecodeError, ValueError, RecursionError) as error:
                if isinstance(error, BadSource):
                    raise
                raise BadSource(_broken(part, number, error)) from error
            if value is _END:
                return
            number += 1
            watched.since = watched.depth = 0
            yield number, value


_END = object()
DEEPEST = 1000


def _broken(part: Part, number: int, error: Exception) -> Reason:
    if number:
        return Reason("source.damaged", (part.name, number, _line(error)))
    return Reason("source.no-json", (part.name, _line(error)))


def _line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]


class _Watched:
    """A stream that stops an object without end."""

    def __init__(self, part: Part, stream: IO[bytes]) -> None:
        """Count the bytes `since` the last object, and the brackets left open in them."""
        self._part, self._stream, self.since, self.depth = part, stream, 0, 0

    def read(self, size: int = -1) -> bytes:
        """Read on, or raise BadSource."""
        data = self._stream.read(size)
        self.since += len(data)
        if self.since > FEATURE:
            raise BadSource(f"{self._part.name}: one object of more than {FEATURE >> 20} MB")
        # Brackets in strings count too; nobody has so many more that open than close. ijson would
        # spend hours on a file of nothing but brackets.
        self.depth += data.count(b"[") + data.count(b"{") - data.count(b"]") - data.count(b"}")
        if self.depth > DEEPEST:
            raise BadSource(f"{self._part.name}: no whole JSON, {DEEPEST} brackets left open")
        return data
