"""Fit the weights that choose a type.

`python -m dashboard.extraction.training.types GOLD... --write` writes them.

Gold is JSONL with `gold.sub_event_type` (ACLED's, null for no event) or `gold.plover` of the first
event that a text tells. Only numbers are learned, no words. Needs scipy (`uv pip install --group
build`).
"""

import argparse
import json
import math
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.extraction.languages.language import language
from dashboard.extraction.text.text import read_text
from dashboard.extraction.types.classifier import (
    NONE,
    WEIGHTS,
    Features,
    Hit,
    Odds,
    score,
    type_features,
)
from dashboard.extraction.types.event_type import CONFLICT, event_types
from dashboard.extraction.types.triggers import find_triggers
from gazetteer.languages.detection import language_of
from gazetteer.training import ranker as logit

# The coders of ACLED head some notes with the type itself: that would be cheating.
HEADING = re.compile(r"^[A-Z][a-z]+(?:[ /-][a-z]+){0,4}: ")
_FOLDS = 10
_BARS = 10
_PICKED = "picked by the rules"

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class TypeQuestion:
    """Of which type is the first event of a text? `right` is empty where it tells none."""

    options: dict[str, Features]
    right: frozenset[str]
    source: str
    row: str

    def choice(self) -> logit.ChoiceSet:
        """Return it as an example to learn from; what no word tells is none of them."""
        right = [at for at, key in enumerate(self.options) if key in self.right]
        return logit.ChoiceSet([*self.options.values(), NONE], right or [len(self.options)])

    def answer(self, weights: Weights | None) -> tuple[str, float]:
        """Return the likeliest type with its probability; without weights what the rules pick."""
        if weights is None:
            return next(key for key, features in self.options.items() if features[_PICKED]), 1.0
        scores = {key: math.exp(score(features, weights)) for key, features in self.options.items()}
        best = max(scores, key=scores.__getitem__)
        return best, scores[best] / (sum(scores.values()) + math.exp(score(NONE, weights)))


Answer = tuple[TypeQuestion, tuple[str, float]]


