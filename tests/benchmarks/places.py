"""Measure place names on gold corpora: python -m tests.benchmarks.places FOLDER [CORPUS ...].

FOLDER holds JSONL gold (../shared/evaluation/places). One row a corpus and system, then one a
language: recognition by overlap and exact, accuracy within 161 and 20 km of the coded names that
were found, end-to-end F1 within 161 km, texts a second of one core (CPU time, after warming up;
ours is the whole extraction with dates and events), peak memory of a process of its own. Peers
that are installed (`pip install flashgeotext geotext`) run on the same texts in the same run:
recognition only, they give no points. `--readme` writes the tables there.
"""

import argparse
import json
import multiprocessing
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tests.benchmarks.place_scores import HEAD, RECOGNITION, cells, count, reliability
from tests.benchmarks.place_systems import ENGLISH_ONLY, SYSTEMS, installed
from tests.chapters import add_option, write_between

Rows = list[dict[str, Any]]
# what the recogniser that ships was trained on; see the model card
READ = {
    "ar_aqmar_train",
    "ar_cleananercorp_train",
    "ar_idrisi_ra_train",
    "ar_idrisi_da_train",
    "en_btc",
    "en_re3d_government",
    "en_wikigold",
    "en_wnut17_train",
    "GeoVirus",
    "IDRISI-D-en",
    "IDRISI-R-en",
}
WARM_UP = 100  # texts read once before the clock starts
MARKS = ("<!-- tests.benchmarks.places -->", "<!-- end of tests.benchmarks.places -->")


def main() -> None:
    """Print the tables, and put them into the docs where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpora", nargs="*")
    add_option(parser)
    options = parser.parse_args()
    files = [f for f in sorted(options.folder.glob("*.jsonl")) if _is_wanted(f, options.corpora)]
    lines = []
    for line in _tables(files):
        print(line, flush=True)
        lines.append(line)
    if options.readme:
        write_between(options.readme, MARKS, "\n".join(lines))


def _is_wanted(file: Path, corpora: Sequence[str]) -> bool:
    return not corpora or file.stem in corpora


def _tables(files: Sequence[Path]) -> Iterator[str]:
    yield f"| corpus | by | {HEAD} | texts/s | peak MB |"
    yield "|---" * (HEAD.count("|") + 5) + "|"
    languages: dict[str, Counter[str]] = {}
    for file in files:
        rows = [json.loads(line) for line in file.open(encoding="utf-8") if line.strip()]
        language = "Arabic" if file.stem[:2] == "ar" else "English"
        for name in installed():
            if name in ENGLISH_ONLY and language != "English":
                continue
            aggregate, speed, peak = measure(name, rows)
            ours = name.startswith("Dateline")
            by = f"{name}, read" if file.stem in READ and ours else name
            yield f"| {file.stem} | {by} | {cells(aggregate)} | {speed:.0f} | {peak:.0f} |"
            if ours:
                # where a corpus codes no point, none that was given can be called wrong
                kept = aggregate if aggregate["coded"] else {k: aggregate[k] for k in RECOGNITION}
                whole = name.replace("Dateline", language)
                languages.setdefault(whole, Counter()).update(kept)
    for language, aggregate in languages.items():
        yield f"| all {language} | Dateline | {cells(aggregate)} | | |"
    yield ""
    yield from reliability(languages)


def measure(name: str, rows: Rows) -> tuple[Counter[str], float, float]:
    """Run a system in a process of its own: what it found, texts a CPU second, peak MB."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_measure, name, rows).result()


def _measure(name: str, rows: Rows) -> tuple[Counter[str], float, float]:
    system = SYSTEMS[name]()
    for row in rows[:WARM_UP]:
        system(row["text"])
    started = time.process_time()
    outputs = [system(row["text"]) for row in rows]
    speed = len(rows) / (time.process_time() - started)
    peak = _peak_mb()
    aggregate: Counter[str] = Counter()
    for row, found in zip(rows, outputs, strict=True):
        aggregate.update(count(row, found))
    return aggregate, speed, peak


def _peak_mb() -> float:
    """Return the peak memory of this process; `getrusage` would tell of the parent's too."""
    status = Path("/proc/self/status")
    if status.is_file():
        peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        if peak:
            return int(peak[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
