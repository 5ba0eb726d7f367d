"""Several sources at once: each a file of its own, linked, replaced, dropped; my places win."""

import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from gazetteer.errors import IndexMissing, LayerBroken
from gazetteer.importing.linker import Linker, link
from gazetteer.index.build import write
from gazetteer.index.index import Index
from gazetteer.index.layers import drop_layer, layer_path, layers, my_places_path, stamp
from gazetteer.index.schema import SourceRecord
from gazetteer.index.update import layer_update, places_of
from gazetteer.index.write import write_layer
from gazetteer.place import Place
from gazetteer.spelling.fold import name_key

BASE = [
    Place("gn:1", "Alton", 51.15, -0.97, "P", "PPL", "GB", ("ENG",), 17_000, 3, ("Aultone",)),
    Place("gn:2", "Alton", 38.89, -90.18, "P", "PPL", "US", ("IL",), 26_000, 3),
    Place("gn:3", "Shaddadah", 36.05, 40.73, "P", "PPL", "SY", (), 900, 3, ("ar=الشدادة",)),
    Place("gn:4", "Hasakah", 36.5, 40.75, "A", "ADM1", "SY", (), 900_000, 60, ("ar=الحسكة",)),
]
VILLAGES = [
    Place("cod:1", "Shaddadi", 36.06, 40.74, "P", "PPL", "SY", (), 0, 2, ("ar=الشدادي",)),
    Place("cod:2", "Tall Brak", 36.66, 41.05, "P", "PPL", "SY", (), 0, 2, ("ar=تل براك",)),
    Place("cod:3", "Alton", 10.0, 10.0, "P", "PPL", "NG", (), 50, 2),
    Place("cod:4", "Al-Hasakeh", 36.6, 40.8, "A", "ADM1", "SY", (), 0, 60, ("ar=الحسكه",)),
]
MINE = Place("mine:1", "Green Village", 35.1, 40.5, "P", "PPL", "SY", radius_km=2)


def record(key: str, version: str = "1") -> SourceRecord:
    return SourceRecord(key, f"Source {key}", "CC0", "nobody", version=version, loaded="2026-01-01")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write(tmp_path / "gazetteer.sqlite", BASE)
    return tmp_path


def opened(home: Path) -> Index:
    return Index(home / "gazetteer.sqlite")


def add(home: Path, key: str = "cod", places: list[Place] = VILLAGES, **more: object) -> None:
    with opened(home) as index:
        write_layer(layer_path(home, key), places, record(key), link=Linker(index), **more)  # type: ignore[arg-type]


class Same(dict[str, str]):
    """Which places mine stand in for, as `write_layer` asks it."""

    def __call__(self, places: Sequence[Place]) -> list[str]:
        return [self.get(place.id, "") for place in places]

    def leave_out(self, path: Path) -> None: ...

    def known(self, sids: Sequence[str]) -> list[Place]:
        return []


def mine(home: Path, *names: str, **same: str) -> None:
    place = replace(MINE, names=names)
    link = Same({place.id: same["same"]}) if same else None
    write_layer(my_places_path(home), [place], record("mine"), link=link)


def ids(index: Index, name: str) -> list[str]:
    return [c.place.id for c in index.find(name)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Alton", ["gn:2", "gn:1", "cod:3"]),
        ("تل براك", ["cod:2"]),
        ("Tall Brac", ["cod:2"]),
        ("Tell Barak", ["cod:2"]),
        ("الشدادي", ["gn:3"]),
        ("الشدادة", ["gn:3"]),
        ("Shaddadi", ["gn:3"]),
    ],
)
def test_a_name_is_found_in_whichever_file_has_it(home: Path, name: str, found: list[str]) -> None:
    add(home)
    with opened(home) as index:
        assert ids(index, name) == found


def test_a_place_that_two_sources_know_is_one_place_with_the_names_of_both(home: Path) -> None:
    add(home)
    with opened(home) as index:
        place = index.place("gn:3")
        assert place is not None
        assert place.names == ("Shaddadah", "ar=الشدادة", "Shaddadi", "ar=الشدادي")
        assert ("ar=الشدادي", "cod") in index.names("gn:3")
        other = index.place("cod:1")
        assert other == place
        assert [p.id for _, p in index.near(36.05, 40.73)] == ["gn:3"]
        assert index.size()["places"] == 6


