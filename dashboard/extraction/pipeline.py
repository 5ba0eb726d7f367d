"""From a document to its events: the whole flow, on one screen."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from dashboard.extraction.certainty import calibrate
from dashboard.extraction.claims.finder import find_claims
from dashboard.extraction.dates.datelines import filed_on, find_datelines
from dashboard.extraction.dates.finder import find_phrases, read_dates
from dashboard.extraction.dates.publication import doubts, infer_published
from dashboard.extraction.gate import settle
from dashboard.extraction.join import join_events
from dashboard.extraction.languages.language import Language, codes
from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.location.areas import find_areas
from dashboard.extraction.location.cues import tells_toll
from dashboard.extraction.location.publishers import home_mentions
from dashboard.extraction.occurrence.reader import read_occurrences
from dashboard.extraction.text.text import Text, read_text
from dashboard.extraction.types.triggers import find_triggers
from dashboard.messages import LANGUAGE
from dashboard.model import DateSpan, Document, Event, Extraction, Reading
from gazetteer.encoder.encoded import Encoded
from gazetteer.encoder.encoder import load_encoder
from gazetteer.index.index import Index
from gazetteer.languages.detection import language_of
from gazetteer.place import Mention, Resolution
from gazetteer.reason import Reason
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.recognition.rules import name_rules
from gazetteer.resolution.resolver import country_place, resolve

KINDS = ("place", "metonym", "demonym")  # of mention; only a place is put on the map
CAREFUL = 100_000  # characters


def extract(
    document: Document,
    index: Index,
    kinds: Collection[str] | None = None,
    reading: Reading = Reading.FAST,
) -> Extraction:
    """Find the places, dates and events of one document; a pure function of both.

    `kinds` are the KINDS of mention to show, None for those its language shows; events are the
    same with any. A careful reading is a fast one where the encoder is not installed, and for more
    than CAREFUL characters, which would take minutes.
    """
    code, warnings = code_of(document)
    if code not in codes():
        return Extraction(replace(document, language=code), (), (), (), tuple(warnings))
    language = load_language(code)
    if not language.triggers:
        warnings.append(Reason("reading.by-sentence", (Reason(LANGUAGE, (code,)),)))
    text = read_text(document.text, language)
    careful = reading is Reading.CAREFUL and len(document.text) <= CAREFUL
    if reading is Reading.CAREFUL and not careful:
        warnings.append(Reason("reading.long", (CAREFUL,)))
    encoded = _encode(text) if careful else None
    occurrences = read_occurrences(encoded, text.sentences) if encoded else ()
    home = home_mentions(document, recogniser(language, index))
    mentions = find_mentions(text, index, home, encoded)
    places = _shown(mentions, language)
    dates, published, doubtful = date_text(text, places, document.published)
    warnings += doubtful
    events: tuple[Event, ...] = ()
    tolls = {start for start, end in text.sentences if occurrences and tells_toll(text, start, end)}
    if triggers := settle(find_triggers(text, published), occurrences, tolls):
        areas = tuple(area for area in find_areas(text, places) if area is not None)
        claims = find_claims(text)
        events = join_events(
            replace(document, published=published), text, triggers, places, areas, dates, claims
        )
        events = calibrate(events, occurrences, text.original.find("\n"))
    return Extraction(
        replace(document, language=language.code),
        tuple(places if kinds is None else (r for r in mentions if r.mention.kind in kinds)),
        dates,
        events,
        tuple(warnings),
        occurrences,
    )


def _encode(text: Text) -> Encoded | None:
    """Return what the encoder makes of a text; nothing where it is not installed."""
    encoder = load_encoder()
    return encoder.encode(text.original, text.sentences) if encoder else None


def date_text(
    text: Text, places: Sequence[Resolution], published: date | None
) -> tuple[tuple[DateSpan, ...], date | None, list[Reason]]:
    """Find the dates, the publication date to read them by, and what is doubtful about it.

    A date that is given is never overruled; where none is, the text may pin it down. "Today" is
    the day that a dateline was written on.
    """
    phrases = find_phrases(text)
    dates = read_dates(text, phrases, published)
    spans = tuple(one.span for one in dates)
    filed = filed_on(find_datelines(text, places, spans), spans, published)
    if filed is not None and filed.first != published:
        dates = read_dates(text, phrases, filed.first)
    spans = tuple(one.span for one in dates)
    boilerplate = text.boilerplate
    in_article = [d for d in dates if not any(s <= d.span.start < e for s, e in boilerplate)]
    if published is not None:
        return spans, published, list(doubts(in_article, (filed and filed.first) or published))
    if filed is not None:
        return spans, filed.first, [Reason("published.inferred", (str(filed.first), filed.phrase))]
    if not any(span.relative for span in spans):
        return spans, None, []
    if inferred := infer_published(in_article):
        published, phrase = inferred
        why = Reason("published.inferred", (str(published), phrase))
        dates = read_dates(text, phrases, published)
        return tuple(one.span for one in dates), published, [why]
    return spans, None, [Reason("published.unknown")]


def code_of(document: Document) -> tuple[str, list[Reason]]:
    """Return the language of a document, and a warning where it is a guess or not read at all."""
    if document.language in codes():
        return str(document.language), []
    code, sure = language_of(document.text)
    if code not in codes():
        return code, [Reason("reading.not-read", (Reason(LANGUAGE, (code,)),))]
    return code, [] if sure else [Reason("reading.language", (load_language(code).name,))]


def find_places(text: Text, index: Index) -> list[Resolution]:
    """Return what a language shows of `find_mentions`."""
    return _shown(find_mentions(text, index), text.language)


def find_mentions(
    text: Text,
    index: Index,
    home: Sequence[Mention] = (),
    encoded: Encoded | None = None,
) -> list[Resolution]:
    """Recognise and resolve all KINDS of place names of a text outside its boilerplate.

    `home` is what is known of the publisher's own place (see `publishers`).
    """
    mentions = recogniser(text.language, index).recognise(text, encoded)
    for start, end in text.boilerplate:
        mentions = [m for m in mentions if not start <= m.start < end]
    # demonyms tell the resolver which countries an article is about even where they are not shown
    return resolve(text.original, [*mentions, *home], index)[: len(mentions)]


def _shown(mentions: list[Resolution], language: Language) -> list[Resolution]:
    # Arabic adjectives of nationality are everywhere and name nobody's place; see Decisions
    demonyms = language.names.show_demonyms
    return [r for r in mentions if demonyms or r.mention.kind != "demonym"]


def recogniser(language: Language, index: Index) -> Recogniser:
    """Return the recogniser of a language over an index, made once."""
    return _recogniser(language.code, index)


def forget_indexes() -> None:
    """Let go of what was made over indexes so far: one of them was opened anew."""
    _recogniser.cache_clear()
    country_place.cache_clear()


@cache
def _recogniser(code: str, index: Index) -> Recogniser:
    return Recogniser(index, name_rules(code, load_language(code).names))
