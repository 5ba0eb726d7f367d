"""The table of natural features and regions is well formed and puts its points rightly."""

from math import asin, cos, radians, sin, sqrt

import pytest

from tests.paths import ROOT

TABLE = ROOT / "gazetteer" / "data" / "features.tsv"
COLUMNS = [
    "id",
    "name",
    "lat",
    "lon",
    "feature_class",
    "feature_code",
    "country",
    "radius_km",
    "names",
    "note",
]


def read_lines() -> list[str]:
    return TABLE.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def read_rows() -> dict[str, dict[str, str]]:
    rows = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in read_lines()[1:]]
    return {row["id"]: row for row in rows}


ROWS = read_rows()


def names_of(row: dict[str, str]) -> list[tuple[str, str]]:
    pairs = [pair.partition("=") for pair in row["names"].split("|")]
    return [(language, name) for language, _, name in pairs]


def distance_km(row: dict[str, str], lat: float, lon: float) -> float:
    lat1, lon1, lat2, lon2 = map(radians, (float(row["lat"]), float(row["lon"]), lat, lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def has_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def test_the_header_names_the_columns() -> None:
    assert read_lines()[0].split("\t") == COLUMNS


def test_every_line_has_all_columns_trimmed_and_no_quote_marks() -> None:
    for line in read_lines():
        cells = line.split("\t")
        assert len(cells) == len(COLUMNS), line
        assert all(cell == cell.strip() for cell in cells), line
        assert '"' not in line, line


def test_there_are_enough_rows_and_no_id_twice() -> None:
    assert len(ROWS) >= 400
    assert len(ROWS) == len(read_lines()) - 1


def test_ids_are_slugs() -> None:
    slug_letters = set("abcdefghijklmnopqrstuvwxyz0123456789-")
    for key in ROWS:
        assert key.startswith("nf:") and key.removeprefix("nf:"), key
        assert set(key.removeprefix("nf:")) <= slug_letters, key


def test_every_place_is_on_earth_and_says_how_far_it_may_be_off() -> None:
    for key, row in ROWS.items():
        assert -90 <= float(row["lat"]) <= 90, key
        assert -180 <= float(row["lon"]) <= 180, key
        assert float(row["radius_km"]) > 0, key
        assert row["note"], key


def test_features_are_geonames_natural_features_and_areas() -> None:
    for key, row in ROWS.items():
        assert row["feature_class"] in set("HTLV"), key
        assert row["feature_code"].isalpha() and row["feature_code"].isupper(), key
        assert row["country"] == "" or (len(row["country"]) == 2 and row["country"].isupper()), key


def test_every_place_has_an_arabic_and_an_english_name() -> None:
    for key, row in ROWS.items():
        names = names_of(row)
        assert {"ar", "en"} <= {language for language, _ in names}, key
        assert ("en", row["name"]) in names, key
        assert all(language and name for language, name in names), key


def test_no_name_is_given_twice_in_a_row() -> None:
    for key, row in ROWS.items():
        names = names_of(row)
        assert len(names) == len(set(names)), key


def test_arabic_names_are_in_arabic_letters_and_english_ones_are_not() -> None:
    for key, row in ROWS.items():
        for language, name in names_of(row):
            if language in ("ar", "en"):
                assert has_arabic(name) == (language == "ar"), (key, name)


@pytest.mark.parametrize(
    ("key", "lat", "lon", "within_km"),
    [
        ("nf:euphrates", 35.3, 40.2, 200),
        ("nf:mediterranean-sea", 35.0, 18.0, 200),
        ("nf:persian-gulf", 26.9, 51.5, 200),
        ("nf:strait-of-hormuz", 26.6, 56.3, 50),
        ("nf:bab-el-mandeb", 12.6, 43.3, 50),
        ("nf:suez-canal", 30.5, 32.3, 50),
        ("nf:golan-heights", 33.0, 35.8, 30),
        ("nf:gaza-strip", 31.4, 34.4, 15),
        ("nf:west-bank", 32.0, 35.3, 40),
        ("nf:mount-sinjar", 36.4, 41.7, 40),
        ("nf:eastern-ghouta", 33.5, 36.5, 20),
        ("nf:donbas", 48.3, 38.2, 100),
        ("nf:darfur", 13.0, 24.5, 200),
        ("nf:andes", -18.0, -68.0, 500),
        ("nf:mount-kilimanjaro", -3.07, 37.36, 10),
        ("nf:colorado-river", 36.1, -112.5, 200),
    ],
)
def test_known_places_are_where_they_should_be(
    key: str, lat: float, lon: float, within_km: float
) -> None:
    assert distance_km(ROWS[key], lat, lon) <= within_km


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("nf:euphrates", "الفرات"),
        ("nf:euphrates", "نهر الفرات"),
        ("nf:mediterranean-sea", "البحر المتوسط"),
        ("nf:mediterranean-sea", "البحر الأبيض المتوسط"),
        ("nf:persian-gulf", "الخليج"),
        ("nf:caspian-sea", "بحر قزوين"),
        ("nf:iraqi-kurdistan", "إقليم كردستان"),
        ("nf:syrian-badia", "البادية السورية"),
    ],
)
def test_the_names_that_news_uses_are_there(key: str, name: str) -> None:
    assert ("ar", name) in names_of(ROWS[key])


@pytest.mark.parametrize(
    "name",
    [
        "المتوسط",
        "الساحل",
        "الجزيرة",
        "الصحراء",
        "نجد",
        "الصعيد",
        "الأناضول",
        "العاصي",
        "الشام",
        "الأطلسي",
        "الأردن",
        "البادية",
        "Don",
        "Jordan",
        "Ohio",
        "Missouri",
        "Mississippi",
        "Colorado",
        "Congo",
        "Niger",
        "Amazon",
        "Dnipro",
    ],
)
def test_words_that_mostly_mean_something_else_are_left_out(name: str) -> None:
    assert not [key for key, row in ROWS.items() if name in {n for _, n in names_of(row)}]
