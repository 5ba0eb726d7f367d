"""One identity for an actor in all languages: قسد and the SDF are the same."""

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from dashboard.extraction.actors.identities import CIVILIANS, FORCES
from dashboard.extraction.actors.lexicon import keys
from dashboard.extraction.languages.language import codes

_ENGLISH = "en"
_STATE = "Military Forces of "  # as ACLED calls an army


def identity_of(name: str) -> str:
    """Return the key of an actor by a name that events give it; who is not known keeps the name.

    Codings add letters before it and where or when behind it: "QSD: Name", "Name (Syria)".
    """
    named, keyed = _identities(), _names()
    for form in _forms(name):
        if form in named or form in keyed:
            return named.get(form, form)
    return name


def names_of(identity: str) -> tuple[str, ...]:
    """List the names of an actor in all languages; who is not known has the one."""
    return _names().get(identity, (identity,))


def name_in(name: str, language: str) -> str:
    """Return what a language calls an actor by a name, or by its key; English where it has none.

    A name of that language stays as it is: what is said of 2015 keeps the name of 2015.
    """
    if name in keys(language):
        return name
    identity = identity_of(name)
    return _of_key(language).get(identity) or _of_key(_ENGLISH).get(identity) or name


def _forms(name: str) -> Iterator[str]:
    yield name
    bare = name.rpartition(" (")[0] if name.endswith(")") else name
    yield bare
    yield bare.partition(": ")[2]
    if bare == "Civilians":
        yield CIVILIANS
    if bare.startswith(_STATE):
        yield f"{FORCES}{_countries().get(bare.removeprefix(_STATE), '')}"


@cache
def _countries() -> Mapping[str, str]:
    """Map the English names of countries to their ISO codes."""
    territories = Locale(_ENGLISH).territories
    return {name: code for code, name in territories.items() if len(code) == 2}


@cache
def _of_key(language: str) -> Mapping[str, str]:
    """Map each key to the name that holds now."""
    found: dict[str, str] = {}
    for name, key in keys(language).items():
        found.setdefault(key, name)
    return found


@cache
def _identities() -> Mapping[str, str]:
    return {name: key for code in codes() for name, key in keys(code).items()}


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, key in _identities().items():
        found[key] = (*found.get(key, ()), name)
    return found
