"""Small letters throughout: names get their capitals, and offsets stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extraction.text.language import language
from gazetteer import Index
from gazetteer.recognition.casing import recase
from gazetteer.recognition.features import Lexicon
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.recognition.rules import name_rules

RULES = name_rules("en", language("en").section("names"))


@pytest.fixture(scope="module")
def lexicon(index: Index) -> Lexicon:
    return Lexicon(index, RULES)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "shots fired in tijuana last night, two dead",
            "Shots fired in Tijuana last night, two dead",
        ),
        ("they fled sudan for the border", "They fled Sudan for the border"),
        ("road to deir ez-zor is cut again", "Road to Deir Ez-Zor is cut again"),
        ("nice reading of a mobile phone bill", "Nice reading of a mobile phone bill"),
        ("Shots were fired in tijuana last night", "Shots were fired in tijuana last night"),
        ("in tijuana", "in tijuana"),
        ("two dead in kano now\nPolice came.", "Two dead in Kano now\nPolice came."),
        ("1234 5678 9012 3456", "1234 5678 9012 3456"),
        ("", ""),
    ],
)
def test_only_lines_without_capitals_get_them_and_only_on_names(
    lexicon: Lexicon, written: str, read: str
) -> None:
    assert recase(written, lexicon) == read


@given(text=st.text())
def test_offsets_stay_whatever_the_text(lexicon: Lexicon, text: str) -> None:
    recased = recase(text, lexicon)
    assert len(recased) == len(text)
    assert recased.lower() == text.lower()


def test_a_name_in_small_letters_is_found_and_quoted_as_written(index: Index) -> None:
    text = "two dead in kano, people fled to sudan last night"
    found = Recogniser(index, RULES).recognise(text)
    assert [(m.text, text[m.start : m.end]) for m in found] == [
        ("kano", "kano"),
        ("sudan", "sudan"),
    ]
