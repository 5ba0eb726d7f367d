"""Which places an article names, and on which days: all news on the map, also without an event."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.extraction.languages.language import codes
from dashboard.extraction.text.sentences import find_sentences
from dashboard.model import DateSpan, Document, Extraction
from gazetteer.place import Place, Resolution

NAMED = "named"  # in ids where an event has its type
LABEL = "Place named"  # where an event has its sub-type
COARSEST = 4  # of UCDP's precisions: a year says nothing about the day that is told of
Span = tuple[int, int]
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Naming:
    """A place that an article names on some days, None where neither it nor its sentence has any.

    `spans` are the words that name it there, in their order; `probability` is that of the surest.
    """

    document: str
    place: Place
    first: date | None
    last: date | None
    spans: tuple[Span, ...]
    probability: float

    @property
    def id(self) -> str:
        """Its name in addresses, made as an event's is."""
        return f"{self.document}:{self.spans[0][0]}:{NAMED}"


def is_naming(id: str) -> bool:
    """Return whether an id is a naming's, not an event's."""
    return id.endswith(f":{NAMED}")


def namings(extraction: Extraction) -> list[Naming]:
    """List what an article names: places that are resolved, no people and no government.

    Each is dated by its sentence, else by the day on which the article was published.
    """
    named = [r for r in extraction.mentions if r.place and r.mention.kind == "place"]
    if not named:
        return []
    sentences = sentences_of(extraction.document)
    found: dict[tuple[str, Days], list[Resolution]] = {}
    for one in named:
        assert one.place
        days = _days(extraction, _around(sentences, one.mention.start), one.mention.start)
        found.setdefault((one.place.id, days), []).append(one)
    return [_naming(extraction.document, days, of) for (_id, days), of in found.items()]


def sentences_of(document: Document) -> tuple[Span, ...]:
    """Return the spans of an article's sentences; none in a language that is not read."""
    code = document.language or ""
    return find_sentences(document.text, code) if code in codes() else ()


def sentence_of(document: Document, sentences: Sequence[Span], start: int) -> str:
    """Return the sentence that an offset is in, on one line."""
    begin, end = _around(sentences, start)
    return " ".join(document.text[begin:end].split())


def _naming(document: Document, days: Days, of: Sequence[Resolution]) -> Naming:
    place = of[0].place
    assert place
    spans = tuple((one.mention.start, one.mention.end) for one in of)
    return Naming(document.id, place, *days, spans, max(one.probability for one in of))


def _around(sentences: Sequence[Span], start: int) -> Span:
    at = bisect_right(sentences, (start, 1 << 60)) - 1
    return sentences[at] if at >= 0 and start < sentences[at][1] else (start, start)


def _days(extraction: Extraction, sentence: Span, start: int) -> Days:
    begin, end = sentence
    dates = [d for d in extraction.dates if begin <= d.start < end and _is_day(d)]
    if dates:
        nearest = min(dates, key=lambda span: abs(span.start - start))
        return nearest.first, nearest.last
    return extraction.document.published, extraction.document.published


def _is_day(span: DateSpan) -> bool:
    return span.first is not None and span.last is not None and span.precision <= COARSEST
