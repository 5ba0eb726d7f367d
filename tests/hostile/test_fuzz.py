"""Inputs changed at random: each is read, or refused in a sentence."""

import pytest

from gazetteer.index.index import Index
from tests.hostile.fuzz import CRASHED, LATE, fuzz

pytestmark = pytest.mark.slow

SEED, INPUTS = 2, 2000  # half a minute of CPU


def test_whatever_is_changed_every_input_is_read_or_refused(index: Index) -> None:
    tally = fuzz(SEED, INPUTS, index=index.path)
    assert not tally.failures
    assert tally.of(CRASHED) == tally.of(LATE) == 0
    assert tally.of("read") and tally.of("refused")
