"""Measure how contested incidents are told from others: python -m tests.benchmarks.claims FOLDER.

FOLDER holds airwars_*.dev.jsonl. Texts of one incident are brought together by its gold `group`;
of each text the reported events near the gold place count, else all. The incident is said to be
contested where the status of all accounts is contested or denied; gold says so where
`strike_status` or `grading` does. That is a weak label: Airwars' people read every source of an
incident, and often the dispute (whose strike, whether those killed were civilians) stands in texts
that are not here, or in none. `blamed` adds: texts that are no copies name different attackers.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geopy.distance import great_circle

from dashboard.events.incident_features import Report, names
from dashboard.events.incidents import reports
from dashboard.events.status import DISPUTED, account, status
from dashboard.extraction.languages.language import codes, language
from dashboard.extraction.pipeline import extract
from dashboard.extraction.text.tokens import PhraseMatcher, tokenize
from dashboard.model import Document, Event
from gazetteer import Index, default_path
from gazetteer.spelling.words import fold_text

NEAR_KM = 20.0


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """An incident: is it contested by gold, and all reports of it."""

    contested: bool
    texts: int
    reports: tuple[Report, ...]
    denial: bool  # a word of denial stands in any of its texts


def main() -> None:
    """Print a row a corpus and way of telling."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    print("| corpus | incidents | contested | said by | P / R / F1 |")
    print("|---|---|---|---|---|")
    with Index(default_path()) as index:
        for file in sorted(options.folder.glob("airwars_*.dev.jsonl")):
            cases = list(_cases(file, index))
            gold = sum(case.contested for case in cases)
            head = f"| {file.name.split('.')[0]} | {len(cases)} | {gold}"
            ways = {
                "claims": [_by_claims(case.reports) for case in cases],
                "claims, blamed": [_by_claims(c.reports) or _blamed(c.reports) for c in cases],
                "everything": [True] * len(cases),
            }
            for way, said in ways.items():
                print(f"{head} | {way} | {_score([case.contested for case in cases], said)} |")
            print(f"<!-- {_limits(cases)} -->")


def table(folder: Path, index: Index) -> Iterator[tuple[str, str]]:
    """Yield the name of each corpus and how well its contested incidents are told."""
    for file in sorted(folder.glob("airwars_*.dev.jsonl")):
        cases = list(_cases(file, index))
        gold = [case.contested for case in cases]
        p, r, _ = _score(gold, [_by_claims(case.reports) for case in cases]).split(" / ")
        denying = [case for case in cases if case.contested and case.denial]
        denied = sum(_by_claims(case.reports) for case in denying)
        bound = f"texts of {len(denying)} hold any word of denial, {denied} of these told"
        yield file.name.split(".")[0], f"R {r} of {sum(gold)}; P {p}; {bound}"


def _cases(file: Path, index: Index) -> Iterator[GoldIncident]:
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in file.open(encoding="utf-8"):
        row = json.loads(line)
        groups[row["group"]].append(row)
    for rows in groups.values():
        gold = rows[0]["gold"]
        label = f"{gold.get('strike_status')} {gold.get('grading')}"
        articles = [_read(row, index) for row in rows]
        denial = any(_may_deny(row["text"]) for row in rows)
        yield GoldIncident(
            "contested" in label.casefold(), len(rows), tuple(reports(articles)), denial
        )


def _may_deny(text: str) -> bool:
    """Return whether a word of denial of any language stands in a text, whoever says it of what."""
    for code in codes():
        denials = PhraseMatcher((word, True) for word in language(code).claims.denies)
        if denials.may_stand_in(tokenize(fold_text(text), language(code))):
            return True
    return False


def _read(row: Mapping[str, Any], index: Index) -> tuple[Document, list[Event]]:
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    found = extract(Document(str(row["id"]), row["text"], published=day), index)
    events = [event for event in found.events if event.mode in ("reported", "denied")]
    near = [event for event in events if _near(event, row["gold"])]
    return found.document, near or events


def _near(event: Event, gold: Mapping[str, Any]) -> bool:
    if event.area is None or gold.get("lat") is None:
        return False
    there = (gold["lat"], gold["lon"])
    return bool(great_circle((event.area.lat, event.area.lon), there).km <= NEAR_KM)


def _by_claims(telling: Sequence[Report]) -> bool:
    accounts = [account(report.event, report.origin) for report in telling]
    return bool(accounts) and status(accounts) in DISPUTED


def _blamed(telling: Sequence[Report]) -> bool:
    """Return whether texts that are no copies of one another name attackers and share none."""
    named: dict[str, set[str]] = defaultdict(set)
    for report in telling:
        named[report.origin] |= names(report.event, "attacker")
    sides = [side for side in named.values() if side]
    return any(not one & other for i, one in enumerate(sides) for other in sides[:i])


def _score(gold: Sequence[bool], said: Sequence[bool]) -> str:
    right = sum(a and b for a, b in zip(gold, said, strict=True))
    p, r = right / max(1, sum(said)), right / max(1, sum(gold))
    f1 = 2 * p * r / (p + r) if right else 0.0
    return f"{p:.3f} / {r:.3f} / {f1:.3f}"


def _limits(cases: Sequence[GoldIncident]) -> str:
    """Say what the contested incidents that were missed have to go by."""
    missed = [case for case in cases if case.contested and not _by_claims(case.reports)]
    counts = Counter(_why(case) for case in missed)
    return "missed: " + ", ".join(f"{why} {n}" for why, n in counts.most_common())


def _why(case: GoldIncident) -> str:
    if not case.reports:
        return "no event found"
    if case.texts == 1:
        return "one text only, which holds no denial"
    claims = [claim for report in case.reports for claim in report.event.claims]
    return "several texts, no denial or other cause" if claims else "several texts, no claim at all"


if __name__ == "__main__":
    main()