def test_a_text_is_asked_no_more_tokens_than_the_longest_name_of_any_file(home: Path) -> None:
    add(home)
    with opened(home) as index:
        assert index.firsts(("tall", "alton", "تل", "xyzzy")) == {
            "tall": 2,
            "alton": 1,
            "تل": 2,
            "xyzzy": 0,
        }


PLACE = Place("x:1", "Shaddadah", 36.06, 40.74, "P", "PPL", "SY")


@pytest.mark.parametrize(
    ("why", "place", "found"),
    [
        ("the same name, near", PLACE, "gn:3"),
        ("the same id", Place("gn:3", "Elsewhere", 0, 9, "P", "PPL"), "gn:3"),
        ("consonants, near", Place("x:1", "Ash Shidadi", 36.06, 40.74, "P", "PPL", "SY"), "gn:3"),
        (
            "the same name, 13 km",
            Place("x:1", "Shaddadah", 36.165, 40.73, "P", "PPL", "SY"),
            "gn:3",
        ),
        ("but in another country", Place("x:1", "Shaddadah", 36.165, 40.73, "P", "PPL", "IQ"), ""),
        ("consonants, 13 km", Place("x:1", "Ash Shidadi", 36.165, 40.73, "P", "PPL", "SY"), ""),
        ("too far", Place("x:1", "Shaddadah", 36.25, 40.73, "P", "PPL", "SY"), ""),
        ("another sort", Place("x:1", "Shaddadah", 36.05, 40.73, "S", "OILF", "SY"), ""),
        ("another name", Place("x:1", "Markada", 36.05, 40.73, "P", "PPL", "SY"), ""),
        ("one register", Place("gn:9", "Shaddadah", 36.05, 40.73, "P", "PPL", "SY"), ""),
        ("a division", Place("x:1", "Al-Hasakeh", 36.7, 41.0, "A", "ADM1", "SY"), "gn:4"),
        ("of another level", Place("x:1", "Hasakah", 36.5, 40.75, "A", "ADM2", "SY"), ""),
    ],
)
def test_a_place_is_known_by_id_or_by_name_sort_and_nearness(
    home: Path, why: str, place: Place, found: str
) -> None:
    with opened(home) as index:
        assert link(place, index) == found, why


def test_names_that_come_apart_join_their_places_here_and_in_lower_layers(home: Path) -> None:
    names = [
        ("gn:1", "ar=ألتون"),
        ("cod:2", "fr=Tell Brak"),
        ("none:1", "Nowhere"),
        ("gn:1", "he=אלטון"),
    ]
    add(home, names=names)
    with opened(home) as index:
        assert ids(index, "التون") == ["gn:1"]
        assert ids(index, "Tell Brak") == ["cod:2"]
        assert index.find("Nowhere") == []
        assert index.names("gn:1") == [
            ("Alton", ""),
            ("Aultone", ""),
            ("ar=ألتون", "cod"),
            ("he=אלטון", "cod"),
        ]
        assert index.size()["places"] == 6


def test_the_first_of_two_places_with_one_id_is_kept(tmp_path: Path) -> None:
    path = layer_path(tmp_path, "twice")
    twice = [VILLAGES[0], Place("cod:1", "Other", 1, 1, "P", "PPL"), VILLAGES[1]]
    written = write_layer(path, twice, record("twice"), [("cod:1", "More")])
    assert (written.places, written.repeated) == (2, 1)
    assert next((p.name, p.names) for p, _ in places_of(path)) == (
        "Shaddadi",
        ("Shaddadi", "ar=الشدادي", "More"),
    )
    assert len(list(places_of(path))) == 2


def test_a_source_is_listed_with_its_licence_and_gone_when_dropped(home: Path) -> None:
    add(home)
    assert [(layer.key, layer.source["places"]) for layer in layers(home) if layer.source] == [
        ("cod", 4)
    ]
    with opened(home) as index:
        assert [row["licence"] for row in index.sources()] == ["CC0"]
    drop_layer(home, "cod")
    with opened(home) as index:
        assert ids(index, "Shaddadah") == ["gn:3"]
        assert index.find("تل براك") == []
    with pytest.raises(LayerBroken, match="imported are: none"):
        drop_layer(home, "cod")


