"""Places of one's own: what is kept, what is refused, and that no step is ever lost."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gazetteer.errors import BadPlace
from gazetteer.index.index import Index
from gazetteer.my_places.kinds import find_kind, kind_of, kinds
from gazetteer.my_places.places import MyPlaces, draft, located
from gazetteer.place import Mention
from gazetteer.reason import Reason
from gazetteer.resolution.resolver import resolve
from tests import small_gazetteer
from tests.paths import ROOT

GREEN = ("القرية الخضراء", "en=Green Village")


@pytest.fixture
def mine(tmp_path: Path) -> MyPlaces:
    return MyPlaces(small_gazetteer.build(tmp_path))


def test_a_place_is_kept_with_all_that_was_said_of_it(mine: MyPlaces) -> None:
    place = draft(GREEN, 35.07, 40.56, feature_class="S", feature_code="INSM", note="by the river")
    mine.put([place], "a reader")
    (kept,) = MyPlaces(mine.journal.with_name("gazetteer.sqlite")).places()
    assert kept.place == place and kept.said_by == "a reader" and not kept.withdrawn
    assert kept.place.name == "القرية الخضراء" and kept.place.names == GREEN
    assert kept.place.radius_km == 2 and kept.place.source == "mine"


def test_the_same_place_said_twice_is_one(mine: MyPlaces) -> None:
    mine.put([draft(GREEN, 35.07, 40.56)])
    assert mine.put([draft(GREEN, 35.07001, 40.56)])[0].place.lat == 35.07001
    assert len(mine.places()) == 1
    assert [edit.did for edit in mine.edits()] == ["added", "edited"]
    assert mine.put([draft(GREEN, 35.07001, 40.56)]) == []


def test_an_edit_keeps_the_id_and_the_day_it_was_added(mine: MyPlaces) -> None:
    (first,) = mine.put([draft(GREEN, 35.07, 40.56)])
    (edited,) = mine.put([replace(first.place, lat=35.1, radius_km=4.0)], "a map")
    assert edited.place.id == first.place.id and edited.created == first.created
    assert [step.place.lat for step in mine.history(first.place.id)] == [35.07, 35.1]


def test_a_withdrawn_place_is_kept_and_can_be_restored(mine: MyPlaces) -> None:
    (kept,) = mine.put([draft(GREEN, 35.07, 40.56)])
    assert mine.withdraw(kept.place.id).withdrawn and mine.places() == []
    assert [m.withdrawn for m in mine.places(withdrawn=True)] == [True]
    mine.withdraw(kept.place.id)
    assert not mine.restore(kept.place.id).withdrawn and len(mine.places()) == 1
    dids = [step.did for step in mine.history(kept.place.id)]
    assert dids == ["added", "withdrawn", "restored"]
    with pytest.raises(BadPlace, match="no place of yours"):
        mine.withdraw("mine:nowhere")


@pytest.mark.parametrize(
    ("names", "more", "words"),
    [
        ((), {}, "needs letters"),
        (("…",), {}, "needs letters"),
        (("x" * 121,), {}, "120 characters"),
        (tuple(f"x{i}" for i in range(61)), {}, "60 can be kept"),
        (GREEN, {"radius_km": -1}, "radius"),
        (GREEN, {"radius_km": 3000}, "radius"),
        (GREEN, {"radius_km": float("nan")}, "radius"),
        (GREEN, {"feature_class": "?"}, "no class"),
    ],
)
def test_what_cannot_be_found_again_is_refused(names, more, words) -> None:
    with pytest.raises(BadPlace, match=words):
        draft(names, 35.0, 40.0, **more)


@pytest.mark.parametrize("point", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_a_point_that_is_not_on_earth_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(BadPlace, match="Green Village"):
        draft(("Green Village",), *point)


def test_a_line_cut_off_by_a_crash_costs_that_line_only(mine: MyPlaces) -> None:
    mine.put([draft(GREEN, 35.07, 40.56)])
    with mine.journal.open("ab") as file:
        file.write(b'{"at": "2026-01-0')
    mine.put([draft(("Camp Nine",), 35.2, 40.1)])
    assert {m.place.name for m in MyPlaces(mine.journal).places()} == {GREEN[0], "Camp Nine"}


def test_control_characters_and_line_breaks_do_not_get_into_names(mine: MyPlaces) -> None:
    mine.put([draft(["Green\n\x00Village", "  ", "ar= القرية", "2+2=4"], 35.07, 40.56)])
    assert mine.places()[0].place.names == ("Green Village", "ar=القرية", "2+2 4")
    assert mine.journal.read_text(encoding="utf-8").count("\n") == 1


def test_the_journal_can_be_read_by_people(mine: MyPlaces) -> None:
    mine.put([draft(GREEN, 35.07, 40.56)], "a reader")
    (line,) = filter(None, mine.journal.read_text(encoding="utf-8").splitlines())
    said = json.loads(line)
    assert said["names"] == list(GREEN) and said["did"] == "added"


def test_the_country_is_that_of_the_nearest_place(mine: MyPlaces) -> None:
    with Index(mine.journal.with_name("gazetteer.sqlite")) as index:
        assert located(draft(GREEN, 35.07, 40.46), index).country == "SY"
        assert located(draft(GREEN, 35.07, 40.46), index).admin == ("05",)
        assert located(draft(GREEN, 0.0, -30.0), index).country == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("town or village", "PPL"),
        ("village", "PPL"),
        ("quarter", "PPLX"),
        ("camp", "CMPRF"),
        ("S.OILF", "OILF"),
        ("oilf", "OILF"),
        ("river", "STM"),
        ("base", "INSM"),
    ],
)
def test_a_kind_is_found_by_its_words_or_its_code(words: str, code: str) -> None:
    assert find_kind(words).feature_code == code


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(BadPlace, match="town or village; quarter"):
        find_kind("spaceport")


def test_every_kind_is_one_of_geonames_classes_and_told_apart() -> None:
    assert len({kind.label for kind in kinds()}) == len(kinds())
    assert all(kind.feature_class in "AHLPRSTUV" and kind.radius_km > 0 for kind in kinds())
    assert kind_of("P", "PPLA").feature_code == "PPL" and kind_of("S", "OILF").label.startswith(
        "oil"
    )


# ---- what the index makes of them -----------------------------------------------------------


def index_of(mine: MyPlaces) -> Index:
    return Index(mine.journal.with_name("gazetteer.sqlite"))


def test_a_place_is_found_at_once_and_an_open_index_knows_that_it_is_old(mine: MyPlaces) -> None:
    with index_of(mine) as before:
        mine.put([draft(GREEN, 35.07, 40.56)])
        assert not before.is_current()
    with index_of(mine) as index:
        assert index.is_current()
        (found,) = index.lookup("green village")
        assert (found.place.lat, found.place.source) == (35.07, "mine")
        mine.withdraw(found.place.id)
        assert not index.is_current()
    with index_of(mine) as index:
        assert not index.lookup("green village")


def test_a_place_of_ones_own_wins_over_all_others_of_its_name(mine: MyPlaces) -> None:
    mine.put([draft(["Alton"], 10.0, 20.0)])
    with index_of(mine) as index:
        assert [c.place.lat for c in index.lookup("alton")] == [10.0]


def test_a_corrected_place_stands_in_for_the_one_it_corrects(mine: MyPlaces) -> None:
    right = draft(["Al-Shuhayl", "ar=الشحيل"], 35.2, 40.5)
    mine.put([right], same={right.id: "s:1"})
    with index_of(mine) as index:
        (found,) = index.lookup("الشحيل")
        assert found.place.id == right.id and found.place.lat == 35.2
    mine.put([replace(right, lat=35.3)])
    assert mine.places()[0].same == "s:1"


@pytest.mark.parametrize("harm", ["missing", "garbage", "behind"])
def test_the_layer_is_made_again_from_the_journal(mine: MyPlaces, harm: str) -> None:
    mine.put([draft(GREEN, 35.07, 40.56)])
    behind = mine.layer.read_bytes()
    mine.put([draft(["Camp Nine"], 35.2, 40.1)])
    mine.layer.unlink()
    if harm != "missing":
        mine.layer.write_bytes(behind if harm == "behind" else b"nothing of the sort" * 99)
    mine.refresh()
    with index_of(mine) as index:
        assert index.lookup("camp nine")
    made = mine.layer.stat().st_mtime_ns
    mine.refresh()
    assert mine.layer.stat().st_mtime_ns == made


@pytest.mark.process
def test_two_processes_add_places_at_once(tmp_path: Path) -> None:
    path = small_gazetteer.build(tmp_path)
    script = (
        "import sys; from pathlib import Path\n"
        "from gazetteer.my_places.places import MyPlaces, draft\n"
        "mine = MyPlaces(Path(sys.argv[1]))\n"
        "for i in range(8): mine.put([draft([f'{sys.argv[2]} {i}'], 35.0, 40.0)])"
    )
    root = ROOT
    commands = [[sys.executable, "-c", script, str(path), name] for name in ("Camp", "Post")]
    running = [subprocess.Popen(command, cwd=root) for command in commands]
    assert [process.wait(60) for process in running] == [0, 0]
    assert len(MyPlaces(path).places()) == 16
    with Index(path) as index:
        assert all(index.lookup(f"{name} {i}") for name in ("camp", "post") for i in range(8))


@pytest.mark.parametrize("code", ["PPL", "INSM"])
def test_a_place_of_ones_own_is_meant_whatever_the_context_says(mine: MyPlaces, code: str) -> None:
    """Nobody lives there as far as we know, and the words promise a base: it is still the one."""
    letter = "P" if code == "PPL" else "S"
    kept = draft(GREEN, -10.0, -50.0, feature_class=letter, feature_code=code, country="BR")
    mine.put([kept])
    text = "استهدف القصف قاعدة “القرية الخضراء” قرب بلدة الشحيل."
    start = text.index("القرية")
    with index_of(mine) as index:
        name = Mention(start, start + 14, text[start : start + 14], feature="S.INSM")
        town = Mention(text.index("الشحيل"), len(text) - 1, "الشحيل", feature="P")
        (found, other) = resolve(text, [name, town], index)
    assert found.place == replace(kept, names=()) and found.probability > 0.9
    assert found.reasons[0] == Reason("place.mine")
    # an ocean away from its neighbour, the town may be doubted, but nothing else is put forward
    assert (other.place or other.alternatives[0].place).id == "s:1"
