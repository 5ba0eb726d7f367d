"""What kinds of events there are, one TOML file each: ACLED's 25 sub-events, and all other news.

To add one, put a file into event_types/: its name is the type's key. Its words stand in the file
of that name in each language's triggers/.
"""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Literal, get_args

from msgspec.structs import asdict

from dashboard.errors import BadLanguageFile
from gazetteer.languages.schema import Knowledge, Words, read_file

Group = Literal[
    "conflict", "disaster", "accident", "crime", "politics", "humanitarian", "economy", "society"
]
CONFLICT: Group = "conflict"
GROUPS: tuple[Group, ...] = get_args(Group)
_CALM = frozenset({"Protests", "Strategic developments"})
_HOSTILE = frozenset({CONFLICT, "crime"})


class Definition(Knowledge, frozen=True, kw_only=True):
    """A kind of event; `rank` is ACLED's hierarchy, 1 first, other news behind it.

    `absorbs` names the types that, told close by in the same sentence, are this same event. ACLED
    knows those of the group "conflict" only; `event_type` of others is the name of their group.
    Codes: GLIDE's two letters, PLOVER's event, CAMEO's root, each where there is one. Outside
    "conflict", `colour` is that of the group.
    """

    group: Group
    label: str
    event_type: str
    sub_event_type: str
    rank: int
    colour: str
    icon: str
    definition: str
    disorder_type: str = ""
    plover: str = ""
    glide: str = ""
    cameo: str = ""
    absorbs: Words = ()


class EventType(Definition, frozen=True, kw_only=True):
    """A definition with the key that is its file's name."""

    key: str

    @property
    def calm(self) -> bool:
        """Whether nobody in it is a target: of other news than conflict and crime nobody is."""
        return self.event_type in _CALM or self.group not in _HOSTILE

    @property
    def mutual(self) -> bool:
        """Whether all in it act: nobody attacks alone."""
        return self.calm or self.event_type == "Battles"


@cache
def event_types() -> dict[str, EventType]:
    """Load all types by key, in ACLED's order; BadLanguageFile for a file with a mistake."""
    folder = resources.files("dashboard.extraction") / "event_types"
    types = []
    for file in folder.iterdir():
        known = read_file(file, Definition, BadLanguageFile)
        types.append(EventType(key=file.name.removesuffix(".toml"), **asdict(known)))
    found = {kind.key: kind for kind in sorted(types, key=lambda kind: (kind.rank, kind.key))}
    for kind in types:
        if unknown := [key for key in kind.absorbs if key not in found]:
            raise BadLanguageFile(f"event_types/{kind.key}.toml: absorbs: no type {unknown[0]}")
    return found


@cache
def by_sub_type() -> dict[str, EventType]:
    """Return the types by the name that events, filters and exports call them by."""
    return {kind.sub_event_type: kind for kind in event_types().values()}


def group_of(sub_type: str) -> str:
    """Return the group of a type by the name that events have; "" for one that is not known."""
    kind = by_sub_type().get(sub_type)
    return kind.group if kind else ""


def sub_types(chosen: Iterable[str]) -> tuple[str, ...]:
    """Write types for each group among names of types and groups: what a filter's tree means."""
    found: dict[str, None] = {}
    for name in chosen:
        of_group = [kind.sub_event_type for kind in event_types().values() if kind.group == name]
        found.update(dict.fromkeys(of_group or [name]))
    return tuple(found)
