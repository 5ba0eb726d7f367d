"""Use the dashboard for a long time and watch its memory.

`python -m tests.hostile.soak --minutes 20 --write` puts the figures into the docs.
"""

import argparse
import os
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from tests.hostile.chapter import write_table
from tests.hostile.users import Seen, filled, together
from tests.proxy import Recorder

USERS = 4
EVERY = 5.0  # seconds from one look at the memory to the next


def megabytes(process: int) -> float:
    """Return the memory that a process and what it has started hold."""
    folder = Path(f"/proc/{process}")
    try:
        lines = (folder / "status").read_text().splitlines()
        children = (folder / f"task/{process}/children").read_text().split()
    except OSError:  # it has just ended
        return 0.0
    own = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)
    return own + sum(megabytes(int(child)) for child in children)


def watch(held: list[float], over: Event) -> None:
    """Note the memory of all that this process has started, until it is over."""
    while not over.wait(EVERY):
        held.append(megabytes(os.getpid()) - own_megabytes())


def own_megabytes() -> float:
    """Return the memory of this process alone."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def soak(minutes: float, recorder: Recorder) -> tuple[Seen, list[float]]:
    """Let some people look at pages for so many minutes; return what they saw and the memory."""
    seen, held, over = Seen(), [], Event()
    until = time.monotonic() + 60 * minutes
    with TemporaryDirectory() as folder, filled(Path(folder), recorder) as host:
        together(host, USERS, rounds=1)  # what is loaded once
        watching = Thread(target=watch, args=(held, over))
        watching.start()
        seed = 0
        while time.monotonic() < until:
            seed += USERS
            found = together(host, USERS, rounds=1, seed=seed)
            seen.seconds += found.seconds
            seen.errors += found.errors
        over.set()
        watching.join()
    return seen, held


def table(seen: Seen, held: list[float], minutes: float, asked: int) -> str:
    """Return the figures as a table: the memory by quarters of the time."""
    ends = [len(held) * part // 4 for part in range(5)]
    quarters = [statistics.median(held[a:b] or held) for a, b in pairwise(ends)]
    growth = quarters[3] / quarters[1] - 1
    return "\n".join(
        [
            "| minutes | users | pages | errors | MB, first quarter | second | third | last |",
            "|---|---|---|---|---|---|---|---|",
            f"| {minutes:g} | {USERS} | {len(seen.seconds):,} | {len(seen.errors)} | "
            f"{' | '.join(f'{one:,.0f}' for one in quarters)} |",
            "",
            f"From the second quarter to the last the memory of the server and its workers grows "
            f"by {growth:.0%}. Requests to machines outside: {asked}.",
        ]
    )


def main() -> None:
    """Soak, and print the figures."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", 1)[0])
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--write", action="store_true", help="write the table into the docs")
    options = parser.parse_args()
    recorder = Recorder()
    seen, held = soak(options.minutes, recorder)
    text = table(seen, held, options.minutes, len(recorder.asked))
    sys.stdout.write("\n".join([text, *seen.errors]) + "\n")
    if options.write:
        write_table("tests.hostile.soak", text)
    sys.exit(1 if seen.errors or recorder.asked else 0)


if __name__ == "__main__":
    main()
