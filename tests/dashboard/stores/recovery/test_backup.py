"""A store in one file and back, whole or not at all, while others read and write."""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.errors import StoreDamaged, StoreUnavailable
from dashboard.model import Document, Extraction
from dashboard.stores import open_store
from dashboard.stores.recovery.backup import back_up, is_damaged, put_back
from dashboard.stores.recovery.salvage import salvage
from dashboard.stores.sqlite import SQLiteStore
from tests import synthetic

pytestmark = pytest.mark.slow

ARTICLES = synthetic.few()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a store with some articles."""
    path = tmp_path / "store.db"
    with SQLiteStore(path) as store:
        for article in ARTICLES:
            store.save(article)
    return path


def held(path: Path) -> dict[str, Extraction | None]:
    with SQLiteStore(path) as store:
        return {summary.id: store.extraction(summary.id) for summary in store.documents()}


def test_a_backup_holds_everything_in_one_file(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept" / "backup.db"
    made = back_up(path, file, {"my_places.jsonl": b"a line"})
    assert made.articles == len(ARTICLES) and made.events == sum(len(a.events) for a in ARTICLES)
    assert [*file.parent.iterdir()] == [file]
    assert file.stat().st_mode & 0o077 == 0
    before = held(path)
    with SQLiteStore(path) as store:
        for id in before:
            store.remove(id)
    holds = put_back(file, path)
    assert held(path) == before and holds.files == {"my_places.jsonl": b"a line"}


def test_who_has_the_store_open_sees_what_was_put_back(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    with SQLiteStore(path) as store:
        back_up(path, file, {})
        store.remove(ARTICLES[0].document.id)
        version = store.version()
        with store.snapshot() as moment:
            assert moment.version() == version  # its moment is that of its first question
            put_back(file, path)
            assert moment.extraction(ARTICLES[0].document.id) is None
        assert store.extraction(ARTICLES[0].document.id) == ARTICLES[0]
        assert store.version() > version
        assert store.save(synthetic.two_reports()[1])


def test_a_backup_of_a_busy_store_is_one_moment(path: Path, tmp_path: Path) -> None:
    """Two articles are always saved in one order: no backup has the second alone."""
    first, second = synthetic.two_reports()
    done = threading.Event()

    def busy() -> None:
        with SQLiteStore(path) as store:
            while not done.is_set():
                store.save(first)
                store.save(second)
                store.remove(second.document.id)
                store.remove(first.document.id)

    writer = threading.Thread(target=busy)
    writer.start()
    try:
        for number in range(10):
            file = tmp_path / f"{number}.db"
            back_up(path, file, {})
            ids = held(file).keys()
            assert second.document.id not in ids or first.document.id in ids
            assert {article.document.id for article in ARTICLES} <= ids
    finally:
        done.set()
        writer.join()


def diary(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE days (told TEXT)")
        db.commit()


def torn(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    file.write_bytes(data)


@pytest.mark.parametrize("somebody_s", [diary, lambda file: file.write_text("a diary")])
def test_a_backup_never_replaces_a_file_of_somebody_else(
    path: Path, tmp_path: Path, somebody_s: Callable[[Path], object]
) -> None:
    file = tmp_path / "diary.db"
    somebody_s(file)
    before = file.read_bytes()
    with pytest.raises(StoreUnavailable, match="no backup and stays as it is"):
        back_up(path, file, {})
    assert file.read_bytes() == before


def test_a_store_is_no_place_for_its_own_backup(path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="the store itself"):
        back_up(path, path.parent / "." / path.name, {})


def test_a_newer_backup_takes_the_place_of_an_older_one(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    back_up(path, file, {"a": b"1"})
    with SQLiteStore(path) as store:
        store.remove(ARTICLES[0].document.id)
    assert back_up(path, file, {}).articles == len(ARTICLES) - 1
    assert ARTICLES[0].document.id not in held(file)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (torn, "damaged"),
        (lambda file: file.write_bytes(file.read_bytes()[:20000]), "damaged"),
        (lambda file: (file.unlink(), diary(file)), "another program"),
        (lambda file: file.write_text("a diary"), "not a database"),
        (lambda file: file.unlink(), "no such file"),
    ],
)
def test_what_is_no_whole_backup_leaves_the_store_as_it_is(
    path: Path, tmp_path: Path, harm: Callable[[Path], object], said: str
) -> None:
    file = tmp_path / "backup.db"
    back_up(path, file, {})
    harm(file)
    before = held(path)
    with pytest.raises(StoreUnavailable, match=said) as caught:
        put_back(file, path)
    assert str(caught.value).count("backup.db") == 1
    assert held(path) == before
    assert not [*tmp_path.glob("*.unfinished*")]


# ---- what a damaged store still holds -------------------------------------------------------


def again(document: Document, name: str) -> Extraction:
    """Find in a text what was found in it before."""
    return next(article for article in ARTICLES if article.document.id == document.id)


def damaged(path: Path, harm: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(harm)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize(
    ("harm", "anew"),
    [
        ("SELECT 1", 0),
        ("UPDATE documents SET payload = x'00'", len(ARTICLES)),
        ("DELETE FROM details", 0),
        ("UPDATE details SET payload = '{'", len([a for a in ARTICLES if a.events])),
    ],
)
def test_what_can_be_read_is_saved_and_the_rest_found_anew(
    path: Path, tmp_path: Path, harm: str, anew: int
) -> None:
    before = held(path)
    damaged(path, harm)
    with open_store(f"sqlite:///{tmp_path / 'whole.db'}") as store:
        done = salvage(path, store, again)
    assert (done.saved, done.lost) == (len(ARTICLES), 0)
    if "details" not in harm:
        assert done.again == anew
    if harm != "DELETE FROM details":
        assert held(tmp_path / "whole.db") == before


def test_every_page_of_a_store_may_be_lost(path: Path, tmp_path: Path) -> None:
    """Whichever page is overwritten: what is saved is as it was, and the rest is counted."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole, before = path.read_bytes(), held(path)
    noticed = unreadable = 0
    for page in range(1, len(whole) // 4096):
        path.write_bytes(whole[: page * 4096] + b"\xff" * 4096 + whole[(page + 1) * 4096 :])
        for part in ("-wal", "-shm"):
            path.with_name(path.name + part).unlink(missing_ok=True)
        noticed += is_damaged(path)
        into = tmp_path / f"{page}.db"
        with open_store(f"sqlite:///{into}") as store:
            try:
                done = salvage(path, store, again)
            except StoreDamaged:  # a page of the schema: which tables there are, is lost
                unreadable += 1
                continue
        saved = held(into)
        assert done.saved + done.lost == len(ARTICLES)
        assert done.saved == len(saved)
        assert all(before[id] == found for id, found in saved.items())
    assert noticed and unreadable < 5
