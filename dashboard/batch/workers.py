"""Processes that work for a server, each on one thing at a time, kept for the next.

What a call needs too much of costs its process and itself: the server answers all the while, and
the calls of others go on.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock, Thread
from typing import TypeVar

from dashboard.batch.limits import COUNTED, MEMORY
from dashboard.batch.worker import Call, Outcome
from dashboard.errors import ArticleFailed
from gazetteer.environment import ROOT
from gazetteer.reason import Reason

Result = TypeVar("Result")

# Seconds of the clock for each second of work: many may share the machine. Where the system does
# not count the work, the clock alone says when it is too much.
_PATIENCE = 15 if COUNTED else 3
_GIGABYTE = 1e9


class Workers:
    """At most so many processes; each is started when all others are busy."""

    def __init__(self, most: int) -> None:
        self._free = BoundedSemaphore(most)
        self._lock = Lock()
        self._idle: list[_Worker] = []
        self._open = True

    def run(
        self, name: str, seconds: int, function: Callable[..., Result], *arguments: object
    ) -> Result:
        """Call a function of a module in a process of its own; raise what it raises.

        ArticleFailed says of what is called `name` that it needed more than `seconds` of a core's
        time, or more memory than there is for it.
        """
        with self._free:
            worker = self._take()
            kept = False
            try:
                outcome = worker.do(Call(function, arguments, seconds), name)
                kept = not isinstance(outcome.error, MemoryError)
            finally:
                self._give_back(worker, kept=kept)
        if isinstance(outcome.error, MemoryError):
            raise ArticleFailed(Reason("article.memory", (name, MEMORY / _GIGABYTE)))
        if outcome.error:
            raise outcome.error
        result: Result = outcome.result
        return result

    def close(self) -> None:
        """End the processes; those at work end with what they do."""
        with self._lock:
            self._open = False
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def _take(self) -> "_Worker":
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive():
                    return worker
                worker.end()  # its pipes are still open
        return _Worker()

    def _give_back(self, worker: "_Worker", *, kept: bool) -> None:
        with self._lock:
            if self._open:  # another one begins at once: somebody waits for the next
                self._idle.append(worker if kept else _Worker())
        if not kept:
            worker.end()


class _Worker:
    """One process, and the thread that reads what it answers."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.batch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            # of one thread's work, few arenas: each takes 64 MB of addresses
            env={**os.environ, "MALLOC_ARENA_MAX": "2"},
        )
        self._outcomes: SimpleQueue[Outcome | None] = SimpleQueue()
        Thread(target=self._read, daemon=True).start()

    def do(self, call: Call, name: str) -> Outcome:
        """Wait for what comes of a call; ArticleFailed where the process ends over it."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(pickle.dumps(call))
            self._process.stdin.flush()
            outcome = self._outcomes.get(timeout=call.seconds * _PATIENCE)
        except Empty:
            raise ArticleFailed(Reason("article.time", (name, call.seconds))) from None
        except OSError:  # it has just ended
            outcome = None
        if outcome is not None:
            return outcome
        if self._process.wait() == -getattr(signal, "SIGXCPU", 0):
            raise ArticleFailed(Reason("article.time", (name, call.seconds)))
        raise ArticleFailed(Reason("article.lost", (name,)))

    def is_alive(self) -> bool:
        """Return whether the process has not ended by itself or by somebody else."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
            while True:
                self._outcomes.put(pickle.load(self._process.stdout))
        self._outcomes.put(None)
