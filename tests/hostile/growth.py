"""How the work on an input grows with its size: in seconds of CPU, where these are not noise."""

import gc
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Input = TypeVar("Input")

MOST = 2.3  # times the work for twice the input; what grows with the square makes 4 of it
FROM = 0.01  # seconds from which on a ratio says something
TIMES = 5
STEP = 4  # from one size to the next
LIMIT = 10.0  # seconds of CPU, after which matching is given up: what is linear takes 2
PATIENCE = 60.0  # seconds, after which reading is
ENDLESS = float("inf")


class Late(BaseException):
    """More than a piece of work may take; no net under it catches this."""


def growth(work: Callable[[Input], object], make: Callable[[int], Input], *, most: int) -> float:
    """Return how many times the work grows when the size doubles; 0.0 where it stays too little.

    `make` makes the input of a size; sizes grow up to `most`, until the work can be measured.
    """
    try:
        with limited(LIMIT):
            return _growth(work, make, most)
    except Late:
        return ENDLESS


def doubled(work: Callable[[Input], object], make: Callable[[int], Input], size: int) -> float:
    """Return how many times the work grows from a size to twice that size."""
    try:
        with limited(PATIENCE):
            ratio = _cost(work, make(2 * size)) / _cost(work, make(size))
            if ratio <= MOST:
                return ratio
            return _again(work, make, size)
    except Late:
        return ENDLESS


def _growth(work: Callable[[Input], object], make: Callable[[int], Input], most: int) -> float:
    size = max(1, most // 64)
    while (before := _cost(work, make(size))) < FROM:
        size *= STEP
        if size > most:
            return 0.0
    ratio = _cost(work, make(2 * size)) / before
    if ratio <= MOST:  # most often once is enough
        return ratio
    return _again(work, make, size)


def _again(work: Callable[[Input], object], make: Callable[[int], Input], size: int) -> float:
    """Return the growth of a doubling, the least of one and of the mean of two.

    What grows faster than its input does so in both; a neighbour on the same core slows one.
    """
    once, twice, fourfold = (_cost(work, make(size * n), TIMES) for n in (1, 2, 4))
    return float(min(twice / once, (fourfold / once) ** 0.5))


def _cost(work: Callable[[Input], object], given: Input, times: int = 1) -> float:
    """Return the seconds of CPU that a piece of work takes, the least of so many times."""
    least = float("inf")
    for _ in range(times):
        gc.disable()  # its pauses grow with all that the process holds
        try:
            begun = time.thread_time()
            work(given)
            least = min(least, time.thread_time() - begun)
        finally:
            gc.enable()
    return least


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise Late in what takes more CPU than so many seconds; matching asks for it, too."""

    def end(*_: object) -> None:
        raise Late

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
