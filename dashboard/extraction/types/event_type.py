"""What kinds of events there are: ACLED's 25 sub-events, one TOML file each.

To add one, put a file into event_types/: its name is the type's key. Its words stand in the file
of that name in each language's triggers/.
"""

from functools import cache
from importlib import resources

from msgspec.structs import asdict

from dashboard.errors import BadLanguageFile
from gazetteer.languages.schema import Knowledge, Words, read_file


class Definition(Knowledge, frozen=True, kw_only=True):
    """A kind of event; `rank` is ACLED's hierarchy, 1 first.

    `absorbs` names the types that, told close by in the same sentence, are this same event.
    """

    label: str
    event_type: str
    sub_event_type: str
    disorder_type: str
    rank: int
    colour: str
    icon: str
    plover: str
    definition: str
    absorbs: Words = ()


class EventType(Definition, frozen=True, kw_only=True):
    """A definition with the key that is its file's name."""

    key: str


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
