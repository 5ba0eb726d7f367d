"""The index file: what is found under which spelling, and what a broken file says."""

from pathlib import Path

import pytest

from gazetteer import Index, IndexMissing, LocalGeocoder, Place
from gazetteer.index.build import write
from gazetteer.spelling.fold import name_key

PLACES = [
    Place("t:1", "Alton", 51.15, -0.97, "P", "PPL", "GB", ("ENG",), 17_000, 3, ("Aultone",)),
    Place("t:2", "Alton", 38.89, -90.18, "P", "PPL", "US", ("IL",), 26_000, 3),
    Place("t:3", "Farnham", 51.21, -0.80, "P", "PPL", "GB", ("ENG",), 40_000, 3),
    Place("t:4", "Shaddadah", 36.05, 40.73, "P", "PPL", "SY", (), 0, 3, ("ar=الشدادة",)),
    Place("t:5", "Kan", 30.0, 50.0, "P", "PPL", "IR", (), 500, 3, ("fa=کان",)),
]


@pytest.fixture
def small(tmp_path: Path) -> Index:
    path = tmp_path / "small.sqlite"
    write(path, PLACES)
    return Index(path)


@pytest.mark.parametrize(
    ("name", "how", "first"),
    [
        ("Alton", "exact", "t:2"),
        ("alton", "exact", "t:2"),
        ("Aultone", "exact", "t:1"),
        ("Altom", "typo", "t:2"),
        ("الشدادة", "exact", "t:4"),
        ("الشدادي", "typo", "t:4"),
        ("شداده", "article", "t:4"),
        ("Al-Shadadi", "skeleton", "t:4"),
    ],
)
def test_a_name_is_found_by_every_spelling(small: Index, name: str, how: str, first: str) -> None:
    with small:
        found = small.find(name)
    assert (found[0].how, found[0].place.id) == (how, first)


@pytest.mark.parametrize("name", ["Farnham", "Zwettl", "Ava Lon", "الشدادة"])
def test_a_letter_may_be_wrong_at_any_place_of_a_name(tmp_path: Path, name: str) -> None:
    others = ("Ab", "Farn", "Fa", "Lon", "Zw", "Zz Top", "الش")
    places = [Place(f"o:{n}", other, 1, 1, "P", "PPL") for n, other in enumerate(others)]
    write(tmp_path / "x.sqlite", [*places, Place("t:1", name, 1, 1, "P", "PPL")])
    letter = "ق" if name[0] > "z" else "q"
    wrong = [name[:at] + letter + name[at + 1 :] for at in range(len(name)) if name[at] != " "]
    wrong += [name[:at] + letter + name[at:] for at in range(len(name) + 1)]
    wrong += [name[:at] + name[at + 1 :] for at in range(len(name))]
    with Index(tmp_path / "x.sqlite") as index:
        missed = [w for w in wrong if "t:1" not in [c.place.id for c in index.typo(name_key(w))]]
    assert missed == []


def test_every_step_away_from_the_exact_name_lowers_the_score(small: Index) -> None:
    with small:
        scores = [small.find(name)[0].score for name in ("Alton", "Altom", "Al-Shadadi")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_persian_spelling_does_not_turn_an_arabic_word_into_a_place(small: Index) -> None:
    with small:
        assert small.lookup("كان") == ()
        assert small.find("کان")[0].place.id == "t:5"


def test_near_lists_the_nearest_first_and_nothing_beyond_the_radius(small: Index) -> None:
    with small:
        near = small.near(51.2, -0.9, radius_km=20)
    assert [place.id for _, place in near] == ["t:3", "t:1"]
    assert all(km <= 20 for km, _ in near)


def test_near_works_at_the_ends_of_the_map(small: Index) -> None:
    with small:
        assert small.near(90, 180) == []
        assert small.near(-90, -180) == []


def test_a_place_comes_with_all_its_names(small: Index) -> None:
    with small:
        place = small.place("t:4")
    assert place is not None
    assert "ar=الشدادة" in place.names


def test_no_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="python -m gazetteer build"):
        Index(tmp_path / "none.sqlite")


def test_a_file_that_is_no_index_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "bad.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(IndexMissing, match="not a gazetteer"):
        Index(path)


def test_an_interrupted_build_leaves_the_old_index_whole(tmp_path: Path) -> None:
    path = tmp_path / "small.sqlite"
    write(path, PLACES[:1])

    def broken():  # type: ignore[no-untyped-def]
        yield PLACES[1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(path, broken())
    with Index(path) as index:
        assert index.size()["places"] == 1
    assert [p.name for p in tmp_path.iterdir()] == ["small.sqlite"]


def test_the_bundled_index_knows_capitals_rivers_and_fields(index: Index) -> None:
    for name, country in (("واشنطن", "US"), ("بريطانيا", "GB"), ("حقل العمر", "SY")):
        assert index.find(name)[0].place.country == country
    assert index.find("الفرات")[0].place.feature_code == "STM"


def test_the_bundled_index_says_where_it_comes_from(index: Index) -> None:
    sources = {source["key"]: source for source in index.sources()}
    assert "CC BY 4.0" in sources["starter"]["licence"]
    assert all(source["places"] > 100 for source in sources.values())


def test_a_name_that_hundreds_bear_is_found_in_the_country_that_is_told(tmp_path: Path) -> None:
    """Only the largest of a name are looked at: a village of Ghana is not among them."""
    many = [
        Place(f"t:{n}", "San Antonio", 30, -100 + n / 10, "P", "PPL", "MX", (), 9_000, 3)
        for n in range(100, 300)
    ]
    country = Place("t:1", "Ghana", 8, -1, "A", "PCLI", "GH", (), 0, 300)
    village = Place("t:2", "San Antonio", 6.1, -1.2, "P", "PPL", "GH", (), 40, 2)
    path = tmp_path / "many.sqlite"
    write(path, [*many, country, village])
    with Index(path) as index:
        assert "t:2" not in [c.place.id for c in index.find("San Antonio", limit=100)]
        assert [c.place.id for c in index.find("San Antonio", country="GH")] == ["t:2"]
        assert [c.how for c in index.find("San Antonia", country="GH")] == ["typo"]
        geocoder = LocalGeocoder(index)
        assert geocoder.geocode("San Antonio, Ghana").raw["id"] == "t:2"
        assert geocoder.geocode("San Antonio", country_codes="GH,NG").raw["id"] == "t:2"
