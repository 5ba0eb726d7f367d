"""How right whole articles are: python -m tests.benchmarks.articles ../shared/evaluation/articles.

Every `*.dev.jsonl` of the folder is read anew and its events are held against the gold by the rule
of the folder's own scorer: an event is right where place, time and group are. `--reading` chooses
how articles are read, `--readme` writes the tables into the docs.
"""

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.batch.jsonl import extract_jsonl
from dashboard.cli.prepare import prepare_gazetteer
from dashboard.model import Reading
from gazetteer.index.index import default_path
from tests.chapters import add_option, write_between

MARKS = ("<!-- tests.benchmarks.articles -->", "<!-- end of tests.benchmarks.articles -->")
BINS = 10
SURE = 0.7
Row = dict[str, Any]
Pair = tuple[int, int]  # a gold event and a told one
Verdict = Sequence[bool]  # passage, place, time, group, type


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables, and put them into the docs where asked to."""
    parser = argparse.ArgumentParser(description="how right whole articles are")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--reading", type=Reading, choices=Reading, default=Reading.CAREFUL)
    add_option(parser)
    options = parser.parse_args(arguments)
    rules = scorer(options.folder)
    prepare_gazetteer(default_path())
    counts = {}
    for file in sorted(options.folder.glob("*.dev.jsonl")):
        gold = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        said = read(gold, options.workers, options.reading)
        counts[file.name.split(".")[0]] = sum(
            (judge(rules, one, found) for one, found in zip(gold, said, strict=True)),
            Counter(),
        )
    counts["all"] = sum(counts.values(), Counter())
    lines = [*measures(counts), "", *groups(counts["all"], rules), "", *reliability(counts)]
    print("\n".join(lines))
    if options.readme:
        write_between(options.readme, MARKS, "\n".join(lines))


def scorer(folder: Path) -> Any:
    """Load the scorer that lies beside the gold."""
    spec = importlib.util.spec_from_file_location("scorer", folder.parent / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder.parent / 'score.py'}: the gold's scorer is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(gold: Iterable[Row], workers: int, reading: Reading) -> list[list[Row]]:
    """Read the articles; return the events of each that it reports as having happened."""
    keys = ("id", "text", "published", "language")
    lines = [json.dumps({key: row.get(key) for key in keys}).encode() for row in gold]
    answers = extract_jsonl(lines, default_path(), workers=workers, reading=reading)
    found = (json.loads(one.line) for one in answers)
    return [[e for e in one["events"] if e["mode"] == "reported"] for one in found]


def judge(rules: Any, gold: Row, said: Sequence[Row]) -> Counter[str]:
    """Count what is right in one article, as the scorer does."""
    events = gold["events"]
    found = Counter({"articles": 1, "gold": len(events), "told": len(said)})
    verdicts, weighed = weigh(rules, gold, said)
    of_said = pair(weighed)
    of_gold = {i: j for j, i in of_said.items()}
    near = {j for _, j in weighed}
    for i, event in enumerate(events):
        found[f"{event['group']} gold"] += 1
        if i in of_gold:
            found += _paired(event, said[of_gold[i]], verdicts[i, of_gold[i]])
    for j, event in enumerate(said):
        right = j in of_said and all(verdicts[of_said[j], j][1:4])
        number = min(BINS - 1, int(event["probability"] * BINS))
        found += Counter({f"bin {number}": 1, f"bin {number} right": right})
        found[f"{rules.GROUP.get(rules.kind_of(event), 'society')} told"] += 1
        found["double" if j in near else "spurious"] += j not in of_said
    gold_dead = sum(sum(e["killed"]) / 2 for e in events if e.get("killed"))
    said_dead = sum(_middle(e["fatalities"]) for e in said if e["fatalities"])
    found += Counter({"dead": int(2 * gold_dead), "dead off": int(2 * abs(gold_dead - said_dead))})
    return found


def weigh(
    rules: Any, gold: Row, said: Sequence[Row]
) -> tuple[dict[Pair, Verdict], dict[Pair, float]]:
    """Return what agrees in each pair of a gold event and a told one, and how well they match."""
    events = gold["events"]
    verdicts = {
        (i, j): rules.agrees(one, two) for i, one in enumerate(events) for j, two in enumerate(said)
    }
    return verdicts, {p: w for p, v in verdicts.items() if (w := _weight(events[p[0]], v))}


def pair(weighed: Mapping[Pair, float]) -> dict[int, int]:
    """Return the gold event of each told one, the best matches first, each once."""
    of_gold: dict[int, int] = {}
    of_said: dict[int, int] = {}
    for i, j in sorted(weighed, key=lambda one: (-weighed[one], one)):
        if i not in of_gold and j not in of_said:
            of_gold[i], of_said[j] = j, i
    return of_said


def _weight(gold: Row, verdict: Verdict) -> float:
    overlap, place, time, group, kind = verdict
    placed = bool(gold.get("place")) and gold["place"].get("lat") is not None
    if overlap or (placed and place and time and group and gold.get("first")):
        return 4 * overlap + 2 * place + 2 * time + group + 0.5 * kind
    return 0.0


def _paired(gold: Row, said: Row, verdict: Verdict) -> Counter[str]:
    _, place, time, group, kind = verdict
    found = Counter({"paired": 1, "place": place, "time": time, "group": group, "type": kind})
    right = place and time and group
    group_of = gold["group"]
    found += Counter({"right": right, f"{group_of} paired": 1, f"{group_of} right": right})
    if gold.get("killed") is not None:
        dead, (low, high) = said["fatalities"], gold["killed"]
        matched = bool(dead) and dead["low"] <= high and dead["high"] >= low
        found += Counter({"killed n": 1, "killed": matched})
    return found


def _middle(count: Row) -> float:
    return float(count["low"] + count["high"]) / 2


def measures(counts: dict[str, Counter[str]]) -> Iterator[str]:
    """Write one row a measure, one column a language."""
    yield f"| measure | {' | '.join(counts)} |"
    yield "|---" * (1 + len(counts)) + "|"
    rows = {
        "articles; events in the gold; told": lambda c: (
            f"{c['articles']}; {c['gold']}; {c['told']}"
        ),
        "right in place, time and group: P / R / F1": lambda c: _prf(c, "right"),
        "found: P / R / F1": lambda c: _prf(c, "paired"),
        "conflict: right, F1; found, R": lambda c: (
            f"{_f1(c['conflict right'], c['conflict told'], c['conflict gold']):.3f}; "
            f"{_share(c['conflict paired'], c['conflict gold']):.3f}"
        ),
        "spurious; told twice, an article": lambda c: (
            f"{_share(c['spurious'], c['articles']):.2f}; {_share(c['double'], c['articles']):.2f}"
        ),
        "of those found: place / time / group / type": lambda c: " / ".join(
            f"{_share(c[name], c['paired']):.3f}" for name in ("place", "time", "group", "type")
        ),
        "of those found with a toll: killed": lambda c: f"{_share(c['killed'], c['killed n']):.3f}",
        "killed, off article by article, as a share of the gold's sum": lambda c: (
            f"{_share(c['dead off'], c['dead']):.2f}"
        ),
        f"right share at a probability of {SURE} and more (events)": _sure,
    }
    for name, cell in rows.items():
        yield f"| {name} | {' | '.join(cell(count) for count in counts.values())} |"


def groups(count: Counter[str], rules: Any) -> Iterator[str]:
    """Write one row a group of events, over all languages."""
    yield "| group | gold | told | right, F1 | right, R | found, R |"
    yield "|---|---|---|---|---|---|"
    for group in dict.fromkeys(rules.GROUP.values()):
        gold, said, right = (count[f"{group} {name}"] for name in ("gold", "told", "right"))
        found = _share(count[f"{group} paired"], gold)
        recall = _share(right, gold)
        f1 = _f1(right, said, gold)
        yield f"| {group} | {gold} | {said} | {f1:.3f} | {recall:.3f} | {found:.3f} |"


def reliability(counts: dict[str, Counter[str]]) -> Iterator[str]:
    """Write how many of the events of each probability are right."""
    yield f"| probability | {' | '.join(f'{name}: right (events)' for name in counts)} |"
    yield "|---" * (1 + len(counts)) + "|"
    for number in range(BINS):
        cells = (
            f"{_share(c[f'bin {number} right'], c[f'bin {number}']):.2f} ({c[f'bin {number}']})"
            for c in counts.values()
        )
        yield f"| {number / BINS:.1f} to {(number + 1) / BINS:.1f} | {' | '.join(cells)} |"


def _sure(count: Counter[str]) -> str:
    bins = range(int(SURE * BINS), BINS)
    events = sum(count[f"bin {number}"] for number in bins)
    return f"{_share(sum(count[f'bin {number} right'] for number in bins), events):.3f} ({events})"


def _prf(count: Counter[str], name: str) -> str:
    precision, recall = _share(count[name], count["told"]), _share(count[name], count["gold"])
    return f"{precision:.3f} / {recall:.3f} / {_f1(count[name], count['told'], count['gold']):.3f}"


def _f1(hits: int, said: int, gold: int) -> float:
    return _share(2 * hits, said + gold)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


if __name__ == "__main__":
    main(sys.argv[1:])
