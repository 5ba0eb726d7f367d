"""What was worked out for a word, kept for the next time it is met."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
_LONGEST = 64  # characters; what is longer is hardly met again


class Remembered(dict[str, Value]):
    """The answers of a function of one string, begun anew where there are many.

    `map(remembered.__getitem__, words)` takes half the time of a function behind `lru_cache`, which
    also keeps the order in which its answers were used. Several threads may ask.
    """

    def __init__(self, work_out: Callable[[str], Value], size: int) -> None:
        """Remember at most `size` answers of `work_out`."""
        super().__init__()
        self._work_out, self._size = work_out, size

    def __missing__(self, word: str) -> Value:
        """Work out and remember what is asked for the first time."""
        value = self._work_out(word)
        if len(word) <= _LONGEST:
            if len(self) >= self._size:
                self.clear()
            self[word] = value
        return value
