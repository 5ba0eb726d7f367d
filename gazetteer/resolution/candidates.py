"""Candidates for a name that the gazetteer does not hold as it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetteer.index.index import Index
from gazetteer.place import Candidate, Mention
from gazetteer.spelling.skeleton import skeleton_of_key

_ONE_SOUND = (("تش", "ش"), ("دج", "ج"))  # "ch" and "j" of other languages, written in two letters
_LEADING = ("the ", "al ", "el ")
_PEOPLE = ("ers", "er")  # "Hong Kongers" are of Hong Kong
MAX = 60


def widen(key: str, mentions: Sequence[Mention], index: Index) -> tuple[Candidate, ...]:
    """Return the candidates of a name: exact, else with another article or feature word."""
    exact: dict[str, Candidate] = {}
    for candidate in (c for m in mentions for c in m.candidates):
        exact.setdefault(candidate.place.id, candidate)
    if exact:
        return tuple(exact.values())[:MAX]
    found = index.lookup(key)
    if found:
        return found
    for other in _without_words(key):
        found = index.lookup(other)
        if found:
            return tuple(replace(c, how="article") for c in found)
    return ()


def resembling(key: str, countries: Iterable[str], index: Index) -> tuple[Candidate, ...]:
    """Return places of nearly that spelling in the countries an article is about.

    One letter off, else the same consonants, else both without the last word ("Puli Alam city");
    for a name that something has marked as a place.
    """
    wanted = tuple(countries)
    found = _nearly(key, wanted, index)
    for letters, one in _ONE_SOUND:
        found = found or (
            _nearly(key.replace(letters, one), wanted, index) if letters in key else ()
        )
    rest = key.rpartition(" ")[0]
    return found if found or not rest.isascii() else _nearly(rest, wanted, index)


def _nearly(key: str, countries: Sequence[str], index: Index) -> tuple[Candidate, ...]:
    if len(key) < 4:
        return ()
    typos = index.typo(key) if len(key) > 4 else ()
    found = tuple(c for c in typos if c.place.country in countries)
    if found or len(skeleton_of_key(key)) < 3:
        return found
    return tuple(c for country in countries for c in index.skeleton(key, country=country))[:MAX]


def _without_words(key: str) -> list[str]:
    """Return the name without its article, with one, joined, or without its first or last word."""
    others = [key.removeprefix(word) for word in _LEADING if key.startswith(word)]
    others += [key.removesuffix(end) for end in _PEOPLE if key.endswith(end)]
    words = key.split()
    if "\u0621" <= key[0] <= "\u064a":
        others.append(key[2:] if key.startswith("ال") and len(key) > 5 else "ال" + key)
        if len(words) > 1:
            others += [key.replace(" ", ""), " ".join(words[1:])]
    elif len(words) > 1:
        others += [" ".join(words[:-1]), " ".join(words[1:])]
    elif key.endswith("s") and len(key) > 4:
        others.append(key[:-1])
    return others
