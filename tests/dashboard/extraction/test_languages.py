"""Every language file is complete: what one language has a section for, every language has."""

from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.extraction.text.language import codes, detect, language
from dashboard.extraction.types.event_type import event_types
from gazetteer.spelling.fold import fold_word

# Not lists of words: letters, patterns over kinds of words, templates.
NOT_WORDS = {"alphabet", "ends", "patterns", "fragments", "fillers", "state_name"}
NOT_WORDS |= {"endings", "kinds"}


def words(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Walk over the words of a section, each with the table and list it stands in."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_WORDS:
                yield from words(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner, path)
    elif isinstance(value, str) and any(map(str.isalpha, value)):
        yield path, value


def test_all_languages_have_the_same_sections() -> None:
    sections = {code: set(language(code).sections) for code in codes()}
    every = set.union(*sections.values())
    assert {code: every - own for code, own in sections.items()} == {
        code: set() for code in codes()
    }


@pytest.mark.parametrize("code", codes())
def test_no_word_folds_to_nothing(code: str) -> None:
    found = [pair for name, s in language(code).sections.items() for pair in words(s, name)]
    assert len(found) > 1000
    assert not [f"{path}: {word!r}" for path, word in found if not fold_word(word)]


@pytest.mark.parametrize("code", codes())
def test_all_languages_know_the_same_modes_and_claims(code: str) -> None:
    """A mode or a stance that a language lacks would be a report there."""
    for section, needed in {
        "modes": ("negation", "denial", "fear", "plan", "hypothetical", "historical"),
        "claims": ("says", "takes", "denies", "blames", "cause"),
        "names": ("prepositions", "compass", "titles", "organisations", "never", "heads"),
        "counts": ("killed", "dead", "hurt"),
    }.items():
        found = language(code).section(section)
        assert not [key for key in needed if not found.get(key)], section


@pytest.mark.parametrize("code", codes())
def test_every_event_type_has_words_in_every_language(code: str) -> None:
    assert not [key for key, kind in event_types().items() if not kind.triggers[code].groups]


def test_no_two_languages_are_taken_for_each_other() -> None:
    for code in codes():
        common = language(code).section("letters")["common"]
        assert detect(" ".join(common)) == code
