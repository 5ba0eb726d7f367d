"""From a document to its events: the whole flow, on one screen."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from dashboard.extraction.claims.finder import find_claims
from dashboard.extraction.dates.finder import find_dates
from dashboard.extraction.dates.publication import doubts, infer_published
from dashboard.extraction.join import join_events
from dashboard.extraction.location.areas import find_areas
from dashboard.extraction.location.publishers import home_mentions
from dashboard.extraction.occurrence.reader import read_occurrences
from dashboard.extraction.text.boilerplate import find_boilerplate
from dashboard.extraction.text.language import Language, codes, language
from dashboard.extraction.text.sentences import find_sentences
from dashboard.extraction.types.triggers import find_triggers
from dashboard.messages import LANGUAGE, NOT_READ
from dashboard.model import DateSpan, Document, Event, Extraction, Occurrence, Reading
from gazetteer.encoder.encoder import load_encoder
from gazetteer.index.index import Index
from gazetteer.languages.detection import language_of
from gazetteer.place import Mention, Resolution
from gazetteer.reason import Reason
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.recognition.rules import name_rules
from gazetteer.resolution.resolver import country_place, resolve
from gazetteer.spelling.words import fold_text

Span = tuple[int, int]
KINDS = ("place", "metonym", "demonym")  # of mention; only a place is put on the map


def extract(
    document: Document,
    index: Index,
    kinds: Collection[str] | None = None,
    reading: Reading = Reading.FAST,
) -> Extraction:
    """Find the places, dates and events of one document; a pure function of both.

    `kinds` are the KINDS of mention to show, None for those its language shows; events are the
    same with any. A careful reading is a fast one where the encoder is not installed.
    """
    code, warnings = code_of(document)
    if code not in codes():
        return Extraction(replace(document, language=code), (), (), (), tuple(warnings))
    words, text = language(code), document.text
    boilerplate = find_boilerplate(text, words)
    sentences = find_sentences(text, words.code)
    occurrences = _occurrences(text, sentences) if reading is Reading.CAREFUL else ()
    home = home_mentions(document, recogniser(words, index))
    mentions = find_mentions(text, boilerplate, words, index, home)
    places = _shown(mentions, words)
    dates, published, doubtful = read_dates(document, boilerplate, words)
    warnings += doubtful
    events: tuple[Event, ...] = ()
    if triggers := find_triggers(text, sentences, words, published):
        areas = tuple(area for area in find_areas(text, places, words.code) if area is not None)
        claims = find_claims(text, sentences, words)
        events = join_events(
            replace(document, published=published),
            words,
            sentences,
            boilerplate,
            triggers,
            places,
            areas,
            dates,
            claims,
        )
    return Extraction(
        replace(document, language=words.code),
        tuple(places if kinds is None else (r for r in mentions if r.mention.kind in kinds)),
        dates,
        events,
        tuple(warnings),
        occurrences,
    )


def _occurrences(text: str, sentences: Sequence[Span]) -> tuple[Occurrence, ...]:
    """Return what the encoder makes of each sentence; nothing where it is not installed."""
    encoder = load_encoder()
    if encoder is None:
        return ()
    return read_occurrences(encoder.encode(text, sentences), sentences)


def read_dates(
    document: Document, boilerplate: tuple[Span, ...], words: Language
) -> tuple[tuple[DateSpan, ...], date | None, list[Reason]]:
    """Find the dates, the publication date to read them by, and what is doubtful about it.

    A date that is given is never overruled; where none is, the text may pin it down.
    """
    text, published = document.text, document.published
    dates = find_dates(text, words.code, published)
    told = [d for d in dates if not any(s <= d.start < e for s, e in boilerplate)]
    if published is not None:
        return dates, published, list(doubts(told, words.code, published))
    if not any(span.relative for span in dates):
        return dates, None, []
    if inferred := infer_published(told, words.code):
        published, phrase = inferred
        why = Reason("published.inferred", (str(published), phrase))
        return find_dates(text, words.code, published), published, [why]
    return dates, None, [Reason("published.unknown")]


def code_of(document: Document) -> tuple[str, list[Reason]]:
    """Return the language of a document, and a warning where it is a guess or not read at all."""
    if document.language in codes():
        return str(document.language), []
    code, sure = language_of(document.text)
    if code not in codes():
        return code, [Reason(NOT_READ, (Reason(LANGUAGE, (code,)),))]
    return code, [] if sure else [Reason("reading.language", (language(code).name,))]


def find_places(
    text: str, boilerplate: tuple[Span, ...], words: Language, index: Index
) -> list[Resolution]:
    """Return what a language shows of `find_mentions`."""
    return _shown(find_mentions(text, boilerplate, words, index), words)


def find_mentions(
    text: str,
    boilerplate: tuple[Span, ...],
    words: Language,
    index: Index,
    home: Sequence[Mention] = (),
) -> list[Resolution]:
    """Recognise and resolve all KINDS of place names of a text outside its boilerplate.

    `home` is what is known of the publisher's own place (see `publishers`).
    """
    mentions = recogniser(words, index).recognise(fold_text(text))
    for start, end in boilerplate:
        mentions = [m for m in mentions if not start <= m.start < end]
    # demonyms tell the resolver which countries an article is about even where they are not shown
    return resolve(text, [*mentions, *home], index)[: len(mentions)]


def _shown(mentions: list[Resolution], words: Language) -> list[Resolution]:
    # Arabic adjectives of nationality are everywhere and name nobody's place; see Decisions
    demonyms = words.names.show_demonyms
    return [r for r in mentions if demonyms or r.mention.kind != "demonym"]


def recogniser(words: Language, index: Index) -> Recogniser:
    """Return the recogniser of a language over an index, made once."""
    return _recogniser(words.code, index)


def forget_indexes() -> None:
    """Let go of what was made over indexes so far: one of them was opened anew."""
    _recogniser.cache_clear()
    country_place.cache_clear()


@cache
def _recogniser(code: str, index: Index) -> Recogniser:
    return Recogniser(index, name_rules(code, language(code).names))
