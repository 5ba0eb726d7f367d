"""A watched folder: what appears goes into the store, once."""

import codecs
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.stores import open_store
from gazetteer.index.index import Index


def test_a_watched_folder_is_gone_on_with_after_a_restart(
    tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = tmp_path / "in", f"sqlite:///{tmp_path / 'a.db'}"
    folder.mkdir()
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.setenv("DATELINE_STORE", store)
    monkeypatch.setenv("DATELINE_INDEX", str(index.path))
    (folder / "a.txt").write_text("A bomb exploded in Mosul on 3 May 2024.")
    assert main(["watch", str(folder), "--once"]) == 0
    with open_store(store) as kept:
        (first,) = kept.documents()
        kept.remove(first.id)
    (folder / "b.txt").write_text("A bridge was closed in Baghdad on 4 May 2024.")
    assert main(["watch", str(folder), "--once"]) == 0
    with open_store(store) as kept:  # what was deleted stays deleted
        (second,) = kept.documents()
    assert second.id != first.id
    out = tmp_path / "a.csv"
    assert main(["export", "--bom", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(codecs.BOM_UTF8 + b"event_id")
