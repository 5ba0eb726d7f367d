"""Every language is complete: what one whose events are read has a file for, all of them have."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import asdict

from dashboard.extraction.languages.language import Language, codes, language
from dashboard.extraction.types.event_type import event_types
from gazetteer.languages.detection import language_of
from gazetteer.spelling.fold import fold_word

# Not lists of words: letters, patterns over kinds of words, templates.
NOT_WORDS = {"alphabet", "ends", "patterns", "fragments", "fillers", "state_name", "marks"}
FILES = [field.name for field in fields(Language) if field.name != "code"]
WHOLE = [code for code in codes() if language(code).triggers]  # their events are read
OF_ALL = ("letters", "names", "dates")  # of sixty lines: see docs/adding.md
NUMBERS = [code for code in codes() if language(code).counts.numbers]


def words(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Walk over the words of a file, each with the table and list it stands in."""
    if isinstance(value, Struct):
        value = asdict(value)
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_WORDS:
                yield from words(inner, f"{path}.{key}")
    elif isinstance(value, tuple):
        for inner in value:
            yield from words(inner, path)
    elif isinstance(value, str) and any(map(str.isalpha, value)):
        yield path, value


@pytest.mark.parametrize("code", codes())
def test_every_language_knows_its_names_and_dates(code: str) -> None:
    known = language(code)
    assert not [name for name in OF_ALL if not list(words(getattr(known, name), name))]
    values = known.dates.values
    assert {*values.month, *values.maybe_month} == set(map(str, range(1, 13)))
    assert {*values.weekday} == set(map(str, range(7)))


@pytest.mark.parametrize("code", NUMBERS)
def test_numbers_come_with_where_sentences_end(code: str) -> None:
    known = language(code)
    assert list(words(known.sentences, "sentences"))
    assert {*range(1, 11)} <= set(known.counts.numbers.values())


@pytest.mark.parametrize("code", WHOLE)
def test_every_language_has_every_file(code: str) -> None:
    known = language(code)
    assert not [name for name in FILES if not list(words(getattr(known, name), name))]


@pytest.mark.parametrize("code", codes())
def test_no_word_folds_to_nothing(code: str) -> None:
    known = language(code)
    found = [pair for name in FILES for pair in words(getattr(known, name), name)]
    assert len(found) > (1000 if code in WHOLE else 500 if code in NUMBERS else 60)
    assert not [f"{path}: {word!r}" for path, word in found if not fold_word(word)]


@pytest.mark.parametrize("code", WHOLE)
def test_all_languages_know_the_same_modes_and_claims(code: str) -> None:
    """A mode or a stance that a language lacks would be a report there."""
    for name, needed in {
        "modes": ("negation", "denial", "fear", "plan", "hypothetical", "historical"),
        "claims": ("says", "takes", "denies", "blames", "cause"),
        "names": ("prepositions", "compass", "titles", "organisations", "never", "heads"),
        "counts": ("killed", "dead", "hurt"),
    }.items():
        known = getattr(language(code), name)
        assert not [key for key in needed if not getattr(known, key)], name


@pytest.mark.parametrize("code", codes())
def test_every_event_type_has_words_in_every_language(code: str) -> None:
    assert set(language(code).triggers) <= set(event_types())


def test_no_two_languages_are_taken_for_each_other() -> None:
    for code in codes():
        assert language_of(" ".join(language(code).letters.common)) == (code, True)
