"""The causes of wrong places: each name of a gold text has one."""

from typing import Any

import pytest

from gazetteer.index.index import Index
from tests.benchmarks.place_errors import judge, table

TEXT = "Floods hit Berlin and Lyon on Monday, a Syrian official said in Qarnabad Qarn."


def _row(name: str, lat: float, lon: float) -> dict[str, Any]:
    start = TEXT.index(name)
    gold = {"start": start, "end": start + len(name), "lat": lat, "lon": lon}
    return {"id": "1", "text": TEXT, "toponyms": [gold]}


@pytest.mark.parametrize(
    ("name", "lat", "lon", "cause"),
    [
        ("Berlin", 52.5, 13.4, "right"),
        ("Berlin", 44.5, -71.2, "wrong candidate"),
        ("Lyon", -60.0, 0.0, "no candidate"),
        ("Syrian", 35.0, 38.0, "right"),
        ("Monday", 10.0, 10.0, "not recognised"),
    ],
)
def test_a_gold_name_has_one_cause(
    name: str, lat: float, lon: float, cause: str, index: Index
) -> None:
    assert next(judge(_row(name, lat, lon), index))[0] == cause


def test_what_the_gold_lacks_is_counted_apart(index: Index) -> None:
    lines = list(table([_row("Berlin", 52.5, 13.4)], index))
    assert lines[0].startswith("| not in the gold | ")
    assert "| right | 1 (100.0%) |" in lines[1]
