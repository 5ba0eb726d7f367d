"""The event types are ACLED's, and every pattern in their files can be read."""

import re

import pytest

from dashboard.extraction.text.language import codes, language
from dashboard.extraction.types.event_type import EventType, event_types
from dashboard.extraction.types.triggers import find_triggers

TYPES = event_types()
EVENT_TYPES = {
    "Battles": 3,
    "Protests": 3,
    "Riots": 2,
    "Explosions/Remote violence": 6,
    "Violence against civilians": 3,
    "Strategic developments": 8,
}


def test_the_hierarchy_has_25_ranks_each_taken_once() -> None:
    assert [kind.rank for kind in TYPES.values()] == list(range(1, 26))


@pytest.mark.parametrize(("event_type", "number"), EVENT_TYPES.items())
def test_every_event_type_has_its_sub_events(event_type: str, number: int) -> None:
    assert sum(kind.event_type == event_type for kind in TYPES.values()) == number


def test_no_two_types_look_or_are_called_the_same() -> None:
    for field in ("label", "sub_event_type", "colour", "definition"):
        assert len({getattr(kind, field) for kind in TYPES.values()}) == len(TYPES), field


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_a_type_is_complete(kind: EventType) -> None:
    assert re.fullmatch(r"#[0-9A-F]{6}", kind.colour)
    assert kind.icon and kind.definition.endswith(".")
    assert set(kind.absorbs) <= set(TYPES) - {kind.key}
    assert all(kind.key in language(code).triggers for code in codes())


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
@pytest.mark.parametrize("code", codes())
def test_no_pattern_is_written_twice_in_a_list(kind: EventType, code: str) -> None:
    known = language(code).triggers[kind.key]
    for words in (known.strong, known.cancel, *(group.words for group in known.weak)):
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("code", codes())
def test_every_pattern_of_a_language_can_be_expanded(code: str) -> None:
    assert find_triggers("", [], language(code)) == ()
