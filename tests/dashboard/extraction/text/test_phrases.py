"""Phrases over kinds of words: what is left unread must be what no pattern finds."""

import re
from itertools import product

import pytest

from dashboard.extraction.dates.lexicon import date_lexicon
from dashboard.extraction.languages.language import codes, language
from dashboard.extraction.text import phrases
from dashboard.extraction.text.phrase_lexicon import unglued
from tests.texts import as_text

LONGEST = 3  # words; each pattern that fillers could make has a match so short


@pytest.mark.parametrize("code", codes())
def test_no_pattern_finds_fillers_alone(code: str) -> None:
    known, lexicon = language(code).dates, date_lexicon(code)
    patterns = phrases.patterns(known.patterns, known.fragments, lexicon)
    letters = [lexicon.kinds[kind] for kind in known.fillers if kind in lexicon.kinds]
    other = lexicon.kinds["other"]
    rows = ("".join(row) for size in range(1, LONGEST + 1) for row in product(letters, repeat=size))
    text = "".join(row + other for row in rows)
    assert not list(patterns.search(phrases.KnownTokens(text, (), (), ())))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("in the house of the two", ["other"]),
        ("in the house of May he", ["other", "of", "maybe_month", "other"]),
        ("some 3 of 40 left", ["other"]),
        ("at least since 2011 they", ["about", "since", "year", "other"]),
        ("in 1960s films", ["other"]),
    ],
)
def test_known_words_are_read_beside_one_that_tells_a_time(text: str, kinds: list[str]) -> None:
    lexicon = date_lexicon("en")
    names = lexicon.names()
    found = phrases.find_known(as_text(text, "en"), lexicon)
    assert [names[letter] for letter in found.kinds] == kinds


@pytest.mark.parametrize("code", codes())
def test_every_way_to_tell_an_area_names_a_place(code: str) -> None:
    for _, expression in language(code).location.areas.patterns:
        while "(" in expression:  # what stands in brackets is one of several, or may be missing
            expression = re.sub(r"\([^()]*\)", "", expression)
        assert all("X" in way.split() for way in expression.split("|")), expression


@pytest.mark.parametrize(
    ("token", "rests"),
    [("وللقوات", ["للقوات", "القوات"]), ("ولد", ["لد"]), ("قوات", [])],
)
def test_letters_written_together_with_a_word_are_taken_off(token: str, rests: list[str]) -> None:
    assert unglued(token, "ول") == rests
