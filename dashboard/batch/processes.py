"""The same work on many items, in processes of this machine, in the order they were given.

Items go to a process several at a time, as bundles: handing over costs more than a short article.
"""

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from queue import Queue
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4  # bundles waiting for each process
_LARGEST = 8  # items of a bundle


def in_processes(
    work: Callable[[Item], Result],
    lost: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    largest: int = _LARGEST,
) -> Iterator[Result]:
    """Yield `work(item)` in order, once it is known; `lost(item)` where a process died over it.

    Only so much is read ahead as keeps the processes busy; a bundle has at most `largest` items.
    """
    each = partial(_each, work)
    pool = _pool(workers)
    with warnings.catch_warnings():
        # Python 3.12 counts numpy's own threads too; they hold none of our locks
        warnings.filterwarnings("ignore", ".*multi-threaded.*fork", DeprecationWarning)
        _submit(pool, each, [])  # the processes start now, before there are threads of ours
    ahead = _read_ahead(items, workers)
    window: deque[tuple[list[Item], Future[list[Result]]]] = deque()
    size, end = 1, None
    try:
        while end is None or window:
            # Wait for input only when there is nothing to wait for otherwise: a producer may be
            # waiting for our answer before it writes its next line.
            while end is None and len(window) < _AHEAD * workers and not (window and ahead.empty()):
                bundle, end = _bundle(ahead, size)
                if bundle:
                    window.append((bundle, _submit(pool, each, bundle)))
                if end is not None and end.error:
                    raise end.error
            if not window:
                continue
            bundle, future = window.popleft()
            # The first answers come at once; a few articles are shared out one by one.
            size = min(size + 1, largest)
            try:
                results = future.result()
            except BrokenProcessPool:
                # One of the items in work killed its process: again, first this bundle alone.
                pool.shutdown(wait=False)
                results = _alone(work, lost, bundle)
                pool = _pool(workers)
                window = deque((again, _submit(pool, each, again)) for again, _ in window)
            yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _each(work: Callable[[Item], Result], bundle: list[Item]) -> list[Result]:
    return [work(item) for item in bundle]


def _bundle(ahead: "Queue[Item | _End]", size: int) -> tuple[list[Item], "_End | None"]:
    """Take as many items as wait, at least one; say when there will be no more."""
    bundle: list[Item] = []
    while len(bundle) < size and not (bundle and ahead.empty()):
        item = ahead.get()
        if isinstance(item, _End):
            return bundle, item
        bundle.append(item)
    return bundle, None


def _submit(
    pool: ProcessPoolExecutor, work: Callable[[Item], Result], item: Item
) -> Future[Result]:
    try:
        return pool.submit(work, item)
    except BrokenProcessPool as error:  # said where its turn comes
        broken: Future[Result] = Future()
        broken.set_exception(error)
        return broken


def _alone(
    work: Callable[[Item], Result], lost: Callable[[Item], Result], bundle: list[Item]
) -> list[Result]:
    """Do a bundle one by one, in a process of its own; another one after whatever kills it."""
    results: list[Result] = []
    pool = _pool(1)
    for item in bundle:
        try:
            results.append(pool.submit(work, item).result())
        except BrokenProcessPool:
            results.append(lost(item))
            pool.shutdown(wait=False)
            pool = _pool(1)
    pool.shutdown(wait=False)
    return results


def _pool(workers: int) -> ProcessPoolExecutor:
    # A fork has all modules loaded, but of a process with threads it may hang; macOS and Windows
    # have none that is safe.
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    quiet = logging.root.manager.disable
    return ProcessPoolExecutor(workers, context, _begin, (quiet,))


def _begin(quiet: int) -> None:
    """Leave Ctrl+C to the parent, log no more than it does, and end when it does, however."""
    logging.disable(quiet)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def collect_rarely() -> None:
    """Let a process that does nothing but one article after the other look less for garbage.

    What is loaded stays, what an article needs goes without the collector: 5 to 7 % of the time.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@dataclass(frozen=True, slots=True)
class _End:
    """No more items, because there are none or because reading them failed."""

    error: Exception | None = None


def _read_ahead(items: Iterable[Item], workers: int) -> "Queue[Item | _End]":
    """Read items in a thread, as many ahead as the processes can do with."""
    ahead: Queue[Item | _End] = Queue(_AHEAD * _LARGEST * workers)

    def fill() -> None:
        try:
            for item in items:
                ahead.put(item)
            ahead.put(_End())
        except Exception as error:  # raised again where the items are used
            ahead.put(_End(error))

    threading.Thread(target=fill, daemon=True).start()
    return ahead
