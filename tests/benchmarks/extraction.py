"""How fast whole extraction is: CPU time a text, one and two workers, memory.

    python -m tests.benchmarks.extraction FILE.jsonl [--times 5]
    python -m tests.benchmarks.extraction FILE.jsonl --against CHECKOUT

Reads {"text", "published"} a line. The first part is one process, as `extract --jsonl` is set up,
whose caches are warm from the first 100 texts; where flashgeotext is installed it reads the same
texts, in turns of some texts each, since a machine that others share is faster at one time than at
another. The second part is the command itself on the file so many times over, start and all.

With `--against` another checkout of the project (`git worktree add`) reads the same texts with the
same gazetteer instead, each in a process of its own, in turns: what a change of ours has gained.
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
from typing import Any

from dashboard.batch.processes import collect_rarely
from dashboard.cli.prepare import prepare_gazetteer
from dashboard.extraction.pipeline import extract
from dashboard.model import Document
from gazetteer.index.index import Index, default_path
from tests.benchmarks.place_systems import flashgeotext, installed
from tests.paths import ROOT

WARM = 100  # texts, not counted
FOREIGN = "Zwei Menschen wurden am Montag verletzt."  # what tells languages is loaded once
TURN = 60  # texts


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="how fast extraction is")
    options.add_argument("file", type=Path)
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--against", type=Path, help="the folder of another checkout")
    given = options.parse_args(arguments)
    with given.file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = [row["text"] for row in rows]
    prepare_gazetteer(default_path())  # or the first command would build it
    print(f"{len(texts):,} texts of {sum(map(len, texts)) // len(texts):,} characters")
    if given.against:
        _against(given.against.resolve(), rows)
        return
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


def _against(folder: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Tell the CPU time of this checkout and of another one, and how they compare."""
    checkouts = {"this": ROOT, "the other": folder}
    processes = {name: _extracting(root) for name, root in checkouts.items()}
    for process in processes.values():
        _seconds(process, [*rows[:WARM], {"text": FOREIGN}])
    spent: dict[str, list[float]] = {name: [] for name in checkouts}
    left = rows[WARM:] or rows
    for number, first in enumerate(range(0, len(left), TURN)):
        order = list(processes) if number % 2 else list(reversed(processes))
        for name in order:
            spent[name].append(_seconds(processes[name], left[first : first + TURN]))
    for name, process in processes.items():
        process.communicate()
        print(f"{name}: {1000 * sum(spent[name]) / len(left):.2f} ms CPU a text")
    ratios = sorted(new / old for new, old in zip(*spent.values(), strict=True))
    low, high = ratios[len(ratios) // 4], ratios[-1 - len(ratios) // 4]
    share = sum(spent["this"]) / sum(spent["the other"])
    print(f"this takes {share:.3f} of the other's time (half of the turns {low:.3f} to {high:.3f})")


def _extracting(root: Path) -> "subprocess.Popen[str]":
    script = Path(__file__).with_name("extracting.py")
    return subprocess.Popen(
        [sys.executable, "-P", str(script), str(default_path())],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _seconds(process: "subprocess.Popen[str]", rows: Sequence[Mapping[str, Any]]) -> float:
    assert process.stdin is not None and process.stdout is not None
    print(json.dumps(rows), file=process.stdin, flush=True)
    answer = process.stdout.readline()
    if not answer:
        raise SystemExit(f"{process.args} ended with {process.wait()}")
    return float(answer)


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
