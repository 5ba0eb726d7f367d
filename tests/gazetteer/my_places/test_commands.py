"""`python -m gazetteer places`: what people type, and what files carry from one to another."""

from pathlib import Path

import pytest

from gazetteer.__main__ import main
from gazetteer.errors import BadSource
from gazetteer.my_places.exports import EXPORTS
from gazetteer.my_places.files import read_places
from gazetteer.my_places.places import MyPlaces
from tests import small_gazetteer


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return small_gazetteer.build(tmp_path)


@pytest.fixture
def run(index: Path, capsys):
    def run(*words: str) -> tuple[int, str]:
        status = main(["--index", str(index), "places", *words])
        out = capsys.readouterr()
        return status, out.out + out.err

    return run


def green(run) -> tuple[int, str]:
    return run(
        "add",
        "القرية الخضراء",
        "en=Green Village",
        "--at",
        "35°04'12\"N 40°33'36\"E",
        "--kind",
        "base",
        "--radius",
        "3",
        "--note",
        "by the river",
        "--source",
        "a map",
    )


def test_a_place_is_added_edited_withdrawn_and_restored(run, index) -> None:
    status, said = green(run)
    assert status == 0 and "S.INSM\tSY\t35.07000,40.56000\t±3 km" in said
    assert run("edit", "Green Village", "--at", "35.1, 40.5", "--names", "القرية")[0] == 0
    (kept,) = MyPlaces(index).places()
    assert (kept.place.lat, kept.place.names) == (35.1, ("القرية",))
    assert (kept.place.radius_km, kept.place.note, kept.said_by) == (3, "by the river", "a map")
    assert run("withdraw", "القرية")[0] == 0 and run("list") == (0, "")
    assert "withdrawn" in run("list", "--all")[1]
    assert run("restore", kept.place.id)[0] == 0
    said = run("list", "القرية")[1]
    assert [word for word in ("added", "edited", "withdrawn", "restored") if word in said] == [
        "added",
        "edited",
        "withdrawn",
        "restored",
    ]
    assert main(["--index", str(index), "find", "القرية"]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "Camp"), "say where it is"),
        (("add", "Camp", "--at", "95, 40"), "swapped"),
        (("add", "Camp", "--at", "35, 40", "--kind", "spaceport"), "no such kind"),
        (("add", "...", "--at", "35, 40"), "needs letters"),
        (("edit", "Nowhere"), "no place of yours"),
        (("withdraw", "Nowhere"), "no place of yours"),
        (("import", "missing.csv"), "no such file"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(run, index, words, said) -> None:
    status, out = run(*words)
    assert status == 1 and said in out and "Traceback" not in out
    assert not MyPlaces(index).edits()


def test_a_name_that_two_places_have_asks_which(run) -> None:
    run("add", "Camp", "--at", "35, 40")
    run("add", "Camp", "--at", "36, 41")
    status, out = run("withdraw", "camp")
    assert status == 1 and "2 places of yours have that name" in out


@pytest.mark.parametrize("form", list(EXPORTS))
def test_what_is_exported_can_be_imported_without_loss(run, index, tmp_path, form) -> None:
    green(run)
    run("add", "=SUM(1)", "Old, Camp|Nine", "--at", "-12.5, -70", "--kind", "S.OILF")
    file = tmp_path / f"mine{EXPORTS[form][1]}"
    assert run("export", "--format", form, "--out", str(file)) == (0, "")
    before = MyPlaces(index).places()
    read = read_places(file)
    assert not read.rejects
    by_id = {place.id: place for place in read.places}
    for kept in before:
        again = by_id[kept.place.id]
        assert (again.lat, again.lon, again.radius_km) == (
            kept.place.lat,
            kept.place.lon,
            kept.place.radius_km,
        )
        assert (again.name, again.feature_code, again.note, again.country) == (
            kept.place.name,
            kept.place.feature_code,
            kept.place.note,
            kept.place.country,
        )
    other = small_gazetteer.build(tmp_path / "other")
    assert main(["--index", str(other), "places", "import", str(file)]) == 0
    assert {m.place.id for m in MyPlaces(other).places()} == set(by_id)
    assert main(["--index", str(other), "find", "green village"]) == 0


def test_rows_that_are_no_places_are_told_and_the_others_taken(run, index, tmp_path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("name,lat,lon\nCamp Nine,35.1,40.2\nNowhere,,\nMoon,135,40\n", encoding="utf-8")
    status, out = run("import", str(file), "--source", "a colleague")
    assert status == 0 and "1 places taken, 2 rows left out" in out
    (kept,) = MyPlaces(index).places()
    assert (kept.place.name, kept.place.country, kept.said_by) == ("Camp Nine", "SY", "a colleague")


@pytest.mark.parametrize("name", ["some.pdf", "empty.csv", "not.json"])
def test_a_file_without_places_is_named(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("nothing of the sort" if name == "not.json" else "", encoding="utf-8")
    with pytest.raises(BadSource, match=name):
        read_places(file)
