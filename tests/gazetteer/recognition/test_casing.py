"""Small letters throughout: names get their capitals, and the text stays."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Index
from gazetteer.languages.knowledge import names
from gazetteer.recognition.casing import recase
from gazetteer.recognition.features import Lexicon
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.recognition.rules import name_rules
from gazetteer.spelling.words import fold_text

RULES = name_rules("en", names("en"))


@pytest.fixture(scope="module")
def lexicon(index: Index) -> Lexicon:
    return Lexicon(index, RULES)


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("shots fired in tijuana last night, two dead", ["shots", "tijuana"]),
        ("they fled sudan for the border", ["they", "sudan"]),
        ("road to deir ez-zor is cut again", ["road", "deir", "ez", "zor"]),
        ("nice reading of a mobile phone bill", ["nice"]),
        ("Shots were fired in tijuana last night", ["Shots"]),
        ("in tijuana", []),
        ("two dead in kano now\nPolice came.", ["two", "kano", "Police"]),
        ("1234 5678 9012 3456", []),
        ("", []),
    ],
)
def test_only_lines_without_capitals_get_them_and_only_on_names(
    lexicon: Lexicon, text: str, capitals: list[str]
) -> None:
    words = recase(fold_text(text), lexicon).words
    columns = zip(words.shapes, words.starts, words.ends, strict=True)
    assert [text[start:end] for shape, start, end in columns if shape == "X"] == capitals


@given(text=st.text())
def test_nothing_but_shapes_changes_whatever_the_text(lexicon: Lexicon, text: str) -> None:
    folded = fold_text(text)
    recased = recase(folded, lexicon)
    assert replace(recased, words=replace(recased.words, shapes=folded.words.shapes)) == folded


def test_a_name_in_small_letters_is_found_and_quoted_as_written(index: Index) -> None:
    text = "two dead in kano, people fled to sudan last night"
    found = Recogniser(index, RULES).recognise(fold_text(text))
    assert [(m.text, text[m.start : m.end]) for m in found] == [
        ("kano", "kano"),
        ("sudan", "sudan"),
    ]
