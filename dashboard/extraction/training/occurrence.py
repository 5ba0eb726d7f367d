"""What the event and kind heads learn from, and how well they do on articles they did not read.

`python -m dashboard.extraction.training.occurrence GOLD...` says how well; with `--calibrate` it
first fits two numbers, so that a probability of 0.7 is right seven times of ten on those articles.
Gold is JSONL with `text`, `language` and `events` of `spans` and `type`; sentences of our own stand
in sentences/*.jsonl.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from dashboard.extraction.occurrence.reader import WEIGHTS, load_heads, read_occurrences
from dashboard.extraction.text.sentences import find_sentences
from dashboard.extraction.types.event_type import by_sub_type, event_types
from dashboard.model import Occurrence
from gazetteer.encoder.encoder import load_encoder

Span = tuple[int, int]

# What annotators call the two types that catch the rest.
_RENAMED = {"Other strategic development": "other", "Other": "other_occurrence"}
OWN = Path(__file__).parent / "sentences"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the keys of the types it tells, the longest first; none if it only tempts."""

    text: str
    types: tuple[str, ...]


def own_sentences(path: Path) -> list[Example]:
    """Read sentences of our own: {"text", "event", "type", "why"} a line."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Example(row["text"], _keys([row["type"]] if row["event"] else ())) for row in rows]


def articles(path: Path) -> Iterator[tuple[str, list[Span], list[Example]]]:
    """Yield annotated articles with their sentences; one tells the events whose passages it has."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = list(find_sentences(row["text"], row["language"]))
        yield row["text"], spans, [_example(row, start, end) for start, end in spans]


def _example(row: Mapping[str, Any], start: int, end: int) -> Example:
    shares: dict[str, int] = {}
    for event in row["events"]:
        share = max((min(end, b) - max(start, a) for a, b in event["spans"]), default=0)
        if share > 0:
            shares[event["type"]] = max(share, shares.get(event["type"], 0))
    types = _keys(sorted(shares, key=lambda name: -shares[name]))
    return Example(row["text"][start:end], types)


def _keys(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(_RENAMED.get(name) or by_sub_type()[name].key for name in names)


def report(examples: Sequence[Example], found: Sequence[Occurrence]) -> Iterator[str]:
    """Say how well sentences that tell an event are found at each threshold, and their kind."""
    tells = np.array([bool(one.types) for one in examples])
    likely = np.array([one.probability for one in found])
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        said = likely >= threshold
        hits = int((said & tells).sum())
        precision, recall = hits / max(1, said.sum()), hits / max(1, tells.sum())
        both = 2 * precision * recall / max(1e-9, precision + recall)
        yield f"  from {threshold:.1f}: P {precision:.3f} R {recall:.3f} F1 {both:.3f}"
    telling = [(one, kind) for one, kind in zip(examples, found, strict=True) if one.types]
    group = {key: kind.group for key, kind in event_types().items()}
    groups = [_best(kind.groups) in {group[t] for t in one.types} for one, kind in telling]
    types = [_best(kind.types) in one.types for one, kind in telling]
    shares = f"group {np.mean(groups):.3f}, type {np.mean(types):.3f}"
    yield f"  {shares} of {len(telling)} that tell one"


def _best(shares: Mapping[str, float]) -> str:
    return max(shares, key=shares.__getitem__)


def read(path: Path) -> tuple[list[Example], list[Occurrence]]:
    """Read annotated articles with the heads that are installed: what is right, what is found."""
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("the encoder is not installed")
    right: list[Example] = []
    found: list[Occurrence] = []
    for text, spans, examples in articles(path):
        right += examples
        found += read_occurrences(encoder.encode(text, spans), spans)
    return right, found


def calibrate(examples: Sequence[Example], found: Sequence[Occurrence]) -> tuple[float, float]:
    """Return slope and bias by which the log odds of events become true."""
    odds = np.array([[log(one.probability / (1 - one.probability))] for one in found])
    fitted = LogisticRegression(C=1e6).fit(odds, [bool(one.types) for one in examples])
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def main(arguments: Iterable[str] | None = None) -> None:
    """Score the heads that are installed, or calibrate them before."""
    parser = argparse.ArgumentParser(
        prog="dashboard.extraction.training.occurrence", description=__doc__
    )
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--calibrate", action="store_true", help=f"and write {WEIGHTS.name}")
    options = parser.parse_args(arguments)
    if options.calibrate:
        seen = [read(path) for path in options.articles]
        examples = [one for part, _ in seen for one in part]
        found = [one for _, part in seen for one in part]
        rescale(*calibrate(examples, found))
    for path in options.articles:
        sys.stdout.write(f"{path.name}\n")
        sys.stdout.writelines(f"{line}\n" for line in report(*read(path)))


def rescale(slope: float, bias: float) -> None:
    """Write the event head with its log odds times `slope` plus `bias`."""
    with np.load(WEIGHTS) as data:
        event, types, keys = data["event"] * slope, data["types"], data["keys"]
    event[-1] += bias
    np.savez_compressed(WEIGHTS, event=event, types=types, keys=keys)
    load_heads.cache_clear()


if __name__ == "__main__":
    main()
