"""As which words of names a word of a text may be read: without what is written onto it.

Prefixes ("בחיפה", "l'Odet") are clitics and no part of the name; endings ("Киеве", "Ankara'da") are
part of what is marked, and the name stands in the gazetteer without them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, product

from gazetteer.place import NameRules
from gazetteer.spelling.words import FoldedText, Words, shape_of

APOSTROPHE = "'"  # in a key, where it tells what is written onto a word
_APOSTROPHES = "'’‘´`"
_STEM, _NAME = 2, 3  # letters that an ending leaves, and that a base form has at least
_INFLECTED = 3  # words of a name that may each have an ending
_MOST = 40  # ways in which such words are read together


@lru_cache(maxsize=50_000)
def strip_clitics(word: str, rules: NameRules) -> tuple[tuple[str, str], ...]:
    """Return (clitic, rest) for every way a folded word may be read, the whole word first."""
    before, mark, after = word.partition(APOSTROPHE)
    whole = before + after
    found = [("", whole)]
    if mark and rules.apostrophe_endings:
        found.append(("", before))
    elif mark:
        found.append((before, after))
    elif rules.article:
        found += _arabic_clitics(word, rules)
    elif rules.proclitics:
        found += _stripped("", word, rules.proclitics)
    if rules.endings and not mark:
        bases = [(clitic, base) for clitic, rest in found for base in _bases(rest, rules)]
        found = list(dict.fromkeys(found + bases))
    return tuple(found)


def _arabic_clitics(word: str, rules: NameRules) -> Iterator[tuple[str, str]]:
    """Strip و or ف, then one of ب ل ك, with لل standing for ل + ال."""
    conjunctions = [c for c in ("و", "ف") if word.startswith(c) and len(word) > 3]
    for conjunction in ("", *conjunctions):
        rest = word[len(conjunction) :]
        if conjunction:
            yield conjunction, rest
        if rest.startswith("لل") and len(rest) > 4:
            yield conjunction + "ل", rules.article + rest[2:]
        if rest[0] in "بلك" and len(rest) > 3:
            yield conjunction + rest[0], rest[1:]


def _stripped(clitic: str, word: str, proclitics: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Strip prefixes that stand in the order of the list, each once at most."""
    for number, prefix in enumerate(proclitics):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            rest = word[len(prefix) :]
            yield clitic + prefix, rest
            yield from _stripped(clitic + prefix, rest, proclitics[number + 1 :])


def _bases(word: str, rules: NameRules) -> Iterator[str]:
    """Yield what a word may be the inflected form of; words of two letters have no endings."""
    for ending, bases in rules.endings:
        if word.endswith(ending) and len(word) >= len(ending) + _STEM:
            stem = word[: len(word) - len(ending)]
            yield from (stem + base for base in bases if len(stem + base) >= _NAME)


def followings(keys: Sequence[str], rules: NameRules) -> Iterator[Sequence[str]]:
    """Yield every way to read the words behind the first one of a name, as they are first."""
    if not (rules.endings or rules.apostrophe_endings or rules.elisions):
        yield keys
        return
    forms = [_forms(key, rules) for key in keys[: _INFLECTED - 1]]
    rest = [strip_clitics(key, rules)[0][1] for key in keys[_INFLECTED - 1 :]]
    for way in islice(product(*forms), _MOST):
        yield [*way, *rest]


def _forms(key: str, rules: NameRules) -> list[str]:
    return [word for clitic, word in strip_clitics(key, rules) if not clitic]


def mark_apostrophes(text: FoldedText, rules: NameRules) -> Words:
    """Return the words of a text with the apostrophe kept in those where it tells their parts.

    Folding drops it: "l'odet" and "ankara'da" are the keys of what is lodet and ankarada without.
    An elided word has the shape of what stands behind: "l'Odet" is written with a capital. In the
    middle of a name nothing is taken apart: "Côte d'Ivoire".
    """
    words = text.words
    if not (rules.elisions or rules.apostrophe_endings):
        return words
    keys, shapes = list(words.keys), list(words.shapes)
    for number, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        surface = text.original[start:end]
        at = next((i for i, char in enumerate(surface) if char in _APOSTROPHES), 0)
        if not at or at + 1 >= len(surface):
            continue
        before = text.folded[words.at[number] : words.at[number] + at]
        if rules.apostrophe_endings:
            keys[number] = before + APOSTROPHE + keys[number][at:]
        elif before in rules.elisions and not _goes_on(words, number, rules):
            keys[number] = before + APOSTROPHE + keys[number][at:]
            shapes[number] = shape_of(surface[at + 1 :])
    return replace(words, keys=keys, shapes=shapes)


def _goes_on(words: Words, number: int, rules: NameRules) -> bool:
    """Return whether a name may go on with an elided word: one with a capital stands before it."""
    if not number or words.shapes[number - 1] not in "XA" or words.gaps[number] not in (" ", "-"):
        return False
    before = words.keys[number - 1]
    return not any(before in kind for kind in (rules.prepositions, rules.never, rules.heads))
