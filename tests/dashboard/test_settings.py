"""Where things stand on this machine."""

import pytest

from dashboard.__main__ import READINGS, parser
from dashboard.cli.reading import chosen_reading
from dashboard.errors import DashboardError
from dashboard.model import Reading
from dashboard.settings import settings
from gazetteer.index.index import default_path


def test_both_packages_keep_the_gazetteer_in_the_same_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DATELINE_HOME", raising=False)
    assert settings({}).index == default_path()


@pytest.mark.parametrize(
    ("given", "reading"),
    [("", None), ("careful", Reading.CAREFUL), (" Fast ", Reading.FAST)],
)
def test_a_reading_is_chosen_or_left_to_each_command(given: str, reading: Reading | None) -> None:
    assert settings({"DATELINE_READING": given}).reading is reading


def test_a_reading_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(DashboardError, match=r"DATELINE_READING.*'slow'"):
        settings({"DATELINE_READING": "slow"})


@pytest.mark.parametrize(
    ("arguments", "environment", "chosen"),
    [
        ([], "", Reading.CAREFUL),
        (["--reading", "fast"], "careful", Reading.FAST),
        ([], "fast", Reading.FAST),
    ],
)
def test_a_command_s_own_word_counts_before_the_setting(
    arguments: list[str],
    environment: str,
    chosen: Reading,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATELINE_READING", environment)
    options = parser().parse_args(["extract", *arguments])
    assert chosen_reading(options, Reading.CAREFUL) is chosen


def test_the_command_line_knows_every_reading() -> None:
    assert list(Reading) == list(READINGS)
