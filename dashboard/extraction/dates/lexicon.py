"""The words of a language that tell a time."""

from functools import cache

from dashboard.extraction.languages.language import language
from dashboard.extraction.text.phrase_lexicon import KindLexicon, read_lexicon


@cache
def date_lexicon(code: str) -> KindLexicon:
    """Read a language's dates.toml."""
    own, known = language(code), language(code).dates
    tables = {**known.tables(), "count": own.number_phrases()}
    return read_lexicon(known.words, tables, known.proclitics, known.capitals, known.fillers)
