"""Blocks leave out only what is too far apart anyway."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from dashboard.events.blocks import NEAR_DAYS, near_pairs
from dashboard.events.incident_features import Report, days_between, is_far
from dashboard.events.near_duplicates import Wording
from dashboard.model import Area, DateSpan, Document, Event

FIRST = date(2024, 5, 1)


def report(chance: random.Random, number: int, days: int, crowd: float) -> Report:
    """Make a report somewhere on Earth; some around one town, some vague, some without a place."""
    lat, lon = chance.uniform(-89, 89), chance.uniform(-180, 180)
    if chance.random() < crowd:
        lat, lon = (
            60 + chance.uniform(-2, 2),
            chance.choice((179.9, -179.9)) + chance.uniform(0, 0.1),
        )
    radius = chance.choice((1.0, 5.0, 50.0, 50.1, 400.0)) if crowd else 5.0
    area = None if crowd and chance.random() < 0.05 else Area(lat, lon, radius)
    day = FIRST + timedelta(chance.randrange(days))
    last = day + timedelta(chance.randrange(3) if crowd else 0)
    when = DateSpan(0, 1, day, last, 1, None, "", "")
    document = Document(f"d{number}", "", published=day)
    event = Event(
        f"e{number}", document.id, "", "", area, None, when, (), None, None, (), 0, 0, 1.0
    )
    return Report(event, document, Wording(frozenset(), frozenset()), document.id)


@pytest.mark.parametrize("seed", range(5))
def test_no_pair_that_is_near_is_left_out(seed: int) -> None:
    chance = random.Random(seed)
    reports = [report(chance, number, 12, 0.5) for number in range(120)]
    near = set()
    for (i, a), (j, b) in combinations(enumerate(reports), 2):
        assert a.days and b.days
        if days_between(a.days, b.days) <= NEAR_DAYS and not is_far(a.event, b.event):
            near.add((i, j))
    compared = list(near_pairs(reports))
    assert len(compared) == len(set(compared))
    assert near <= set(compared)
    assert len(near) > 100


def test_reports_of_one_day_all_over_the_world_are_hardly_compared() -> None:
    chance = random.Random(1)
    reports = [report(chance, number, 1, 0.0) for number in range(2000)]
    assert sum(1 for _ in near_pairs(reports)) < 0.01 * 2000**2 / 2


def test_a_report_without_any_day_is_compared_with_none() -> None:
    one, other = (report(random.Random(1), number, 1, 0.0) for number in range(2))
    undated = replace(
        one, event=replace(one.event, when=None), document=replace(one.document, published=None)
    )
    assert list(near_pairs([undated, other])) == []
    assert list(near_pairs([one, other])) == [(0, 1)]
