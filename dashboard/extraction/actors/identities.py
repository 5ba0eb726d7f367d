"""Who is who, whatever a language calls them: an actor's key, and its codes by day and country."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

from msgspec import field

from dashboard.errors import BadLanguageFile
from dashboard.extraction.languages.actors import Inter
from gazetteer.languages.schema import Knowledge, read_file

FORCES = "forces-"  # and the ISO code of their country: a state's forces need no line in the file
CIVILIANS = "civilians"
_STATE, _EXTERNAL = 1, 8


class Code(Knowledge, frozen=True, kw_only=True):
    """ACLED's kind of actor from `first` to `last` (`from`, `to`), a year or a day, both included.

    Outside `home` it is 8; "" where it holds everywhere.
    """

    inter: Inter
    home: str = ""
    first: int | date = field(name="from", default=1)
    last: int | date = field(name="to", default=9999)


class Identities(Knowledge, frozen=True, kw_only=True):
    """The codes of each actor by its key, in the order of time."""

    codes: Mapping[str, tuple[Code, ...]]


def inter_on(key: str, day: date) -> int:
    """Return the code of a known actor at home on a day, the last one it had where none holds."""
    codes = codes_of(key)
    holds = (code for code in codes if span(code.first, code.last)[0] <= day)
    return [codes[0], *holds][-1].inter


def inter_in(key: str, inter: int, country: str) -> int:
    """Return the code of a known actor in a country, which is `inter` at home."""
    homes = {code.home for code in codes_of(key)} - {""}
    return _EXTERNAL if country and homes and country not in homes else inter


def span(first: int | date, last: int | date) -> tuple[date, date]:
    """Read years, or the very days where power changed hands."""
    return (
        first if isinstance(first, date) else date(first, 1, 1),
        last if isinstance(last, date) else date(last, 12, 31),
    )


def codes_of(key: str) -> tuple[Code, ...]:
    """Return the codes of a known actor; KeyError where identities.toml has none."""
    if key.startswith(FORCES):
        return (Code(inter=_STATE, home=key.removeprefix(FORCES)),)
    return identities()[key]


@cache
def identities() -> Mapping[str, tuple[Code, ...]]:
    """Read identities.toml."""
    file = resources.files("dashboard.extraction") / "actors" / "identities.toml"
    return read_file(file, Identities, BadLanguageFile).codes
