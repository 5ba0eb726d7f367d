"""Articles of our own writing, read whole: what must hold for each of them.

A case is `tests/cases/<language>/<number>-<name>.txt`:

    published: 2024-05-02          the day it was published, - where nobody says
    title: Two dead in Kharkiv     optional

    The text, as long as it is.

    # places
    Kharkiv | Kharkiv | 49.98,36.25 | 25
    Russian | -

    # events
    Air/drone strike | Kharkiv | 2024-05-01 | 2024-05-01 | morning | 2-2 | reported | bomb struck

    # boilerplate
    Read more:

Places stand in the order of the text: the words that a careful reader marks, a name for the place,
its point and how many km an answer may be off; a name told once needs no point again, and "-"
marks words that name no place (organisations, peoples, persons). Events: the sub-event type, the
place, the first and last day, the part of the day, the killed, reported or why not (denied, feared,
planned, historical), and a few words of the sentence; " / " parts answers that are as good, "-" is
what a reader cannot tell and is not judged. Gold is written from reading, never from the output.
How well it is met is measured in test_quality.py; here stands what must always hold.
"""

from itertools import pairwise

import pytest

from dashboard.extraction.text.sentences import find_sentences
from gazetteer.index.index import Index
from tests.case_files import LANGUAGES, Case, cases, extracted

ALL = [case for language in LANGUAGES for case in cases(language)]
DAYPARTS = {None, "dawn", "morning", "noon", "afternoon", "evening", "night"}


@pytest.fixture(params=ALL, ids=lambda case: case.id)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def test_there_are_enough_cases_of_every_language() -> None:
    assert {language: len(cases(language)) >= 24 for language in LANGUAGES} == dict.fromkeys(
        LANGUAGES, True
    )


def test_every_event_stands_in_a_sentence_of_the_text(case: Case, index: Index) -> None:
    text = case.document.text
    sentences = find_sentences(text, case.document.language or "")
    for event in extracted(case, index).events:
        assert (event.start, event.end) in {(start, end) for start, end in sentences}


def test_offsets_lie_inside_the_text_and_carry_its_words(case: Case, index: Index) -> None:
    text = case.document.text
    result = extracted(case, index)
    for resolution in result.mentions:
        mention = resolution.mention
        assert 0 <= mention.head <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
    for span in result.dates:
        assert text[span.start : span.end] == span.phrase
    for event in result.events:
        parts = [(part.start, part.end) for part in event.actors]
        parts += [(part.start, part.end) for part in event.claims]
        assert all(-1 <= start <= end <= len(text) for start, end in parts)


def test_mentions_are_in_order_and_do_not_overlap(case: Case, index: Index) -> None:
    spans = [(r.mention.start, r.mention.end) for r in extracted(case, index).mentions]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_event_ids_are_unique(case: Case, index: Index) -> None:
    ids = [event.id for event in extracted(case, index).events]
    assert len(set(ids)) == len(ids)


def test_boilerplate_holds_no_mention_and_no_event(case: Case, index: Index) -> None:
    text = case.document.text
    lines = [(at, at + len(text[at:].partition("\n")[0])) for at in case.boilerplate]
    result = extracted(case, index)
    starts = [r.mention.start for r in result.mentions] + [e.start for e in result.events]
    assert not [text[at : at + 30] for at in starts for a, b in lines if a <= at < b]


def test_probabilities_are_between_none_and_certain(case: Case, index: Index) -> None:
    result = extracted(case, index)
    assert all(0 <= r.probability <= 1 for r in result.mentions)
    assert all(0 <= event.probability <= 1 for event in result.events)
    assert all(r.reasons for r in result.mentions)


def test_days_counts_and_places_make_sense(case: Case, index: Index) -> None:
    for event in extracted(case, index).events:
        if event.when is not None:
            assert event.when.daypart in DAYPARTS
            if event.when.first is not None and event.when.last is not None:
                assert event.when.first <= event.when.last
        for number in (event.fatalities, event.injuries):
            assert number is None or 0 <= number.low <= number.high
        if event.area is not None:
            assert -90 <= event.area.lat <= 90 and -180 <= event.area.lon <= 180
