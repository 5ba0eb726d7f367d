"""Measure which texts are told to be of one event: python -m tests.benchmarks.incidents FOLDER.

FOLDER holds airwars_*.dev.jsonl, whose `group` says which texts tell of one incident. Pairwise
precision, recall and F1 over the texts of incidents with three or more texts: two texts are
together where any of their events are. Weights are fitted on the other four fifths of the groups
(`--fit FILE` fits on all and writes them). Gold gives no date of publication but that of the
incident: each text is taken to be published 0 to 2 days later, by its id, after it was read.
"""

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from dashboard.events import incidents
from dashboard.events.incident_features import Report, features_of
from dashboard.extraction.pipeline import extract
from dashboard.model import Document, Event
from gazetteer import Index, default_path
from gazetteer.training.ranker import ChoiceSet, train_weights

FOLDS, LARGE = 5, 3
Corpus = list[tuple[str, Document, tuple[Event, ...]]]


def main() -> None:
    """Print one row a corpus, and with `--fit` write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fit", type=Path, help="write weights fitted on everything here")
    options = parser.parse_args()
    with Index(default_path()) as index:
        corpora = _corpora(options.folder, index)
    if options.fit:
        everything = [c for corpus in corpora.values() for c in _choices(corpus)]
        options.fit.write_text(
            json.dumps(train_weights(everything), indent=1) + "\n", encoding="utf-8"
        )
    print("| corpus | figures |\n|---|---|")
    for name, figures in _rows(corpora):
        print(f"| {name} | {figures} |")


def table(folder: Path, index: Index) -> Iterator[tuple[str, str]]:
    """Yield the name of each corpus and how well its incidents are told."""
    yield from _rows(_corpora(folder, index))


def _corpora(folder: Path, index: Index) -> dict[str, Corpus]:
    files = sorted(folder.glob("airwars_syria_*.dev.jsonl"))
    return {file.name.split(".")[0]: list(_read(file, index)) for file in files}


def _rows(corpora: Mapping[str, Corpus]) -> Iterator[tuple[str, str]]:
    folds = range(FOLDS)
    choices = {name: [_choices(corpus, fold) for fold in folds] for name, corpus in corpora.items()}
    learnt = [train_weights([c for each in choices.values() for c in each[fold]]) for fold in folds]
    for name, corpus in corpora.items():
        yield name, _row(corpus, learnt)


def _read(file: Path, index: Index) -> Iterator[tuple[str, Document, tuple[Event, ...]]]:
    for line in file.open(encoding="utf-8"):
        row: Mapping[str, Any] = json.loads(line)
        if not row.get("published"):
            continue
        day = date.fromisoformat(row["published"])
        found = extract(Document(str(row["id"]), row["text"], published=day), index)
        later = day + timedelta(days=zlib.crc32(str(row["id"]).encode()) % 3)
        events = tuple(event for event in found.events if event.mode == "reported")
        yield row["group"], replace(found.document, published=later), events


def _row(corpus: Corpus, learnt: list[dict[str, float]]) -> str:
    sizes = Counter(group for group, _, _ in corpus)
    group = {document.id: name for name, document, _ in corpus}
    large = sorted(document.id for name, document, _ in corpus if sizes[name] >= LARGE)
    gold = {pair for pair in combinations(large, 2) if group[pair[0]] == group[pair[1]]}
    eventful = {document.id for _, document, events in corpus if events}
    reachable = sum(a in eventful and b in eventful for a, b in gold)
    said = _together(corpus, set(large), learnt)
    right = len(said & gold)
    p, r = right / max(1, len(said)), right / max(1, len(gold))
    f1 = 2 * p * r / (p + r) if right else 0.0
    score = f"P {p:.3f}; R {r:.3f}; F1 {f1:.3f}; at most R {reachable / len(gold):.3f}"
    return (
        f"{score} ({len({group[i] for i in large})} of {len(sizes)} incidents, {len(corpus)} texts)"
    )


def _together(
    corpus: Corpus, wanted: set[str], learnt: list[dict[str, float]]
) -> set[tuple[str, str]]:
    """Return the pairs of texts that share an incident, each fold judged by the others' weights."""
    reports = _reports(corpus)
    document = {report.event.id: report.document.id for report in reports}
    fold = {d.id: _fold(group) for group, d, _ in corpus}
    found = []
    for number, weights in enumerate(learnt):
        found += [
            s
            for s in incidents.suggest(reports, weights=weights)
            if number == max(fold[document[s.a]], fold[document[s.b]])
        ]
    pairs = set()
    for incident in incidents.gather(reports, found):
        texts = {document[event] for event in incident.events} & wanted
        pairs |= set(combinations(sorted(texts), 2))
    return pairs


def _reports(corpus: Corpus) -> list[Report]:
    return incidents.reports([(document, events) for _, document, events in corpus])


def _fold(group: str) -> int:
    return zlib.crc32(group.encode()) % FOLDS


def _choices(corpus: Corpus, without: int | None = None) -> list[ChoiceSet]:
    """Return "one event" against "two", with no features, for the pairs outside a fold."""
    group = {document.id: name for name, document, _ in corpus}
    reports = _reports([row for row in corpus if without is None or _fold(row[0]) != without])
    rare = incidents.rarity(reports)
    return [
        ChoiceSet(
            [features_of(a, b, rare), {}], [int(group[a.document.id] != group[b.document.id])]
        )
        for a, b in incidents.comparable(reports)
    ]


if __name__ == "__main__":
    main()
