"""Measure the trigger words: python -m tests.benchmarks.triggers FOLDER [--errors SET]."""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.extraction.types.event_type import CONFLICT, event_types
from dashboard.extraction.types.triggers import find_triggers
from dashboard.model import Trigger
from tests.texts import as_text

PROTEST = {"Protests", "Riots"}
VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"}
VIOLENT_TOO = {"disrupted_weapons", "looting", "excessive_force"}
# What a strike of Airwars may be called in words.
STRIKES = {
    "Artillery": {"shelling"},
    "Airstrike and/or Artillery": {"shelling", "air_drone_strike"},
    "Airstrike": {"air_drone_strike"},
    "Drone Strike": {"air_drone_strike"},
    "Counter-Terrorism Action (Ground)": {"armed_clash", "arrests", "abduction", "attack"},
    "Ground operation": {"armed_clash", "attack", "arrests", "abduction"},
}
# The coders of ACLED head some notes with the type itself: that would be cheating.
LABEL = re.compile(r"^[A-Z][a-z]+(?:[ /-][a-z]+){0,4}: ")
SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+(?=\S)|\n+")


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    with (folder / f"{name}.dev.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut roughly: this measures words, not sentence borders."""
    found, start = [], 0
    for end in SENTENCE_END.finditer(text):
        found.append((start, end.start()))
        start = end.end()
    return [*found, (start, len(text))]


def triggers(text: str, code: str) -> tuple[Trigger, ...]:
    """Find the triggers of ACLED's own types: the gold knows no other news.

    Whom we call displaced, ACLED's coders call "Other".
    """
    found = find_triggers(as_text(text, code, sentences(text)))
    found = tuple(replace(t, type="other") if t.type == "displacement" else t for t in found)
    return tuple(t for t in found if event_types()[t.type].group == CONFLICT)


def first_label(found: Iterable[Trigger]) -> str | None:
    reported = [t for t in found if t.mode == "reported"]
    return event_types()[reported[0].type].sub_event_type if reported else None


def macro_f1(pairs: list[tuple[str | None, str | None]]) -> float:
    labels = [kind.sub_event_type for kind in event_types().values()]
    scores = []
    for label in labels:
        right = sum(gold == guess == label for gold, guess in pairs)
        wrong = sum((gold == label) + (guess == label) for gold, guess in pairs)
        scores.append(2 * right / wrong if wrong else 0.0)
    return sum(scores) / len(scores)


def typed(folder: Path, name: str, errors: bool) -> Iterator[str]:
    pairs = []
    for row in rows(folder, name):
        text = LABEL.sub("", row["text"])
        found = triggers(text, "en")
        gold = row["gold"]["sub_event_type"]
        pairs.append((gold, first_label(found)))
        if errors and gold != pairs[-1][1]:
            print(f"{gold} != {show(text, found)}\n    {text[:400]!r}")
    events = [(gold, guess) for gold, guess in pairs if gold]
    right = sum(gold == guess for gold, guess in events)
    silent = sum(guess is None for _, guess in events)
    yield f"{name}: accuracy {right / len(events):.3f} of {len(events)}, silent {silent}"
    yield f"  macro-F1 {macro_f1(pairs):.3f}"
    none = [guess for gold, guess in pairs if gold is None]
    if none:
        yield f"  false alarms {sum(g is not None for g in none)} of {len(none)} without an event"
    if errors:
        for (gold, guess), n in Counter(p for p in pairs if p[0] != p[1]).most_common(25):
            yield f"  {n:4} {gold} -> {guess}"


def plover(folder: Path, errors: bool) -> Iterator[str]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows(folder, "arabic_plover_gsr"):
        found = triggers(row["text"], "ar")
        gold = row["gold"]["plover"]
        total[gold] += 1
        if any(fits(gold, t.type) for t in found):
            right[gold] += 1
        elif errors:
            print(f"{gold} != {show(row['text'], found)}\n    {row['text'][:300]}")
    share = sum(right.values()) / sum(total.values())
    yield f"arabic_plover_gsr: {share:.3f} of {sum(total.values())}"
    yield from (f"  {gold} {right[gold] / total[gold]:.3f} of {total[gold]}" for gold in total)


def fits(gold: str, key: str) -> bool:
    kind = event_types()[key].event_type
    if gold == "PROTEST":
        return kind in PROTEST
    return kind in VIOLENT or key in VIOLENT_TOO


def airwars(folder: Path, errors: bool) -> Iterator[str]:
    texts = rows(folder, "airwars_syria_ar")
    some = first = strikes = 0
    number: Counter[int] = Counter()
    for row in texts:
        found = [t for t in triggers(row["text"], "ar") if t.mode == "reported"]
        some += bool(found)
        number[len(found)] += 1
        allowed = set().union(
            *(STRIKES.get(s, set()) for s in (row["gold"].get("strike_type") or "").split(", "))
        )
        strikes += bool(allowed)
        first += bool(found and found[0].type in allowed)
        if errors and allowed and not (found and found[0].type in allowed):
            print(f"{row['gold']['strike_type']} != {show(row['text'], found)}")
            print("    " + row["text"][:300].replace("\n", " / "))
    middle = sorted(number.elements())[len(texts) // 2]
    yield f"airwars_syria_ar: with an event {some / len(texts):.3f} of {len(texts)}"
    yield f"  a fitting type first {first / strikes:.3f} of {strikes}; median {middle} triggers"


def speed(folder: Path) -> Iterator[str]:
    text = "\n".join(row["text"] for row in rows(folder, "airwars_syria_ar"))[:350_000]
    triggers(text[:3500], "ar")
    began = time.process_time()  # the machine may be busy with something else
    for at in range(0, len(text), 3500):
        triggers(text[at : at + 3500], "ar")
    each = (time.process_time() - began) / (len(text) / 3500)
    yield f"speed: {each * 1000:.2f} ms for 3,500 characters"


def show(text: str, found: Iterable[Trigger]) -> str:
    return "; ".join(f"{t.type}/{t.mode} {t.weight} [{text[t.start : t.end]}]" for t in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", default="", help="case2021, acled, plover or airwars")
    options = parser.parse_args()
    folder, errors = options.folder, options.errors
    print(*typed(folder, "case2021_types", errors == "case2021"), sep="\n")
    print(*typed(folder, "acled_notes_mena_ukr_afg", errors == "acled"), sep="\n")
    print(*plover(folder, errors == "plover"), sep="\n")
    print(*airwars(folder, errors == "airwars"), sep="\n")
    print(*speed(folder), sep="\n")


if __name__ == "__main__":
    main()
