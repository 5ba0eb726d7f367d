"""The words of a text: where they stand, how they are written, and what they are folded to."""

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.spelling.fold import fold
from gazetteer.spelling.words import fold_text


def test_words_know_where_they_stand_and_how_they_are_written() -> None:
    text = "KYIV, July 3: “Kyiv” ب2كم"
    words = fold_text(text).words
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [
        "KYIV",
        "July",
        "3",
        "Kyiv",
        "ب",
        "2",
        "كم",
    ]
    assert words.shapes == ["A", "X", "9", "X", "x", "9", "x"]
    assert words.keys[0] == words.keys[3] == "kyiv"
    assert words.gaps == ["", ", ", " ", ': "', '" ', "", ""]


def test_a_word_ends_with_the_letters_and_vowel_signs_that_folding_drops() -> None:
    text = "في سَماءِ حلبَ"
    words = fold_text(text).words
    assert words.keys == ["في", "سما", "حلب"]
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == text.split()


@given(st.text(alphabet="اأإآبتةىيءؤئ ـًٌَ.•'’sSyaß-_2٣", max_size=40))
def test_every_word_is_folded_from_its_own_stretch_of_text(text: str) -> None:
    words = fold_text(text).words
    for key, start, end in zip(words.keys, words.starts, words.ends, strict=True):
        assert key == "".join(fold(char) for char in text[start:end] if char not in ".•'’")
