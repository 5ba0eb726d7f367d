"""Asking a store by name and by place, and putting a second reading in place of the first."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.model import Document, Extraction
from dashboard.stores import STORES, Store, open_store
from dashboard.stores.rows import DOCUMENT, document_row
from dashboard.stores.schema import APPLICATION, MIGRATIONS
from dashboard.stores.sqlite import SQLiteStore
from gazetteer.place import Mention, Place, Resolution
from gazetteer.reason import Reason
from gazetteer.spelling.fold import name_key

RAQQA = Place("sy1", "الرقة", 35.95, 39.01, "P", "PPLA", "SY")
TEXT = "انفجار في القرية الخضراء، قرب مدينة الرقّة. ثم انفجار آخر في القرية الخضراء."


def named(text: str, words: str, place: Place | None, feature: str = "") -> Resolution:
    start = text.index(words)
    mention = Mention(start, start + len(words), words, feature=feature, head=start)
    return Resolution(mention, place, 0.9)


def article(id: str, text: str = TEXT, *mentions: Resolution) -> Extraction:
    return Extraction(Document(id, text, language="ar"), mentions, (), ())


@pytest.fixture(params=list(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(f"{request.param}:///{tmp_path / 'store.db'}") as opened:
        yield opened


@pytest.fixture
def two() -> tuple[Extraction, Extraction]:
    green = named(TEXT, "القرية الخضراء", None, "P")
    return (
        article("a", TEXT, green, named(TEXT, "الرقّة", RAQQA)),
        article("b", "Nothing of it here, but a town called Ar-Raqqah."),
    )


def test_articles_are_found_by_the_place_they_name(store: Store, two) -> None:
    for one in two:
        store.save(one)
    assert store.naming("sy1") == ["a"]
    assert store.naming("elsewhere") == store.naming("") == []


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["القَرية الخضراء"], ["a"]),
        (["ar raqqah"], ["b"]),
        (["الرقه", "AR-RAQQAH"], ["a", "b"]),
        (["دير الزور"], []),
        (["", "!?"], []),
        ([], []),
    ],
)
def test_articles_are_found_by_a_name_in_any_spelling(store: Store, two, names, found) -> None:
    for one in two:
        store.save(one)
    assert sorted(store.holding(names)) == found


def test_a_name_without_a_place_is_told_once_an_article(store: Store, two) -> None:
    again = named(TEXT, "القرية الخضراء", None, "P")
    mention = replace(again.mention, start=60, end=74)
    store.save(replace(two[0], mentions=(*two[0].mentions, replace(again, mention=mention))))
    (row,) = store.unplaced()
    assert (row.document, row.key, row.feature, row.times) == (
        "a",
        name_key("القرية الخضراء"),
        "P",
        2,
    )
    assert row.start == TEXT.index("القرية")


def test_peoples_are_no_names_without_a_place(store: Store) -> None:
    people = named(TEXT, "انفجار", None)
    people = replace(people, mention=replace(people.mention, kind="demonym"))
    store.save(article("a", TEXT, people))
    assert store.unplaced() == []


def test_what_is_read_anew_or_removed_is_named_no_more(store: Store, two) -> None:
    store.save(two[0])
    store.save(article("a", TEXT))
    assert store.naming("sy1") == store.unplaced() == []
    store.save(two[0])
    store.remove("a")
    assert store.naming("sy1") == store.unplaced() == store.holding(["الرقة"]) == []


def test_a_second_reading_is_put_only_where_the_first_still_stands(store: Store, two) -> None:
    first, other = two
    store.save(first, sample=True)
    store.save(other)
    read = replace(first, warnings=(Reason("published.unknown"),))
    gone = article("c"), article("c", TEXT, named(TEXT, "الرقّة", RAQQA))
    stale = (
        replace(other, warnings=(Reason("reading.language", ("never kept",)),)),
        replace(other, warnings=(Reason("reading.language", ("lost",)),)),
    )
    before = store.version()
    assert store.update([(first, read), gone, stale]) == ["a"]
    assert store.version() == before + 1
    assert store.extraction("a") == read and store.extraction("b") == other
    assert store.extraction("c") is None
    assert next(s for s in store.documents() if s.id == "a").sample
    assert store.update([(read, first)]) == ["a"] and store.extraction("a") == first


def test_nothing_to_put_is_no_write(store: Store, two) -> None:
    before = store.version()
    assert store.update([two]) == [] and store.version() == before


def test_a_file_of_the_first_version_learns_its_names(tmp_path: Path, two) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as db, db:
        for statement in MIGRATIONS[0]:
            db.execute(statement)
        marks = ", ".join("?" * len(DOCUMENT))
        for one in two:
            db.execute(f"INSERT INTO documents VALUES ({marks})", document_row(one, sample=False))
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute("PRAGMA user_version = 1")
    with SQLiteStore(path) as store:
        assert store.naming("sy1") == ["a"]
        assert [row.key for row in store.unplaced()] == [name_key("القرية الخضراء")]
        assert store.holding(["الرقة"]) == ["a"]
        assert store.extraction("a") == two[0]
