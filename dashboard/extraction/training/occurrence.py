"""Fit the heads that tell which sentences report an event, and of what kind.

`python -m dashboard.extraction.training.occurrence --articles GOLD... --write` writes them.

They learn from our own sentences (sentences/*.jsonl) and from whole articles: JSONL with `text`,
`language` and `events` of `spans` and `type`. `--dev` articles are only scored. Needs scikit-learn
(`uv pip install --group build`).
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from dashboard.extraction.occurrence.reader import WEIGHTS, load_heads, read_occurrences, scaled
from dashboard.extraction.text.sentences import find_sentences
from dashboard.extraction.types.event_type import by_sub_type, event_types
from dashboard.model import Occurrence
from gazetteer.encoder.encoder import load_encoder

Numbers = NDArray[np.float64]

# What annotators call the two types that catch the rest.
_RENAMED = {"Other strategic development": "other", "Other": "other_occurrence"}
OWN = Path(__file__).parent / "sentences"
_EVENT_C, _TYPE_C = 0.01, 0.03  # how far weights may go; tried on articles held out


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the keys of the types it tells, the best told first; none tempts only."""

    text: str
    types: tuple[str, ...]


def own_sentences(path: Path) -> list[Example]:
    """Read sentences of our own: {"text", "event", "type", "why"} a line."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Example(row["text"], _keys([row["type"]] if row["event"] else ())) for row in rows]


def article_sentences(path: Path) -> list[Example]:
    """Cut annotated articles into sentences; one tells the events whose passages it touches."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for start, end in find_sentences(row["text"], row["language"]):
            shares: dict[str, int] = {}
            for event in row["events"]:
                share = max((min(end, b) - max(start, a) for a, b in event["spans"]), default=0)
                if share > 0:
                    shares[event["type"]] = max(share, shares.get(event["type"], 0))
            types = _keys(sorted(shares, key=lambda name: -shares[name]))
            found.append(Example(row["text"][start:end], types))
    return found


def _keys(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(_RENAMED.get(name) or by_sub_type()[name].key for name in names)


def encode(examples: Sequence[Example]) -> Numbers:
    """Return the vectors of sentences as the heads read them: sentence, width."""
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("the encoder is not installed")
    vectors = [encoder.encode(one.text, [(0, len(one.text))]).sentences[0] for one in examples]
    return scaled(np.array(vectors))


def fit(examples: Sequence[Example], vectors: Numbers) -> tuple[Numbers, Numbers, NDArray[np.str_]]:
    """Return weights for an event, for each type, biases last, and the keys of the types."""
    tells = np.array([bool(one.types) for one in examples])
    event = LogisticRegression(C=_EVENT_C, max_iter=2000).fit(vectors, tells)
    keys = [one.types[0] for one in examples if one.types]
    kinds = LogisticRegression(C=_TYPE_C, max_iter=2000).fit(vectors[tells], keys)
    if missing := event_types().keys() - set(kinds.classes_):
        raise SystemExit(f"no sentence tells of: {', '.join(sorted(missing))}")
    return (
        np.append(event.coef_[0], event.intercept_),
        np.column_stack([kinds.coef_, kinds.intercept_]).astype(np.float16),
        kinds.classes_.astype(str),
    )


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


def score(path: Path) -> Iterator[str]:
    """Read annotated articles with the weights that are installed, and say how well."""
    examples = article_sentences(path)
    encoder = load_encoder()
    assert encoder is not None
    found = [
        read_occurrences(encoder.encode(one.text, [(0, len(one.text))]), [(0, len(one.text))])[0]
        for one in examples
    ]
    yield f"{path.name}: {len(examples)} sentences"
    yield from report(examples, found)


def main(arguments: Iterable[str] | None = None) -> None:
    """Fit and write the heads; score them on articles that were not learned from."""
    parser = argparse.ArgumentParser(
        prog="dashboard.extraction.training.occurrence", description=__doc__
    )
    parser.add_argument("--articles", type=Path, nargs="*", default=[], help="to learn from")
    parser.add_argument("--dev", type=Path, nargs="*", default=[], help="to score on")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args(arguments)
    if options.write:
        examples = [one for path in sorted(OWN.glob("*.jsonl")) for one in own_sentences(path)]
        examples += [one for path in options.articles for one in article_sentences(path)]
        event, types, keys = fit(examples, encode(examples))
        np.savez_compressed(WEIGHTS, event=event, types=types, keys=keys)
        load_heads.cache_clear()
    for path in options.dev:
        sys.stdout.writelines(f"{line}\n" for line in score(path))


if __name__ == "__main__":
    main()
