"""Importing sources: linked, counted, whole or not at all, whatever happens meanwhile."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from gazetteer import Index, Place
from gazetteer.__main__ import main
from gazetteer.errors import BadSource, DiskFull
from gazetteer.importing.imports import Imported, Request, import_files, update_files
from gazetteer.index.build import write
from gazetteer.index.contents import disk_errors
from gazetteer.index.fingerprint import fingerprint
from gazetteer.index.layers import layer_path, layers
from gazetteer.sources.records import ImportOptions
from tests.gazetteer.sources.test_loaders import row
from tests.paths import ROOT

pytestmark = pytest.mark.process

# made up, with the points of nowhere in particular; the country is as large as Syria
BASE = (
    Place("gn:1", "Waraqia", 35, 38.5, "A", "PCLI", "SY", (), 0, 243, ("ar=ورقيا",), "starter"),
    Place("gn:2", "Madinat Waraq", 35.3, 40.1, "P", "PPL", "SY", (), 90_000, 3, (), "starter"),
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "gazetteer.sqlite"
    write(path, BASE, digest=fingerprint())
    return path


@pytest.fixture
def index(base: Path, tmp_path: Path) -> Path:
    path = tmp_path / "home" / "gazetteer.sqlite"
    path.parent.mkdir()
    shutil.copy(base, path)
    return path


def quiet(_: str) -> None:
    """Hear of progress and keep it."""


def bring(
    index: Path, text: str, name: str = "SY.txt", *, replaced: bool = False, **options: object
) -> Imported:
    path = index.parent.parent / name
    path.write_text(text, encoding="utf-8")
    asked = replace(ImportOptions("geonames"), **options)  # type: ignore[arg-type]
    return import_files(index, Request("geonames", (path,), asked, replace=replaced), quiet)


def change(index: Path, text: str, name: str) -> Imported:
    path = index.parent.parent / name
    path.write_text(text, encoding="utf-8")
    return update_files(index, Request("geonames", (path,), ImportOptions("geonames")), quiet)


def found(index: Path, name: str) -> list[str]:
    with Index(index) as opened:
        return [one.place.id for one in opened.find(name) if one.how == "exact"]


def test_an_import_is_found_linked_and_counted(index: Path) -> None:
    text = row() + row(id="2", name="Madinat Waraq", others="مدينة ورق", lat="35.3", lon="40.1")
    done = bring(index, text + row(id="3", lat="NaN") + row())
    assert (done.places, done.linked, done.rejected, done.repeated) == (2, 1, 1, 1)
    assert found(index, "تل ورق") == ["gn:900001"]
    assert found(index, "مدينة ورق") == ["gn:2"]
    with Index(index) as opened:
        assert opened.size()["places"] == 3


def test_rejects_are_kept_beside_the_layer_and_go_with_the_next_clean_import(index: Path) -> None:
    done = bring(index, row() + "".join(row(id=str(n), lat="NaN") for n in range(1, 13)))
    assert len(done.first) == 10
    assert done.rejects is not None
    lines = done.rejects.read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == ["file", "line", "reason", "row"]
    assert len(lines) == 13
    assert lines[1].startswith("SY.txt\t2\t'NaN' is not a number\t1 Tall Waraq")
    assert bring(index, row()).rejects is None
    assert not done.rejects.exists()


def test_a_source_says_its_licence_files_digest_and_day(index: Path) -> None:
    bring(index, row())
    (layer,) = layers(index.parent)
    assert layer.source is not None
    assert layer.source["licence"] == "CC BY 4.0"
    assert layer.source["version"] == "SY.txt"
    assert len(layer.source["sha256"]) == 64
    assert layer.source["loaded"].startswith("20")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (row(lat="NaN") * 2, r"SY\.txt: not one place in 2 rows: 'NaN' is not a number \(2\)"),
        (row(lat="140", lon="35"), "swapped .*--map lat="),
        (row(lat="40.5", lon="35.25") * 3, "far from SY; latitude and longitude look swapped"),
        (row(country="IQ"), "no place in it for these countries"),
        ("1\t900077\tar\tتل\t\t\t\t\t\t\n", "names in it are of places that the index does not"),
        ("900001\tTall Waraq\tgone\n", "`update`"),
    ],
)
def test_files_without_a_place_change_nothing(index: Path, text: str, said: str) -> None:
    bring(index, row())
    before = layer_path(index.parent, "geonames").read_bytes()
    with pytest.raises(BadSource, match=said):
        bring(index, text, countries=frozenset({"SY"}))
    assert layer_path(index.parent, "geonames").read_bytes() == before
    assert [p.name for p in index.parent.joinpath("gazetteer.d").iterdir()] == ["geonames.sqlite"]


def test_a_wrong_file_of_millions_of_rows_is_given_up_early(index: Path) -> None:
    with pytest.raises(BadSource, match=r"not one place in 10,000 rows"):
        bring(index, row(lat="NaN") * 30_000)


def test_names_alone_are_given_to_places_that_are_known(index: Path) -> None:
    done = bring(index, "1\t2\tar\tمدينة ورق\t\t\t\t\t\t\n", "alternateNamesV2.txt")
    assert (done.places, done.linked) == (1, 1)
    assert found(index, "مدينة ورق") == ["gn:2"]
    with Index(index) as opened:
        assert opened.size()["places"] == len(BASE)


def test_another_file_of_the_same_format_does_not_silently_replace_the_first(index: Path) -> None:
    bring(index, row())
    with pytest.raises(BadSource, match=r"already imported from SY\.txt.*--as NAME"):
        bring(index, row(id="5", country="IQ", name="Nahr"), "IQ.txt")
    assert found(index, "Tall Waraq") == ["gn:900001"]
    bring(index, row(id="5", country="IQ", name="Nahr"), "IQ.txt", replaced=True)
    assert found(index, "Tall Waraq") == ["gn:5"]


@pytest.mark.parametrize("key", ["starter", "mine", "a/b", "..", "A b", ""])
def test_a_source_cannot_take_a_reserved_name_or_leave_its_folder(index: Path, key: str) -> None:
    with pytest.raises(BadSource):
        bring(index, row(), source=key)


def test_a_broken_layer_can_be_imported_again(index: Path) -> None:
    bring(index, row())
    layer_path(index.parent, "geonames").write_bytes(b"no database" * 1000)
    assert bring(index, row()).places == 1
    assert found(index, "Tall Waraq") == ["gn:900001"]


def test_changes_of_a_day_are_applied(index: Path) -> None:
    bring(index, row() + row(id="5", name="Nahr") + row(id="6", name="Jisr"))
    change(index, row(lat="35.5") + row(id="7", name="Bir"), "modifications-2026-01-02.txt")
    change(index, "5\tNahr\tdouble\n77\tElse\tother\n", "deletes-2026-01-02.txt")
    names = "1\t900001\tku\tGirê\t\t\t\t\n"
    change(index, names, "alternateNamesModifications-2026-01-02.txt")
    change(index, "2\t900001\tTell Warak\tspam\n", "alternateNamesDeletes-2026-01-02.txt")
    assert found(index, "Nahr") == []
    assert found(index, "Bir") == ["gn:7"]
    assert found(index, "Girê") == ["gn:900001"]
    assert "gn:900001" not in found(index, "Tell Warak")
    with Index(index) as opened:
        place = opened.place("gn:900001")
        assert opened.size()["places"] == len(BASE) + 3
    assert place is not None
    assert place.lat == 35.5


def test_changes_of_other_countries_are_left_out(index: Path) -> None:
    bring(index, row())
    done = change(index, row(lat="35.4") + row(id="8", country="FI"), "modifications-x.txt")
    assert done.places == 1
    assert any("1 changes were of places outside" in note for note in done.notes)


def test_changes_are_not_taken_for_a_source(index: Path) -> None:
    with pytest.raises(BadSource, match="use `update` for it"):
        bring(index, row(), "modifications-2026-01-02.txt")


def test_changes_need_something_to_change(index: Path) -> None:
    with pytest.raises(BadSource, match="import it first"):
        change(index, row(), "modifications-x.txt")


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match="no room left"), disk_errors(tmp_path, "geonames"):
        raise OSError(28, "No space left on device")


def test_an_interrupted_import_leaves_the_old_layer_whole(
    index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(index, row())
    before = layer_path(index.parent, "geonames").read_bytes()

    def interrupted(*_: object) -> Iterator[Place]:
        yield replace(BASE[1], id="gn:50")
        raise KeyboardInterrupt

    monkeypatch.setattr("gazetteer.sources.geonames.read", interrupted)
    file = str(index.parent.parent / "SY.txt")
    assert main(["--index", str(index), "import", "geonames", file]) == 130
    assert "stopped; geonames is as it was before" in capsys.readouterr().err
    assert layer_path(index.parent, "geonames").read_bytes() == before


def test_the_commands_import_tell_and_drop(
    index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "villages.csv"
    table.write_text("Ort;Breite;Länge\nTell Bahr;35,2;40,1\nX;95;100\n", encoding="utf-8")
    options = ["--map", "name=Ort,lat=Breite,lon=Länge", "--as", "villages", "--licence", "CC0"]
    start = ["--index", str(index)]
    assert main([*start, "import", "csv", str(table), *options]) == 0
    out, err = capsys.readouterr()
    assert "villages: imported: 1 places, 1 names, 0 known before, 1 rows rejected" in out
    assert "not a place: villages.csv, 3: latitude 95 is not between" in err
    assert main([*start, "info"]) == 0
    out = capsys.readouterr().out
    assert "villages: a table: 1 places" in out
    assert "licence: CC0" in out
    assert main([*start, "drop", "villages"]) == 0
    assert main([*start, "drop", "villages"]) == 1
    assert found(index, "Tell Bahr") == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nosuch", "x.txt"], "no format we read"),
        (["geonames"], "name the files"),
        (["geonames", "none.txt"], "there is no such file"),
        (["geonames", "."], "a folder"),
        (["csv", "none.csv", "--map", "lat"], "write it as ours=theirs"),
        (["csv", "none.csv", "--country", "Syria"], "two letters"),
        (["csv", "none.csv", "--classes", "Z"], "none of A H L"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    index: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["--index", str(index), "import", *arguments]) == 1
    assert said in capsys.readouterr().err


def test_the_formats_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "--list"]) == 0
    assert "geonames       GeoNames: XX.zip" in capsys.readouterr().out


# Starting Python takes longer than the import: one process, and a child of it for every import.
IMPORTS = """
import os, sys
from pathlib import Path
from gazetteer.importing.imports import Request, import_files
from gazetteer.sources.records import ImportOptions
for line in sys.stdin:
    file, index = map(Path, line.rstrip().split("\\t"))
    child = os.fork()
    if child == 0:
        options = ImportOptions("geonames")
        import_files(index, Request("geonames", (file,), options), lambda _: None)
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Importer:
    """Imports in processes that can be killed."""

    def __init__(self, file: Path) -> None:
        command = [sys.executable, "-c", IMPORTS]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        self.file = file

    def start(self, index: Path) -> int:
        """Begin an import; return the number of its process."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{self.file}\t{index}\n")
        self.process.stdin.flush()
        return int(self.said())

    def said(self) -> str:
        """Return the next line; after a start that is how the import ended."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()


