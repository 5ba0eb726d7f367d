"""The event types are ACLED's and those of all other news; their patterns can be read."""

import re

import pytest

from dashboard.extraction.languages.language import codes, language
from dashboard.extraction.types.event_type import CONFLICT, EventType, event_types
from dashboard.extraction.types.triggers import find_triggers
from tests.texts import as_text

TYPES = event_types()
ACLED = {key: kind for key, kind in TYPES.items() if kind.group == CONFLICT}
OTHERS = {key: kind for key, kind in TYPES.items() if kind.group != CONFLICT}
EVENT_TYPES = {
    "Battles": 3,
    "Protests": 3,
    "Riots": 2,
    "Explosions/Remote violence": 6,
    "Violence against civilians": 3,
    "Strategic developments": 8,
}


def test_the_hierarchy_has_25_ranks_each_taken_once() -> None:
    assert [kind.rank for kind in ACLED.values()] == list(range(1, 26))


@pytest.mark.parametrize(("event_type", "number"), EVENT_TYPES.items())
def test_every_event_type_has_its_sub_events(event_type: str, number: int) -> None:
    assert sum(kind.event_type == event_type for kind in TYPES.values()) == number


def test_no_two_types_look_or_are_called_the_same() -> None:
    for field in ("sub_event_type", "definition"):
        assert len({getattr(kind, field) for kind in TYPES.values()}) == len(TYPES), field
    assert len({kind.colour for kind in ACLED.values()}) == len(ACLED)


def test_other_news_has_a_colour_a_group_and_an_icon_a_type() -> None:
    colours: dict[str, set[str]] = {}
    for kind in OTHERS.values():
        colours.setdefault(kind.group, set()).add(kind.colour)
    assert not {group: found for group, found in colours.items() if len(found) > 1}
    assert len(colours) == len(set.union(*colours.values())) == 7
    assert {kind.event_type for kind in OTHERS.values()}.isdisjoint(EVENT_TYPES)
    assert all(len(kind.glide) == 2 for kind in OTHERS.values() if kind.group == "disaster")


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_a_type_is_complete(kind: EventType) -> None:
    assert re.fullmatch(r"#[0-9A-Fa-f]{6}", kind.colour)
    assert kind.icon and kind.definition.endswith(".")
    assert set(kind.absorbs) <= set(TYPES) - {kind.key}
    if kind.group == CONFLICT:
        languages = [known for code in codes() if (known := language(code).triggers)]
        assert languages and all(kind.key in known for known in languages)


@pytest.mark.parametrize(("code", "key"), [(c, k) for c in codes() for k in language(c).triggers])
def test_no_pattern_is_written_twice_in_a_list(code: str, key: str) -> None:
    known = language(code).triggers[key]
    for words in (known.strong, known.cancel, *(group.words for group in known.weak)):
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("code", codes())
def test_every_pattern_of_a_language_can_be_expanded(code: str) -> None:
    assert find_triggers(as_text("", code)) == ()