def questions(path: Path) -> Iterator[TypeQuestion]:
    """Ask of the first event that is found in each text of a gold file; silence is no question."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = HEADING.sub("", row["text"])
        code = row.get("lang") or language_of(text).code
        options = _options(text, code)
        if options is not None:
            group = str(row.get("group") or row["id"])
            yield TypeQuestion(options, _right(row["gold"]), path.name.split(".")[0], group)


def _options(text: str, code: str) -> dict[str, Features] | None:
    seen: list[dict[str, Features]] = []

    def watch(picked: Hit, hits: Sequence[Hit]) -> Odds:
        options = type_features(picked, hits)
        seen.append({key: features for key, (_, features) in options.items()})
        return Odds(picked)

    found = find_triggers(read_text(text, language(code)), choose=watch)
    asked = zip(found, seen, strict=True)
    return next((options for one, options in asked if one.mode == "reported"), None)


def _right(gold: dict[str, Any]) -> frozenset[str]:
    """List the types that are right; a code of PLOVER is right for a whole family."""
    label, family = gold.get("sub_event_type"), gold.get("plover")
    return frozenset(
        key
        for key, kind in event_types().items()
        if kind.group == CONFLICT
        and (kind.sub_event_type == label if family is None else kind.plover.startswith(family))
    )


def learn(asked: Iterable[TypeQuestion], l2: float = 3.0) -> Weights:
    """Fit weights to gold; each source counts the same, however many texts it has."""
    by_source: dict[str, list[TypeQuestion]] = {}
    for one in asked:
        by_source.setdefault(one.source, []).append(one)
    most = max(map(len, by_source.values()))
    times = {source: round(most / len(own)) for source, own in by_source.items()}
    return logit.train_weights(
        [q.choice() for source, own in by_source.items() for q in own * times[source]], l2=l2
    )


def report(answers: Sequence[Answer]) -> str:
    """Say how often the type is right, of texts with an event, and how true its probability is.

    Calibration error: the mean gap, over tenths of the probability, to the share that is right.
    """
    right = [(best in q.right, share) for q, (best, share) in answers]
    some = [hit for (hit, _), (q, _) in zip(right, answers, strict=True) if q.right]
    gap = 0.0
    for bar in range(_BARS):
        part = [one for one in right if min(int(one[1] * _BARS), _BARS - 1) == bar]
        gap += abs(sum(hit for hit, _ in part) - sum(share for _, share in part))
    brier = sum((share - hit) ** 2 for hit, share in right) / len(right)
    macro = _macro_f1(answers)
    shown = "" if math.isnan(macro) else f" macro-F1 {macro:.3f},"
    return (
        f"{sum(some) / len(some):.3f} of {len(some)},{shown}"
        f" calibration error {gap / len(right):.3f}, Brier {brier:.3f}"
    )


def _macro_f1(answers: Sequence[Answer]) -> float:
    scores = []
    for key in event_types():
        gold = sum(q.right == {key} for q, _ in answers)
        said = sum(best == key for _, (best, _) in answers)
        both = sum(q.right == {key} and best == key for q, (best, _) in answers)
        if gold:
            scores.append(2 * both / (gold + said))
    return sum(scores) / len(scores) if scores else math.nan


def held_out(own: Sequence[TypeQuestion], others: Sequence[TypeQuestion]) -> list[Answer]:
    """Answer each tenth of the texts with what the rest and `others` teach."""
    fold = {row: at % _FOLDS for at, row in enumerate(dict.fromkeys(q.row for q in own))}
    answers = []
    for at in range(_FOLDS):
        weights = learn([*others, *(q for q in own if fold[q.row] != at)])
        answers += [(q, q.answer(weights)) for q in own if fold[q.row] == at]
    return answers


def reliability(answers: Iterable[Answer]) -> Iterator[str]:
    """Say of each tenth of the probability how much of it was right."""
    bars: dict[int, list[tuple[float, bool]]] = {}
    for question, (best, share) in answers:
        bar = min(int(share * _BARS), _BARS - 1)
        bars.setdefault(bar, []).append((share, best in question.right))
    for bar in sorted(bars):
        said, hits = zip(*bars[bar], strict=True)
        yield (
            f"  {bar / _BARS:.1f} to {(bar + 1) / _BARS:.1f}: said {sum(said) / len(said):.2f},"
            f" right {sum(hits) / len(hits):.2f} of {len(hits)}"
        )


def validate(asked: Sequence[TypeQuestion], source: str) -> Iterator[str]:
    """Answer the texts of a source by the rules, by tenths held out, and by the other sources."""
    own = [q for q in asked if q.source == source]
    others = [q for q in asked if q.source != source]
    yield f"{source}, by the rules: {report([(q, q.answer(None)) for q in own])}"
    yield f"{source}, {_FOLDS}-fold: {report(held_out(own, others))}"
    if others:
        weights = learn(others)
        yield f"{source}, from the others: {report([(q, q.answer(weights)) for q in own])}"


def main() -> None:
    """Print how right types are on texts that were not learned from; write the weights."""
    parser = argparse.ArgumentParser(
        prog="dashboard.extraction.training.types", description=__doc__
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help=f"write weights/{WEIGHTS}")
    parser.add_argument("--validate", action="store_true", help="answer what was not learned from")
    options = parser.parse_args()
    asked = [question for path in options.gold for question in questions(path)]
    for source in sorted({q.source for q in asked}) if options.validate else ():
        for line in validate(asked, source):
            sys.stdout.write(f"{line}\n")
    if options.validate:
        single = [q for q in asked if len(q.right) <= 1]  # a family says little of one type
        sys.stdout.write("how true the probability is, held out:\n")
        sys.stdout.writelines(f"{line}\n" for line in reliability(held_out(single, ())))
    if options.write:
        path = Path(__file__).parents[1] / "weights" / WEIGHTS
        path.write_text(json.dumps(learn(asked), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
