"""Everything somebody has put in: kept in one file, put back, and saved from a damaged one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.__main__ import main, run
from dashboard.cli import recovery
from dashboard.settings import settings
from dashboard.stores import open_store
from gazetteer.index.index import Index
from gazetteer.my_places.places import MyPlaces, draft
from tests import small_gazetteer, synthetic

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a home with articles, a small gazetteer and a place of one's own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("DATELINE_HOME", str(folder))
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    monkeypatch.setenv("DATELINE_INDEX", str(small_gazetteer.build(folder)))
    with open_store(settings().store) as store:
        for article in synthetic.few():
            store.save(article)
    MyPlaces(settings().index).put([draft(["Khirbat Warda"], 36.4, 40.7)])
    return folder


def articles() -> set[str]:
    with open_store(settings().store) as store:
        return {summary.id for summary in store.documents()}


def names() -> set[str]:
    return {place.place.name for place in MyPlaces(settings().index).places()}


def test_what_was_lost_since_is_put_back_and_what_was_there_is_kept(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = articles()
    assert main(["backup", str(tmp_path / "kept.db")]) == 0
    assert "4 articles with" in capsys.readouterr().out
    with open_store(settings().store) as store:
        for id in before - {synthetic.unknown().document.id}:
            store.remove(id)
    MyPlaces(settings().index).journal.unlink()
    assert main(["restore", str(tmp_path / "kept.db")]) == 0
    assert articles() == before and names() == {"Khirbat Warda"}
    with Index(settings().index) as index:
        assert index.lookup("khirbat warda")
    (earlier,) = home.glob("before-restore-*.db")
    assert main(["restore", str(earlier)]) == 0
    assert articles() == {synthetic.unknown().document.id}


def test_a_backup_makes_a_new_home(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = articles()
    main(["backup", str(tmp_path / "kept.db")])
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "new"))
    assert main(["restore", str(tmp_path / "kept.db")]) == 0
    assert articles() == before


def test_a_damaged_store_is_told_saved_from_and_replaced(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "dateline.db"
    before = articles()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'details'"
        (page,) = db.execute(sql).fetchone()
    monkeypatch.setattr(recovery, "prepare_gazetteer", lambda index: None)  # it has another one
    data = path.read_bytes()
    path.write_bytes(data[: (page - 1) * 4096] + b"\xff" * 4096 + data[page * 4096 :])
    monkeypatch.setattr("sys.argv", ["dashboard", "export"])
    assert run() == 1
    assert "the file is damaged" in capsys.readouterr().err
    whole = tmp_path / "whole.db"
    assert main(["salvage", str(whole)]) == 0
    said = capsys.readouterr()
    assert "4 articles saved" in said.out and "0 lost" in said.out
    assert f"{path}: details: " in said.err
    assert main(["restore", str(whole)]) == 0
    assert articles() == before
    assert [*home.glob("before-restore-*-damaged-dateline.db")]
    assert main(["export", "--out", str(tmp_path / "events.csv")]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["backup", "{home}/dateline.db"], "this is the store itself"),
        (["backup", "{home}/note.txt"], "this is no backup and stays as it is"),
        (["restore", "{home}/none.db"], "there is no such file"),
        (["restore", "{home}/note.txt"], "not a database"),
        (["salvage", "{home}/note.txt"], "this file is there already"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    home: Path,
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note = home / "note.txt"
    note.write_text("a note")
    before = articles()
    monkeypatch.setattr("sys.argv", ["dashboard", *(a.format(home=home) for a in arguments)])
    assert run() == 1
    assert said in capsys.readouterr().err
    assert articles() == before and note.read_text() == "a note"


def test_an_export_replaces_a_file_only_once_it_is_whole(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "events.csv"
    out.write_text("what was there")
    out.chmod(0o640)

    def full(path: Path, data: bytes) -> int:
        path.open("wb").close()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(Exception, match="No space left"):
        patch.setattr(Path, "write_bytes", full)
        main(["export", "--out", str(out)])
    assert out.read_text() == "what was there" and len([*tmp_path.glob("events*")]) == 1
    assert main(["export", "--out", str(out)]) == 0
    assert "what was there" not in out.read_text() and out.stat().st_mode & 0o777 == 0o640
