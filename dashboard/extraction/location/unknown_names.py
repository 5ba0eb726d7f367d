"""Names that stand where a place would and that nobody knows: "in Kafr Nowhere", capitals only."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.location.cues import cue_before, parts
from dashboard.extraction.text.text import Text
from gazetteer.place import Mention, Resolution
from gazetteer.spelling.fold import fold_word

Span = tuple[int, int]

# "Tell Abu Zahra", "al-Mansura", "Umm el-Fahm": capitals with glued or small particles between.
_CAPITAL = r"[‘’'ʿ`]?(?:[ae][lsnrdtz]-)?[A-Z][\w’'‘`]*"
_SMALL = r"(?:al|el|ad|as|ash|an|ar|at|az|de|la|of|bin|ibn|ul)[- ]"
_RUN = re.compile(rf"\b{_CAPITAL}(?:[- ](?:{_SMALL})?{_CAPITAL})*")
_INITIALS = re.compile(r"[A-Z]{2,6}s?\b|(?:[A-Z]\.){2}")  # at its beginning
_OWNED = re.compile(r"\w[’']s (?=\S)")
_OWNER = re.compile(r"\w[’']s (?:[a-z]+ ){0,2}$")
_OWNER_REACH = 30  # characters
_NEXT_WORD = re.compile(r"\s+(\w+)")
_NAME_PART = re.compile(r"[^\W\d_]{3,}")  # "Juma" of "Juma'a": what is folded has no apostrophe
_PROBABILITY = 0.3  # that it is a name of a place at all


def unknown_names(text: Text, sentences: Sequence[Span], taken: Sequence[Span]) -> list[Resolution]:
    """List the capitalised names after a preposition that overlap none of the spans `taken`."""
    if not text.language.names.cased:
        return []
    written = text.original
    covered = bytearray(len(written))
    for first, last in taken:
        covered[first:last] = b"\1" * (last - first)
    return [
        Resolution(Mention(start, end, written[start:end], probability=_PROBABILITY), None, 0.0)
        for start, end in _runs(written, sentences)
        if 1 not in covered[start:end]
        and (cue_before(text, start) or _is_part(text, start, end))
        and _may_be_place(written[start:end], text.language.code)
    ]


def _is_part(text: Text, start: int, end: int) -> bool:
    """Return whether it is a part of a place named before it: "Baghdad's Nowhere district"."""
    after = _NEXT_WORD.match(text.original, end)
    owned = _OWNER.search(text.original, max(0, start - _OWNER_REACH), start)
    named = parts(text.language.code)
    return owned is not None and after is not None and fold_word(after[1]) in named


def _runs(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    for first, last in sentences:
        for run in _RUN.finditer(text, first, last):
            start = max((run.start() + owner.end() for owner in _OWNED.finditer(run[0])), default=0)
            start = max(start, run.start())  # of "Baghdad's Nowhere", only what is owned
            if start > first and not _INITIALS.match(text, start):
                yield start, run.end()


def _may_be_place(name: str, code: str) -> bool:
    parts = [fold_word(part) for part in _NAME_PART.findall(name)]
    return bool(parts) and _not_places(code).isdisjoint(parts)


@cache
def _not_places(code: str) -> frozenset[str]:
    """List the words that name people, organisations and peoples."""
    names = load_language(code).names
    listed = [names.titles, names.person_names, names.stop, names.organisations, names.never]
    listed += names.demonyms.values()
    return frozenset(fold_word(word) for words in listed for one in words for word in one.split())
