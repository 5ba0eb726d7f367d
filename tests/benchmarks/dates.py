"""How many date phrases are read as they should be: python -m tests.benchmarks.dates FILE.

Each line of FILE is {"phrase", "reference", "gold"}: `gold` is the beginning of the ISO date of the
first day, null where no day can be said.
"""

import json
import sys
from datetime import date
from pathlib import Path

from dashboard.extraction.dates.finder import find_dates
from tests.texts import as_text


def is_right(phrase: str, reference: date, gold: str | None) -> bool:
    """Return whether the phrase is found as one date that begins, and stays, where `gold` says."""
    spans = find_dates(as_text(phrase, "ar"), reference)
    days = [span for span in spans if span.first and span.last]
    if gold is None:
        return not days
    if len(days) != 1 or not days[0].first or not days[0].last:
        return False
    whole = len(gold) == len("2023-08-14") or days[0].last.isoformat().startswith(gold)
    return whole and days[0].first.isoformat().startswith(gold)


def main(path: str) -> None:
    """Print the score and every miss."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    misses = [
        row
        for row in rows
        if not is_right(row["phrase"], date.fromisoformat(row["reference"]), row["gold"])
    ]
    print(f"{len(rows) - len(misses)} of {len(rows)} right")
    for row in misses:
        found = find_dates(as_text(row["phrase"], "ar"), date.fromisoformat(row["reference"]))
        said = [f"{span.phrase}: {span.edtf or 'no day'}" for span in found]
        print(f"  {row['phrase']}: expected {row['gold']}, found {', '.join(said) or 'nothing'}")


if __name__ == "__main__":
    main(sys.argv[1])
