"""Fit the weights of the place chooser.

`python -m dashboard.extraction.training.location GOLD... --write` writes them.

Gold is JSONL with `gold.verbs` and `gold.event_locations` (spans that people marked) or with
`gold.lat` and `gold.lon` of the one event that a text is about. Only numbers are learned, no words.
Needs scipy (`uv pip install --group build`).
"""

import argparse
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from geopy.distance import great_circle

from dashboard.extraction.actors.finder import find_actors
from dashboard.extraction.claims.finder import find_claims
from dashboard.extraction.dates.datelines import find_datelines
from dashboard.extraction.dates.finder import find_dates
from dashboard.extraction.languages.language import language
from dashboard.extraction.location.areas import find_areas
from dashboard.extraction.location.by_hand import BY_HAND, NOT_LEARNED, NOWHERE
from dashboard.extraction.location.chooser import EVERY, WEIGHTS, of_point
from dashboard.extraction.location.features import PlaceCandidate
from dashboard.extraction.location.setting import (
    Alternative,
    Setting,
    alternatives,
    can_hold_events,
    read_setting,
)
from dashboard.extraction.pipeline import code_of, find_places
from dashboard.extraction.text.text import read_text
from dashboard.extraction.types.triggers import find_triggers
from dashboard.model import Document, Trigger
from gazetteer.index.index import Index, default_path
from gazetteer.place import Place
from gazetteer.training import ranker as logit

Row = dict[str, Any]
Span = tuple[int, int]

_RIGHT_KM = 20.0
_AS_NEAR_KM = 2.0  # places this much farther than the nearest one named are right as well
_FOLDS = 10
_WAY = 0.3  # tried on our own articles: farther, sentences gain and articles lose
_SOMEWHERE = 2.0  # log-odds: news has a place oftener than the single sentences of the gold


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """Where did this event happen? What may be answered, and which answers are right.

    `right` is empty where people marked no place, None where the gold one was not recognised.
    `marked`: people marked words and may have said nowhere; else they gave a point.
    """

    options: tuple[Alternative, ...]
    right: tuple[int, ...] | None
    marked: bool
    language: str
    source: str = ""
    row: str = ""

    def choice(self) -> logit.ChoiceSet:
        """Return it as an example to learn from."""
        features = [
            {name: value for name, value in one.features.items() if name not in NOT_LEARNED}
            for one in self.options
        ]
        if not self.marked:
            return logit.ChoiceSet(features, self.right or ())
        return logit.ChoiceSet([*features, NOWHERE], self.right or [len(features)])


