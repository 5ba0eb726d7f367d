"""How well events are found: python -m tests.benchmarks.events ../shared/evaluation/events.

Runs the whole pipeline over the gold texts as `extract --jsonl` does (the language is not told)
and scores what it writes with the scorer that lies beside the gold; then types, marked places,
incidents and contested incidents by their own benchmarks. `--readme` writes the table
there. `--keep FOLDER` keeps what was extracted.
"""

import argparse
import importlib.util
import io
import json
import random
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.events.records import extraction_record
from dashboard.extraction.pipeline import extract
from dashboard.model import Document
from gazetteer.index.index import Index, default_path
from tests.benchmarks import claims, event_marks, triggers
from tests.chapters import add_option, write_between

MARKS = ("<!-- tests.benchmarks.events -->", "<!-- end of tests.benchmarks.events -->")
SCORED = (
    "airwars_syria_ar",
    "airwars_syria_en",
    "airwars_gaza_en",
    "acled_notes_mena_ukr_afg",
    "case2021_types",
)
Row = tuple[str, str, str]


def main(arguments: list[str] | None = None) -> None:
    """Print the table of every gold file that is there, and write it where asked."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.events", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="texts of each file, 0 for all")
    parser.add_argument("--only", default="", help="a part of the file's name; no other benchmark")
    parser.add_argument("--keep", type=Path, help="write what was extracted here")
    add_option(parser)
    options = parser.parse_args(arguments)
    with Index(default_path()) as index:
        rows = list(_scored(options, index))
        if not options.only:
            rows += _others(options.folder, index, options.sample)
    lines = ["| gold | measure | figures |", "|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    print("\n".join(lines))
    if options.readme:
        write_between(options.readme, MARKS, "\n".join(lines))


def _scored(options: argparse.Namespace, index: Index) -> Iterator[Row]:
    """Yield a row for each line that the scorer prints."""
    for name in SCORED:
        path = options.folder / f"{name}.dev.jsonl"
        if options.only not in name or not path.exists():
            continue
        rows = sampled(path, options.sample)
        found = [json.dumps(_record(row, index), ensure_ascii=False) for row in rows]
        with TemporaryDirectory() as temporary:
            folder = options.keep or Path(temporary)
            gold, out = folder / f"{name}.gold.jsonl", folder / f"{name}.jsonl"
            gold.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
            out.write_text("\n".join(found), encoding="utf-8")
            printed = _score(options.folder.parent / "score.py", gold, out)
        for line in printed.splitlines():
            measure, *figures = re.split(r" {2,}", line.strip())
            yield name, measure, "; ".join(figures)


def sampled(path: Path, count: int) -> list[dict[str, Any]]:
    """Read the rows of a gold file, or the same `count` of them each time."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if count and count < len(rows):
        rows = random.Random(7).sample(rows, count)
    return rows


def _record(row: dict[str, Any], index: Index) -> dict[str, Any]:
    published = row.get("published")
    day = date.fromisoformat(published) if published else None
    return extraction_record(extract(Document(str(row["id"]), row["text"], published=day), index))


def _score(scorer: Path, gold: Path, out: Path) -> str:
    """Hand what was found to the scorer in the form it reads; return what it prints."""
    spec = importlib.util.spec_from_file_location("score", scorer)
    if spec is None or spec.loader is None:
        sys.exit(f"{scorer}: the scorer is not there")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    with redirect_stdout(io.StringIO()) as printed:
        score.events(gold, out)
    return printed.getvalue()


def _others(folder: Path, index: Index, sample: int) -> Iterator[Row]:
    """Yield what the scorer does not tell: types, marked places, incidents, contested ones."""
    for name in ("case2021_types", "acled_notes_mena_ukr_afg"):
        line, macro, *_ = triggers.typed(folder, name, errors=False)
        yield (
            name,
            "sub-event type of the words, ACLED's types",
            f"{_figures(line)}; {macro.strip()}",
        )
    yield (
        "arabic_plover_gsr",
        "assault or protest told right",
        _figures(next(triggers.plover(folder, errors=False))),
    )
    causes = event_marks.count(folder, index, sample)
    right, telling = causes["right"], causes.total() - causes[event_marks.CAUSES[1]]
    share = f"{right / causes.total():.3f} of {causes.total()} sentences with a place"
    event = f"{right / telling:.3f} of the {telling} that tell an event of ACLED's types"
    yield event_marks.MARKED, "event at the marked words, whole pipeline", f"{share}; {event}"
    yield from _with_scipy(folder, index)
    for corpus, figures in claims.table(folder, index):
        yield corpus, "contested incidents", figures


def _with_scipy(folder: Path, index: Index) -> Iterator[Row]:
    """Yield what is fitted anew for each fold."""
    try:
        from dashboard.extraction.training import location as places
        from dashboard.extraction.training import types as types
        from tests.benchmarks import incidents
    except ModuleNotFoundError:
        yield "–", "what is learned fold by fold", "not measured: scipy is not installed"
        return
    asked = list(places.questions(folder / f"{event_marks.MARKED}.dev.jsonl", index))
    yield (
        event_marks.MARKED,
        "the chooser alone, verb given, 10-fold",
        places.cross_validate(asked, ()),
    )
    typed = ("acled_notes_mena_ukr_afg", "case2021_types", "arabic_plover_gsr")
    asked_types = [one for name in typed for one in types.questions(folder / f"{name}.dev.jsonl")]
    for name in typed:
        for line in types.validate(asked_types, name):
            how, figures = line.removeprefix(f"{name}, ").split(": ", 1)
            yield name, f"type among those told, {how}", figures
    for corpus, figures in incidents.table(folder, index):
        yield corpus, "texts of one incident, groups of three or more, held out by fold", figures


def _figures(line: str) -> str:
    return line.split(":", 1)[1].strip()


if __name__ == "__main__":
    main()
