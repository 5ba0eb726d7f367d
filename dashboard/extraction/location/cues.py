"""What the words beside a place say of it: a preposition, an owner, what it holds, a list."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import get_args

from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.languages.location import PlaceCues, Preposition
from dashboard.extraction.text.text import Text, folded_in, tokens_in, words_in
from gazetteer.languages.schema import Words
from gazetteer.place import Resolution
from gazetteer.spelling.fold import fold_word

_CUE_WORDS, _CUE_REACH = 4, 60  # words and characters
_CONTAINER_REACH = 30  # characters
_CONTAINER_WORDS = 3
_LINK_REACH = 45  # characters
_OWNER_REACH = 45  # characters
_DEEPEST = 4
COMMA = re.compile(r"[,،;؛:()\n]")
_STOPS = re.compile(r"[.;:()؛!?؟\n]")
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}")
_NEXT_NOUN = re.compile(r"\.? ([a-z]\w+)")
_CUE_STOPS = frozenset(".,،؛;:!?؟()\n")


def cue_before(text: Text, at: int) -> str:
    """Return the kind of the preposition before a place: in, on, near, from, to, direction, of.

    "of" is one only where nothing stands before it: "in the town of X" is in X. In a language with
    such a word, "south of X" is seen from X but "in southern X" is in it.
    """
    cues, of = prepositions(text.language.code), of_words(text.language.code)
    words = text.words
    i = bisect_left(words.starts, at) - 1
    glued = i >= 0 and words.ends[i] > at
    if glued and (kind := cues.get(folded_in(text, words.starts[i], at) + "-")):
        return kind
    i, seen, found = i - glued, int(glued), ""
    while i >= 0 and seen < _CUE_WORDS and words.starts[i] >= at - _CUE_REACH:
        if i + 1 < len(words.gaps) and not _CUE_STOPS.isdisjoint(words.gaps[i + 1]):
            break
        word = words.keys[i]
        i -= 1
        if word[0].isdecimal():
            continue
        seen += 1
        if word in of:
            found = "of"
            continue
        kind = cues.get(word)
        if kind is not None and (kind != "direction" or found or not of):
            return kind
    return found


def clause_before(text: Text, at: int, reach: int, stops: frozenset[str]) -> Sequence[str]:
    """Return the folded words before `at`, at most `reach` characters, behind the last stop."""
    words = text.words
    first = bisect_right(words.ends, at - reach)
    last = bisect_left(words.starts, at, first)
    glued = last > 0 and words.ends[last - 1] > at
    if not glued and last < len(words.gaps) and not stops.isdisjoint(words.gaps[last]):
        return ()
    for i in range(last - 1, first, -1):
        if words.gaps[i] != " " and not stops.isdisjoint(words.gaps[i]):
            return words_in(text, words.starts[i], at)
    return words_in(text, at - reach, at)


def clause_after(text: Text, at: int, reach: int, stops: frozenset[str]) -> Sequence[str]:
    """Return the folded words from `at` on, at most `reach` characters, up to the first stop."""
    words = text.words
    first = bisect_left(words.starts, at)
    last = bisect_left(words.starts, at + reach, first)
    for i in range(first, last):
        if words.gaps[i] != " " and not stops.isdisjoint(words.gaps[i]):
            last = i
            break
    return words_in(text, at, words.ends[last - 1]) if first < last else ()


def listed(text: Text, one: Resolution, other: Resolution) -> bool:
    """Return whether two names follow each other in a list: a comma, "and", a head noun at most."""
    end, start = one.mention.end, other.mention.start
    if not 0 < start - end <= _CONTAINER_REACH:
        return False
    between = text.original[end:start]
    if joined(text, end, start):
        return len(words_in(text, end, start)) <= _CONTAINER_WORDS and not _STOPS.search(between)
    return not between.strip(" ,،#")


def joined(text: Text, end: int, start: int) -> bool:
    """Return whether the words between two names make a list of them."""
    words = words_in(text, end, start)
    lists = _lists(text.language.code)
    return bool(words) and (words[0] in lists or words[-1] in lists)


def holds(text: Text, one: Resolution, candidates: Sequence[Resolution]) -> int:
    """Count the names right before a place that it only serves to place: in "A, B, C", C has 2."""
    depth, start = 0, one.mention.start
    while depth < _DEEPEST:
        other = next((o for o in candidates if leads_to(text, o.mention.end, start)), None)
        if other is None:
            break
        depth, start = depth + 1, other.mention.start
    return depth


def owns(text: Text, one: Resolution, candidates: Sequence[Resolution]) -> bool:
    """Return whether a name only says whose the next thing is: "Homs neighbourhood of Baba Amr"."""
    at = one.mention.end
    code, written = text.language.code, text.original
    if _INITIALS.fullmatch(one.mention.text) and _NEXT_NOUN.match(written, at):
        return is_adjective(text, one)
    behind = (o.mention.start for o in candidates if o.mention.start > at + 1)
    following = min(behind, default=len(written))
    if following - at > _OWNER_REACH or COMMA.search(written, at, following):
        return False
    words = words_in(text, at, following)
    opens = bool(words) and words[0] in prepositions(code)
    return bool(words) and words[-1] in of_words(code) and not opens


def is_adjective(text: Text, one: Resolution) -> bool:
    """Return whether initials only describe the next noun: "US soldiers", "the US dollar"."""
    short = _INITIALS.fullmatch(one.mention.text)
    noun = _NEXT_NOUN.match(text.original, one.mention.end) if short else None
    return noun is not None and noun[1] not in prepositions(text.language.code)


def link(text: Text, end: int, start: int) -> str:
    """Name how a name that ends at `end` hangs together with the one that begins at `start`.

    "X, Y" comma; "X in Y", "X, near the Y" in, near; "X district of Y" part; "X town of Y" town;
    "X's Y" possessive; "X Y" beside; "" where more than that stands between.
    """
    if not 0 < start - end <= _LINK_REACH:
        return ""
    between, code = text.original[end:start], text.language.code
    if "\n" in between or _STOPS.search(between.replace("(", "")):
        return ""
    words = words_in(text, end, start)
    if not words:
        return "comma" if between.strip() else "beside"
    if words[0] == "s" and between[0] in "’'":
        return "possessive" if _only(words[1:], code) else ""
    if not _only(words, code):
        return ""
    if words[-1] in of_words(code) or words[0] in parts(code):
        named = parts(code).isdisjoint(words)
        noun = next((w for w in words if w in class_nouns(code)), "")
        return "of" if named and not noun else "town" if named else "part"
    kinds = map(prepositions(code).get, words)
    return next((kind for kind in kinds if kind), "sort")


def _only(words: Sequence[str], code: str) -> bool:
    """Return whether words are but prepositions, sorts of places and sides of the compass."""
    return _small_words(code).issuperset(words)


@cache
def _small_words(code: str) -> frozenset[str]:
    names = load_language(code).names
    listed = [*names.stop, *names.compass, *names.heads, *names.compass_adjectives]
    known = frozenset(map(fold_word, listed)) - _joiners(code)
    known |= class_nouns(code) | parts(code) | of_words(code) | _folded(_cues(code).dressing)
    return known | (frozenset(prepositions(code)) - aims(code)) - _joiners(code)


@cache
def parts(code: str) -> frozenset[str]:
    """List the nouns for a part of a place: "the X district of Y" is X."""
    return _folded(_cues(code).part)


def leads_to(text: Text, end: int, start: int) -> bool:
    """Return whether a name that ends at `end` is held by the one at `start`."""
    if not 0 < start - end <= _CONTAINER_REACH:
        return False
    words = words_in(text, end, start)
    joined = not _joiners(text.language.code).isdisjoint(words)
    return len(words) <= _CONTAINER_WORDS and not joined and "\n" not in text.original[end:start]


@cache
def prepositions(code: str) -> dict[str, str]:
    """Map a folded preposition, or a glued one with "-", to its kind."""
    found: dict[str, str] = {}
    by_kind = _cues(code).prepositions
    for kind in get_args(Preposition):
        for word in by_kind.get(kind, ()):
            glued = word.endswith("-")
            found[fold_word(word.rstrip("-")) + ("-" if glued else "")] = kind
    return found


@cache
def _joiners(code: str) -> frozenset[str]:
    """List the words that put two places side by side, so that neither holds the other."""
    return _folded(_cues(code).joiners)


@cache
def _lists(code: str) -> frozenset[str]:
    """List the words that make a list of two names."""
    return _folded(_cues(code).lists)


@cache
def clause_words(code: str) -> frozenset[str]:
    """List the words that begin another clause of a sentence: "after", "while"."""
    return _folded(_cues(code).clause)


def opens_clause(text: Text, start: int, end: int) -> bool:
    """Return whether a date phrase dates only the clause that it opens: "two days after"."""
    words = words_in(text, start, end)
    return len(words) > 1 and words[-1] in _gap_words(text.language.code)


def tells_toll(text: Text, start: int, end: int) -> bool:
    """Return whether a sentence gives the toll of what happened, perhaps on another day."""
    toll = _toll_words(text.language.code)
    return not toll.isdisjoint(chain.from_iterable(tokens_in(text, start, end).forms))


@cache
def _toll_words(code: str) -> frozenset[str]:
    return _folded(_cues(code).toll)


@cache
def _gap_words(code: str) -> frozenset[str]:
    return _folded(_cues(code).gap)


@cache
def aims(code: str) -> frozenset[str]:
    """List the words after which stands what an event was aimed at: "targeting"."""
    return _folded(_cues(code).aim)


@cache
def causes(code: str) -> frozenset[str]:
    """List the words after which stands what people march for or against: "against"."""
    return _folded(_cues(code).cause)


@cache
def asides(code: str) -> frozenset[str]:
    """List the words that lead to what is only said about a thing: "which", "located"."""
    return _folded(_cues(code).aside)


@cache
def class_nouns(code: str) -> frozenset[str]:
    """List the nouns that say after a name what sort of place it is: "district"."""
    names = load_language(code).names
    return _folded((*names.heads, *names.heads_after, *names.weak_heads))


def _cues(code: str) -> PlaceCues:
    return load_language(code).location.cues


def _folded(words: Words) -> frozenset[str]:
    return frozenset(map(fold_word, words))


@cache
def speech_words(code: str) -> frozenset[str]:
    """List the words by which somebody says something: "said"."""
    own = load_language(code)
    listed = (*own.names.speech, *own.claims.says, *own.claims.according)
    return frozenset(fold_word(phrase.split()[0]) for phrase in listed)


@cache
def source_words(code: str) -> frozenset[str]:
    """List the words that lead to whoever the news is from: "according"."""
    phrases = load_language(code).claims.according
    return frozenset(fold_word(phrase.split()[0]) for phrase in phrases) - prepositions(code).keys()


@cache
def of_words(code: str) -> frozenset[str]:
    """List the words that follow a head noun before its name: "town of"."""
    return _folded(_cues(code).of)
