"""Fit how likely an event is right: python -m tests.benchmarks.certainty GOLD.jsonl... --write.

Reads annotated articles carefully and fast, holds the events against the gold as
`tests.benchmarks.articles` does, and fits the weights of `dashboard.extraction.certainty`. Prints
how far the shares can be trusted on articles that were not learned from (ten folds).
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from dashboard.cli.prepare import prepare_gazetteer
from dashboard.events.records import event_record
from dashboard.extraction import certainty
from dashboard.extraction.pipeline import extract
from dashboard.model import Document, Reading
from gazetteer.index.index import Index, default_path
from tests.benchmarks.articles import Row, pair, scorer, weigh

OUT = Path(certainty.__file__).parent / "weights" / certainty.WEIGHTS
FOLDS, L2, STEPS = 10, 1.0, 50
Numbers = NDArray[np.float64]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables of both readings; write the weights where asked to."""
    parser = argparse.ArgumentParser(description="fit how likely an event is right")
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    prepare_gazetteer(default_path())
    rows = [json.loads(line) for file in options.gold for line in file.open(encoding="utf-8")]
    rules = scorer(options.gold[0].parent)
    weights = {}
    for reading in Reading:
        names, table, right, article = learn_from(rules, rows, reading)
        weights[reading.value] = dict(zip(names, fit(table, right).round(3).tolist(), strict=True))
        print(f"{reading}: {len(right)} events of {len(rows)} articles")
        print("\n".join(trusted(table, right, article)))
    if options.write:
        OUT.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def learn_from(
    rules: Any, rows: Sequence[Row], reading: Reading
) -> tuple[list[str], Numbers, Numbers, Numbers]:
    """Return the names of what is known of each event, its values, whether it is right, where."""
    found: list[Mapping[str, float]] = []
    right, article = [], []
    with Index(default_path()) as index, patch.object(certainty, "_weights", dict):
        for number, row in enumerate(rows):
            for values, correct in _judged(rules, row, index, reading):
                found.append(values)
                right.append(float(correct))
                article.append(float(number))
    names = list(found[0])
    table = np.array([[values[name] for name in names] for values in found])
    return names, table, np.array(right), np.array(article)


def _judged(
    rules: Any, row: Row, index: Index, reading: Reading
) -> Iterator[tuple[Mapping[str, float], bool]]:
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    document = Document(row["id"], row["text"], published=published, language=row["language"])
    extraction = extract(document, index, reading=reading)
    said = [event for event in extraction.events if event.mode == "reported"]
    verdicts, weighed = weigh(rules, row, [event_record(event) for event in said])
    of_said, opening = pair(weighed), row["text"].find("\n")
    for j, event in enumerate(said):
        correct = j in of_said and all(verdicts[of_said[j], j][1:4])
        yield certainty.features(event, extraction.occurrences, opening), correct


def fit(table: Numbers, right: Numbers) -> Numbers:
    """Return the weights of a logistic regression, by Newton's method."""
    weights: Numbers = np.zeros(table.shape[1])
    for _ in range(STEPS):
        share = _shares(table, weights)
        slope = table.T @ (share - right) + L2 * weights
        bend = (table * (share * (1 - share))[:, None]).T @ table + L2 * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def trusted(table: Numbers, right: Numbers, article: Numbers) -> Iterator[str]:
    """Write how many events of each share are right, each share from the other articles."""
    share = np.zeros(len(right))
    for fold in range(FOLDS):
        here = article % FOLDS == fold
        share[here] = _shares(table[here], fit(table[~here], right[~here]))
    for number in range(10):
        inside = (share >= number / 10) & (share < (number + 1) / 10 + (number == 9))
        if inside.any():
            said, so = share[inside].mean(), right[inside].mean()
            yield f"| {number / 10:.1f} | {said:.2f} | {so:.2f} | {inside.sum()} |"
    yield f"Brier score {np.mean((share - right) ** 2):.3f}"
    hidden = share < certainty.SHOWN_FROM
    lost = right[hidden].sum() / right.sum()
    yield f"below {certainty.SHOWN_FROM}: {hidden.mean():.3f} of all, {lost:.3f} of the right"


def _shares(table: Numbers, weights: Numbers) -> Numbers:
    found: Numbers = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
