"""Days that only bound when something was: "before Friday", "after 3 May", "قبل يوم الجمعة"."""

from dataclasses import replace
from functools import cache

from dashboard.extraction.languages.language import language
from dashboard.extraction.text.text import Text, words_in
from dashboard.model import DateSpan
from gazetteer.spelling.fold import fold_word

_REACH = 20  # characters
_PARTS = frozenset({"part", "overnight", "clock", "hour", "meridian", "oclock", "edge", "near"})
_DAYS = 2  # UCDP's precision of up to six days
_UNKNOWN = 6  # UCDP's precision of a time without an end


def bounded(text: Text, span: DateSpan, kinds: frozenset[str]) -> DateSpan:
    """Return a span without days, open on one side, where the words before it make it a bound.

    It has to end its clause, for "after Friday prayers" is on Friday; `kinds` are those of its
    words: "before dawn on Friday" is on Friday as well.
    """
    if span.first is None or span.precision > _DAYS or not kinds.isdisjoint(_PARTS):
        return span
    behind = text.original[span.end : span.end + _REACH].lstrip(" ")
    before = words_in(text, span.start - _REACH, span.start)
    if not before or behind[:1].isalpha() or behind[:1] in ("'", "’"):
        return span
    until, after = _openings(text.language.code)
    if before[-1] in until:
        return replace(span, first=None, last=None, precision=_UNKNOWN, edtf=f"/{span.last}")
    if before[-1] in after:
        return replace(span, first=None, last=None, precision=_UNKNOWN, edtf=f"{span.first}/..")
    return span


@cache
def _openings(code: str) -> tuple[frozenset[str], frozenset[str]]:
    known = language(code).dates
    return frozenset(map(fold_word, known.until)), frozenset(map(fold_word, known.after))
