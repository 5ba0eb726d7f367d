"""Why place names go wrong: python -m tests.benchmarks.place_errors FOLDER CORPUS [CORPUS ...].

Every coded gold name that is not put within 161 km has one cause, the first that holds:
- convention: an adjective or people of a country marked as a place, or a country, continent or
  first division that both mean, whose point lies elsewhere in the gold (within its size);
- not recognised: we marked no name there;
- no candidate: the gazetteer has no place of that name within 161 km of the gold;
- "none" chosen: it has one, and we said that none fits;
- wrong candidate: it has one, and we chose another.
Names that the gold lacks and we put on a map are counted beside them: they cost precision.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geopy.distance import great_circle

from dashboard.extraction.languages.language import language
from dashboard.extraction.pipeline import code_of, find_places, recogniser
from dashboard.extraction.text.text import read_text
from dashboard.model import Document
from gazetteer.index.index import Index, default_path
from gazetteer.place import Place, Resolution
from gazetteer.resolution.candidates import widen
from gazetteer.spelling.fold import fold_word, name_key
from tests.benchmarks.place_scores import gold_spans

NEAR_KM = 161
SHOWN = 8
RIGHT, EXTRA = "right", "not in the gold"
WIDE = ("PCLI", "CONT", "ADM1", "RGN", "OCN", "SEA")
Gold = Mapping[str, Any]


def main() -> None:
    """Print a table of causes for each corpus, the commonest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpora", nargs="+")
    options = parser.parse_args()
    with Index(default_path()) as index:
        for corpus in options.corpora:
            lines = (options.folder / f"{corpus}.jsonl").open(encoding="utf-8")
            rows = [json.loads(line) for line in lines if line.strip()]
            print(f"\n{corpus}")
            print("| cause | names | most often |\n|---|---|---|")
            for line in table(rows, index):
                print(line, flush=True)


def table(rows: list[dict[str, Any]], index: Index) -> Iterator[str]:
    """Yield one line a cause: how many names, and which most often."""
    causes: dict[str, Counter[str]] = {}
    for row in rows:
        for cause, name in judge(row, index):
            causes.setdefault(cause, Counter())[name] += 1
    coded = sum(names.total() for cause, names in causes.items() if cause != EXTRA)
    for cause, names in sorted(causes.items(), key=lambda pair: -pair[1].total()):
        share = "" if cause == EXTRA else f" ({names.total() / coded:.1%})"
        often = ", ".join(f"{name} {n}" for name, n in names.most_common(SHOWN))
        yield f"| {cause} | {names.total()}{share} | {'' if cause == RIGHT else often} |"


def judge(row: dict[str, Any], index: Index) -> Iterator[tuple[str, str]]:
    """Yield (cause, name) for every coded name of a gold row, and for what we put in too many."""
    text = read_text(row["text"], language(code_of(Document("", row["text"]))[0]))
    found = find_places(text, index)
    demonyms = recogniser(text.language, index).lexicon.rules.demonyms
    gold = gold_spans(row)
    for here in gold:
        if here.get("lat") is not None:
            said = next((r for r in found if _touch(here, r)), None)
            name = row["text"][here["start"] : here["end"]]
            if said is None:
                known = fold_word(name) in demonyms
                yield "convention: adjective" if known else "not recognised", name
            else:
                yield _cause(here, said, index), _label(name, said)
    for said in found:
        if said.place and not any(_touch(here, said) for here in gold):
            yield EXTRA, said.mention.text


def _cause(gold: Gold, said: Resolution, index: Index) -> str:
    if said.place and _km(gold, said.place) <= NEAR_KM:
        return RIGHT
    if said.place and _is_same_wide_place(gold, said.place):
        return "convention: point of a country, division or region"
    candidates = widen(name_key(said.mention.text), [said.mention], index)
    if not any(_km(gold, c.place) <= NEAR_KM for c in candidates):
        return "no candidate"
    return "wrong candidate" if said.place else '"none" chosen'


def _is_same_wide_place(gold: Gold, place: Place) -> bool:
    """Return whether the gold's point lies in the wide place we chose, as large as we think."""
    wide = place.feature_code in WIDE and place.radius_km > 0
    return wide and _km(gold, place) <= max(NEAR_KM, 1.2 * place.radius_km)


def _km(gold: Gold, place: Place) -> float:
    km: float = great_circle((gold["lat"], gold["lon"]), (place.lat, place.lon)).km
    return km


def _touch(gold: Gold, said: Resolution) -> bool:
    return bool(gold["start"] < said.mention.end and said.mention.start < gold["end"])


def _label(name: str, said: Resolution) -> str:
    return f"{name} → {said.place.country or said.place.name}" if said.place else name


if __name__ == "__main__":
    main()
