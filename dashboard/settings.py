"""Settings, read from DATELINE_* environment variables."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.model import CHARACTERS, Reading
from gazetteer.environment import INDEX
from gazetteer.environment import home as default_home

NAMES = tuple(
    f"DATELINE_{name}"
    for name in (
        "HOME",
        "STORE",
        "INDEX",
        "ONLINE_TILES",
        "TILES",
        "HOST",
        "NAMES",
        "TOKEN",
        "LOGIN",
        "READING",
        "MAX_CHARACTERS",
    )
)
TOKEN = re.compile(r"[\w.~-]{16,}", re.ASCII)  # what goes into an address and a cookie as it is
LONG = 300_000  # characters of an article, unless said
YES, NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are kept and what is allowed.

    `home` holds the store and the gazetteer, `store` is a URL (sqlite:///path), `index` the
    gazetteer's file. `tiles` is what lies under the events instead of our own map: the address of
    tiles elsewhere, which the browser then fetches, or a file; `online_tiles` means
    OpenStreetMap's. Without either nothing ever leaves this machine. `host` is the address to
    listen on, `names` what else it is asked for by, `token` what who comes has to bring, "" for
    nothing; `login` says that a proxy in front asks who comes. `reading` is how articles are read;
    None: careful where a person waits, else fast. `characters` is how long an article may be.
    """

    home: Path
    store: str
    index: Path
    online_tiles: bool = False
    tiles: str = ""
    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    token: str = field(default="", repr=False)
    login: bool = False
    reading: Reading | None = None
    characters: int = LONG


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; DashboardError names a variable that cannot be understood."""
    return _settings(tuple((name, environment.get(name, "")) for name in NAMES))


def page_reading() -> Reading:
    """Return how pages read articles: as DATELINE_READING says, else carefully."""
    return settings().reading or Reading.CAREFUL


@lru_cache(maxsize=16)
def _settings(variables: tuple[tuple[str, str], ...]) -> Settings:
    environment = dict(variables)
    given = environment.get("DATELINE_HOME")
    home = Path(given).expanduser().resolve() if given else default_home()
    return Settings(
        home=home,
        store=environment.get("DATELINE_STORE") or f"sqlite:///{home / 'dateline.db'}",
        index=Path(environment.get("DATELINE_INDEX") or home / INDEX).expanduser().resolve(),
        online_tiles=_switch("DATELINE_ONLINE_TILES", environment),
        tiles=environment["DATELINE_TILES"].strip(),
        host=environment.get("DATELINE_HOST") or "127.0.0.1",
        names=tuple(environment["DATELINE_NAMES"].replace(",", " ").split()),
        token=_token(environment["DATELINE_TOKEN"]),
        login=_switch("DATELINE_LOGIN", environment),
        reading=_reading(environment),
        characters=_characters(environment["DATELINE_MAX_CHARACTERS"]),
    )


def _reading(environment: Mapping[str, str]) -> Reading | None:
    value = environment.get("DATELINE_READING", "").strip().lower()
    try:
        return Reading(value) if value else None
    except ValueError as error:
        raise DashboardError(f"DATELINE_READING: {value!r} is neither careful nor fast") from error


def _token(given: str) -> str:
    if given and not TOKEN.fullmatch(given):
        raise DashboardError(
            "DATELINE_TOKEN: needs 16 letters or more, of a to z, digits and . _ ~ -; leave it out "
            "for a new one at each start"
        )
    return given


def _characters(given: str) -> int:
    number = given.strip().replace(",", "").replace("_", "") or str(LONG)
    if not (number.isascii() and number.isdigit() and 1000 <= int(number) <= CHARACTERS):
        raise DashboardError(
            f"DATELINE_MAX_CHARACTERS: {given!r} is no number from 1,000 to {CHARACTERS:,}"
        )
    return int(number)


def _switch(name: str, environment: Mapping[str, str]) -> bool:
    value = environment.get(name, "").strip().lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise DashboardError(f"{name}: {value!r} is neither on nor off; say 1 or 0")
