"""Names that stand for who acts or whose people somebody is: "Moscow retaliated", "US forces"."""

from functools import cache

from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.location.cues import (
    clause_after,
    clause_before,
    prepositions,
    speech_words,
)
from dashboard.extraction.text.text import Text
from gazetteer.place import Resolution
from gazetteer.spelling.fold import fold_word

_REACH = 40  # characters
_OFFICIALS = 3  # words behind a name: "Iran's armed forces"
_STOPS = frozenset(".,،؛;:!?؟()\n")
_STATES = ("PCLI", "PCLS", "PCLD", "PCL", "PPLC")


def stands_for(text: Text, one: Resolution) -> dict[str, float]:
    """Return whether a name says who acts, for whom somebody acts, or from where somebody is.

    A capital stands for its state; what a state does need not happen there.
    """
    code, mention, place = text.language.code, one.mention, one.place
    before = clause_before(text, mention.start, _REACH, _STOPS)
    after = list(clause_after(text, mention.end, _REACH, _STOPS))
    owns = after[:1] == ["s"]
    after = after[owns:]
    if _listed("people", code).intersection(after[:1]):
        return {"its people": 1.0}
    if place is None or place.feature_code not in _STATES:
        return {}
    own = after[:_OFFICIALS] if owns else after[:1]
    ends = (n for n, word in enumerate(own) if word in prepositions(code))
    if _listed("officials", code).intersection(own[: next(ends, len(own))]):
        return {"its officials": 1.0}
    return {"acts": 1.0} if not owns and _acts(list(before), after, code) else {}


def _acts(before: list[str], after: list[str], code: str) -> bool:
    """Return whether a name is who does what stands beside it."""
    if before and before[-1] == "the":
        before = before[:-1]
    last = before[-1] if before else ""
    if last in _listed("by", code):
        return True
    acts = _listed("acts", code) | speech_words(code)
    if not load_language(code).names.cased and last in acts:
        return True  # the verb stands before who acts
    if last in prepositions(code):
        return False
    while after and after[0] in _listed("having", code):
        after = after[1:]
    return bool(after) and after[0] in acts


@cache
def _listed(name: str, code: str) -> frozenset[str]:
    return frozenset(map(fold_word, getattr(load_language(code).location.cues, name)))
