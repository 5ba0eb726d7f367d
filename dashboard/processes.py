"""The same work on many items, in processes of this machine, in the order they were given."""

import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from queue import Queue
from threading import Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4  # items waiting for each process


def in_processes(
    work: Callable[[Item], Result],
    lost: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
) -> Iterator[Result]:
    """Yield `work(item)` in order, once it is known; `lost(item)` where a process died over it.

    Only so much is read ahead as keeps the processes busy.
    """
    ahead = _read_ahead(items, workers)
    pool = _pool(workers)
    window: deque[tuple[Item, Future[Result]]] = deque()
    more = True
    try:
        while more or window:
            # Wait for input only when there is nothing to wait for otherwise: a producer may be
            # waiting for our answer before it writes its next line.
            while more and len(window) < _AHEAD * workers and not (window and ahead.empty()):
                item = ahead.get()
                if isinstance(item, _End):
                    more = False
                    if item.error:
                        raise item.error
                else:
                    window.append((item, _submit(pool, work, item)))
            if not window:
                continue
            item, future = window.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                # One of the items in work killed its process: try them again, each alone first.
                pool.shutdown(wait=False)
                result = _alone(work, lost, item)
                pool = _pool(workers)
                window = deque((again, _submit(pool, work, again)) for again, _ in window)
            yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor, work: Callable[[Item], Result], item: Item
) -> Future[Result]:
    try:
        return pool.submit(work, item)
    except BrokenProcessPool as error:  # said where its turn comes
        broken: Future[Result] = Future()
        broken.set_exception(error)
        return broken


def _alone(work: Callable[[Item], Result], lost: Callable[[Item], Result], item: Item) -> Result:
    with _pool(1) as pool:
        try:
            return pool.submit(work, item).result()
        except BrokenProcessPool:
            return lost(item)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned on every system: a fork of a process with threads may hang.
    context = multiprocessing.get_context("spawn")
    quiet = logging.root.manager.disable
    return ProcessPoolExecutor(workers, context, _live_and_die_with_parent, (quiet,))


def _live_and_die_with_parent(quiet: int) -> None:
    """Leave Ctrl+C to the parent, log no more than it does, and end when it does, however."""
    logging.disable(quiet)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=follow, daemon=True).start()


@dataclass(frozen=True, slots=True)
class _End:
    """No more items, because there are none or because reading them failed."""

    error: Exception | None = None


def _read_ahead(items: Iterable[Item], workers: int) -> "Queue[Item | _End]":
    """Read items in a thread, as many ahead as the processes can do with."""
    ahead: Queue[Item | _End] = Queue(_AHEAD * workers)

    def fill() -> None:
        try:
            for item in items:
                ahead.put(item)
            ahead.put(_End())
        except Exception as error:  # raised again where the items are used
            ahead.put(_End(error))

    Thread(target=fill, daemon=True).start()
    return ahead
