"""Train the recogniser's CRF from gold in JSONL: one object a line with text and toponyms.

`toponyms` or `locations` are {"start", "end"} spans; `other` holds spans of persons and
organisations, which the model learns apart so that they can veto a place.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pycrfsuite
from geopy.distance import great_circle

from gazetteer.encoder.encoder import Encoder
from gazetteer.encoder.stretches import stretches
from gazetteer.index.index import Index
from gazetteer.place import Candidate, Mention, NameRules, Place
from gazetteer.recognition.features import Lexicon, SeenText, view
from gazetteer.recognition.match import span_offsets
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.recognition.templates import feature_rows
from gazetteer.resolution.ranker import Vectors, rank, vectors
from gazetteer.spelling.fold import fold_word
from gazetteer.spelling.words import Words, fold_text
from gazetteer.training.ranker import ChoiceSet, train_weights

Rows = list[dict[str, Any]]

FOLDS = 3
ROUNDS = 3
RARE = 4.0  # Zipf frequency
# Features that tell what the CRF says of a span or of others, and those of
# posts, which the gold of articles has too few of.
BY_MODEL = frozenset(("crf", "crf sure", "crf other name", "same name", "listed with a place"))
BY_MODEL |= frozenset(("post", "hashtag"))
FREQUENCIES = frozenset(("word frequency", "common word"))
LEXICAL = frozenset(("w", "c", "st", "p3", "s3", "s4"))


def rows(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSONL files in order."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def gold(row: dict[str, Any]) -> list[tuple[int, int]]:
    """Return the place spans of a gold row."""
    spans = row["toponyms"] if row.get("toponyms") is not None else row.get("locations") or []
    return [(span["start"], span["end"]) for span in spans]


def labels(words: Words, row: dict[str, Any]) -> list[str]:
    """Return B, I, O for places and X, Y for other names, the longer span first."""
    spans = [(*span, "BI") for span in gold(row)]
    spans += [(o["start"], o["end"], "XY") for o in row.get("other") or []]
    out = ["O"] * len(words.keys)
    for start, end, names in sorted(spans, key=lambda s: (s[2] != "BI", s[0] - s[1])):
        borders = zip(words.starts, words.ends, strict=True)
        inside = [i for i, (a, b) in enumerate(borders) if a < end and start < b]
        if all(out[i] == "O" for i in inside):
            for i in inside:
                out[i] = names[0] if i == inside[0] else names[1]
    return out


def sequences(
    data: Iterable[dict[str, Any]], lexicon: Lexicon
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield (features, labels) of every sentence."""
    for row in data:
        text = fold_text(row["text"])
        seen = view(text, lexicon)
        wanted = labels(text.words, row)
        features = feature_rows(seen, lexicon)
        for first, last in seen.sentences:
            yield features[first:last], wanted[first:last]
            if any(label != "O" for label in wanted[first:last]):
                yield _masked(seen, features, (first, last), lexicon), wanted[first:last]


def _masked(
    seen: SeenText, features: list[list[str]], sentence: tuple[int, int], lexicon: Lexicon
) -> list[list[str]]:
    """Return a sentence's features as if its names and rare words had never been seen.

    From this copy the model learns to judge unknown names by gazetteer, shape and context.
    """
    known = {i for span in seen.spans for i in range(span.first, span.last)}
    hidden = {
        i
        for i in range(*sentence)
        if i in known or lexicon.zipf.get(seen.words.keys[i], 0.0) < RARE
    }
    return [[f for f in features[i] if not _tells_word(f, i, hidden)] for i in range(*sentence)]


def _tells_word(feature: str, i: int, hidden: set[int]) -> bool:
    name, _, _ = feature.partition("=")
    if name.lstrip("T") in LEXICAL:
        return i in hidden
    if name in ("-1w", "-2w", "1w", "2w"):
        return i + int(name[:-1]) in hidden
    return name in ("-1st", "-1s2", "-1w|sh") and i - 1 in hidden