def test_an_import_killed_at_any_moment_loses_nothing(index: Path) -> None:
    bring(index, row())
    file = index.parent.parent / "SY.txt"
    ids = range(10, 9_010)  # none of BASE, which would be counted once
    many = (row(id=str(n), name=f"Tall {n:b}".translate({48: 97, 49: 98})) for n in ids)
    new = "".join(many)
    file.write_text(new, encoding="utf-8")
    trial = index.parent.parent / "trial" / "gazetteer.sqlite"
    shutil.copytree(index.parent, trial.parent)
    importer = Importer(file)
    ended = []
    with importer.process:
        began = time.monotonic()
        importer.start(trial)
        assert int(importer.said()) == 0
        length = min(1.0, time.monotonic() - began)
        moments = random.Random(4)
        for _ in range(10):
            child = importer.start(index)
            time.sleep(moments.uniform(0, 0.9 * length))
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            ended.append(int(importer.said()))
            with Index(index) as opened:
                places = opened.size()["places"] - len(BASE)
                assert opened.place("gn:2") is not None
            assert places in (1, 9_000)
        assert importer.process.stdin is not None
        importer.process.stdin.close()
    assert ended.count(signal.SIGKILL) >= 5, "hardly any import was killed in its middle"
    bring(index, new, replaced=True)
    names = {path.name for path in (index.parent / "gazetteer.d").iterdir()}
    assert names == {"geonames.sqlite"}
