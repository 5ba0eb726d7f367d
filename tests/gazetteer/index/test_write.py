"""Writing: whole or not at all, in bounded memory, and nothing left behind."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from gazetteer.__main__ import main
from gazetteer.environment import usual_index
from gazetteer.errors import ForeignFile
from gazetteer.index.build import write
from gazetteer.index.index import Index
from gazetteer.index.layers import connect, layer_path
from gazetteer.index.schema import SourceRecord
from gazetteer.index.update import layer_update, places_of
from gazetteer.index.write import remove_abandoned, write_layer
from gazetteer.place import Place
from tests.paths import ROOT

pytestmark = pytest.mark.process
PLACE = Place("n:1", "New", 1, 1, "P", "PPL")
RECORD = SourceRecord("many", "Many", "CC0", "nobody")
ENDLESS = """
import sys, time
from pathlib import Path
from gazetteer.index.schema import SourceRecord
from gazetteer.index.update import layer_update, places_of
from gazetteer.index.write import write_layer
from gazetteer.place import Place
from tests.paths import ROOT
def places():
    for i in range(int(sys.argv[2])):
        if i == 4000: print("writing", flush=True)
        yield Place(f"n:{i}", f"New {i}", 1, 1, "P", "PPL", names=(f"ar=قرية {i}",))
def said(stage, count):
    if stage == sys.argv[3]:
        print(stage, flush=True)
        time.sleep(60)
write_layer(Path(sys.argv[1]), places(), SourceRecord("many", "Many", "CC0", "nobody"), (), said)
"""

UPDATE = """
import sys
from pathlib import Path
from gazetteer.index.update import layer_update
from gazetteer.place import Place
from tests.paths import ROOT
def places():
    for i in range(10**7):
        if i == 200: print("writing", flush=True)
        yield Place(f"o:{i}", f"New {i}", 1, 1, "P", "PPL")
