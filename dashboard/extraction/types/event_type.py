"""What kinds of events there are: ACLED's 25 sub-events, one TOML file each.

To add one, put a file into event_types/: its name is the type's key.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dashboard.errors import BadLanguageFile

WEAK = 0.6


@dataclass(frozen=True, slots=True)
class TriggerGroup:
    """Words that tell of an event, alone or with company in their sentence.

    `support`: one of these must stand near, on the side `order` names (after, before, any);
    `without`: none of these may. Words are patterns of `dashboard.extraction.text.patterns`.
    """

    words: tuple[str, ...]
    weight: float = 1.0
    support: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    order: str = "any"


@dataclass(frozen=True, slots=True)
class TriggerWords:
    """A type's words in one language; `cancel` are phrases in which they mean something else."""

    groups: tuple[TriggerGroup, ...]
    cancel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event; `rank` is ACLED's hierarchy, 1 first.

    `absorbs` names the types that, told close by in the same sentence, are this same event.
    """

    key: str
    label: str
    event_type: str
    sub_event_type: str
    disorder_type: str
    rank: int
    colour: str
    icon: str
    plover: str
    definition: str
    absorbs: tuple[str, ...]
    triggers: Mapping[str, TriggerWords]


@cache
def event_types() -> dict[str, EventType]:
    """Load all types by key, in ACLED's order; BadLanguageFile for a file with a mistake."""
    folder = resources.files("dashboard.extraction") / "event_types"
    types = []
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            try:
                types.append(_event_type(file.name[:-5], tomllib.loads(file.read_text("utf-8"))))
            except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
                raise BadLanguageFile(f"event_types/{file.name}: {error}") from error
    return {kind.key: kind for kind in sorted(types, key=lambda kind: (kind.rank, kind.key))}


def words_in(kind: EventType, code: str) -> TriggerWords:
    """Return a type's words in a language, none where its file has no such table yet."""
    return kind.triggers.get(code, TriggerWords(()))


def _event_type(key: str, data: dict[str, Any]) -> EventType:
    words = {code: _trigger_words(table) for code, table in data.pop("triggers", {}).items()}
    absorbs = tuple(data.pop("absorbs", ()))
    return EventType(key=key, absorbs=absorbs, triggers=words, **data)


def _trigger_words(table: dict[str, Any]) -> TriggerWords:
    groups = [TriggerGroup(tuple(table.pop("strong", ())))]
    for weak in table.pop("weak", ()):
        groups.append(
            TriggerGroup(
                words=tuple(weak.pop("words")),
                weight=weak.pop("weight", WEAK),
                support=tuple(weak.pop("with", ())),
                without=tuple(weak.pop("without", ())),
                order=weak.pop("order", "any"),
            )
        )
        if weak:
            raise KeyError(f"unknown in [[weak]]: {', '.join(weak)}")
    cancel = tuple(table.pop("not", ()))
    if table:
        raise KeyError(f"unknown in [triggers]: {', '.join(table)}")
    return TriggerWords(tuple(groups), cancel)
