"""Inputs changed at random: each is read, or refused in a sentence."""

import pytest

from gazetteer.index.index import Index
from tests.hostile.fuzz import CRASHED, LATE, fuzz

pytestmark = pytest.mark.slow

SEED, INPUTS = 2, 2000  # half a minute of CPU


def test_whatever_is_changed_every_input_is_read_or_refused(index: Index) -> None:
    outcomes = fuzz(SEED, INPUTS, index=index.path)
    assert not outcomes.failures
    assert outcomes.of(CRASHED) == outcomes.of(LATE) == 0
    assert outcomes.of("read") and outcomes.of("refused")
