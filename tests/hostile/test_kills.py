"""Killed at random moments, what writes loses nothing that it said was kept."""

import sys

import pytest

from tests.hostile.kills import PREY, hunt

pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals")
def test_what_was_said_to_be_kept_is_there_whole() -> None:
    survived = hunt(kills=2 * len(PREY), seed=5)
    assert set(survived.values()) == {2}
