"""Measure place names on gold corpora: python -m tests.benchmarks.places FOLDER [CORPUS ...].

FOLDER holds JSONL gold (../shared/evaluation/places). One row a corpus: recognition P, R, F1 by
overlap and F1 exact, accuracy within 161 and 20 km of the coded names that were found, end-to-end
F1 within 161 km, Brier score of the probabilities, texts a second of one process. Peers that are
installed (flashgeotext, geotext) run on the same texts: recognition only, they give no points.
"""

import argparse
import importlib
import json
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from geopy.distance import great_circle

from dashboard.boilerplate import find_boilerplate
from dashboard.model import Document
from dashboard.pipeline import find_places, read_language
from gazetteer import Index, default_path

Span = tuple[int, int]
Found = tuple[int, int, tuple[float, float] | None, float]


def main() -> None:
    """Print one table row a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpora", nargs="*")
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.jsonl"))
    print(
        "| corpus | by | overlap P / R / F1 | exact F1 | acc@161 | acc@20"
        " | F1@161 | Brier | texts/s |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    with Index(default_path()) as index:
        systems = {"Dateline": dateline(index), **peers()}
        for file in files:
            if options.corpora and file.stem not in options.corpora:
                continue
            rows = [json.loads(line) for line in file.open(encoding="utf-8") if line.strip()]
            for name, system in systems.items():
                if name == "Dateline" or not file.stem.startswith("ar"):
                    print(f"| {file.stem} | {name} | {_row(rows, system)}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:.0f} MB")


def dateline(index: Index) -> Callable[[str], list[Found]]:
    """Return our own extraction of places as a function of a text."""

    def run(text: str) -> list[Found]:
        words, _ = read_language(Document("", text))
        found = find_places(text, find_boilerplate(text, words), words, index)
        return [
            (
                r.mention.start,
                r.mention.end,
                (r.place.lat, r.place.lon) if r.place else None,
                r.probability,
            )
            for r in found
        ]

    return run


def peers() -> dict[str, Callable[[str], list[Found]]]:
    """Return the peers that are installed; none is needed."""
    found: dict[str, Callable[[str], list[Found]]] = {}
    try:
        geotext = importlib.import_module("flashgeotext.geotext").GeoText()
    except ImportError:
        return found

    def run(text: str) -> list[Found]:
        out = geotext.extract(input_text=text)
        return [
            (start, end, None, 1.0)
            for kind in out.values()
            for hit in kind.values()
            for start, end in hit["span_info"]
        ]

    return {"flashgeotext": run}


def _row(rows: Sequence[dict[str, Any]], system: Callable[[str], list[Found]]) -> str:
    started = time.perf_counter()
    outputs = [system(row["text"]) for row in rows]
    return row_of(rows, outputs, len(rows) / (time.perf_counter() - started))


def row_of(rows: Sequence[dict[str, Any]], outputs: Sequence[list[Found]], speed: float) -> str:
    """Return the cells of a table row for what was found in gold rows."""
    count: Counter[str] = Counter()
    brier = 0.0
    for row, found in zip(rows, outputs, strict=True):
        gold = _gold(row)
        pairs = dict(_pairs(gold, found))
        exact = {(g["start"], g["end"]) for g in gold} & {f[:2] for f in found}
        count["exact"] += len(exact)
        count["gold"] += len({(g["start"], g["end"]) for g in gold})
        count["all gold"] += len(gold)
        count["found"] += len(found)
        count["paired"] += len(pairs)
        uncoded = {pairs[i] for i, g in enumerate(gold) if i in pairs and g.get("lat") is None}
        count["said"] += sum(f[2] is not None for j, f in enumerate(found) if j not in uncoded)
        for i, g in enumerate(gold):
            if g.get("lat") is None:
                continue
            count["coded"] += 1
            if i not in pairs:
                continue
            count["coded found"] += 1
            _, _, point, probability = found[pairs[i]]
            km = great_circle((g["lat"], g["lon"]), point).km if point else 1e9
            count["161"] += km <= 161
            count["20"] += km <= 20
            if point:
                brier += (probability - (km <= 161)) ** 2
                count["brier"] += 1
    return _format(count, brier, speed)


def _format(count: Counter[str], brier: float, speed: float) -> str:
    p, r = _share(count["paired"], count["found"]), _share(count["paired"], count["all gold"])
    ep, er = _share(count["exact"], count["found"]), _share(count["exact"], count["gold"])
    cells = [f"{p:.3f} / {r:.3f} / {_f1(p, r):.3f}", f"{_f1(ep, er):.3f}"]
    if count["coded"] and count["said"]:
        found = count["coded found"]
        e2e = _f1(_share(count["161"], count["said"]), _share(count["161"], count["coded"]))
        cells += [f"{_share(count['161'], found):.3f}", f"{_share(count['20'], found):.3f}"]
        cells += [f"{e2e:.3f}", f"{brier / max(1, count['brier']):.3f}"]
    else:
        cells += ["–"] * 4
    return " | ".join([*cells, f"{speed:.0f}"]) + " |"


def _gold(row: dict[str, Any]) -> list[dict[str, Any]]:
    spans = row["toponyms"] if row.get("toponyms") is not None else row.get("locations") or []
    return sorted(spans, key=lambda span: span["start"])


def _pairs(gold: Iterable[dict[str, Any]], found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Pair overlapping spans one to one, in reading order, the longest overlap first."""
    used: set[int] = set()
    for i, g in enumerate(gold):
        overlaps = [
            (min(g["end"], f[1]) - max(g["start"], f[0]), -j)
            for j, f in enumerate(found)
            if j not in used
        ]
        best = max(overlaps, default=(0, 0))
        if best[0] > 0:
            used.add(-best[1])
            yield i, -best[1]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


if __name__ == "__main__":
    main()
