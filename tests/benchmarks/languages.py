"""How well names of places are found, by language: python -m tests.benchmarks.languages [FOLDER].

On 150 news sentences of our own a language (`tests/cases/places`) and, where FOLDER is given
(../shared/evaluation/places), on free gold of these languages: overlap precision, recall and F1,
read fast and carefully. A second table says which sentences of our own (`tests/cases/sentences`)
a careful reading takes for events, and of how many it names the group. `--errors` prints what is
missed (-) and what is none (+) when read carefully, `--readme` writes the tables into the docs.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dashboard.extraction.languages.language import codes, language
from dashboard.extraction.pipeline import extract
from dashboard.extraction.types.event_type import group_of
from dashboard.model import Document, Reading
from gazetteer.index.index import Index, default_path
from tests.benchmarks.place_scores import FoundName, cells, count, gold_spans, pair
from tests.chapters import add_option, write_between
from tests.paths import ROOT

Rows = list[dict[str, Any]]
CASES = ROOT / "tests" / "cases" / "places"
SENTENCES = ROOT / "tests" / "cases" / "sentences"
MARKS = ("<!-- tests.benchmarks.languages -->", "<!-- end of tests.benchmarks.languages -->")
MOST = 1_000  # rows of a file that are read
WITH_EVENTS = ("ar", "en")  # measured by tests.benchmarks.places


def main() -> None:
    """Print the table, and put it into the docs where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--languages", nargs="+", choices=codes(), default=codes())
    parser.add_argument("--errors", action="store_true")
    add_option(parser)
    options = parser.parse_args()
    lines = []
    wanted = sorted(set(options.languages) - set(WITH_EVENTS))
    table = _table(wanted, options.folder, errors=options.errors)
    for line in (*table, "", *_events_table(wanted)):
        print(line, flush=True)
        lines.append(line)
    if options.readme:
        write_between(options.readme, MARKS, "\n".join(lines))


def cases(code: str) -> Rows:
    """Return the sentences of a language with their names as gold has them."""
    lines = (CASES / f"{code}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [
        {"text": row["text"], "locations": [{"start": s, "end": e} for s, e in row["places"]]}
        for row in rows
    ]


def score(code: str, rows: Rows, index: Index, reading: Reading) -> Counter[str]:
    """Count what is right in texts of one language."""
    aggregate: Counter[str] = Counter()
    for row in rows:
        aggregate.update(count(row, _found(code, row["text"], index, reading)))
    return aggregate


def f1(aggregate: Counter[str]) -> float:
    """Return the overlap F1 of what was counted."""
    both = aggregate["found"] + aggregate["gold"]
    return 2 * aggregate["overlap"] / both if both else 0.0


def _found(code: str, text: str, index: Index, reading: Reading) -> list[FoundName]:
    mentions = extract(Document("", text, language=code), index, reading=reading).mentions
    return [FoundName(r.mention.start, r.mention.end) for r in mentions]


def _table(wanted: Sequence[str], folder: Path | None, *, errors: bool) -> Iterator[str]:
    yield "| language | sentences | names | fast: P / R / F1 | careful: P / R / F1 |"
    yield "|---|---|---|---|---|"
    with Index(default_path()) as index:
        for code in wanted:
            for name, rows in _files(code, folder):
                both = [cells(score(code, rows, index, reading)) for reading in Reading]
                careful, fast = (one.split(" | ")[0] for one in both)
                names = sum(len(gold_spans(row)) for row in rows)
                yield f"| {language(code).name} ({code}) | {name} | {names} | {fast} | {careful} |"
                if errors:
                    yield from _errors(code, rows, index)


def sentence_score(code: str, index: Index) -> Counter[str]:
    """Count the sentences that tell events, those taken to, and those of the right group."""
    file = SENTENCES / f"{code}.jsonl"
    aggregate: Counter[str] = Counter()
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        document = Document("", row["text"], language=code)
        events = extract(document, index, reading=Reading.CAREFUL).events
        group = row["group"]
        aggregate += Counter(
            {
                "sentences": 1,
                "gold": int(group is not None),
                "found": int(bool(events)),
                "overlap": int(bool(events) and group is not None),
                "group": int(any(group_of(event.sub_type) == group for event in events)),
            }
        )
    return aggregate


def _events_table(wanted: Sequence[str]) -> Iterator[str]:
    yield "| language | sentences | that tell an event: P / R / F1 | group of those found |"
    yield "|---|---|---|---|"
    with Index(default_path()) as index:
        for code in wanted:
            one = sentence_score(code, index)
            found = cells(one).split(" | ")[0]
            right = one["group"] / max(1, one["overlap"])
            yield f"| {language(code).name} ({code}) | {one['sentences']} | {found} | {right:.2f} |"


def _files(code: str, folder: Path | None) -> Iterator[tuple[str, Rows]]:
    yield "our own", cases(code)
    for file in sorted(folder.glob(f"{code}_*_test.jsonl")) if folder else ():
        with file.open(encoding="utf-8") as lines:
            yield file.stem, [json.loads(line) for _, line in zip(range(MOST), lines, strict=False)]


def _errors(code: str, rows: Rows, index: Index) -> Iterator[str]:
    for row in rows:
        text, gold = row["text"], gold_spans(row)
        found = _found(code, text, index, Reading.CAREFUL)
        pairs = dict(pair(gold, found))
        missed = [f"-{text[g['start'] : g['end']]}" for i, g in enumerate(gold) if i not in pairs]
        wrong = {j: f"+{text[f.start : f.end]}" for j, f in enumerate(found)}
        wrongs = [said for j, said in wrong.items() if j not in pairs.values()]
        if missed or wrongs:
            yield f"{' '.join([*missed, *wrongs])} :: {text[:150]}"


if __name__ == "__main__":
    main()
