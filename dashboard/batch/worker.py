"""A process that works for the server: calls in on standard input, what came of each out.

It ends when the server does, for then its input ends.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard.batch.limits import allow_seconds, limit_memory


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of a worker: a function of a module with its arguments, and the seconds."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: its result, or the error it raised."""

    result: Any = None
    error: Exception | None = None


def main() -> None:
    """Do one call after the other until there are no more."""
    outcomes = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no outcome
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's
    limit_memory()
    if sys.platform != "win32":
        os.nice(5)  # the server's pages go first
    while True:
        try:
            call: Call = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        allow_seconds(call.seconds)
        outcomes.write(pickled(outcome(call)))
        outcomes.flush()


def outcome(call: Call) -> Outcome:
    """Do what a call asks for."""
    try:
        return Outcome(call.function(*call.arguments))
    except Exception as error:
        return Outcome(error=MemoryError() if _for_want_of_memory(error) else error)


def pickled(done: Outcome) -> bytes:
    """Write an outcome; an error that cannot be written is told by its name."""
    try:
        return pickle.dumps(done)
    except MemoryError as error:
        return pickle.dumps(Outcome(error=error))
    except Exception:
        kind = type(done.error or done.result).__name__
        return pickle.dumps(Outcome(error=RuntimeError(f"{kind} cannot be handed over")))


def _for_want_of_memory(error: BaseException | None) -> bool:
    return error is not None and (
        isinstance(error, MemoryError) or _for_want_of_memory(error.__cause__)
    )


if __name__ == "__main__":
    # under the name that the server knows the classes by
    from dashboard.batch import worker

    worker.main()
