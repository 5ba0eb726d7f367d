"""Places by the million from real names: halves of the starter's names, put together anew.

The same count and seed give the same places. A name keeps its script, a place lies near a real
one of its country, one name in ten is one that real places have as it is.
"""

import random
from collections.abc import Iterator
from functools import cache

from gazetteer.data import data_path
from gazetteer.place import Place
from gazetteer.sources.table import read
from gazetteer.spelling.fold import name_key

NAMES_A_PLACE = 25 / 12
_CODES = (("P", "PPL"), ("P", "PPL"), ("P", "PPL"), ("S", "SCH"), ("H", "STM"), ("T", "MT"))


@cache
def _real() -> tuple[list[Place], dict[str, list[str]]]:
    """Return real places, and their names by script."""
    places = list(read(data_path("starter.tsv.xz"), "starter"))
    scripts: dict[str, list[str]] = {"ar": [], "": []}
    for place in places:
        for name in (place.name, *place.names):
            plain = name.rpartition("=")[2]
            scripts["ar" if "\u0621" <= plain[:1] <= "\u064a" else ""].append(plain)
    return places, scripts


def places(count: int, seed: int = 1) -> Iterator[Place]:
    """Yield made-up places with two names on average, one in twelve Arabic."""
    draw = random.Random(seed)
    real, scripts = _real()
    latin, arabic = scripts[""], scripts["ar"]
    for number in range(count):
        near = draw.choice(real)
        letter, code = draw.choice(_CODES)
        population = int(10 ** draw.uniform(1, 5)) if letter == "P" and draw.random() < 0.3 else 0
        names = tuple(
            _name(draw, arabic if draw.random() < 0.16 else latin) for _ in range(_further(draw))
        )
        yield Place(
            f"syn:{number}",
            _name(draw, latin),
            near.lat + draw.gauss(0, 0.5),
            near.lon + draw.gauss(0, 0.5),
            letter,
            code,
            near.country,
            near.admin,
            population,
            1.5,
            names,
        )


def _further(draw: random.Random) -> int:
    chance = draw.random()
    return 0 if chance < 0.4 else 1 if chance < 0.75 else 2 if chance < 0.9 else 4


def _name(draw: random.Random, names: list[str]) -> str:
    first = draw.choice(names)
    if draw.random() < 0.1:
        return first
    second = draw.choice(names)
    if " " in first and " " in second:
        return f"{first.rpartition(' ')[0]} {second.rpartition(' ')[2]}"
    return f"{first[: len(first) // 2 + 1]}{second[len(second) // 2 :]}"


def keys(count: int, seed: int = 1) -> list[str]:
    """Return the folded names of the first places, to ask for."""
    return [key for place in places(count, seed) if (key := name_key(place.name))]
