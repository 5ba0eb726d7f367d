"""How well events are joined: python -m tests.benchmarks.events ../shared/evaluation/events.

Runs the whole pipeline over gold texts and scores it with the scorer that lies beside the gold:
the place, day, type and dead of the event that each text is about, and for English sentences
whether the event was put at the place that people marked.
"""

import argparse
import importlib.util
import json
import random
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.model import Document, Event, Extraction
from dashboard.pipeline import extract
from gazetteer.index import Index, default_path

_SCORED = ("airwars_syria_ar", "acled_notes_mena_ukr_afg")
_MARKED = "event_location_en"


def main(arguments: list[str] | None = None) -> None:
    """Print the scores of every gold file that is there."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.events", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=600, help="texts of each file, 0 for all")
    parser.add_argument("--only", default="", help="a part of the file's name")
    parser.add_argument("--keep", type=Path, help="write what was extracted here")
    options = parser.parse_args(arguments)
    index = Index(default_path())
    for name in (*_SCORED, _MARKED):
        path = options.folder / f"{name}.dev.jsonl"
        if options.only not in name or not path.exists():
            continue
        rows = sampled(path, options.sample)
        begun = time.perf_counter()
        found = [extract(_document(row), index) for row in rows]
        spent = time.perf_counter() - begun
        print(f"== {name}: {len(rows)} texts, {1000 * spent / len(rows):.0f} ms each")
        if name == _MARKED:
            print(_marked(rows, found))
        else:
            _score(rows, found, options.folder.parent / "score.py", options.keep)


def sampled(path: Path, count: int) -> list[dict[str, Any]]:
    """Read the rows of a gold file, or the same `count` of them each time."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if count and count < len(rows):
        rows = random.Random(7).sample(rows, count)
    return rows


def _document(row: dict[str, Any]) -> Document:
    published = row.get("published")
    day = date.fromisoformat(published) if published else None
    return Document(str(row["id"]), row["text"], published=day, language=row.get("lang"))


def _score(
    rows: list[dict[str, Any]], found: list[Extraction], scorer: Path, keep: Path | None
) -> None:
    """Hand what was found to the scorer in the form it reads."""
    spec = importlib.util.spec_from_file_location("score", scorer)
    if spec is None or spec.loader is None:
        sys.exit(f"{scorer}: the scorer is not there")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    with TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        gold, out = folder / "gold.jsonl", folder / "out.jsonl"
        gold.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        out.write_text("\n".join(json.dumps(_as_json(one)) for one in found), encoding="utf-8")
        score.events(gold, out)


def _as_json(one: Extraction) -> dict[str, Any]:
    reported = [event for event in one.events if event.mode == "reported"]
    return {"id": one.document.id, "events": [_event(event) for event in reported]}


def _event(event: Event) -> dict[str, Any]:
    place, when, dead = event.place, event.when, event.fatalities
    return {
        "type": event.type,
        "sub_type": event.sub_type,
        "first": str(when.first) if when and when.first else None,
        "last": str(when.last) if when and when.last else None,
        "phrase": when.phrase if when else None,
        "place": {"name": place.name, "lat": place.lat, "lon": place.lon} if place else None,
        "fatalities": {"low": dead.low, "high": dead.high} if dead else None,
        "start": event.start,
        "end": event.end,
        "reasons": event.reasons,
    }


def _marked(rows: list[dict[str, Any]], found: list[Extraction]) -> str:
    """Say how often an event lies where people marked it, of the sentences that have a place."""
    told = right = placed = 0
    for row, one in zip(rows, found, strict=True):
        gold = [(start, end) for start, end, word in row["gold"]["event_locations"] if word]
        if not gold:
            continue
        told += 1
        spans = list(_spans(one))
        placed += bool(spans)
        right += any(s < end and start < e for s, e in spans for start, end in gold)
    shares = f"with a placed event {placed / told:.3f}  at the marked place {right / told:.3f}"
    return f"sentences {told}  {shares}"


def _spans(one: Extraction) -> Iterator[tuple[int, int]]:
    for event in one.events:
        if event.area is not None and event.area.start >= 0:
            yield event.area.start, event.area.end


if __name__ == "__main__":
    main()
