"""The words of a language that tell a time."""

from functools import cache

from dashboard.extraction.text.language import language
from dashboard.extraction.text.phrase_lexicon import KindLexicon, read_lexicon


@cache
def date_lexicon(code: str) -> KindLexicon:
    """Read a language's dates.toml."""
    known = language(code).dates
    return read_lexicon(
        known.words, known.tables(), known.proclitics, known.capitals, known.fillers
    )
