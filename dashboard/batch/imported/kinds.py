"""Which of our types an event is, by what another coding calls it."""

import tomllib
from functools import cache
from importlib import resources

import msgspec

from dashboard.extraction.types.event_type import EventType, event_types
from dashboard.readers.tables.table import plain
from dashboard.translations import languages, translator

UNKNOWN = "other_occurrence"
_LONGEST = 80  # characters of a label


class Codings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The types of other codings: their codes or names, and the keys of ours."""

    ucdp: dict[str, str]
    cameo: dict[str, str]
    words: dict[str, str]


@cache
def codings() -> Codings:
    """Read what other codings call our types."""
    file = resources.files("dashboard.batch.imported") / "kinds.toml"
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Codings)


def kind_and_label(column: str, value: str) -> tuple[EventType, str]:
    """Return the type of a cell and what to call it: in the coder's words where we know no type."""
    kind = kind_of(column, value)
    unknown = kind.key == UNKNOWN and any(map(str.isalpha, value))
    return kind, value[:_LONGEST] if unknown else kind.label


def kind_of(column: str, value: str) -> EventType:
    """Return the type that a cell of a column names; one of its own where nothing is known."""
    types, known = event_types(), codings()
    if column == "typeofviolence":
        return types[known.ucdp.get(value.strip(), UNKNOWN)]
    if column == "eventrootcode":
        return types[known.cameo.get(value.strip().lstrip("0"), UNKNOWN)]
    name = plain(value)
    return types[_ours().get(name) or known.words.get(name, UNKNOWN)]


@cache
def _ours() -> dict[str, str]:
    """Return our keys by every name that our own exports and pages write, in all languages."""
    names = {}
    said = [translator(language) for language in languages()]
    for kind in reversed(event_types().values()):
        labels = (translate(kind.label) for translate in said)
        for name in (*labels, kind.label, kind.sub_event_type, kind.key):
            names[plain(name)] = kind.key
    return names
