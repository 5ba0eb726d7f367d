"""LocalGeocoder keeps geopy's contract and cannot reach the network."""

import socket
from functools import partial
from typing import Any

import pandas as pd
import pytest
from geopy.distance import geodesic
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer import Index, LocalGeocoder


@pytest.fixture
def geocoder(index: Index) -> LocalGeocoder:
    return LocalGeocoder(index)


def test_it_is_a_geopy_geocoder(geocoder: LocalGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)


def test_nothing_found_is_none(geocoder: LocalGeocoder) -> None:
    assert geocoder.geocode("zzqx wvvk") is None
    assert geocoder.geocode("zzqx wvvk", exactly_one=False) is None
    assert geocoder.reverse("-60, -120", radius_km=5) is None


def test_exactly_one_is_a_location_else_a_list(geocoder: LocalGeocoder) -> None:
    one = geocoder.geocode("دير الزور")
    assert isinstance(one, Location)
    assert geodesic(one.point, (35.336, 40.141)).km < 60
    several = geocoder.geocode("الرقة", exactly_one=False, limit=2)
    assert isinstance(several, list)
    assert 1 <= len(several) <= 2


def test_countries_narrow_the_answer(geocoder: LocalGeocoder) -> None:
    assert geocoder.geocode("Paris", country_codes="us").raw["country"] == "US"
    assert geocoder.geocode("Paris", country_codes=["FR"]).raw["country"] == "FR"


@pytest.mark.parametrize("point", ["35.33, 40.14", (35.33, 40.14), Point(35.33, 40.14)])
def test_reverse_reads_every_notation_of_a_point(geocoder: LocalGeocoder, point: object) -> None:
    assert "Deir ez-Zor" in geocoder.reverse(point).address


@pytest.mark.parametrize("query", ["not a point", None, "35 km north of Raqqa"])
def test_what_is_no_point_is_a_query_error(geocoder: LocalGeocoder, query: object) -> None:
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse(query)


def test_it_works_in_pandas_behind_a_rate_limiter(geocoder: LocalGeocoder) -> None:
    limited = RateLimiter(partial(geocoder.geocode, country_codes="SY"), min_delay_seconds=0)
    found = pd.Series(["الرقة", "حلب", "zzqx wvvk"]).apply(limited).tolist()
    assert [bool(location) for location in found] == [True, True, False]


def test_rows_that_hold_no_name_do_not_stop_a_column(geocoder: LocalGeocoder) -> None:
    limited = RateLimiter(
        geocoder.geocode, min_delay_seconds=0, error_wait_seconds=0, max_retries=0
    )
    places = pd.DataFrame({"name": ["Mosul", None, ""]})
    found = places["name"].apply(limited).tolist()
    assert [bool(location) for location in found] == [True, False, False]


@pytest.mark.parametrize("ask", ["get_json", "get_text"])
def test_it_is_offline_by_construction(geocoder: LocalGeocoder, ask: str) -> None:
    with pytest.raises(GeocoderQueryError, match="offline"):
        getattr(geocoder.adapter, ask)("http://127.0.0.1:9", timeout=1, headers={})


