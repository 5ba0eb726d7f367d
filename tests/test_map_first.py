"""What stands beside a map waits for it once, and not where no browser will ever ask."""

from threading import Thread
from typing import Any

import pytest

from dashboard.views import map_first


class Session:
    """A session's state, and whether a server runs."""

    def __init__(self) -> None:
        self.session_state: dict[str, Any] = {}


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    opened = Session()
    monkeypatch.setattr(map_first, "st", opened)
    monkeypatch.setattr(map_first.runtime, "exists", lambda: True)
    monkeypatch.setattr(map_first, "LONGEST", 60)
    return opened


def test_a_page_goes_on_when_its_map_has_been_answered(session: Session) -> None:
    waiting = Thread(target=map_first.wait)
    waiting.start()
    while map_first.OPENED not in session.session_state or waiting.is_alive():
        map_first.answered()
    waiting.join()


def test_it_waits_on_the_first_run_only(session: Session) -> None:
    session.session_state[map_first.OPENED] = True
    map_first.wait()  # for a minute, if it waited


def test_without_a_server_nothing_is_waited_for(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_first.runtime, "exists", lambda: False)
    map_first.wait()
    assert map_first.OPENED not in session.session_state


def test_a_map_that_never_asks_holds_the_page_up_for_a_moment_only(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert map_first.LONGEST == 60  # patched; the real one is half a second
    monkeypatch.setattr(map_first, "LONGEST", 0.01)
    map_first.wait()
    assert session.session_state[map_first.OPENED]
