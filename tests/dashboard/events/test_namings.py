"""Which places an article names, and on which days."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.events.namings import is_naming, namings, sentence_of, sentences_of
from dashboard.model import DateSpan, Extraction
from tests import synthetic

TEXT = (
    "Water rose in Raqqa on 3 March. Nurses went from Lyon to Raqqa.\n"
    "In 1948 another flood reached Raqqa, and Paris said nothing."
)
PUBLISHED = date(2024, 3, 9)


def day(words: str, when: date, precision: int = 1) -> DateSpan:
    return replace(synthetic.day(TEXT, words, when), precision=precision)


def article(published: date | None = PUBLISHED) -> Extraction:
    """Raqqa with a day, Raqqa and Lyon without, Raqqa in a year, a government, an unknown name."""
    second, third = TEXT.index("to Raqqa"), TEXT.index("reached")
    capital = synthetic.mention(TEXT, "Paris", synthetic.LYON)
    return Extraction(
        synthetic.document(TEXT, "Water", published, language="en"),
        (
            synthetic.mention(TEXT, "Raqqa", synthetic.RAQQA),
            synthetic.mention(TEXT, "Lyon", synthetic.LYON),
            synthetic.mention(TEXT, "Raqqa", synthetic.RAQQA, after=second),
            synthetic.mention(TEXT, "Raqqa", synthetic.RAQQA, after=third),
            replace(capital, mention=replace(capital.mention, kind="metonym")),
            synthetic.mention(TEXT, "Nurses", None),
        ),
        (day("3 March", date(2024, 3, 3)), day("1948", date(1948, 1, 1), precision=5)),
        (),
    )


def test_a_place_is_dated_by_its_sentence_else_by_the_article() -> None:
    found = {(one.place.name, one.first): len(one.spans) for one in namings(article())}
    assert found == {
        ("Raqqa", date(2024, 3, 3)): 1,
        ("Lyon", PUBLISHED): 1,
        ("Raqqa", PUBLISHED): 2,  # a year says nothing about the day that is told of
    }


def test_without_any_day_a_place_is_named_all_the_same() -> None:
    undated = [one for one in namings(article(None)) if one.first is None]
    assert {one.place.name for one in undated} == {"Lyon", "Raqqa"}


@pytest.mark.parametrize("kind", ["metonym", "demonym"])
def test_a_government_and_a_people_are_no_place(kind: str) -> None:
    mentions = tuple(
        replace(one, mention=replace(one.mention, kind=kind)) for one in article().mentions
    )
    assert namings(replace(article(), mentions=mentions)) == []


def test_a_naming_has_an_id_of_its_own_and_says_its_sentence() -> None:
    document, first = article().document, namings(article())[0]
    assert is_naming(first.id) and not is_naming(f"{document.id}:0:flood")
    sentences = sentences_of(document)
    said = sentence_of(document, sentences, first.spans[0][0])
    assert said == "Water rose in Raqqa on 3 March."
