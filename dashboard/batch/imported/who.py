"""Who a row says was in its event."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dashboard.extraction.types.event_type import EventType
from dashboard.model import Actor

_ROLES = frozenset({"attacker", "target", "actor"})
_LONGEST = 200  # characters of a name


def actors_of(
    row: Mapping[str, Any], kind: EventType, attacker: str, target: str
) -> tuple[Actor, ...]:
    """Return the actors of a row: as our own exports list them, else of its two columns.

    Where nobody attacks alone, both are actors: who protests is no attacker.
    """
    listed = tuple(_listed(row.get("actors")))
    roles = ("actor", "actor") if kind.mutual else ("attacker", "target")
    named = zip((attacker, target), roles, strict=True)
    return listed or tuple(Actor(name[:_LONGEST], role) for name, role in named if name)


def _listed(actors: Any) -> Iterator[Actor]:
    for role, name in _pairs(actors):
        if role in _ROLES and isinstance(name, str) and name:
            yield Actor(name[:_LONGEST], role)


def _pairs(actors: Any) -> Iterable[tuple[Any, Any]]:
    """Read the objects of our JSON, or "role: name; role: name" of our tables."""
    if isinstance(actors, list):
        return ((one.get("role"), one.get("name")) for one in actors if isinstance(one, dict))
    if not isinstance(actors, str):
        return ()
    return ((role, name) for role, _, name in (one.partition(": ") for one in actors.split("; ")))