def questions(path: Path, index: Index) -> Iterator[PlaceQuestion]:
    """Ask where each event of a gold file happened."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        setting, published = read_row(row, index)
        ask = _marked if "verbs" in row["gold"] else _located
        for question in ask(row, setting, published):
            yield replace(
                question, source=path.name.split(".")[0], row=str(row.get("group") or row["id"])
            )


def read_row(row: Row, index: Index) -> tuple[Setting, date | None]:
    """Read a text as the pipeline does, up to where its events are placed."""
    day = row.get("published")
    document = Document(
        str(row["id"]),
        row["text"],
        published=date.fromisoformat(day) if day else None,
        language=row.get("lang"),
    )
    text = read_text(document.text, language(code_of(document)[0]))
    found = find_places(text, index)
    dates = find_dates(text, document.published)
    areas = [area for area in find_areas(text, found) if area is not None]
    claims = find_claims(text)
    triggers = [
        one
        for one in find_triggers(text)
        if not any(first <= one.start < last for first, last in text.boilerplate)
    ]
    sentences = tuple(
        s for s in text.sentences if not any(a <= s[0] < b for a, b in text.boilerplate)
    )
    places = can_hold_events(text, found, claims)
    datelines = find_datelines(text, found, dates)
    not_names = [(one.mention.start, one.mention.end) for one in found]
    not_names += [(span.start, span.end) for span in dates]
    setting = read_setting(text, sentences, datelines, places, areas, triggers, not_names)
    return setting, document.published


def _marked(row: Row, setting: Setting, published: date | None) -> Iterator[PlaceQuestion]:
    """Ask of each marked verb; a mark that is not on whole words is a fault of the file."""
    gold = [(start, end) for start, end, word in row["gold"]["event_locations"] if word]
    if any(not _whole(setting.text.original, span) for span in gold):
        return
    for start, end, _ in row["gold"]["verbs"]:
        trigger = next(
            (t for t in setting.triggers if t.start < end and start < t.end),
            Trigger(start, end, ""),
        )
        options = _options(setting, replace(trigger, start=start, end=end), published)
        right = [i for i, one in enumerate(options) if _marks(one.candidate, gold)]
        found = tuple(right) if right or not gold else None
        yield PlaceQuestion(options, found, True, setting.text.language.code)


def _located(row: Row, setting: Setting, published: date | None) -> Iterator[PlaceQuestion]:
    """Ask of each event whose sentence names the gold place."""
    if row["gold"].get("lat") is None:
        return
    there = (row["gold"]["lat"], row["gold"]["lon"])
    for trigger in setting.triggers:
        if trigger.mode != "reported":
            continue
        options = tuple(
            replace(one, features={**one.features, **of_point(one)})
            for one in _options(setting, trigger, published)
            if one.candidate.resolution.place is not None and one.scope == "same sentence"
        )
        away = [_km(one.candidate.resolution.place, there) for one in options]
        reach = min(_RIGHT_KM, min(away, default=math.inf) + _AS_NEAR_KM)
        right = tuple(i for i, far in enumerate(away) if far <= reach)
        if right:
            yield PlaceQuestion(options, right, False, setting.text.language.code)


def _options(setting: Setting, trigger: Trigger, published: date | None) -> tuple[Alternative, ...]:
    index = next((i for i, (a, b) in enumerate(setting.sentences) if a <= trigger.start < b), None)
    if index is None:
        return ()
    actors = find_actors(setting.text, *setting.sentences[index], published, trigger)
    taken = [(actor.start, actor.end) for actor in actors]
    return tuple(alternatives(setting, trigger, index, taken))


def _whole(text: str, span: Span) -> bool:
    start, end = span
    cut = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return (
        end - start > 2 and not cut and not (text[end - 1 : end + 1].isalnum() and end < len(text))
    )


def _marks(one: PlaceCandidate, gold: Sequence[Span]) -> bool:
    mention = one.resolution.mention
    return any(start < mention.end and mention.start < end for start, end in gold)


def _km(place: Place | None, there: tuple[float, float]) -> float:
    if place is None:
        return math.inf
    return float(great_circle((place.lat, place.lon), there).km)


def learn(asked: Iterable[PlaceQuestion], l2: float = 12.0) -> dict[str, float]:
    """Fit weights to what people answered."""
    choices = [q.choice() for q in asked if q.right is not None and q.options]
    return {**logit.train_weights(choices, l2=l2), **NOT_LEARNED}


def drawn_to_hand(learned: Mapping[str, float]) -> dict[str, float]:
    """Go only part of the way from the weights set by hand to those learned."""
    names = sorted({*learned, *BY_HAND} - {*NOT_LEARNED, *NOWHERE})
    drawn = {
        name: round(_WAY * learned.get(name, 0.0) + (1 - _WAY) * BY_HAND.get(name, 0.0), 4)
        for name in names
    }
    nowhere = {name: round(learned.get(name, 0.0) - _SOMEWHERE, 4) for name in NOWHERE}
    return {**drawn, **nowhere}


def share_right(
    asked: Sequence[PlaceQuestion], weights: Mapping[str, float]
) -> tuple[float, float, int]:
    """Return the shares of the questions with a place that are answered right.

    First of all of them, then of those where the right one is among the names; and how many.
    """
    with_place = [q for q in asked if q.right is None or q.right]
    could = [q for q in with_place if q.right]
    hits = sum(best(q, weights) in (q.right or ()) for q in could)
    return hits / max(1, len(with_place)), hits / max(1, len(could)), len(with_place)


def best(question: PlaceQuestion, weights: Mapping[str, float]) -> int:
    """Return the likeliest name, whether or not it is likelier than nowhere."""
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in one.features.items())
        for one in question.options
    ]
    return max(range(len(scores)), key=scores.__getitem__)


def cross_validate(asked: Sequence[PlaceQuestion], others: Sequence[PlaceQuestion]) -> str:
    """Answer each tenth of the texts with what the rest and `others` teach."""
    rows = {row: i % _FOLDS for i, row in enumerate(dict.fromkeys(q.row for q in asked))}
    of_all = of_found = 0.0
    count = found = 0
    for fold in range(min(_FOLDS, len(rows))):
        part = [q for q in asked if rows[q.row] == fold]
        rest = [q for q in asked if rows[q.row] != fold]
        share, right, number = share_right(part, learn([*others, *rest]))
        known = sum(bool(q.right) for q in part)
        of_all, of_found = of_all + share * number, of_found + right * known
        count, found = count + number, found + known
    return (
        f"{of_all / max(1, count):.3f} of {count} with a place, "
        f"{of_found / max(1, found):.3f} of the {found} whose place is among the names"
    )


def main() -> None:
    """Print how right the chooser is on texts it did not learn from; write the weights."""
    parser = argparse.ArgumentParser(
        prog="dashboard.extraction.training.location", description=__doc__
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help=f"write weights/{WEIGHTS}")
    parser.add_argument("--validate", action="store_true", help="answer each tenth by the rest")
    options = parser.parse_args()
    index = Index(default_path())
    asked = [question for path in options.gold for question in questions(path, index)]
    for source in sorted({q.source for q in asked}) if options.validate else ():
        own = [q for q in asked if q.source == source]
        same = [q for q in asked if q.source != source and q.language == own[0].language]
        sys.stdout.write(f"{source}, {_FOLDS}-fold: {cross_validate(own, same)}\n")
        shipped = share_right(own, drawn_to_hand(learn([*own, *same])) | dict(NOT_LEARNED))
        sys.stdout.write(
            f"{source}, as shipped (learned from): {shipped[0]:.3f}, {shipped[1]:.3f}\n"
        )
        if same:
            share, right, _ = share_right(own, learn(same))
            sys.stdout.write(f"{source}, learned from the others: {share:.3f}, {right:.3f}\n")
    if options.write:
        codes = sorted({q.language for q in asked})
        learned = {code: learn(q for q in asked if q.language == code) for code in codes}
        learned[EVERY] = learn(asked)
        weights = {code: drawn_to_hand(each) for code, each in learned.items()}
        path = Path(__file__).parents[1] / "weights" / WEIGHTS
        path.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
