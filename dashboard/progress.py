"""One line on standard error that says how far we are."""

import shutil
import sys
import time
from typing import TextIO

_PAUSE = 10.0  # seconds between lines where the line cannot be drawn over: a log, a pipe


class Progress:
    """A line that is drawn over on a terminal, and repeated now and then elsewhere."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._terminal = self._stream.isatty()
        self._drawn = False
        self._next = 0.0

    def show(self, text: str) -> None:
        """Say how far we are."""
        if self._terminal:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write(f"\r{text[:width]}\x1b[K")
            self._drawn = True
        elif time.monotonic() >= self._next:
            self._stream.write(f"{text}\n")
            self._next = time.monotonic() + _PAUSE
        self._stream.flush()

    def say(self, text: str) -> None:
        """Write a line that stays."""
        self._stream.write(f"\r\x1b[K{text}\n" if self._drawn else f"{text}\n")
        self._drawn = False
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away again."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False


def bar(share: float, *, width: int = 30) -> str:
    """Draw a share from 0 to 1."""
    return f"[{'#' * round(width * share):{width}}] {share:4.0%}"
