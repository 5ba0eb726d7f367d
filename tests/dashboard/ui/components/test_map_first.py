"""What stands beside a map waits for it once, and not where no browser will ever ask."""

from typing import Any

import pytest

from dashboard.ui.components import map_first


class Answered:
    """Whether a map was answered; tells who waited, how long, and what was forgotten before."""

    def __init__(self) -> None:
        self.calls: list[object] = []

    def clear(self) -> None:
        self.calls.append("clear")

    def wait(self, longest: float) -> None:
        self.calls.append(longest)

    def set(self) -> None:
        self.calls.append("set")


class Session:
    """A session's state."""

    def __init__(self) -> None:
        self.session_state: dict[str, Any] = {}


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Answered:
    answered = Answered()
    monkeypatch.setattr(map_first, "st", Session())
    monkeypatch.setattr(map_first.runtime, "exists", lambda: True)
    monkeypatch.setattr(map_first, "_answered", answered)
    return answered


def test_a_session_s_first_run_waits_for_an_answer_to_come_and_no_other_does(
    answered: Answered,
) -> None:
    map_first.wait()
    map_first.wait()
    assert answered.calls == ["clear", map_first.LONGEST]


def test_a_browser_that_keeps_the_map_away_hardly_notices() -> None:
    assert 0 < map_first.LONGEST <= 0.5


def test_without_a_server_nothing_is_waited_for(
    answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_first.runtime, "exists", lambda: False)
    map_first.wait()
    assert not answered.calls


def test_an_answer_to_a_map_lets_the_page_go_on(answered: Answered) -> None:
    map_first.answered()
    assert answered.calls == ["set"]
