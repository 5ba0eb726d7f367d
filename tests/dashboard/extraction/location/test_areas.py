"""What the words around a place name really locate."""

import re

import pytest
from geopy.distance import geodesic

from dashboard.extraction.location.areas import find_areas
from dashboard.extraction.location.extents import extent
from dashboard.model import Area
from gazetteer.place import Mention, Place, Resolution
from tests.texts import as_text

CITY = Place("1", "Qarah", 35.0, 40.0, "P", "PPLA", population=300_000)
TOWN = Place("2", "Tabah", 35.0, 41.0, "P", "PPL", population=20_000)
VILLAGE = Place("3", "Nabah", 35.0, 40.2, "P", "PPL", population=900)
FIELD = Place("4", "Zarqa field", 34.5, 40.5, "S", "OILF")
PROVINCE = Place("5", "Qarah province", 35.5, 40.5, "A", "ADM1", radius_km=90)
COUNTRY = Place("6", "Barria", 34.0, 39.0, "A", "PCLI", radius_km=320)
NEIGHBOUR = Place("7", "Jaria", 39.0, 35.0, "A", "PCLI", radius_km=500)
RIVER = Place("8", "Sareh", 35.2, 40.1, "H", "STM", radius_km=300)
PLACES = {
    **{"Qarah": CITY, "Tabah": TOWN, "Nabah": VILLAGE, "Zarqa": FIELD, "Wasit": PROVINCE},
    **{"Barria": COUNTRY, "Jaria": NEIGHBOUR, "Sareh": RIVER},
    **{"قارة": CITY, "طابة": TOWN, "نبعة": VILLAGE, "الزرقاء": FIELD, "واسط": PROVINCE},
    **{"بارية": COUNTRY, "جارية": NEIGHBOUR, "السارح": RIVER},
}
NAMES = re.compile("|".join(sorted(PLACES, key=len, reverse=True)))


def areas_in(text: str, kind: str = "place") -> tuple[Area | None, ...]:
    resolutions = [
        Resolution(Mention(match.start(), match.end(), match[0], kind=kind), PLACES[match[0]], 0.9)
        for match in NAMES.finditer(text)
    ]
    code = "ar" if any("\u0600" <= char <= "\u06ff" for char in text) else "en"
    return find_areas(as_text(text, code), resolutions)


def only(text: str) -> Area:
    (area,) = areas_in(text)
    assert area
    return area


@pytest.mark.parametrize(
    ("text", "phrase", "kilometres", "bearing"),
    [
        ("a shell fell 20 km south of Qarah", "20 km south of Qarah", 20, 180),
        ("some 12 kilometres to the north-east of Qarah", None, 12, 45),
        ("ten miles west of the town of Tabah", None, 16.09, 270),
        ("15 miles (24 km) east of Qarah", None, 24.1, 90),
        ("a 2.5-km march; 2.5 km east of Nabah", "2.5 km east of Nabah", 2.5, 90),
        ("10-14 km north of Tabah", None, 12, 0),
        ("500 metres west of Nabah", None, 0.5, 270),
        ("a few kilometres north of Tabah", None, 3, 0),
        ("سقطت جنوب حقل الزرقاء ب3كم", "جنوب حقل الزرقاء ب3كم", 3, 180),
        ("على بعد 15 كيلومترا غرب قارة", None, 15, 270),
        ("وعلى بعد نحو ١٢ كم شمال شرقي مدينة طابة", None, 12, 45),
        ("20 كم إلى الجنوب الشرقي من قارة", None, 20, 135),
        ("شمال طابة بنحو 5 كيلومترات", None, 5, 0),
        ("على بعد كيلومترين شرق نبعة", None, 2, 90),
    ],
)
def test_a_distance_and_a_direction_move_the_point(
    text: str, phrase: str | None, kilometres: float, bearing: float
) -> None:
    area = only(text)
    place = PLACES[NAMES.findall(text)[0]]
    expected = geodesic(kilometers=kilometres).destination((place.lat, place.lon), bearing)
    assert geodesic((area.lat, area.lon), expected[:2]).kilometers < 0.05
    assert area.radius_km == pytest.approx(max(1, kilometres / 4), abs=0.1)
    assert (area.shape, area.precision, area.bearing) == ("circle", 2, bearing)
    if phrase:
        assert text[area.start : area.end] == phrase