def test_what_was_linked_to_a_dropped_source_stands_for_itself(home: Path) -> None:
    add(home)
    add(home, "osm", [Place("osm:1", "Tel Brak", 36.67, 41.05, "P", "PPL", "SY")])
    with opened(home) as index:
        assert ids(index, "Tel Brak") == ["cod:2"]
    drop_layer(home, "cod")
    with opened(home) as index:
        assert ids(index, "Tel Brak") == ["osm:1"]
        assert [p.id for _, p in index.near(36.67, 41.05)] == ["osm:1"]


def test_a_source_imported_again_is_not_linked_to_what_it_was(home: Path) -> None:
    add(home)
    add(home, "osm", [Place("osm:1", "Tel Brak", 36.67, 41.05, "P", "PPL", "SY")])
    add(home)
    with opened(home) as index:
        assert index.size()["places"] == 6
        assert [place.id for _, place in index.near(36.67, 41.05)] == ["cod:2"]


@pytest.mark.parametrize("damage", [b"not a database" * 900, b""])
def test_a_broken_layer_is_named_with_what_to_do(home: Path, damage: bytes) -> None:
    add(home)
    layer_path(home, "cod").write_bytes(damage)
    with pytest.raises(LayerBroken, match=r"cod\.sqlite: .*; import it again, or: .* drop cod"):
        opened(home)
    assert [layer.source for layer in layers(home)] == [None]
    drop_layer(home, "cod")
    opened(home).close()


def test_a_layer_that_was_cut_off_is_noticed_when_it_is_opened(home: Path) -> None:
    add(home)
    path = layer_path(home, "cod")
    os.truncate(path, path.stat().st_size - 8192)
    with pytest.raises(LayerBroken, match=r"cod\.sqlite: not a gazetteer"):
        opened(home)


