"""How fast whole extraction is: CPU time a text, one and two workers, memory.

    python -m tests.benchmarks.extraction FILE.jsonl [--times 5]

Reads {"text"} a line. The first part is one process, as `extract --jsonl` is set up, whose caches
are warm from the first 100 texts; where flashgeotext is installed it reads the same texts, in turns
of some texts each, since a machine that others share is faster at one time than at another. The
second part is the command itself on the file so many times over, start and all.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dashboard.batch.processes import collect_rarely
from dashboard.cli.prepare import prepare_gazetteer
from dashboard.extraction.pipeline import extract
from dashboard.model import Document
from gazetteer.index.index import Index, default_path
from tests.benchmarks.place_systems import flashgeotext, installed

WARM = 100  # texts, not counted
TURN = 60  # texts


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="how fast extraction is")
    options.add_argument("file", type=Path)
    options.add_argument("--times", type=int, default=5)
    given = options.parse_args(arguments)
    with given.file.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    prepare_gazetteer(default_path())  # or the first command would build it
    print(f"{len(texts):,} texts of {sum(map(len, texts)) // len(texts):,} characters")
    with Index(default_path()) as index:
        systems = {"Dateline": lambda text: extract(Document("", text), index)}
        if "flashgeotext" in installed():
            systems["flashgeotext"] = flashgeotext()
        for text in texts[:WARM]:
            for run in systems.values():
                run(text)
        collect_rarely()
        _tell(systems, texts[WARM:] or texts)
    _workers(texts, given.times)


def _tell(systems: Mapping[str, Callable[[str], object]], texts: Sequence[str]) -> None:
    spent = dict.fromkeys(systems, 0.0)
    for first in range(0, len(texts), TURN):
        for name, run in systems.items():
            begun = time.process_time()
            for text in texts[first : first + TURN]:
                run(text)
            spent[name] += time.process_time() - begun
    for name, seconds in spent.items():
        count = len(texts)
        rate = f"{count / seconds:.0f} texts/s a core"
        print(f"{name}: {1000 * seconds / count:.2f} ms CPU a text, {rate}")


def _workers(texts: Sequence[str], times: int) -> None:
    walls, cpus = [], []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        line = "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts))
        file.write_text(line * times, encoding="utf-8")
        for workers in (1, 2):
            wall, cpu, peak = _command(file, workers)
            walls.append(wall)
            cpus.append(cpu)
            print(
                f"{workers} worker{'s' * (workers > 1)}: {wall:.1f} s wall, {cpu:.1f} s CPU,"
                f" {len(texts) * times / wall:.0f} texts/s, at most {peak:.0f} MB a process"
            )
    load = os.getloadavg()[0]
    print(f"2 workers are {walls[0] / walls[1]:.2f} times one (load of the machine {load:.1f});")
    print(f"by the CPU time that both spend, {2 * cpus[0] / cpus[1]:.2f} on two cores of their own")


def _command(file: Path, workers: int) -> tuple[float, float, float]:
    """Return wall seconds, CPU seconds of all its processes, and MB of the largest."""
    arguments = ["-m", "dashboard", "extract", "--jsonl", str(file), "--workers", str(workers)]
    begun = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, *arguments], stdout=quiet, stderr=quiet)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"extract ended with {process.returncode}")
    peak = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, peak


if __name__ == "__main__":
    main()
