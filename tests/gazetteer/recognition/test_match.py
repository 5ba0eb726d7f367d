"""Known names in text: clitics, hashtags, quotes, abbreviations, and the longest of several."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetteer import Index, Place
from gazetteer.index.build import write
from gazetteer.languages.knowledge import names
from gazetteer.recognition.match import find_spans, span_offsets, strip_clitics
from gazetteer.recognition.rules import name_rules
from gazetteer.spelling.words import fold_text


def _town(id_: str, name: str, country: str, *names: str, code: str = "PPL") -> Place:
    letter = "A" if code.startswith(("ADM", "PCL")) else "P"
    return Place(id_, name, 30.0, 40.0, letter, code, country, (), 20_000, 3, names)


PLACES = [
    _town("t:1", "Deir ez-Zor", "SY", "ar=دير الزور"),
    _town("t:2", "Raqqa", "SY", "ar=الرقة"),
    _town("t:3", "Lebanon", "LB", "ar=لبنان", code="PCLI"),
    _town("t:4", "Khartoum", "SD", "ar=الخرطوم"),
    _town("t:5", "United States", "US", "US", "U.S.", code="PCLI"),
    _town("t:6", "York", "GB"),
    _town("t:7", "New York", "US"),
    _town("t:8", "New York Mills", "US"),
    _town("t:9", "Green Village", "SY", "ar=القرية الخضراء"),
    _town("t:10", "St. Louis", "US"),
    _town("t:11", "Kentucky", "US", "Ky.", code="ADM1"),
    _town("t:12", "Beirut", "LB", "ar=بيروت"),
    _town("t:13", "Córdoba", "ES"),
    _town("t:14", "Basra", "IQ", "ar=البصرة"),
    _town("t:15", "Of", "TR"),
]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path: Path = tmp_path_factory.mktemp("match") / "drawn.sqlite"
    write(path, PLACES)
    with Index(path) as opened:
        yield opened


def _found(text: str, code: str, drawn: Index) -> list[tuple[str, str]]:
    rules = name_rules(code, names(code))
    folded = fold_text(text)
    found = []
    for span in find_spans(folded.words, drawn, rules):
        start, end = span_offsets(folded, span)
        found.append((text[start:end], span.candidates[0].place.id))
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وصل إلى الرقة أمس", [("الرقة", "t:2")]),
        ("في لبنان وبيروت", [("لبنان", "t:3"), ("بيروت", "t:12")]),
        ("بلبنان", [("لبنان", "t:3")]),
        ("وبالرقة", [("الرقة", "t:2")]),
        ("للخرطوم", [("لخرطوم", "t:4")]),
        ("وللبصرة أهلها", [("لبصرة", "t:14")]),
        ("فدير الزور", [("دير الزور", "t:1")]),
        ("#دير_الزور الآن", [("دير_الزور", "t:1")]),
        ("«دير الزور»", [("دير الزور", "t:1")]),
        ("ديـر الـزور", [("ديـر الـزور", "t:1")]),
        ("دَيْر الزُّور", [("دَيْر الزُّور", "t:1")]),
        ("“القرية الخضراء”", [("القرية الخضراء", "t:9")]),
        ("القريه الخضراء", [("القريه الخضراء", "t:9")]),
        # a name is a whole word, never a part of one
        ("الرقةوي", []),
        ("اللبنانية", []),
        # a name does not run over the end of a line
        ("دير\nالزور", []),
    ],
)
def test_an_arabic_name_is_found_without_what_is_written_onto_it(
    text: str, found: list[tuple[str, str]], drawn: Index
) -> None:
    assert _found(text, "ar", drawn) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in New York Mills today", [("New York Mills", "t:8")]),
        ("in New York today", [("New York", "t:7")]),
        ("in York, New Labour", [("York", "t:6")]),
        ("He told us that", []),
        ("the US said", [("US", "t:5")]),
        ("the U.S. said", [("U.S.", "t:5")]),
        ("in Louisville, Ky. on Friday", [("Ky", "t:11")]),
        ("St. Louis police", [("St. Louis", "t:10")]),
        ("Deir ez-Zor and DEIR EZ-ZOR", [("Deir ez-Zor", "t:1"), ("DEIR EZ-ZOR", "t:1")]),
        ("in Cordoba", [("Cordoba", "t:13")]),
        # the end of a sentence is no part of a name
        ("It is new. York waits", [("York", "t:6")]),
        ("He came to New. York waits", [("York", "t:6")]),
        ("new york", []),
        ("Yorkshire", []),
        ("#Raqqa", [("Raqqa", "t:2")]),
    ],
)
def test_an_english_name_is_found_by_its_capitals_and_as_long_as_it_is(
    text: str, found: list[tuple[str, str]], drawn: Index
) -> None:
    got = [(surface.rstrip("."), id_) for surface, id_ in _found(text, "en", drawn)]
    assert got == [(surface.rstrip("."), id_) for surface, id_ in found]


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("لبنان", {("", "لبنان"), ("ل", "بنان")}),
        ("وبالرقه", {("", "وبالرقه"), ("و", "بالرقه"), ("وب", "الرقه")}),
        ("للخرطوم", {("", "للخرطوم"), ("ل", "الخرطوم"), ("ل", "لخرطوم")}),
        ("رقه", {("", "رقه")}),
    ],
)
def test_a_word_is_read_in_every_way_its_first_letters_allow(
    word: str, readings: set[tuple[str, str]]
) -> None:
    rules = name_rules("ar", names("ar"))
    assert set(strip_clitics(word, rules)) == readings
    assert strip_clitics(word, rules)[0] == ("", word)


def test_english_words_lose_no_letters() -> None:
    rules = name_rules("en", names("en"))
    assert strip_clitics("london", rules) == (("", "london"),)
