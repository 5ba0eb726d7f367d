"""What the words beside a place say of it: a preposition, an owner, what it holds, a list."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import get_args

from dashboard.extraction.languages.location import PlaceCues, Preposition
from dashboard.extraction.text.language import Language
from dashboard.extraction.text.language import language as load_language
from dashboard.extraction.text.tokens import strip_clitics
from gazetteer.languages.schema import Words
from gazetteer.place import Resolution
from gazetteer.spelling.fold import fold, fold_text, fold_word

_CUE_WORDS = 4
_CONTAINER_REACH = 30  # characters
_CONTAINER_WORDS = 3
_LINK_REACH = 45  # characters
_OWNER_REACH = 45  # characters
_DEEPEST = 4
WORD = re.compile(r"\w+")
COMMA = re.compile(r"[,،;؛:()\n]")
_STOPS = re.compile(r"[.;:()؛!?؟\n]")
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}")
_NEXT_NOUN = re.compile(r"\.? ([a-z]\w+)")
_LAST_WORDS = re.compile(r"[^\W\d_]+|[.,،؛;:!?؟()\n]")


def folded(text: str, start: int, end: int) -> str:
    """Return a stretch of a text folded, out of the whole text, which is folded once."""
    whole, offsets = fold_text(text)
    if isinstance(offsets, range):
        return whole[start:end]
    first = bisect_left(offsets, start)
    return whole[first : bisect_left(offsets, end, first)]


def cue_before(text: str, at: int, language: Language) -> str:
    """Return the kind of the preposition before a place: in, on, near, from, to, direction, of.

    "of" is one only where nothing stands before it: "in the town of X" is in X. In a language with
    such a word, "south of X" is seen from X but "in southern X" is in it.
    """
    cues, of = prepositions(language.code), of_words(language.code)
    before = folded(text, max(0, at - 60), at)
    glued = bool(before) and before[-1].isalpha()
    found = ""
    for back, word in enumerate(reversed(_LAST_WORDS.findall(before))):
        if back >= _CUE_WORDS or not word.isalpha():
            break
        if word in of:
            found = "of"
            continue
        kind = cues.get(word + "-" if glued and back == 0 else word)
        if kind is not None and (kind != "direction" or found or not of):
            return kind
    return found


def listed(text: str, one: Resolution, other: Resolution, language: Language) -> bool:
    """Return whether two names follow each other in a list: a comma, "and", a head noun at most."""
    if not 0 < other.mention.start - one.mention.end <= _CONTAINER_REACH:
        return False
    between = text[one.mention.end : other.mention.start]
    if joined(text, one.mention.end, other.mention.start, language):
        return len(WORD.findall(between)) <= _CONTAINER_WORDS and not _STOPS.search(between)
    return not between.strip(" ,،#")


def joined(text: str, end: int, start: int, language: Language) -> bool:
    """Return whether the words between two names make a list of them."""
    words = WORD.findall(folded(text, end, start))
    lists = _lists(language.code)
    return bool(words) and (words[0] in lists or words[-1] in lists)


def holds(text: str, one: Resolution, candidates: Sequence[Resolution], language: Language) -> int:
    """Count the names right before a place that it only serves to place: in "A, B, C", C has 2."""
    depth, start = 0, one.mention.start
    while depth < _DEEPEST:
        other = next(
            (o for o in candidates if leads_to(text, o.mention.end, start, language)), None
        )
        if other is None:
            break
        depth, start = depth + 1, other.mention.start
    return depth


def owns(text: str, one: Resolution, candidates: Sequence[Resolution], language: Language) -> bool:
    """Return whether a name only says whose the next thing is: "Homs neighbourhood of Baba Amr"."""
    at = one.mention.end
    if _INITIALS.fullmatch(one.mention.text) and _NEXT_NOUN.match(text, at):
        return is_adjective(text, one, language)
    following = min(
        (o.mention.start for o in candidates if o.mention.start > at + 1), default=len(text)
    )
    between = text[at:following]
    if len(between) > _OWNER_REACH or COMMA.search(between):
        return False
    words = WORD.findall(folded(text, at, following))
    opens = bool(words) and words[0] in prepositions(language.code)
    return bool(words) and words[-1] in of_words(language.code) and not opens


def is_adjective(text: str, one: Resolution, language: Language) -> bool:
    """Return whether initials only describe the next noun: "US soldiers", "the US dollar"."""
    short = _INITIALS.fullmatch(one.mention.text)
    noun = _NEXT_NOUN.match(text, one.mention.end) if short else None
    return noun is not None and noun[1] not in prepositions(language.code)


def link(text: str, end: int, start: int, language: Language) -> str:
    """Name how a name that ends at `end` hangs together with the one that begins at `start`.

    "X, Y" comma; "X in Y", "X, near the Y" in, near; "X district of Y" part; "X town of Y" town;
    "X's Y" possessive; "X Y" beside; "" where more than that stands between.
    """
    if not 0 < start - end <= _LINK_REACH:
        return ""
    between = text[end:start]
    if "\n" in between or _STOPS.search(between.replace("(", "")):
        return ""
    words = WORD.findall(folded(text, end, start))
    if not words:
        return "comma" if between.strip() else "beside"
    if words[0] == "s" and between[0] in "’'":
        return "possessive" if _only(words[1:], language) else ""
    if not _only(words, language):
        return ""
    if words[-1] in of_words(language.code) or words[0] in parts(language.code):
        named = parts(language.code).isdisjoint(words)
        sort = next((w for w in words if w in sorts(language.code)), "")
        return "of" if named and not sort else "town" if named else "part"
    kinds = [prepositions(language.code).get(word) for word in words]
    return next((kind for kind in kinds if kind), "sort")


def _only(words: Sequence[str], language: Language) -> bool:
    """Return whether words are but prepositions, sorts of places and sides of the compass."""
    return all(word in _small_words(language.code) for word in words)


@cache
def _small_words(code: str) -> frozenset[str]:
    names = load_language(code).names
    listed = [*names.stop, *names.compass, *names.heads, *names.compass_adjectives]
    known = frozenset(map(fold_word, listed)) - _joiners(code)
    known |= sorts(code) | parts(code) | of_words(code) | _folded(_cues(code).dressing)
    return known | (frozenset(prepositions(code)) - aims(code)) - _joiners(code)


@cache
def parts(code: str) -> frozenset[str]:
    """List the nouns for a part of a place: "the X district of Y" is X."""
    return _folded(_cues(code).part)


def leads_to(text: str, end: int, start: int, language: Language) -> bool:
    """Return whether a name that ends at `end` is held by the one at `start`."""
    if not 0 < start - end <= _CONTAINER_REACH:
        return False
    between = text[end:start]
    words = WORD.findall(folded(text, end, start))
    joined = any(word in _joiners(language.code) for word in words)
    return len(words) <= _CONTAINER_WORDS and not joined and "\n" not in between


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


def opens_clause(phrase: str, code: str) -> bool:
    """Return whether a date phrase dates only the clause that it opens: "two days after"."""
    words = WORD.findall(fold(phrase))
    return len(words) > 1 and words[-1] in _gap_words(code)


def tells_toll(text: str, start: int, end: int, code: str) -> bool:
    """Return whether a sentence gives the toll of what happened, perhaps on another day."""
    words = WORD.findall(folded(text, start, end))
    proclitics = tuple(map(fold_word, load_language(code).names.proclitics))
    forms = {form for word in words for form in strip_clitics(word, proclitics)}
    return not forms.isdisjoint(_toll_words(code))


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
def asides(code: str) -> frozenset[str]:
    """List the words that lead to what is only said about a thing: "which", "located"."""
    return _folded(_cues(code).aside)


@cache
def sorts(code: str) -> frozenset[str]:
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
