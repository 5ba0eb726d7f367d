"""Train the recogniser's CRF from gold in JSONL: one object a line with text and toponyms.

`toponyms` or `locations` are {"start", "end"} spans; `other` holds spans of persons and
organisations, which the model learns apart so that they can veto a place.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pycrfsuite

from gazetteer.features import Lexicon, view
from gazetteer.fit import Choice, fit
from gazetteer.fold import fold_word
from gazetteer.match import Tokens, span_offsets, tokenise
from gazetteer.recognise import Recogniser


def rows(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSONL files in order."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def gold(row: dict[str, Any]) -> list[tuple[int, int]]:
    """Return the place spans of a gold row."""
    spans = row["toponyms"] if row.get("toponyms") is not None else row.get("locations") or []
    return [(span["start"], span["end"]) for span in spans]


def labels(tokens: Tokens, row: dict[str, Any]) -> list[str]:
    """Return B, I, O for places and X, Y for other names, the longer span first."""
    spans = [(*span, "BI") for span in gold(row)]
    spans += [(o["start"], o["end"], "XY") for o in row.get("other") or []]
    out = ["O"] * len(tokens.items)
    for start, end, names in sorted(spans, key=lambda s: (s[2] != "BI", s[0] - s[1])):
        inside = [i for i, t in enumerate(tokens.items) if t.start < end and start < t.end]
        if all(out[i] == "O" for i in inside):
            for i in inside:
                out[i] = names[0] if i == inside[0] else names[1]
    return out


def sequences(data: Iterable[dict[str, Any]], lexicon: Lexicon) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield (features, labels) of every sentence."""
    for row in data:
        tokens = tokenise(row["text"])
        seen = view(tokens, lexicon)
        wanted = labels(tokens, row)
        for first, last in seen.sentences:
            yield seen.features[first:last], wanted[first:last]


def train(data: Iterable[dict[str, Any]], lexicon: Lexicon, path: Path, *, rounds: int = 80) -> None:
    """Train on rows and write the model to `path`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, wanted in sequences(data, lexicon):
        trainer.append(features, wanted)
    trainer.set_params(
        {"c1": 0.15, "c2": 0.05, "max_iterations": rounds, "feature.minfreq": 3}
    )
    trainer.train(str(path))


def filter_choices(data: Iterable[dict[str, Any]], recogniser: Recogniser) -> Iterator[Choice]:
    """Yield one choice per span the recogniser weighs: a place here, or not."""
    rules = recogniser.lexicon.rules
    for row in data:
        tokens = tokenise(row["text"])
        wanted = [s for s in gold(row) if fold_word(row["text"][s[0] : s[1]]) not in rules.demonyms]
        for reading in recogniser.readings(tokens):
            start, end = span_offsets(tokens, reading.span)
            right = any(a < end and start < b for a, b in wanted)
            yield Choice([{}, reading.facts], [int(right)])


def fit_filter(
    data: Sequence[dict[str, Any]], held_out: Sequence[dict[str, Any]], lexicon: Lexicon, folds: int
) -> dict[str, float]:
    """Fit the filter on rows the CRF has not read: `held_out`, and `data` fold by fold."""
    choices: list[Choice] = []
    with TemporaryDirectory() as folder:
        for fold in range(folds):
            model = Path(folder) / f"{fold}.crf"
            train([r for i, r in enumerate(data) if i % folds != fold], lexicon, model)
            recogniser = Recogniser(lexicon.index, lexicon.rules, model=str(model), weights={})
            choices += filter_choices(data[fold::folds], recogniser)
            choices += filter_choices(held_out[fold::folds], recogniser)
    return fit(choices)