def test_damage_that_shows_only_when_a_name_is_asked_for_is_named_too(home: Path) -> None:
    """Opening reads a page or two of gigabytes; the rest may be damaged all the same."""
    add(home)
    path = layer_path(home, "cod")
    whole = path.read_bytes()
    for page in range(1, len(whole) // 4096):
        path.write_bytes(whole[: page * 4096] + b"\xff" * 4096 + whole[(page + 1) * 4096 :])
        try:
            with opened(home) as index:
                index.find("Tel Brak")
        except LayerBroken as error:
            assert "drop cod" in str(error)
            if "damaged" in str(error):
                return
    pytest.fail("no damaged page was noticed while asking")


def test_dropping_a_source_takes_its_rejected_rows_along(home: Path) -> None:
    add(home)
    rejects = layer_path(home, "cod").with_suffix(".rejects.tsv")
    rejects.write_text("file\n", encoding="utf-8")
    drop_layer(home, "cod")
    assert not rejects.exists()


def test_a_kurdish_name_that_somebody_gave_is_found_in_text(home: Path) -> None:
    write_layer(layer_path(home, "ku"), [replace(MINE, id="ku:1", names=("گوند",))], record("ku"))
    with opened(home) as index:
        assert index.lookup(name_key("گوند")) == ()
    mine(home, "گوند")
    with opened(home) as index:
        assert [c.place.id for c in index.lookup(name_key("گوند"))] == ["mine:1"]


def test_my_places_win(home: Path) -> None:
    add(home)
    mine(home, "Alton", "ar=القرية الخضراء")
    with opened(home) as index:
        assert [c.place.id for c in index.lookup("alton")] == ["mine:1"]
        assert [c.place.source for c in index.lookup(name_key("القرية الخضراء"))] == ["mine"]
        assert ids(index, "Aultone") == ["gn:1"]


def test_a_place_of_mine_overrules_another_under_all_its_names(home: Path) -> None:
    mine(home, same="gn:1")
    with opened(home) as index:
        assert ids(index, "Aultone") == ["mine:1"]
        assert sorted(ids(index, "Alton")) == ["gn:2", "mine:1"]


def test_an_open_index_can_tell_that_my_places_changed(home: Path) -> None:
    with opened(home) as before:
        mine(home, "Old Name")
        assert not before.is_current()
        assert before.find("Old Name") == []
    with opened(home) as index:
        assert index.is_current()
        assert ids(index, "Old Name") == ["mine:1"]
        mine(home, "New Name")
        assert not index.is_current()
        assert ids(index, "Old Name") == ["mine:1"]
    with opened(home) as index:
        assert ids(index, "New Name") == ["mine:1"]
        assert index.lookup("old name") == ()
        assert index.size()["places"] == 5


def test_every_change_of_a_file_changes_the_stamp(home: Path) -> None:
    base = home / "gazetteer.sqlite"
    stamps = [stamp(base)]
    for act in (
        lambda: add(home),
        lambda: add(home),
        lambda: mine(home),
        lambda: mine(home),
        lambda: my_places_path(home).unlink(),
        lambda: drop_layer(home, "cod"),
    ):
        act()
        stamps.append(stamp(base))
    assert all(one != other for one, other in pairwise(stamps))


def test_an_update_changes_adds_and_deletes_places_of_a_layer(home: Path) -> None:
    add(home)
    path = layer_path(home, "cod")
    changed = [
        Place("cod:2", "Tell Beydar", 36.7, 40.6, "P", "PPL", "SY", (), 70, 2),
        Place("cod:5", "Markada Town", 35.7, 40.77, "P", "PPL", "SY", (), 20, 2),
    ]
    with opened(home) as old:
        assert layer_update(path, changed, ["cod:3", "none"], source=record("cod", "2")) == (2, 1)
        assert ids(old, "Tall Brak") == ["cod:2"]
    with opened(home) as index:
        assert [r["version"] for r in index.sources()] == ["2"]
        assert ids(index, "Tell Beydar") == ["cod:2"]
        assert index.lookup("tall brak") == ()
        assert index.lookup("تل براك") == ()
        assert ids(index, "Markada Town") == ["cod:5"]
        assert ids(index, "Alton") == ["gn:2", "gn:1"]
        assert ids(index, "Shaddadi") == ["gn:3"]
        assert [p.id for _, p in index.near(36.7, 40.6, radius_km=5)] == ["cod:2"]
        assert index.size()["places"] == 6


def test_an_update_may_keep_the_names_there_were(home: Path) -> None:
    add(home)
    moved = Place("cod:2", "Tall Brak", 36.7, 41.1, "P", "PPL", "SY", (), 5, 2)
    layer_update(layer_path(home, "cod"), [moved], keep_names=True)
    with opened(home) as index:
        assert [c.place.lat for c in index.find("تل براك")] == [36.7]


def test_an_update_of_what_is_no_layer_changes_nothing(home: Path) -> None:
    path = layer_path(home, "cod")
    path.parent.mkdir()
    path.write_bytes(b"not a database")
    with pytest.raises(IndexMissing, match="not a gazetteer"):
        layer_update(path, VILLAGES)
    assert path.read_bytes() == b"not a database"


def test_the_longest_name_that_a_phrase_begins_with_is_found_in_every_file(tmp_path: Path) -> None:
    names = ("Nor", "Nor Alta", "Nor Alta Vel Sur", "Nor Altavel", "Nor Alta Zum", "بال نۆر")
    places = [Place(f"gn:{n}", name, 1, 1, "P", "PPL") for n, name in enumerate(names)]
    write(tmp_path / "gazetteer.sqlite", places)
    mine(tmp_path, "Nor Bel Kam")
    asked = {
        **{"nor alta vel sur est": 4, "nor alta vel est": 2, "nor alta": 2},
        **{"nor bel kam": 3, "nor bel": 1, "nor altave": 1, "zor alta": 0},
        "بال نور": 0,  # so written it is a name in Kurdish only
    }
    with opened(tmp_path) as index:
        found = index.longest(asked)
    assert {phrase: max(1, n) for phrase, n in found.items()} == {
        phrase: max(1, n) for phrase, n in asked.items()
    }
