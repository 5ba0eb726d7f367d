"""Where people marked an event's place and where we put it: python -m tests.benchmarks.event_marks.

FOLDER holds event_location_en.dev.jsonl: sentences with a verb and the words that say where. An
event is right where its own words of place (`Event.where`, known to the gazetteer or not) touch
the marked ones. The causes of the rest are counted; many of the verbs ("patrolled", "captured" by
a photographer) tell of nothing that ACLED has a type for.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.extraction.pipeline import extract
from dashboard.extraction.types.triggers import find_triggers
from dashboard.model import Document, Extraction
from gazetteer.index.index import Index, default_path
from tests.texts import as_text

MARKED = "event_location_en"
CAUSES = (
    "right",
    "no word of the sentence tells an event of ACLED's types",
    "an event, and no place found for it",
    "put elsewhere: the marked name is known",
    "put elsewhere: the marked name is found, and in no gazetteer",
    "put elsewhere: the marked name is not found",
)


def main() -> None:
    """Print how many events lie where people marked it, and why not."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.event_marks", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=600, help="sentences, 0 for all")
    options = parser.parse_args()
    with Index(default_path()) as index:
        causes = count(options.folder, index, options.sample)
    for cause in CAUSES:
        print(f"{causes[cause]:6} {causes[cause] / causes.total():6.3f}  {cause}")
    telling = causes.total() - causes[CAUSES[1]]
    print(f"right of the {telling} with an event: {causes['right'] / telling:.3f}")


def count(folder: Path, index: Index, sample: int = 0) -> Counter[str]:
    """Count the causes over the sentences that have a marked place, or `sample` of them."""
    path = folder / f"{MARKED}.dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if any(word for *_, word in row["gold"]["event_locations"])]
    if sample and sample < len(rows):
        rows = random.Random(7).sample(rows, sample)
    return Counter(_cause(row, index) for row in rows)


def _cause(row: Mapping[str, Any], index: Index) -> str:
    text = row["text"]
    gold = [(start, end) for start, end, word in row["gold"]["event_locations"] if word]
    one = extract(Document(str(row["id"]), text, language="en"), index)
    spans = [event.where for event in one.events if event.where is not None]
    if any(_touch(span, gold) for span in spans):
        return CAUSES[0]
    if not find_triggers(as_text(text, "en")):
        return CAUSES[1]
    return _misplaced(one, spans, gold)


def _misplaced(
    one: Extraction, spans: Sequence[tuple[int, int]], gold: Sequence[tuple[int, int]]
) -> str:
    if not spans:
        return CAUSES[2]
    found = [r for r in one.mentions if _touch((r.mention.start, r.mention.end), gold)]
    if not found:
        return CAUSES[5]
    return CAUSES[3] if any(r.place for r in found) else CAUSES[4]


def _touch(span: tuple[int, int], gold: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in gold)


if __name__ == "__main__":
    main()
