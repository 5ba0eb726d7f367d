"""What place names found in gold texts are worth: recognition, distance, calibration."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geopy.distance import great_circle

HEAD = "overlap P / R / F1 | exact P / R / F1 | acc@161 | acc@161, in the country | acc@20 | F1@161"
RECOGNITION = ("gold", "found", "overlap", "exact", "gold spans", "found spans")
BINS = 10


@dataclass(frozen=True, slots=True)
class FoundName:
    """A place name a system found at `start:end`, and the point it gave, if any.

    `country_km` is how far a country that was chosen reaches from its point: corpora disagree by
    hundreds of km on where the point of a country lies.
    """

    start: int
    end: int
    point: tuple[float, float] | None = None
    probability: float = 1.0
    country_km: float = 0.0
    kind: str = "place"


def count(row: Mapping[str, Any], found: Sequence[FoundName]) -> Counter[str]:
    """Count what is right in one text; counts of many texts add up."""
    gold = gold_spans(row)
    pairs = dict(pair(gold, found))
    spans, said = {(g["start"], g["end"]) for g in gold}, {(f.start, f.end) for f in found}
    aggregate = Counter(
        {
            "gold": len(gold),
            "found": len(found),
            "overlap": len(pairs),
            "exact": len(spans & said),
            "gold spans": len(spans),
            "found spans": len(said),
        }
    )
    coded = {
        pairs[i]: (g["lat"], g["lon"]) for i, g in enumerate(gold) if i in pairs and _is_coded(g)
    }
    uncoded = set(pairs.values()) - set(coded)
    aggregate["coded"] = sum(map(_is_coded, gold))
    aggregate["coded found"] = len(coded)
    for j, name in enumerate(found):
        if name.point is not None and j not in uncoded:
            aggregate.update(_count_point(coded.get(j), name.point, name))
    return aggregate


def _is_coded(gold: Mapping[str, Any]) -> bool:
    return gold.get("lat") is not None


def _count_point(
    gold: tuple[float, float] | None, point: tuple[float, float], name: FoundName
) -> dict[str, int]:
    """Count one point that was given; where gold has no name there, it is wrong."""
    km = great_circle(gold, point).km if gold else 1e9
    right = int(km <= 161)
    return {
        "said": 1,
        "161": right,
        "161 or country": int(km <= max(161.0, name.country_km)),
        "20": int(km <= 20),
        # calibration: of what is put on the map, which demonyms never are; in millionths, so that
        # counters of whole numbers add up
        **(_bins(name.probability, right) if name.kind != "demonym" else {}),
    }


def _bins(probability: float, right: int) -> dict[str, int]:
    number = min(BINS - 1, int(probability * BINS))
    return {
        f"bin {number}": 1,
        f"bin {number} right": right,
        f"bin {number} said": round(1e6 * probability),
        "brier": round(1e6 * (probability - right) ** 2),
    }


def cells(aggregate: Counter[str]) -> str:
    """Return the cells of a table row, as HEAD names them."""
    row = [
        _prf(aggregate["overlap"], aggregate["found"], aggregate["gold"]),
        _prf(aggregate["exact"], aggregate["found spans"], aggregate["gold spans"]),
    ]
    if not aggregate["coded"] or not aggregate["said"]:
        return " | ".join([*row, *["–"] * 4])
    end_to_end = _f1(
        _share(aggregate["161"], aggregate["said"]), _share(aggregate["161"], aggregate["coded"])
    )
    return " | ".join(
        [
            *row,
            f"{_share(aggregate['161'], aggregate['coded found']):.3f}",
            f"{_share(aggregate['161 or country'], aggregate['coded found']):.3f}",
            f"{_share(aggregate['20'], aggregate['coded found']):.3f}",
            f"{end_to_end:.3f}",
        ]
    )


def reliability(tallies: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Yield the lines of a table: of the names said to be right so often, how many are."""
    yield (
        "| probability | " + " | ".join(f"{name}: said / right (names)" for name in tallies) + " |"
    )
    yield "|---" * (len(tallies) + 1) + "|"
    for number in range(BINS):
        row = [_bin(aggregate, number) for aggregate in tallies.values()]
        yield f"| {number / BINS:.1f} to {(number + 1) / BINS:.1f} | {' | '.join(row)} |"
    row = [f"{brier(aggregate):.3f}" for aggregate in tallies.values()]
    yield f"| Brier score | {' | '.join(row)} |"


def _bin(aggregate: Counter[str], number: int) -> str:
    names = aggregate[f"bin {number}"]
    if not names:
        return "–"
    said, right = (
        aggregate[f"bin {number} said"] / 1e6 / names,
        aggregate[f"bin {number} right"] / names,
    )
    return f"{said:.2f} / {right:.2f} ({names:,})"


def brier(aggregate: Counter[str]) -> float:
    """Return the mean squared error of the probabilities of all names that were given a point."""
    return _share(aggregate["brier"] / 1e6, sum(aggregate[f"bin {n}"] for n in range(BINS)))


def gold_spans(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the place names of a gold row in reading order."""
    spans = row["toponyms"] if row.get("toponyms") is not None else row.get("locations") or []
    return sorted(spans, key=lambda span: span["start"])


def pair(
    gold: Iterable[Mapping[str, Any]], found: Sequence[FoundName]
) -> Iterator[tuple[int, int]]:
    """Pair overlapping spans one to one, in reading order, the longest overlap first."""
    used: set[int] = set()
    for i, g in enumerate(gold):
        overlaps = [
            (min(g["end"], f.end) - max(g["start"], f.start), -j)
            for j, f in enumerate(found)
            if j not in used
        ]
        best = max(overlaps, default=(0, 0))
        if best[0] > 0:
            used.add(-best[1])
            yield i, -best[1]


def _prf(right: int, said: int, gold: int) -> str:
    p, r = _share(right, said), _share(right, gold)
    return f"{p:.3f} / {r:.3f} / {_f1(p, r):.3f}"


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0
