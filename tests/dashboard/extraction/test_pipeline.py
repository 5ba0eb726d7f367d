"""The whole flow: what it says of a document it cannot date or read, and the founding article."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dashboard.events.records import extraction_record
from dashboard.extraction.pipeline import code_of, extract
from dashboard.messages import english
from dashboard.model import Document, Extraction, Reading
from gazetteer import Index
from gazetteer.reason import Reason

UNDATED = "سقطت قذائف على مدينة منبج مساء السبت. وقُتل رجل في مدينة جرابلس يوم 3 مايو 2023."
THURSDAY = date(2023, 5, 4)


def _document(text: str, published: date | None = None, code: str | None = None) -> Document:
    return Document("d", text, published=published, language=code)


def test_without_a_publication_date_relative_dates_stay_open_with_a_warning(index: Index) -> None:
    result = extract(_document(UNDATED), index)
    relative = [span for span in result.dates if span.relative]
    assert relative
    assert all(span.first is None and span.last is None for span in relative)
    assert Reason("published.unknown") in result.warnings
    assert date(2023, 5, 3) in {span.first for span in result.dates}


@pytest.mark.parametrize(
    ("kinds", "texts"),
    [
        (None, {"Damascus", "Washington", "Syrian"}),
        (("place",), {"Damascus"}),
        (("metonym", "demonym"), {"Washington", "Syrian"}),
        ((), set()),
    ],
)
def test_kinds_of_mention_are_switched_and_the_events_stay(
    kinds: tuple[str, ...] | None, texts: set[str], index: Index
) -> None:
    text = "Washington said on Friday that Syrian troops shelled Damascus, killing two people."
    result = extract(_document(text, THURSDAY), index, kinds)
    assert {r.mention.text for r in result.mentions} == texts
    assert [e.place.name for e in result.events if e.place] == ["Damascus"]


def test_arabic_adjectives_of_nationality_are_shown_to_who_asks(index: Index) -> None:
    document = _document("قصفت القوات السورية مدينة منبج.")
    assert [r.mention.kind for r in extract(document, index).mentions] == ["place"]
    asked = extract(document, index, ("place", "demonym")).mentions
    assert [r.mention.kind for r in asked] == ["demonym", "place"]


def test_with_a_publication_date_they_are_days_and_nothing_is_warned_of(index: Index) -> None:
    result = extract(_document(UNDATED, THURSDAY), index)
    assert {span.first for span in result.dates} == {date(2023, 4, 29), date(2023, 5, 3)}
    assert result.warnings == ()


def test_absolute_dates_alone_need_no_publication_date(index: Index) -> None:
    text = "A bomb went off in Mosul on 3 May 2023. Two people were killed, police said."
    assert extract(_document(text), index).warnings == ()


def test_a_language_that_is_not_read_is_named_and_nothing_is_looked_for(index: Index) -> None:
    text = (
        "Zwei Menschen wurden am Montag bei einer Explosion in Berlin getötet, sagte die Polizei."
    )
    result = extract(_document(text, THURSDAY), index)
    assert result.document.language == "de"
    assert not (result.mentions or result.dates or result.events)
    (warning,) = result.warnings
    assert english(warning).startswith("written in German, which is not read")


def test_a_language_without_words_of_events_gives_places_and_dates_and_says_so(
    index: Index,
) -> None:
    text = "Deux hommes ont été tués lundi dans l'explosion d'une bombe à Mossoul, en Irak."
    result = extract(_document(text, THURSDAY), index)
    assert [r.place.country for r in result.mentions if r.place] == ["IQ", "IQ"]
    assert [span.first for span in result.dates] == [date(2023, 5, 1)]
    assert not result.events
    (warning,) = result.warnings
    assert english(warning).startswith("written in French: places and dates are read")


def test_whole_sentences_tell_the_events_of_such_a_language_when_read_carefully(
    index: Index,
) -> None:
    text = "Un coche bomba estalló anoche frente a una comisaría de Mosul y dejó seis muertos."
    (event,) = extract(_document(text, THURSDAY), index, reading=Reading.CAREFUL).events
    assert event.place and event.place.country == "IQ"
    assert event.when and event.when.first == date(2023, 5, 3)
    assert "event.sentence" in {reason.code for reason in event.reasons}


def test_what_may_be_in_any_language_is_guessed_with_a_warning(index: Index) -> None:
    result = extract(_document("Ataque terrorista Kabul"), index)
    assert result.document.language == "en"
    assert [warning.code for warning in result.warnings] == ["reading.language"]


@pytest.mark.parametrize(
    ("text", "code", "read"),
    [
        ("A bomb exploded in the city on Monday, police said.", None, "en"),
        ("انفجرت عبوة ناسفة في المدينة يوم الاثنين.", None, "ar"),
        ("A bomb exploded in the city on Monday, police said.", "ar", "ar"),
        ("انفجرت عبوة", "xx", "ar"),
    ],
)
def test_the_language_is_the_one_given_else_the_one_seen(
    text: str, code: str | None, read: str
) -> None:
    assert code_of(_document(text, code=code)) == (read, [])


def test_extraction_is_a_pure_function(index: Index) -> None:
    document = _document(UNDATED, THURSDAY)
    assert extract(document, index) == extract(document, index)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        ".",
        "؟",
        "{{ 7 * 7 }} {% x %} ${y}",
        "a" * 5000,
        "ب" * 5000,
        "\u202e\u2066x",
    ],
    ids=["empty", "space", "lines", "stop", "mark", "template", "long en", "long ar", "bidi"],
)
def test_any_text_is_read_without_a_crash(text: str, index: Index) -> None:
    result = extract(_document(text), index)
    assert result.events == ()


def test_an_event_joins_place_day_type_and_dead(index: Index) -> None:
    text = (
        "Two civilians were killed when warplanes bombed the city of Idlib on Monday, medics said."
    )
    (event,) = extract(_document(text, THURSDAY), index).events
    assert event.place is not None and event.place.country == "SY"
    assert event.sub_type == "Air/drone strike"
    assert event.when is not None
    assert (event.when.first, event.when.last) == (date(2023, 5, 1), date(2023, 5, 1))
    assert event.fatalities is not None and event.fatalities.low == event.fatalities.high == 2
    assert text[event.start : event.end] == text


def _founding(shared: Path, index: Index) -> Extraction:
    text = (shared / "articles" / "deir-ez-zor.txt").read_text(encoding="utf-8")
    return extract(_document(text, date(2023, 8, 14)), index)


@pytest.fixture(scope="module")
def verdict(shared: Path, index: Index, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Score the founding article with the scorer that stands beside it."""
    out = tmp_path_factory.mktemp("founding") / "out.json"
    result = _founding(shared, index)
    out.write_text(json.dumps(extraction_record(result), ensure_ascii=False), encoding="utf-8")
    score = [sys.executable, str(shared / "evaluation" / "score.py"), "article"]
    gold = shared / "articles" / "deir-ez-zor.gold.json"
    done = subprocess.run(
        [*score, str(gold), str(out)], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


def _number(pattern: str, verdict: str) -> int:
    match = re.search(pattern, verdict)
    assert match, verdict
    return int(match[1])


def test_the_founding_articles_places_are_right(verdict: str) -> None:
    assert _number(r"(\d+) at the right place", verdict) >= 40, verdict
    assert _number(r"(\d+) not in the gold", verdict) <= 2, verdict
    assert _number(r"(\d+) in boilerplate", verdict) == 0, verdict


def test_the_founding_articles_events_are_found_once_each(verdict: str) -> None:
    assert _number(r"events: (\d+) of 3 with the right place and day", verdict) == 3, verdict
    assert _number(r"(\d+) in all", verdict) <= 8, verdict


def test_the_founding_articles_denial_and_other_cause_are_told(shared: Path, index: Index) -> None:
    claims = [c for event in _founding(shared, index).events for c in event.claims]
    assert {"denies", "another cause"} <= {claim.stance for claim in claims}
