"""How well the pipeline reads the case files: `python -m tests.benchmarks.cases`.

`--errors` lists what is wrong, case by case. `--update` raises the floors of tests/quality.json
to a little under what is measured; it lowers none without `--allow-regression`.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from geopy.distance import great_circle

from dashboard.extraction.types.event_type import CONFLICT, by_sub_type
from dashboard.model import Event, Extraction
from gazetteer.index.index import Index, default_path
from gazetteer.place import Resolution
from tests.case_files import LANGUAGES, ROOT, Case, GoldEvent, GoldPlace, cases, extracted

QUALITY = ROOT.with_name("quality.json")
MARGIN = 0.02
# measure: (right, of)
MEASURES = {
    "places found": ("found", "said or gold"),
    "places right": ("placed", "gold places"),
    "not places": ("left alone", "gold not places"),
    "events found": ("events found", "gold events"),
    "events true": ("events found", "events said"),
    "dates exact": ("day exact", "gold days"),
    "dayparts": ("daypart right", "gold dayparts"),
    "sub-types": ("type right", "gold events"),
    "killed": ("killed right", "gold killed"),
    "held back": ("held back", "gold not reported"),
}


def digest() -> str:
    """Return the sha256 of all case files, so that no gold moves unseen."""
    found = hashlib.sha256()
    for path in sorted(ROOT.glob("*/*.txt")):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def count(case: Case, result: Extraction, errors: list[str]) -> Counter[str]:
    """Count what is right in one case, and say what is not."""
    return _count_places(case, result, errors) + _count_events(case, result, errors)


def _count_places(case: Case, result: Extraction, errors: list[str]) -> Counter[str]:
    said = [r for r in result.mentions if r.mention.kind != "demonym"]
    gold = [place for place in case.places if place.km]
    pairs = dict(_pair(gold, said))
    aggregate = Counter({"gold places": len(gold), "found": 2 * len(pairs)})
    aggregate["said or gold"] = len(gold) + len(said)
    for i, place in enumerate(gold):
        answer = said[pairs[i]].place if i in pairs else None
        far = great_circle((place.lat, place.lon), (answer.lat, answer.lon)).km if answer else None
        aggregate["placed"] += far is not None and far <= place.km
        if i not in pairs:
            errors.append(f"place missed      {place.surface}")
        elif answer is None or far is None:
            errors.append(f"place unresolved  {place.surface}")
        elif far > place.km:
            errors.append(
                f"place wrong       {place.surface}: {answer.id} {answer.name}, {far:.0f} km"
            )
    for j, resolution in enumerate(said):
        if j not in pairs.values():
            errors.append(f"place not in gold {resolution.mention.text}")
    for place in (place for place in case.places if not place.km):
        aggregate["gold not places"] += 1
        aggregate["left alone"] += not any(_overlap(place, r) for r in said)
    return aggregate


def _overlap(place: GoldPlace, said: Resolution) -> int:
    return max(0, min(place.end, said.mention.end) - max(place.start, said.mention.start))


def _pair(gold: list[GoldPlace], said: list[Resolution]) -> Iterator[tuple[int, int]]:
    used: set[int] = set()
    for i, place in enumerate(gold):
        free = [j for j in range(len(said)) if j not in used and _overlap(place, said[j])]
        if free:
            best = max(free, key=lambda j: _overlap(place, said[j]))
            used.add(best)
            yield i, best


def _count_events(case: Case, result: Extraction, errors: list[str]) -> Counter[str]:
    said = [event for event in result.events if event.mode == "reported"]
    gold = [event for event in case.events if event.mode == "reported"]
    aggregate = Counter({"gold events": len(gold), "events said": len(said)})
    ranked = sorted(
        ((_likeness(g, s), -i, -j) for i, g in enumerate(gold) for j, s in enumerate(said)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for likeness, i, j in ranked:
        if likeness >= 3 and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    for i, event in enumerate(gold):
        aggregate += _judge(event, said[pairs[i]] if i in pairs else None, case, errors)
    for j, answer in enumerate(said):
        if j in pairs.values():
            continue
        other_news = by_sub_type()[answer.sub_type].group != CONFLICT  # the gold holds none
        if other_news or any(_also_there(event, answer) for event in gold):
            aggregate["events said"] -= 1
        else:
            errors.append(f"event not in gold {describe(answer, case)}")
    for event in (event for event in case.events if event.mode != "reported"):
        # an answer that is a reported event of the same sentence is not this one told as happened
        as_happened = [
            s
            for j, s in enumerate(said)
            if j not in pairs.values()
            and s.start <= event.at < s.end
            and s.sub_type in event.sub_types
        ]
        aggregate["gold not reported"] += 1
        aggregate["held back"] += not as_happened
        if as_happened:
            errors.append(f"event {event.mode}, reported: {describe(as_happened[0], case)}")
    return aggregate


def _judge(gold: GoldEvent, said: Event | None, case: Case, errors: list[str]) -> Counter[str]:
    aggregate: Counter[str] = Counter()
    aggregate["gold days"] = int(gold.first is not None and gold.first == gold.last)
    aggregate["gold dayparts"] = int(bool(gold.daypart))
    aggregate["gold killed"] = int(gold.killed is not None)
    words = case.document.text[gold.at : gold.at + 40]
    if said is None:
        errors.append(f"event missed      {gold.sub_types[0]} | {words}")
        return aggregate
    exact = said.when is not None and (said.when.first, said.when.last) == (gold.first, gold.last)
    aggregate["events found"] = int(same_place(gold, said) and same_day(gold, said))
    aggregate["day exact"] = int(exact and aggregate["gold days"])
    part = said.when.daypart if said.when else None
    aggregate["daypart right"] = int(bool(gold.daypart) and part == gold.daypart)
    aggregate["type right"] = int(said.sub_type in gold.sub_types)
    low, high = gold.killed or (0, -1)
    dead = said.fatalities
    aggregate["killed right"] = int(dead is not None and dead.low <= high and dead.high >= low)
    checks = {
        "place": same_place(gold, said),
        "day": same_day(gold, said) and (exact or not aggregate["gold days"]),
        "daypart": aggregate["daypart right"] == aggregate["gold dayparts"],
        "type": aggregate["type right"],
        "killed": aggregate["killed right"] == aggregate["gold killed"],
    }
    wrong = [name for name, right in checks.items() if not right]
    if wrong:
        errors.append(f"event, wrong {'+'.join(wrong)}: {words} => {describe(said, case)}")
    return aggregate


def _likeness(gold: GoldEvent, said: Event) -> int:
    here = said.start <= gold.at < said.end
    return (
        3 * same_place(gold, said)
        + 3 * (said.sub_type in gold.sub_types)
        + 2 * same_day(gold, said)
        + 3 * here
        - 3
    )


def _also_there(gold: GoldEvent, said: Event) -> bool:
    """Return whether an answer is the gold event at another of the places the sentence lists."""
    here = said.start <= gold.at < said.end and said.sub_type in gold.sub_types
    return here and len(gold.places) > 1 and same_place(gold, said) and same_day(gold, said)


def same_place(gold: GoldEvent, said: Event) -> bool:
    """Return whether an event is within the tolerance of one of the places it may be at."""
    at = said.place or said.area
    return not gold.places or any(
        at is not None and great_circle((p.lat, p.lon), (at.lat, at.lon)).km <= p.km
        for p in gold.places
    )


def same_day(gold: GoldEvent, said: Event) -> bool:
    """Return whether the days meet."""
    if gold.first is None or gold.last is None:
        return True
    if said.when is None or said.when.first is None:
        return False
    last: date = said.when.last or said.when.first
    return said.when.first <= gold.last and gold.first <= last


def describe(event: Event, case: Case) -> str:
    """Say what was answered, on one line."""
    when = f"{event.when.edtf} {event.when.daypart or ''}" if event.when else "no day"
    dead = f", killed {event.fatalities.low}-{event.fatalities.high}" if event.fatalities else ""
    where = event.place.name if event.place else "no place"
    return f"{event.sub_type} | {where} | {when}{dead} | {case.document.text[event.start :][:60]!r}"


def measure(
    index: Index, errors: dict[str, list[str]] | None = None
) -> dict[str, dict[str, float]]:
    """Return every measure of every language, from 0 to 1."""
    found = {}
    for language in LANGUAGES:
        aggregate: Counter[str] = Counter()
        for case in cases(language):
            wrong: list[str] = []
            aggregate.update(count(case, extracted(case, index), wrong))
            if errors is not None:
                errors[case.id] = wrong
        found[language] = {
            name: round(aggregate[right] / max(1, aggregate[of]), 3)
            for name, (right, of) in MEASURES.items()
        }
    return found


def update(measured: dict[str, dict[str, float]], path: Path, *, lower: bool) -> list[str]:
    """Write the floors; return those that fell, and then write nothing unless `lower`."""
    old = json.loads(path.read_text(encoding="utf-8"))["floors"] if path.is_file() else {}
    floors = {
        language: {name: max(0.0, round(value - MARGIN, 3)) for name, value in values.items()}
        for language, values in measured.items()
    }
    fell = [
        f"{language} {name}: {floor} -> {floors[language].get(name)}"
        for language, values in old.items()
        for name, floor in values.items()
        if measured[language].get(name, 0.0) < floor
    ]
    if not lower:
        if fell:
            return fell
        for language, values in old.items():
            for name, floor in values.items():
                floors[language][name] = max(floor, floors[language][name])
    data = {"corpus": digest(), "floors": floors}
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    return fell


def main() -> int:
    """Print the table; write the floors where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    errors: dict[str, list[str]] = {}
    with Index(default_path()) as index:
        measured = measure(index, errors)
    if options.errors:
        for case, wrong in errors.items():
            print(f"{case}\n" + "".join(f"  {line}\n" for line in wrong), end="")
    sizes = "  ".join(f"{language} ({len(cases(language))})" for language in LANGUAGES)
    print(f"{'':14}{sizes}")
    for name in MEASURES:
        print(
            f"{name:14}" + "  ".join(f"{measured[language][name]:7.3f}" for language in LANGUAGES)
        )
    if not options.update:
        return 0
    fell = update(measured, QUALITY, lower=options.allow_regression)
    if fell and not options.allow_regression:
        print("not written, these would fall (--allow-regression):", *fell, sep="\n  ")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
