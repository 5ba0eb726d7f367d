"""How far a long import is, in words: share of the bytes, places, rate, time left."""

import time
from collections.abc import Callable

_PAUSE = 0.2  # seconds between two lines


class Meter:
    """Hears of bytes read and places written; tells a line now and then."""

    def __init__(self, total: int, tell: Callable[[str], None]) -> None:
        """Expect `total` bytes."""
        self._total, self._tell = max(1, total), tell
        self._bytes = self._places = self._names = 0
        self._stage = ""
        self._started = time.monotonic()
        self._next = 0.0

    def heard(self, size: int) -> None:
        """Note that `size` more bytes were read."""
        self._bytes += size
        self._show()

    def stage(self, stage: str, count: int) -> None:
        """Note how many places were written, or what is done after them."""
        if stage == "places":
            self._places = count
        elif stage == "names":
            self._names = count
        changed = stage != self._stage
        self._stage = stage
        self._show(now=changed and stage not in ("places", "names"))

    def _show(self, *, now: bool = False) -> None:
        moment = time.monotonic()
        if now or moment >= self._next:
            self._next = moment + _PAUSE
            self._tell(self.line(moment - self._started))

    def line(self, seconds: float) -> str:
        """Say how far we are after so many seconds."""
        share = min(1.0, self._bytes / self._total)
        rate = self._places / seconds if seconds > 0 else 0
        text = f"[{'#' * round(20 * share):20}] {share:4.0%}  {self._places:,} places"
        if self._names:
            text += f", {self._names:,} more names"
        elif rate >= 1:
            text += f", {rate:,.0f}/s"
        if self._stage not in ("", "places", "names"):
            return f"{text}, {self._stage}"
        if 0 < share < 1 and seconds > 2:
            text += f", {_duration(seconds * (1 - share) / share)} of reading left"
        return text


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
