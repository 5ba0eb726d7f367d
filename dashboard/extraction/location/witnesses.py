"""Where somebody is who tells of an event: "residents of X said", "speaking from X"."""

from collections.abc import Sequence
from functools import cache

from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.location.cues import (
    class_nouns,
    clause_after,
    clause_before,
    of_words,
    prepositions,
    speech_words,
)
from dashboard.extraction.text.text import Text
from dashboard.extraction.text.tokens import article, strip_clitics
from gazetteer.spelling.fold import fold_word

LOCALS, TELLERS = "locals", "tellers"  # who lives there and saw it; who only tells of it
_REACH = 110  # characters
_SAYS = 5  # words between the witness, or their place, and the word by which they say something
_FAR = 5  # words between the witness and their place
_STOPS = frozenset(".;:؛!?؟()\n")


def is_witness_place(text: Text, start: int, end: int, who: str = "") -> bool:
    """Return whether a name only says where somebody is or lives who tells what happened.

    `who` asks for LOCALS or TELLERS alone.
    """
    code = text.language.code
    before = clause_before(text, start, _REACH, _STOPS)
    if start and text.original[start - 1].isalpha() and before:
        before = before[:-1]  # a preposition that is glued to the name
    after = clause_after(text, end, _REACH, _STOPS)
    if not who and (_called_from(before, code) or _reports_from(before, after, code)):
        return True
    at = _witness(before, code, who)
    if at is None:
        return False
    return _says(before[max(0, at - _SAYS) : at], code) or _says(after[:_SAYS], code)


def _witness(before: Sequence[str], code: str, who: str) -> int | None:
    """Return where the witness stands of whom the name is the place, None where there is none."""
    between = 0
    for at in range(len(before) - 1, max(-1, len(before) - 2 - _FAR), -1):
        if _is(before[at], _witnesses(code, who), code):
            return at
        if before[at] not in _between(code):
            # "the reporter of the agency in X": one word that tells whose
            between += 1
            glued = article(code)
            if between > 1 or not glued or not before[at].startswith(glued):
                return None
    return None


def _called_from(before: Sequence[str], code: str) -> bool:
    """Return whether "by phone from" stands right before the name."""
    last = len(before)
    while last and before[last - 1] in _between(code):
        last -= 1
    reach = range(max(0, last - 1), len(before))
    return any(
        tuple(before[at - size + 1 : at + 1]) in calls
        for at in reach
        for size, calls in _calls(code).items()
        if at + 1 >= size
    )


def _reports_from(before: Sequence[str], after: Sequence[str], code: str) -> bool:
    """Return whether it is as in "from X our reporter said": who saw it comes behind."""
    kinds = prepositions(code)
    cue = next((kinds[w] for w in reversed(before[-2:]) if w in kinds), "")
    if not cue and before:
        cue = next((kinds[f] for f in _forms(before[-1], code) if f in kinds), "")
    near = after[:3]
    witness = any(_is(word, _witnesses(code), code) for word in near)
    return cue == "from" and witness and _says(near, code)


def _says(words: Sequence[str], code: str) -> bool:
    return any(_is(word, speech_words(code), code) for word in words)


def _is(word: str, listed: frozenset[str], code: str) -> bool:
    return not listed.isdisjoint(_forms(word, code))


def _forms(word: str, code: str) -> tuple[str, ...]:
    return strip_clitics(word, _proclitics(code)) if _proclitics(code) else (word,)


@cache
def _proclitics(code: str) -> tuple[str, ...]:
    return tuple(map(fold_word, load_language(code).names.proclitics))


@cache
def _between(code: str) -> frozenset[str]:
    """List what may stand between a witness and the name of their place: "of the town of"."""
    words = load_language(code)
    listed = [*words.names.compass, *words.names.compass_adjectives]
    listed += [*words.modes.definite, *words.location.cues.dressing]
    inside = {word for word, kind in prepositions(code).items() if kind in ("in", "near", "from")}
    return frozenset(map(fold_word, listed)) | inside | of_words(code) | class_nouns(code)


@cache
def _calls(code: str) -> dict[int, frozenset[tuple[str, ...]]]:
    """Give the phrases by which somebody is heard from elsewhere, by their number of words."""
    phrases = load_language(code).location.cues.calls
    folded_phrases = [tuple(map(fold_word, phrase.split())) for phrase in phrases]
    sizes = {len(phrase) for phrase in folded_phrases}
    return {n: frozenset(p for p in folded_phrases if len(p) == n) for n in sizes}


@cache
def _witnesses(code: str, who: str = "") -> frozenset[str]:
    cues = load_language(code).location.cues
    kinds = (who,) if who else (LOCALS, TELLERS)
    return frozenset(fold_word(word) for kind in kinds for word in getattr(cues, kind))
