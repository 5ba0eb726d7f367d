"""Fit which tellings are one event: python -m tests.benchmarks.coreference GOLD.jsonl... --write.

Reads annotated articles carefully and fast, says of each telling which gold event it tells, and
fits the weights of `dashboard.extraction.coreference`: of two tellings being one event, and of
which telling of an event is right in place and day, and in type. Prints what whole articles are
read like with weights that were not learned from them (ten folds).
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from dashboard.cli.prepare import prepare_gazetteer
from dashboard.events.records import event_record
from dashboard.extraction import join
from dashboard.extraction.coreference import clusters, likeness, tellings
from dashboard.extraction.coreference.draft import Draft
from dashboard.extraction.coreference.type_chooser import type_features
from dashboard.extraction.pipeline import extract
from dashboard.extraction.types.event_type import event_types
from dashboard.model import Document, Event, Reading
from gazetteer.index.index import Index, default_path
from tests.benchmarks.articles import Row, judge, measures, scorer

OUT = Path(clusters.__file__).parents[1] / "weights" / clusters.WEIGHTS
FOLDS, L2, STEPS = 10, 3.0, 40
Numbers = NDArray[np.float64]
Weights = dict[str, dict[str, float]]
Features = Mapping[str, float]
Choices = tuple[Sequence[Features], Sequence[float]]  # options, and which of them are right
Right = tuple[int, bool, bool]  # the gold event, whether place, time and group agree, and the type


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article, its tellings as read, and what each of them tells of the gold."""

    gold: Row
    reading: Reading
    drafts: Sequence[Draft]
    right: Sequence[Right | None]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how whole articles fare held out; write the weights where asked to."""
    parser = argparse.ArgumentParser(description="fit which tellings are one event")
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    prepare_gazetteer(default_path())
    rules = scorer(options.gold[0].parent)
    rows = {
        file.name.removesuffix(".jsonl"): [json.loads(line) for line in file.open(encoding="utf-8")]
        for file in options.gold
    }
    with Index(default_path()) as index:
        articles = [
            tell(rules, row, index, reading)
            for reading in Reading
            for row in (row for some in rows.values() for row in some)
        ]
        if options.write:
            text = json.dumps(fit(articles), indent=1, sort_keys=True)
            OUT.write_text(text + "\n", encoding="utf-8")
        print(*held_out(rules, rows, articles, index), sep="\n")


def tell(rules: Any, row: Row, index: Index, reading: Reading) -> Article:
    """Read an article's tellings, before any are joined."""
    kept: list[Draft] = []

    def keep(drafts: Sequence[Draft]) -> list[Draft]:
        kept.extend(draft for draft in drafts if draft.trigger.mode == "reported")
        return list(drafts)

    with patch.object(join, "join_tellings", keep):
        events = extract(_document(row), index, reading=reading).events
    reported = [event for event in events if event.mode == "reported"]
    right = [_right(rules, row, event) for event in reported]
    return Article(row, reading, kept, right)


def _document(row: Row) -> Document:
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    return Document(row["id"], row["text"], published=published, language=row["language"])


def _right(rules: Any, row: Row, event: Event) -> Right | None:
    """Return which gold event a telling tells best of those whose words it shares."""
    verdicts = [rules.agrees(one, event_record(event)) for one in row["events"]]
    best = [
        (2 * place + 2 * time + group + 0.5 * kind, -number)
        for number, (overlap, place, time, group, kind) in enumerate(verdicts)
        if overlap
    ]
    if not best:
        return None
    number = -max(best)[1]
    _, place, time, group, kind = verdicts[number]
    return number, bool(place and time and group), bool(kind)


def fit(articles: Sequence[Article]) -> Weights:
    """Fit all three sets of weights; types on the events that the other two make of tellings."""
    learned = {
        "same": _fit_same(articles),
        "best": _fit_choice(list(_choices(articles)), tellings.BY_HAND),
    }
    return learned | {"type": _fit_choice(list(_type_choices(articles, learned)), {})}


def _fit_same(articles: Sequence[Article]) -> dict[str, float]:
    """Fit a logistic regression over pairs of tellings; long articles count less a pair."""
    rows: list[tuple[Features, bool, float]] = []
    for article in articles:
        pairs = list(_pairs(article))
        rows += [(features, same, len(pairs) ** -0.5) for features, same in pairs]
    names, table = _table([features for features, _, _ in rows])
    same = np.array([float(one) for _, one, _ in rows])
    share = np.array([weight for _, _, weight in rows])
    share /= share.mean()
    weights: Numbers = np.zeros(len(names))
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (share * (said - same)) + L2 * weights
        bend = (table * (share * said * (1 - said))[:, None]).T @ table + L2 * np.eye(len(names))
        weights = weights - np.linalg.solve(bend, slope)
    return _named(names, weights)