def train(
    data: Iterable[dict[str, Any]], lexicon: Lexicon, path: Path, *, rounds: int = 80
) -> None:
    """Train on rows and write the model to `path`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, wanted in sequences(data, lexicon):
        trainer.append(features, wanted)
    trainer.set_params({"c1": 0.15, "c2": 0.05, "max_iterations": rounds, "feature.minfreq": 3})
    trainer.train(str(path))


def filter_choices(
    data: Iterable[dict[str, Any]], recogniser: Recogniser, encoder: Encoder | None = None
) -> Iterator[ChoiceSet]:
    """Yield one choice per span the recogniser weighs, with the encoder: a place here, or not."""
    rules = recogniser.lexicon.rules
    for row in data:
        text = fold_text(row["text"])
        if not text.words.keys:
            continue
        wanted = [s for s in gold(row) if fold_word(row["text"][s[0] : s[1]]) not in rules.demonyms]
        encoded = encoder.encode(row["text"], stretches(row["text"])) if encoder else None
        for reading in recogniser.readings(view(text, recogniser.lexicon), encoded):
            start, end = span_offsets(text, reading.span)
            right = any(a < end and start < b for a, b in wanted)
            yield ChoiceSet([{}, reading.features], [int(right)])


def train_filter(
    data: Sequence[dict[str, Any]], held_out: Sequence[dict[str, Any]], lexicon: Lexicon, folds: int
) -> dict[str, float]:
    """Fit the filter on rows the CRF has not read: `held_out`, and `data` fold by fold."""
    choices: list[ChoiceSet] = []
    with TemporaryDirectory() as folder:
        for fold in range(folds):
            model = Path(folder) / f"{fold}.crf"
            train([r for i, r in enumerate(data) if i % folds != fold], lexicon, model)
            recogniser = Recogniser(lexicon.index, lexicon.rules, model=str(model), weights={})
            choices += filter_choices(data[fold::folds], recogniser)
            choices += filter_choices(held_out[fold::folds], recogniser)
    return train_weights(choices)


def dictionary(
    index: Index,
    weigh: Sequence[tuple[NameRules, Rows]],
    folder: Path,
    encoder: Encoder | None = None,
) -> dict[str, float]:
    """Fit the filter for languages without a model; write it to `folder` and return it.

    `weigh` are rows with the rules of their language; all have capitals, or none. How common a
    word is tells enough only where there are none. With an encoder it is that of a careful reading.
    """
    cased = weigh[0][0].cased
    left_out = BY_MODEL | FREQUENCIES if cased else BY_MODEL
    choices = []
    for rules, data in weigh:
        recogniser = Recogniser(index, rules, weights={})
        recogniser.tagger = None
        for choice in filter_choices(data, recogniser, encoder):
            features = [_without(left_out, one) for one in choice.alternatives]
            choices.append(ChoiceSet(features, choice.right))
    weights = train_weights(choices)
    name, ending = "cased" if cased else "uncased", "careful.json" if encoder else "json"
    write_weights(folder / f"recogniser.{name}.{ending}", weights)
    return weights


def _without(left_out: frozenset[str], features: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in features.items() if name.split(",")[0] not in left_out}


def rank_choices(
    data: Iterable[tuple[dict[str, Any], Sequence[Mention]]], index: Index, weights: Vectors | None
) -> Iterator[ChoiceSet]:
    """Yield one choice per recognised name that the gold gives a point.

    Right are the candidates nearest to the gold's point, if within 161 km; else "none of them".
    """
    for row, mentions in data:
        spans = row["toponyms"] if row.get("toponyms") is not None else row["locations"]
        for ranked in rank(row["text"], mentions, index, weights):
            name = ranked.name
            features = [ranked.features(n) for n in range(len(name.candidates) + 1)]
            for mention in name.mentions:
                here = [s for s in spans if s["start"] < mention.end and mention.start < s["end"]]
                # a span that is no name at all is the recogniser's fault, not the ranker's
                if here and here[0].get("lat") is not None:
                    yield ChoiceSet(features, _nearest(name.candidates, here))


def _nearest(candidates: Sequence[Candidate], here: Sequence[dict[str, Any]]) -> list[int]:
    none = [len(candidates)]
    if not candidates:
        return none
    point = (here[0]["lat"], here[0]["lon"])
    km = [great_circle(point, (c.place.lat, c.place.lon)).km for c in candidates]
    # a sea, a region or a country is right wherever in it the gold puts its point
    km = [
        0.0 if _is_wide(c.place) and d <= c.place.radius_km else d
        for c, d in zip(candidates, km, strict=True)
    ]
    best = min(km)
    if best > 161:
        return none
    return [i for i, d in enumerate(km) if d <= best + 1 or (d < 20 and d < best + 20)]


def _is_wide(place: Place) -> bool:
    return place.feature_class in "HLT" or place.feature_code == "PCLI"


def sample(path: Path, size: int) -> list[dict[str, Any]]:
    """Return at most `size` rows of a file, the same ones every time, in another order."""
    data = list(rows([path]))
    Random(1).shuffle(data)
    return data[:size]


def recogniser(
    index: Index,
    rules: NameRules,
    texts: Sequence[list[dict[str, Any]]],
    weigh: Sequence[list[dict[str, Any]]],
    folder: Path,
) -> dict[str, float]:
    """Train the CRF on `texts` and fit the filter; write both to `folder`; return the weights."""
    lexicon = Lexicon(index, rules)
    data = [row for file in texts for row in file]
    held_out = [row for file in weigh for row in file]
    Random(1).shuffle(data)
    weights = train_filter(data, held_out, lexicon, FOLDS)
    train(data, lexicon, folder / f"recogniser.{rules.language}.crf")
    write_weights(folder / f"recogniser.{rules.language}.json", weights)
    return weights


def ranker(
    index: Index,
    rules: Sequence[NameRules],
    weigh: Sequence[list[dict[str, Any]]],
    folder: Path,
) -> dict[str, float]:
    """Fit the ranker on gold with points, each file read by the rules of its language."""
    readers = {r.language: Recogniser(index, r) for r in rules}
    data = [
        (row, readers[row.get("lang", "ar")].recognise(fold_text(row["text"])))
        for file in weigh
        for row in file
    ]
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):  # the context a name is weighed in depends on the weights
        weights = train_weights(
            list(rank_choices(data, index, vectors(weights) if weights else None))
        )
    write_weights(folder / "ranker.json", weights)
    return weights


def write_weights(path: Path, weights: dict[str, float]) -> None:
    """Write weights as readable JSON."""
    path.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
