"""What is known of a language is found by its code."""

import pytest

from dashboard.errors import BadLanguageFile
from dashboard.extraction.languages.language import codes, language


def test_every_language_file_says_how_to_know_its_language() -> None:
    for code in codes():
        assert len(language(code).letters.common) >= 40, code


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(BadLanguageFile, match="known: ar, en"):
        language("xx")