def _pairs(article: Article) -> Iterator[tuple[Features, bool]]:
    """Yield two tellings of gold events each, and whether of one."""
    known = [(d, r) for d, r in zip(article.drafts, article.right, strict=True) if r]
    for number, (draft, right) in enumerate(known):
        for before, other in known[:number]:
            yield likeness.pair_features(before, draft), other[0] == right[0]


def _choices(articles: Sequence[Article]) -> Iterator[Choices]:
    """Yield the tellings of each gold event, and which are right in place, time and group."""
    for article in articles:
        for event in _of_events(article):
            drafts = [draft for draft, _ in event]
            yield (
                [tellings.telling_features(draft, drafts) for draft in drafts],
                [float(one[1]) for _, one in event],
            )


def _type_choices(articles: Sequence[Article], learned: Weights) -> Iterator[Choices]:
    """Yield the types that the tellings joined to an event may be of, and which is right."""
    for article in articles:
        gold = {id(d): r[0] for d, r in zip(article.drafts, article.right, strict=True) if r}
        with patch.object(clusters, "weights", lambda: learned):
            found = clusters.clusters(article.drafts)
        for cluster in found:
            meant = Counter(gold[id(one)] for one in cluster if id(one) in gold)
            if meant:
                wanted = article.gold["events"][meant.most_common(1)[0][0]]["type"]
                core = tellings.best_telling(cluster, learned["best"])
                options = type_features(cluster, core)
                yield list(options.values()), [float(_label(key) == wanted) for key in options]


def _label(key: str) -> str:
    kind = event_types()[key]
    other = kind.sub_event_type == "Other" and kind.event_type == "Strategic developments"
    return "Other strategic development" if other else kind.sub_event_type


def _fit_choice(choices: Sequence[Choices], by_hand: Features) -> dict[str, float]:
    """Fit a conditional logit over options some of which are right and some wrong."""
    groups = [(found, np.array(right)) for found, right in choices if 0 < sum(right) < len(right)]
    names, table = _table([features for found, _ in groups for features in found])
    cuts = np.cumsum([len(right) for _, right in groups])[:-1]
    parts = list(zip(np.split(table, cuts), (right for _, right in groups), strict=True))
    prior = np.array([by_hand.get(name, 0.0) for name in names])
    weights: Numbers = prior.copy()
    for _ in range(STEPS):
        slope, bend = L2 * (weights - prior), L2 * np.eye(len(names))
        for values, right in parts:
            share = _softmax(values @ weights)
            middle = values.T @ share
            slope = slope - values.T @ (share * right / (share @ right) - share)
            bend = bend + (values * share[:, None]).T @ values - np.outer(middle, middle)
        weights = weights - np.clip(np.linalg.solve(bend, slope), -1, 1)
    return _named(names, weights)


def _of_events(article: Article) -> Iterator[list[tuple[Draft, Right]]]:
    found: dict[int, list[tuple[Draft, Right]]] = {}
    for draft, right in zip(article.drafts, article.right, strict=True):
        if right:
            found.setdefault(right[0], []).append((draft, right))
    yield from found.values()


def _softmax(scores: Numbers) -> Numbers:
    found: Numbers = np.exp(scores - scores.max())
    return found / found.sum()


def _table(rows: Sequence[Features]) -> tuple[list[str], Numbers]:
    names = sorted({name for row in rows for name in row})
    return names, np.array([[row.get(name, 0.0) for name in names] for row in rows])


def _named(names: Sequence[str], weights: Numbers) -> dict[str, float]:
    return dict(zip(names, weights.round(3).tolist(), strict=True))


def held_out(
    rules: Any, rows: Mapping[str, Sequence[Row]], articles: Sequence[Article], index: Index
) -> Iterator[str]:
    """Read every article with weights learned from the others, and judge it as a whole."""
    ids = list(dict.fromkeys(one.gold["id"] for one in articles))
    learned = [
        fit([one for one in articles if ids.index(one.gold["id"]) % FOLDS != fold])
        for fold in range(FOLDS)
    ]
    for reading in Reading:
        counts: dict[str, Counter[str]] = {name: Counter() for name in rows}
        for name, some in rows.items():
            for row in some:
                fold = learned[ids.index(row["id"]) % FOLDS]
                with patch.object(clusters, "weights", lambda fold=fold: fold):
                    found = extract(_document(row), index, reading=reading).events
                reported = [event_record(event) for event in found if event.mode == "reported"]
                counts[name] += judge(rules, row, reported)
        yield from (str(reading), *measures(counts))


if __name__ == "__main__":
    main(sys.argv[1:])
