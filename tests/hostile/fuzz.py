"""Read thousands of inputs that were changed at random: each is read or refused in a sentence.

`python -m tests.hostile.fuzz --inputs 20000 --write` puts the figures into the docs.
"""

import argparse
import logging
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from gazetteer.index.index import Index, default_path
from tests.hostile.chapter import write_table
from tests.hostile.growth import Late, limited
from tests.hostile.targets import TARGETS, Ground, Target, of_inputs

SECONDS = 10  # of CPU for an input; most need a hundredth of one
CRASHED, LATE = "crashed", "took too long"


@dataclass(slots=True)
class Outcomes:
    """What came of the inputs, by target and outcome; the first failures whole."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def of(self, outcome: str) -> int:
        """Count the inputs with an outcome."""
        return sum(n for (_, found), n in self.counts.items() if found == outcome)


def fuzz(seed: int, inputs: int, *, index: Path, keep: Path | None = None) -> Outcomes:
    """Try so many inputs; keep what fails in a folder."""
    outcomes = Outcomes()
    with Index(index) as opened, TemporaryDirectory() as folder:
        ground = Ground(opened, Path(folder))
        for number, target, name, data in of_inputs(seed, 0, inputs):
            begun = time.process_time()
            outcome = _outcome(ground, target, name, data, outcomes, number)
            outcomes.counts[target.name, outcome] += 1
            outcomes.slowest = max(outcomes.slowest, time.process_time() - begun)
            if keep and outcome in (CRASHED, LATE):
                (keep / f"{number}-{Path(name).name}").write_bytes(data)
    return outcomes


def _outcome(
    ground: Ground, target: Target, name: str, data: bytes, outcomes: Outcomes, number: int
) -> str:
    try:
        with limited(SECONDS):
            return target.read(ground, name, data)
    except Late:
        outcomes.failures.append(f"{number}: {target.name}: {name}: more than {SECONDS} s")
        return LATE
    except Exception:
        outcomes.failures.append(f"{number}: {target.name}: {name}\n{traceback.format_exc()}")
        return CRASHED


def table(outcomes: Outcomes, seed: int) -> str:
    """Return the figures as a table."""
    head = ("inputs, changed at random", "tried", "read", "refused in a sentence", "tracebacks")
    rows = [f"| {' | '.join((*head, f'more than {SECONDS} s'))} |", "|---" * 6 + "|"]
    for target in TARGETS:
        found = {
            outcome: n for (name, outcome), n in outcomes.counts.items() if name == target.name
        }
        counts = [found.get(one, 0) for one in ("read", "refused", CRASHED, LATE)]
        cells = [target.name, *(f"{n:,}" for n in (sum(counts), *counts))]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join([*rows, "", f"Seed {seed}; the slowest took {outcomes.slowest:.1f} s of CPU."])


def main() -> None:
    """Try inputs, print the figures and what failed; the exit status says whether anything did."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", 1)[0])
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that fail")
    parser.add_argument("--write", action="store_true", help="write the table into the docs")
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    logging.disable()  # libraries and readers say of thousands of files what is odd in them
    outcomes = fuzz(options.seed, options.inputs, index=default_path(), keep=options.keep)
    sys.stdout.write("\n".join([table(outcomes, options.seed), *outcomes.failures]) + "\n")
    if options.write:
        write_table("tests.hostile.fuzz", table(outcomes, options.seed))
    sys.exit(1 if outcomes.failures else 0)


if __name__ == "__main__":
    main()
