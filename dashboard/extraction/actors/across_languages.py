"""One identity for an actor in all languages: قسد and the SDF are the same."""

from collections.abc import Mapping
from functools import cache

from dashboard.extraction.actors.lexicon import keys
from dashboard.extraction.languages.language import codes

_ENGLISH = "en"


def identity_of(name: str) -> str:
    """Return the key of an actor by a name that events give it; who is not known keeps the name."""
    return _identities().get(name, name)


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
