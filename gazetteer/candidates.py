"""Candidates for a name that the gazetteer does not hold as it is written."""

from collections.abc import Sequence
from dataclasses import replace

from gazetteer.index import Index
from gazetteer.place import Candidate, Mention

_LEADING = ("the ", "al ", "el ")
MAX = 60


def widen(key: str, mentions: Sequence[Mention], index: Index) -> tuple[Candidate, ...]:
    """Return the candidates of a name: exact, else article, feature word, typo, skeleton.

    Fuzzy steps are for spans that something has already marked as a place, never free text.
    """
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
    if mentions[0].probability < 0.6 or len(key) < 5:
        return ()
    return index.typo(key) or index.skeleton(key)


def _without_words(key: str) -> list[str]:
    """Return the name without its article, with one, joined, or without its first or last word."""
    others = [key.removeprefix(word) for word in _LEADING if key.startswith(word)]
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
