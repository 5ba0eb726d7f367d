"""When things happened: the date phrases of a text and the days they mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from dashboard.extraction.dates import absolute, calendars, relative
from dashboard.extraction.dates.bounds import bounded
from dashboard.extraction.dates.lexicon import date_lexicon
from dashboard.extraction.dates.phrase import Meaning, Phrase
from dashboard.extraction.languages.language import language
from dashboard.extraction.text.phrase_lexicon import KindLexicon
from dashboard.extraction.text.phrases import Patterns, find_known, in_original, patterns
from dashboard.extraction.text.text import Text
from dashboard.model import DateSpan

Words = tuple[tuple[str, Any], ...]

_MEANINGS = absolute.MEANINGS | relative.MEANINGS
_SENTENCE_END = re.compile(r"[.!?؟\n]\s")
# "The next day" leans on a day named at most so many characters before.
_REACH = 600
# After "since" these phrases open a period that ends on the document day.
_OPENABLE = frozenset(
    {"date", "hijri", "iranian", "month", "near", "numeric", "period", "weekday", "year"}
)
# Hours of a clock in figures: the part of the day that begins there.
_HOURS = ((0, "night"), (3, "dawn"), (6, "morning"), (12, "noon"), (13, "afternoon"))
_LATE_HOURS = ((17, "evening"), (21, "night"))


@cache
def _compiled(code: str) -> tuple[KindLexicon, Patterns, dict[str, str], bool]:
    known, lexicon = language(code).dates, date_lexicon(code)
    found = patterns(known.patterns, known.fragments, lexicon)
    return lexicon, found, lexicon.names(), known.day_first


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A phrase of the pattern `name`: its words as (kind, value), at `start:end` when folded.

    `since` is where a "since" before it starts that makes a period of it, None without one.
    """

    name: str
    words: Words
    start: int
    end: int
    since: int | None


@dataclass(frozen=True, slots=True)
class ReadDate:
    """The days that a phrase means, and its words as (kind, value)."""

    span: DateSpan
    words: Words


def find_dates(text: Text, published: date | None = None) -> tuple[DateSpan, ...]:
    """Find the date phrases of a text, in order and without overlap.

    Without `published`, phrases that need it are found with no days.
    """
    return tuple(one.span for one in read_dates(text, find_phrases(text), published))


def find_phrases(text: Text) -> tuple[DatePhrase, ...]:
    """Find the date phrases of a text, whichever day it is read on."""
    lexicon, known, names, _ = _compiled(text.language.code)
    tokens = find_known(text, lexicon)
    found = []
    for name, first, end in known.search(tokens):
        kinds = (names[kind] for kind in tokens.kinds[first:end])
        words = tuple(zip(kinds, tokens.values[first:end], strict=True))
        opens = name in _OPENABLE and first and names[tokens.kinds[first - 1]] == "since"
        since = tokens.starts[first - 1] if opens else None
        found.append(DatePhrase(name, words, tokens.starts[first], tokens.ends[end - 1], since))
    return tuple(found)


def read_dates(
    text: Text, phrases: Sequence[DatePhrase], published: date | None
) -> tuple[ReadDate, ...]:
    """Return what the phrases of a text mean that was published on a day."""
    day_first = _compiled(text.language.code)[3]
    found: list[ReadDate] = []
    previous: tuple[int, date] | None = None
    gaps: list[tuple[int, Phrase]] = []
    for one in phrases:
        start = one.start
        near = previous[1] if previous and start - previous[0] <= _REACH else None
        phrase = Phrase(one.words, published, near, day_first)
        meaning = _meaning(one.name, phrase)
        if meaning is None:
            continue
        if one.since is not None:
            meaning, start = _since(meaning, published), one.since
        place = in_original(text, start, one.end)
        span = _date_span(text.original, place, meaning, dict(phrase.words))
        if one.name == "gap":
            gaps.append((len(found), phrase))
        elif span.first and span.first == span.last and span.precision <= 2:
            previous = start, span.first
        if one.name in _OPENABLE and one.since is None:
            span = bounded(text, span, frozenset(kind for kind, _ in one.words))
        found.append(ReadDate(span, one.words))
    spans = [one.span for one in found]
    for at, phrase in gaps:
        spans[at] = _counted(text.original, spans, at, phrase)
        found[at] = replace(found[at], span=spans[at])
    return tuple(found)


def _meaning(name: str, phrase: Phrase) -> Meaning | None:
    try:
        return _MEANINGS[name](phrase)
    except OverflowError:  # a day before or after those the calendar has
        return None


def _counted(text: str, found: list[DateSpan], at: int, phrase: Phrase) -> DateSpan:
    """Count "two days after" back from the day beside it in the sentence, else the one before."""
    gap = found[at]
    near = None
    for other in (*reversed(found[:at]), *found[at + 1 :]):
        between = text[min(other.end, gap.end) : max(other.start, gap.start)]
        if other.first and other.first == other.last and not _SENTENCE_END.search(between):
            near = other.first
            break
    if near is None:
        return gap
    meaning = _meaning("gap", replace(phrase, previous=near))
    return _date_span(text, (gap.start, gap.end), meaning, {}) if meaning else gap


def _since(meaning: Meaning, published: date | None) -> Meaning:
    if meaning.first is None or published is None or published < meaning.first:
        return meaning
    return replace(meaning, last=published, precision=None, mark="")


def _date_span(
    text: str, place: tuple[int, int], meaning: Meaning, words: dict[str, object]
) -> DateSpan:
    start, end = place
    first, last = meaning.first, meaning.last
    edtf, precision = "", meaning.precision or 6
    if first and last:
        edtf = calendars.edtf(first, last) + meaning.mark
        precision = meaning.precision or calendars.precision(first, last)
    return DateSpan(
        start=start,
        end=end,
        first=first,
        last=last,
        precision=precision,
        daypart=(meaning.part or _part(words)) if first == last else None,
        edtf=edtf,
        phrase=text[start:end],
        relative=meaning.relative,
    )


def _part(words: dict[str, object]) -> str | None:
    if "part" in words:
        return str(words["part"])
    if "overnight" in words:
        return "night"
    hour = _hour(words)
    if hour is not None:
        return [part for begins, part in _HOURS + _LATE_HOURS if begins <= hour][-1]
    edges = {"start": "morning", "earlier": None, "end": "night", "later": None}
    if "weekday" in words or "near" in words:
        return edges.get(str(words.get("edge")))
    return None


def _hour(words: dict[str, object]) -> int | None:
    """Return the hour of a clock, where it can only mean one."""
    clock, half = str(words.get("clock", "")), words.get("meridian")
    hour = int(clock.split(":")[0]) if clock else 24
    if hour > 23 or (half is None and hour < 13):
        return None
    if half is None:
        return hour
    return hour % 12 + (12 if half == "pm" else 0)
