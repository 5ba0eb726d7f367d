"""What is deleted can be put back, whole, until it is emptied."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.events.incidents import Decision
from dashboard.stores import Store, open_store
from dashboard.stores.recovery.trash import DAYS
from tests import synthetic

pytestmark = pytest.mark.slow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{path}") as opened:
        for article in synthetic.two_reports():
            opened.save(article)
        yield opened


FIRST, SECOND = synthetic.two_reports()


def test_a_deleted_article_is_nowhere_but_in_the_trash(store: Store) -> None:
    assert store.remove(FIRST.document.id) and not store.remove(FIRST.document.id)
    assert store.extraction(FIRST.document.id) is None
    assert [summary.id for summary in store.documents()] == [SECOND.document.id]
    (kept,) = store.trash()
    assert (kept.id, kept.title) == (FIRST.document.id, FIRST.document.title)
    assert kept.events == len(FIRST.events) and kept.published == FIRST.document.published


def test_put_back_it_is_as_it_was(store: Store) -> None:
    before = store.documents()
    version = store.version()
    store.remove(FIRST.document.id)
    assert store.put_back(FIRST.document.id) and not store.put_back(FIRST.document.id)
    assert store.extraction(FIRST.document.id) == FIRST
    assert store.documents() == before and not store.trash()
    assert store.version() > version


def test_what_people_decided_of_its_events_holds_again(store: Store) -> None:
    store.decide([Decision(FIRST.events[0].id, SECOND.events[0].id, True)])
    before = store.statuses()
    store.remove(FIRST.document.id)
    assert not store.statuses()
    store.put_back(FIRST.document.id)
    assert store.statuses() == before


def test_what_is_added_again_is_in_the_trash_no_more(store: Store) -> None:
    store.remove(FIRST.document.id)
    assert store.save(FIRST)
    assert not store.trash()


def test_the_trash_is_emptied_after_thirty_days(store: Store, path: Path) -> None:
    store.remove(FIRST.document.id)
    with closing(sqlite3.connect(path)) as db:
        long_ago = datetime.now(UTC) - DAYS - timedelta(minutes=1)
        db.execute("UPDATE trash SET deleted = ?", [long_ago.isoformat()])
        db.commit()
    store.remove(SECOND.document.id)
    assert [kept.id for kept in store.trash()] == [SECOND.document.id]
    assert store.empty_trash(datetime.now(UTC) - DAYS) == 0
    assert store.empty_trash(datetime.now(UTC)) == 1
    assert not store.trash() and not store.put_back(SECOND.document.id)


@pytest.mark.parametrize("harm", ["payload = x'00'", "payload = 'text'"])
def test_an_article_whose_findings_are_damaged_can_be_deleted(
    store: Store, path: Path, harm: str
) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"UPDATE documents SET {harm} WHERE id = ?", [FIRST.document.id])
        db.commit()
    assert store.remove(FIRST.document.id)
    store.put_back(FIRST.document.id)
    kept = store.extraction(FIRST.document.id)
    assert kept is not None and kept.document.text == FIRST.document.text and not kept.events