def test_no_socket_is_ever_opened(geocoder: LocalGeocoder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert geocoder.geocode("Aleppo, Syria", language="ar")
    assert geocoder.reverse("35.95, 39.01", language="ar")


def test_an_offset_is_a_destination(geocoder: LocalGeocoder) -> None:
    field = geocoder.geocode("حقل العمر")
    south = geodesic(kilometers=2).destination(field.point, bearing=180)
    assert geodesic(field.point, south).km == pytest.approx(2, abs=0.001)
    assert south.latitude < field.latitude


@pytest.mark.parametrize(
    ("query", "country", "point"),
    [
        ("Paris, France", "FR", (48.85, 2.35)),
        ("Paris, Texas", "US", (33.66, -95.56)),
        ("Paris, TX", "US", (33.66, -95.56)),
        ("Paris, Texas, USA", "US", (33.66, -95.56)),
        ("Paris (US)", "US", None),
        ("طرابلس، ليبيا", "LY", (32.89, 13.19)),
        ("طرابلس (لبنان)", "LB", (34.43, 35.84)),
        ("Nawa, Daraa", "SY", (32.89, 36.04)),
        ({"city": "Tripoli", "country": "Lebanon"}, "LB", (34.43, 35.84)),
        ({"country": "سوريا"}, "SY", None),
        ("Washington, D.C.", "US", (38.9, -77.04)),
        ("Homs, SYR", "SY", (34.73, 36.72)),
        ("Hama, Hama, Syria", "SY", (35.13, 36.75)),
        ("Goma, DRC", "CD", (-1.66, 29.22)),
    ],
)
def test_what_stands_behind_a_name_says_where_it_lies(
    geocoder: LocalGeocoder, query: Any, country: str, point: tuple[float, float] | None
) -> None:
    found = geocoder.geocode(query)
    assert found.raw["country"] == country
    assert "ignored" not in found.raw
    assert point is None or geodesic(found.point, point).km < 15


@pytest.mark.parametrize(
    ("name", "feature_class"),
    [("Kharkiv, Ukraine", "P"), ("Aleppo", "P"), ("Aleppo Governorate", "A"), ("Georgia, US", "A")],
)
def test_a_bare_name_is_the_town_not_the_division_named_after_it(
    geocoder: LocalGeocoder, name: str, feature_class: str
) -> None:
    assert geocoder.geocode(name).raw["feature_class"] == feature_class


def test_a_place_that_does_not_lie_there_is_not_found(geocoder: LocalGeocoder) -> None:
    assert geocoder.geocode("Deir ez-Zor, Norway") is None


def test_parts_that_the_gazetteer_lacks_are_named(geocoder: LocalGeocoder) -> None:
    assert geocoder.geocode("Mosul, Zzqx Wvvk").raw["ignored"] == ("Zzqx Wvvk",)
    assert geocoder.geocode("Sydney, XQZ, Australia").raw["ignored"] == ("XQZ",)
    query = {"city": "Mosul", "country": "Iraq", "street": "First Street"}
    assert geocoder.geocode(query).raw["ignored"] == ("street",)


@pytest.mark.parametrize(
    ("name", "language", "shown"),
    [
        ("Deir ez-Zor", "ar", "دير الزور، سوريا"),
        ("Tripoli, Lebanon", "ar", "طرابلس، لبنان"),
        ("دمشق", "en", "Damascus, Syria"),
        ("Damascus", "ar", "دمشق، سوريا"),
        ("سوريا", "de, en", "Syrien"),
        ("سوريا", "xx, en", "Syria"),
        ("سوريا", "fr;q=0.3, ar;q=0.9", "سوريا"),
        ("سوريا", "en-GB,ar;q=0.5,*;q=0.1", "Syria"),
    ],
)
def test_the_address_is_in_the_language_asked_for(
    geocoder: LocalGeocoder, name: str, language: str, shown: str
) -> None:
    assert geocoder.geocode(name, language=language).address == shown


def test_a_place_without_a_name_in_the_language_shows_its_main_one(
    geocoder: LocalGeocoder,
) -> None:
    found = geocoder.geocode("Aleppo", language="zu", feature_types="P")
    assert found.address.startswith(found.raw["name"])


BOXES = [
    [(33, 35), (35, 37)],
    (Point(33, 35), Point(35, 37)),
    ["33,35", "35,37"],
    [(35, 37), (33, 35)],
    "33, 35, 35, 37",
    "33,35;35,37",
]


@pytest.mark.parametrize("box", BOXES)
def test_places_in_the_viewbox_come_first(geocoder: LocalGeocoder, box: Any) -> None:
    assert geocoder.geocode("Tripoli", country_codes=None).raw["country"] == "LY"
    both = geocoder.geocode("Tripoli", viewbox=box, exactly_one=False)
    assert both[0].raw["country"] == "LB"
    assert "LY" in {location.raw["country"] for location in both}
    only = geocoder.geocode("Tripoli", viewbox=box, bounded=True, exactly_one=False)
    assert {location.raw["country"] for location in only} == {"LB"}


@pytest.mark.parametrize(
    ("types", "feature"),
    [("P", "P."), ("A", "A."), (["A.ADM*"], "A.ADM"), ("city", "P."), (("H", "P.PPL"), "P.PPL")],
)
def test_feature_types_narrow_the_answer(geocoder: LocalGeocoder, types: Any, feature: str) -> None:
    raw = geocoder.geocode("Aleppo", feature_types=types).raw
    assert f"{raw['feature_class']}.{raw['feature_code']}".startswith(feature)


def test_a_name_misspelt_is_looked_for_in_the_country_asked_for(geocoder: LocalGeocoder) -> None:
    """Somewhere on earth there is a place that is spelt like the mistake."""
    found = geocoder.geocode("Raqa", country_codes="SY")
    assert found.raw["how"] != "exact"
    assert geodesic(found.point, (35.95, 39.01)).km < 60


@pytest.mark.filterwarnings("ignore:Latitude normalization")  # geopy's own, before it refuses
@pytest.mark.parametrize(
    ("query", "options"),
    [
        (None, {}),
        (float("nan"), {}),
        (12, {}),
        ({}, {}),
        ({"planet": "Mars"}, {}),
        ({"street": "First Street"}, {}),
        ({"city": 5}, {}),
        ("Mosul", {"limit": 0, "exactly_one": False}),
        ("Mosul", {"limit": "3", "exactly_one": False}),
        ("Mosul", {"country_codes": "Iraq"}),
        ("Mosul", {"country_codes": [None]}),
        ("Mosul", {"language": 5}),
        ("Mosul", {"language": "ar, ?"}),
        ("Mosul", {"viewbox": "here and there"}),
        ("Mosul", {"viewbox": [(33, 35)]}),
        ("Mosul", {"viewbox": [(133, 35), (1, 2)]}),
        ("Mosul", {"viewbox": 7}),
        ("Mosul", {"bounded": True}),
        ("Mosul", {"feature_types": "town"}),
        ("Mosul", {"feature_types": "X.PPL"}),
    ],
)
def test_what_cannot_be_understood_is_a_query_error(
    geocoder: LocalGeocoder, query: Any, options: dict[str, Any]
) -> None:
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode(query, **options)


def test_reverse_takes_the_same_options(geocoder: LocalGeocoder) -> None:
    near = geocoder.reverse("35.95, 39.01", exactly_one=False, limit=3, feature_types="P")
    assert len(near) == 3
    assert {location.raw["feature_class"] for location in near} == {"P"}
    distances = [location.raw["distance_km"] for location in near]
    assert distances == sorted(distances)
    assert geocoder.reverse("35.95, 39.01", language="ar").address == "الرقة، سوريا"
    across = geocoder.reverse("36.83, 38.01", country_codes="TR", radius_km=100)
    assert across.raw["country"] == "TR"


def test_raw_says_where_it_is_from_and_under_which_licence(geocoder: LocalGeocoder) -> None:
    raw = geocoder.geocode("حقل العمر").raw
    assert (raw["source"], raw["licence"]) == ("facilities", "MIT")
    assert raw["radius_km"] > 0
    assert "approximate" in raw["note"]
