"""Texts of the tests, read as the pipeline reads them."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.extraction.languages.language import language
from dashboard.extraction.text.text import Text, read_text


def as_text(text: str, code: str, sentences: Sequence[tuple[int, int]] | None = None) -> Text:
    """Read a text in a language, with these sentences where they are given."""
    found = read_text(text, language(code))
    return found if sentences is None else replace(found, sentences=tuple(sentences))
