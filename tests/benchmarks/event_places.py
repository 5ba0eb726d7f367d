"""Why events lie where they should not: python -m tests.benchmarks.event_places FOLDER.

For gold of one point a text: how many texts have an event within 20 km, and what went wrong with
the others, from the gazetteer to the choice. How right the choice is by itself is told by
`python -m dashboard.extraction.training.location GOLD... --validate`.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from geopy.distance import great_circle

from dashboard.extraction.pipeline import extract
from dashboard.model import Document, Extraction
from gazetteer.index.index import Index, default_path
from gazetteer.place import Place
from gazetteer.spelling.fold import fold

_GOLD = ("airwars_syria_ar", "acled_notes_mena_ukr_afg", "airwars_syria_en", "airwars_gaza_en")
_NEAR_KM = 20.0
_CAUSES = (
    "right",
    "no event is found",
    "chosen wrong: the place stands among the names",
    "resolved wrong: it is a candidate of a name",
    "not recognised: its name stands in the text and in the gazetteer",
    "the text has its name, the gazetteer does not (or not there)",
    "the text does not have its name as the gold spells it",
)


def main() -> None:
    """Print the table of causes of each gold file."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.event_places", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", default="", help="list the texts of a cause by its first words")
    options = parser.parse_args()
    index = Index(default_path())
    for name in _GOLD:
        path = options.folder / f"{name}.dev.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if row["gold"].get("lat") is not None]
        causes = Counter(_shown_cause(row, index, options.show) for row in rows)
        print(f"== {name}: {len(rows)} texts")
        for cause in _CAUSES:
            print(f"{causes[cause]:6} {causes[cause] / len(rows):6.3f}  {cause}")


def _shown_cause(row: dict[str, Any], index: Index, show: str) -> str:
    found = cause(row, index)
    if show and found.startswith(show):
        print(row["id"], row["gold"].get("place_ar"), row["gold"].get("place_en"))
    return found


def cause(row: dict[str, Any], index: Index) -> str:
    """Name what the place of a text's event fails by, the first of the causes that fits."""
    gold, published = row["gold"], row.get("published")
    day = date.fromisoformat(published) if published else None
    one = extract(Document(str(row["id"]), row["text"], published=day, language=row["lang"]), index)
    there = (gold["lat"], gold["lon"])
    reported = [event for event in one.events if event.mode == "reported"]
    if _near([event.place for event in reported], there):
        return "right"
    if not reported:
        return _CAUSES[1]
    if _near([mention.place for mention in one.mentions], there):
        return _CAUSES[2]
    if _near(_candidates(one), there):
        return _CAUSES[3]
    names = [name for key in ("place_ar", "place_en") for name in _names(gold.get(key))]
    text = fold(row["text"])
    here = [name for name in names if fold(name) in text]
    if not here:
        return _CAUSES[6]
    known = any(_near([c.place for c in index.lookup(fold(name))], there) for name in here)
    return _CAUSES[4] if known else _CAUSES[5]


def _candidates(one: Extraction) -> list[Place]:
    return [c.place for mention in one.mentions for c in mention.alternatives]


def _names(name: str | None) -> list[str]:
    return [part.strip() for part in (name or "").split(" - ") if len(part.strip()) > 1]


def _near(places: Iterable[Place | None], there: tuple[float, float]) -> bool:
    away = (great_circle((p.lat, p.lon), there).km if p else math.inf for p in places)
    return any(far <= _NEAR_KM for far in away)


if __name__ == "__main__":
    main()