@pytest.mark.parametrize(
    ("text", "phrase", "radius", "shape", "bearing", "precision"),
    [
        ("in Qarah", "Qarah", 8, "circle", None, 1),
        ("in Tabah", "Tabah", 3, "circle", None, 1),
        ("in Nabah", "Nabah", 1.5, "circle", None, 1),
        ("in Wasit", "Wasit", 90, "circle", None, 3),
        ("in Barria", "Barria", 320, "circle", None, 4),
        ("along the Sareh", "Sareh", 300, "line", None, 3),
        ("near Qarah", "near Qarah", 10, "circle", None, 2),
        ("on the outskirts of Nabah", "the outskirts of Nabah", 3, "circle", None, 2),
        ("Tabah's northern outskirts", "Tabah's northern outskirts", 6, "sector", 0, 2),
        ("5 km from Tabah", "5 km from Tabah", 6.25, "circle", None, 2),
        ("north of Qarah", "north of Qarah", 15, "sector", 0, 2),
        ("the eastern countryside of Qarah", "eastern countryside of Qarah", 15, "sector", 90, 2),
        ("the eastern Qarah countryside", "eastern Qarah countryside", 15, "sector", 90, 2),
        ("rural Tabah", "rural Tabah", 15, "circle", None, 2),
        ("eastern Qarah", "eastern Qarah", 8, "sector", 90, 1),
        ("northern Barria", "northern Barria", 192, "region", 0, 3),
        ("east of the Sareh river", "east of the Sareh", 100, "region", 90, 3),
        ("قرب قارة", "قرب قارة", 10, "circle", None, 2),
        ("وبالقرب من نبعة", "بالقرب من نبعة", 3, "circle", None, 2),
        ("بمحيط حقل “الزرقاء”", "محيط حقل “الزرقاء", 3, "circle", None, 2),
        ("على أطراف طابة", "أطراف طابة", 6, "circle", None, 2),
        ("جنوبي قارة", "جنوبي قارة", 15, "sector", 180, 2),
        ("بريف قارة الشرقي", "ريف قارة الشرقي", 15, "sector", 90, 2),
        ("في الريف الشمالي الغربي لقارة", "الريف الشمالي الغربي لقارة", 15, "sector", 315, 2),
        ("في ريف قارة", "ريف قارة", 15, "circle", None, 2),
        ("ريف واسط الجنوبي", "ريف واسط الجنوبي", 90, "sector", 180, 2),
        ("شمال بارية", "شمال بارية", 192, "region", 0, 3),
        ("شرق السارح", "شرق السارح", 100, "region", 90, 3),
    ],
)
def test_the_words_around_a_name_say_how_wide_it_is_meant(
    text: str, phrase: str, radius: float, shape: str, bearing: float | None, precision: int
) -> None:
    area = only(text)
    assert text[area.start : area.end] == phrase
    assert area.radius_km == pytest.approx(radius)
    assert (area.shape, area.bearing, area.precision) == (shape, bearing, precision)


@pytest.mark.parametrize(
    "text",
    [
        "between Qarah and Tabah",
        "the Qarah-Tabah road",
        "on the highway from Qarah to Tabah",
        "على طريق قارة طابة",
        "على طريق قارة - طابة",
        "الطريق الواصل بين قارة وطابة",
        "بين قارة وطابة",
    ],
)
def test_two_places_make_a_line_with_its_middle_halfway(text: str) -> None:
    one, other = areas_in(text)
    assert one and one == other
    whole = geodesic((CITY.lat, CITY.lon), (TOWN.lat, TOWN.lon)).kilometers
    assert one.radius_km == pytest.approx(whole / 2)
    assert geodesic((one.lat, one.lon), (CITY.lat, CITY.lon)).kilometers == pytest.approx(whole / 2)
    assert (one.shape, one.precision) == ("line", 3)


@pytest.mark.parametrize("text", ["talks between Barria and Jaria", "محادثات بين بارية وجارية"])
def test_talks_between_two_states_are_no_line_between_them(text: str) -> None:
    assert [area.shape for area in areas_in(text) if area] == ["circle", "circle"]


@pytest.mark.parametrize(
    "text", ["the village of Nabah in the Qarah countryside", "قرية نبعة بريف قارة"]
)
def test_a_village_keeps_its_point_beside_the_countryside_it_lies_in(text: str) -> None:
    village, countryside = areas_in(text)
    assert village and (village.radius_km, village.precision) == (1.5, 1)
    assert countryside and (countryside.radius_km, countryside.precision) == (15, 2)


def test_a_place_that_stands_for_its_government_is_not_moved() -> None:
    (area,) = areas_in("the army north of Qarah", kind="metonym")
    assert area and (area.shape, area.precision) == ("circle", 1)


def test_areas_stay_in_line_with_what_was_resolved() -> None:
    text = "near Qarah, in Tabah"
    unknown = Resolution(Mention(5, 10, "Qarah"), None, 0.2)
    known = Resolution(Mention(15, 20, "Tabah"), TOWN, 0.9)
    areas = find_areas(as_text(text, "en"), [known, unknown])
    assert areas[1] is None
    assert areas[0] and text[areas[0].start : areas[0].end] == "Tabah"


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        ("S.BLDG", (0.5, "circle", 1)),
        ("P.PPLX", (1.5, "circle", 1)),
        ("P.PPLC", (8, "circle", 1)),
        ("A.ADM3", (10, "circle", 2)),
        ("R.RD", (20, "line", 3)),
        ("H.SEA", (20, "region", 3)),
        ("T.DSRT", (20, "region", 3)),
    ],
)
def test_each_kind_of_place_has_its_reach(feature: str, expected: tuple[float, str, int]) -> None:
    first, code = feature.split(".")
    assert extent(Place("x", "x", 0, 0, first, code)) == expected