layer_update(Path(sys.argv[1]), places())
"""


def old(count: int = 3) -> Iterator[Place]:
    return (Place(f"o:{i}", f"Old {i}", 1, 1, "P", "PPL") for i in range(count))


def killed(code: str, *arguments: object, seconds: float = 0) -> None:
    """Run a writer, wait until it says that it is at it, and kill it so that it cannot tidy up."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline()
        time.sleep(seconds)
        assert process.poll() is None, "it ended before it was killed"
        process.kill()
        assert process.wait() == -signal.SIGKILL


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize(
    ("places", "stage", "seconds"),
    [
        (9_000_000, "never", 0.3),
        (9_000_000, "never", 1.1),
        (8_000, "sorting names", 0),
        (8_000, "sorting cells", 0),
        (8_000, "first words", 0),
    ],
)
def test_a_killed_import_leaves_the_old_layer_and_the_next_one_tidies_up(
    tmp_path: Path, places: int, stage: str, seconds: float
) -> None:
    write(tmp_path / "gazetteer.sqlite", old(1))
    path = layer_path(tmp_path, "many")
    write_layer(path, old(), RECORD)
    killed(ENDLESS, path, places, stage, seconds=seconds)
    assert len(list(path.parent.iterdir())) == 2
    with Index(tmp_path / "gazetteer.sqlite") as index:
        assert index.find("Old 2")[0].place.id == "o:2"
        assert index.lookup("new 1") == ()
    write_layer(path, old(4), RECORD)
    assert [file.name for file in path.parent.iterdir()] == ["many.sqlite"]


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize("seconds", [0, 0.4])
def test_a_killed_update_leaves_the_layer_as_it_was(tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "many.sqlite"
    write_layer(path, old(), RECORD)
    before = path.read_bytes()
    killed(UPDATE, path, seconds=seconds)
    assert path.read_bytes() == before
    layer_update(path, [Place("o:1", "New 1", 1, 1, "P", "PPL")])
    assert [place.name for place, _ in places_of(path)] == ["Old 0", "New 1", "Old 2"]
    assert [file.name for file in tmp_path.iterdir()] == ["many.sqlite"]


def test_the_unfinished_file_of_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "many.sqlite"

    def places() -> Iterator[Place]:
        yield from old()
        remove_abandoned(path)
        yield Place("o:9", "Old 9", 1, 1, "P", "PPL")

    assert write_layer(path, places(), RECORD).places == 4


def test_writers_of_one_file_do_not_take_each_other_for_dead(tmp_path: Path) -> None:
    path = tmp_path / "many.sqlite"

    def write_often() -> None:
        for _ in range(25):
            write_layer(path, old(), RECORD)

    with ThreadPoolExecutor(3) as threads:
        for done in [threads.submit(write_often) for _ in range(3)]:
            done.result()
    assert [file.name for file in tmp_path.iterdir()] == ["many.sqlite"]
    connect(path)[0].close()


def test_a_disk_that_is_full_leaves_the_old_layer(tmp_path: Path) -> None:
    path = tmp_path / "many.sqlite"
    write_layer(path, old(), RECORD)

    def places() -> Iterator[Place]:
        yield from old(2500)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_layer(path, places(), RECORD)
    assert [file.name for file in tmp_path.iterdir()] == ["many.sqlite"]
    db, meta = connect(path)
    db.close()
    assert meta["places"] == "3"


def test_sorts_are_on_the_disk_of_the_target_and_nowhere_afterwards(tmp_path: Path) -> None:
    seen = []

    def said(stage: str, count: int) -> None:
        if stage == "sorting names":
            with closing(sqlite3.connect(":memory:")) as db:
                seen.append(db.execute("pragma temp_store_directory").fetchone())

    write_layer(tmp_path / "it's.sqlite", old(), RECORD, (), said)
    with closing(sqlite3.connect(":memory:")) as db:
        seen.append(db.execute("pragma temp_store_directory").fetchone())
    assert seen == [(str(tmp_path),), None]


def test_progress_tells_the_stages_in_order(tmp_path: Path) -> None:
    heard: list[tuple[str, int]] = []
    names = [("o:1", "ar=قديم")]
    write_layer(tmp_path / "x.sqlite", old(2500), RECORD, names, lambda *said: heard.append(said))
    assert heard == [
        ("places", 2000),
        ("places", 2500),
        ("names", 1),
        ("sorting names", 0),
        ("sorting skeletons", 0),
        ("sorting cells", 0),
        ("first words", 0),
        ("done", 2500),
    ]


def test_the_largest_places_come_first_however_many_share_a_name(tmp_path: Path) -> None:
    write(
        tmp_path / "gazetteer.sqlite",
        (Place(f"s:{i}", "San Antonio", 1, 1, "P", "PPL", "MX", (), i) for i in range(300)),
    )
    with Index(tmp_path / "gazetteer.sqlite") as index:
        named = [c.place.population for c in index.lookup("san antonio")]
        alike = [c.place.population for c in index.skeleton("san entonyo", country="MX")]
    assert named == alike == list(range(299, 239, -1))


def test_a_point_is_found_in_the_cell_that_sql_put_it_in(tmp_path: Path) -> None:
    points = [(0.0, 0.0), (-90, -180), (90, 180), (-0.05, -0.05), (35.3, 40.1), (-33.3, -70.7)]
    write(
        tmp_path / "gazetteer.sqlite",
        (Place(f"p:{i}", f"P {i}", *at, "P", "PPL") for i, at in enumerate(points)),
    )
    with Index(tmp_path / "gazetteer.sqlite") as index:
        for i, (lat, lon) in enumerate(points):
            assert f"p:{i}" in [p.id for _, p in index.near(lat, lon, radius_km=1)]


def diary(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table place (day text, told text)")
        db.commit()


@pytest.mark.parametrize(
    "somebody_s",
    [
        diary,
        lambda path: path.write_text("a diary of many years\n" * 99),
        lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(500)),
    ],
)
def test_a_file_of_somebody_else_is_never_replaced(
    tmp_path: Path, somebody_s: Callable[[Path], object]
) -> None:
    path = tmp_path / "diary.sqlite"
    somebody_s(path)
    before = path.read_bytes()
    with pytest.raises(ForeignFile, match=r"diary\.sqlite: this file is no gazetteer"):
        write(path, [PLACE])
    assert path.read_bytes() == before and [*tmp_path.iterdir()] == [path]


def older(path: Path) -> None:
    write(path, [PLACE])
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma application_id = 0")
        db.execute("update meta set value = '1' where key = 'version'")
        db.commit()


@pytest.mark.parametrize(
    "ours",
    [lambda path: write(path, [PLACE]), older, lambda path: path.write_bytes(b"")],
)
def test_an_index_of_ours_is_replaced(tmp_path: Path, ours: Callable[[Path], object]) -> None:
    path = tmp_path / "index.sqlite"
    ours(path)
    write(path, [PLACE])
    with Index(path) as index:
        assert index.size()["places"] == 1


def test_where_it_usually_stands_a_damaged_index_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    usual_index().write_bytes(b"\xff" * 9000)
    write(usual_index(), [PLACE])
    Index(usual_index()).close()


def test_the_command_line_obeys_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "own.sqlite", [PLACE])
    monkeypatch.setenv("DATELINE_INDEX", str(tmp_path / "own.sqlite"))
    assert main(["info"]) == 0
    assert "own.sqlite: 1 places" in capsys.readouterr().out
    diary(tmp_path / "diary.sqlite")
    monkeypatch.setenv("DATELINE_INDEX", str(tmp_path / "diary.sqlite"))
    assert main(["build"]) == 1
    assert "no gazetteer and stays as it is" in capsys.readouterr().err
