"""Eight people at once: everybody is shown every page, and nothing outside is asked for any."""

from pathlib import Path

import pytest

from tests.hostile.users import ADDRESSES, filled, session, together, view
from tests.proxy import Recorder

pytestmark = [pytest.mark.process, pytest.mark.slow]

USERS = 8


def test_eight_at_once_are_shown_every_page_and_nothing_outside_is_asked(tmp_path: Path) -> None:
    recorder = Recorder()
    with filled(tmp_path, recorder) as host:
        seen = together(host, USERS, rounds=1)
    assert not seen.errors
    assert len(seen.seconds) == USERS * len(ADDRESSES)
    assert not recorder.asked


def test_a_page_that_is_none_is_no_error_of_the_server(tmp_path: Path) -> None:
    with filled(tmp_path, Recorder()) as host, session(host) as websocket:
        assert not view(websocket, "\u202e../x%00" * 50)
        assert not view(websocket, "")
