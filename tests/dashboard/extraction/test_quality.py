"""The floors of tests/quality.json: what we read right may rise, and may not fall unseen."""

import json
from pathlib import Path

import pytest

from gazetteer.index.index import Index
from tests.benchmarks.cases import MEASURES, QUALITY, digest, measure, update
from tests.case_files import LANGUAGES

PINNED = json.loads(QUALITY.read_text(encoding="utf-8"))


def test_the_case_files_are_those_the_floors_were_measured_on() -> None:
    assert PINNED["corpus"] == digest(), (
        "the case files changed: look at what became of the figures, then run"
        " python -m tests.benchmarks.cases --update --allow-regression"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MEASURES)
def test_no_figure_falls_below_its_floor(language: str, name: str, index: Index) -> None:
    assert measure(index)[language][name] >= PINNED["floors"][language][name]


def test_a_floor_is_raised_and_not_lowered_unless_allowed(tmp_path: Path) -> None:
    path = tmp_path / "quality.json"

    def floor() -> float:
        found: float = json.loads(path.read_text(encoding="utf-8"))["floors"]["en"]["places"]
        return found

    assert update({"en": {"places": 0.5}}, path, lower=False) == []
    assert floor() == 0.48
    assert update({"en": {"places": 0.7}}, path, lower=False) == []
    assert floor() == 0.68
    assert update({"en": {"places": 0.67}}, path, lower=False) == ["en places: 0.68 -> 0.65"]
    assert floor() == 0.68
    assert update({"en": {"places": 0.67}}, path, lower=True)
    assert floor() == 0.65
