"""A disk that is full, a file that nobody may write, one that is locked, one that is damaged."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.errors import StoreUnavailable
from dashboard.stores import open_store
from dashboard.stores.sqlite import SQLiteStore
from tests.hostile.victims import article
from tests.synthetic import few, two_reports

FLIPS = 60


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SQLiteStore]:
    with SQLiteStore(tmp_path / "store.db", timeout=0.1) as opened:
        for extraction in few():
            opened.save(extraction)
        yield opened


@pytest.mark.parametrize(
    ("pragma", "said"),
    [("max_page_count = 1", "free some space"), ("query_only = ON", "writable")],
)
def test_what_cannot_be_written_is_said_with_what_to_do(
    store: SQLiteStore, pragma: str, said: str
) -> None:
    """SQLite itself plays the full disk, and the file that may only be read."""
    before = store.documents()
    store._db.execute(f"PRAGMA {pragma}")
    with pytest.raises(StoreUnavailable, match=rf"store\.db: .*{said}"):
        for number in range(200):
            store.save(article(number))
    kept = store.documents()
    assert {one.id for one in before} <= {one.id for one in kept}
    assert all(store.extraction(one.id) for one in kept)


def test_a_file_that_another_process_writes_is_said_to_be_locked(store: SQLiteStore) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match=r"another process is writing; try again"):
            store.save(two_reports()[0])
        assert store.documents()  # who reads need not wait
    assert store.save(two_reports()[0])


@pytest.mark.parametrize("seed", range(FLIPS))
def test_a_damaged_byte_is_harmless_or_told(store: SQLiteStore, seed: int, tmp_path: Path) -> None:
    wanted = {one.id: store.extraction(one.id) for one in store.documents()}
    store.close()
    dice = random.Random(seed)
    data = bytearray((tmp_path / "store.db").read_bytes())
    for _ in range(8):
        data[dice.randrange(len(data))] = dice.randrange(256)
    (tmp_path / "store.db").write_bytes(data)
    try:
        with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
            read(opened, list(wanted))
    except StoreUnavailable as error:
        assert "store.db" in str(error) and ";" in str(error)


def read(opened: object, ids: list[str]) -> None:
    """Ask for everything that a page asks for."""
    assert isinstance(opened, SQLiteStore)
    opened.documents()
    for id in ids:
        opened.document(id)
        opened.extraction(id)
    opened.events()
    opened.facets()
    opened.statuses()
    opened.steps()
    opened.unplaced()
    opened.version()
    list(opened.points())
    list(opened.acting())
    opened.casualties()
