"""LocalGeocoder keeps geopy's contract and cannot reach the network."""

from functools import partial

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


def test_it_is_offline_by_construction(geocoder: LocalGeocoder) -> None:
    with pytest.raises(GeocoderQueryError, match="offline"):
        geocoder.adapter.get_json("http://127.0.0.1:9", timeout=1, headers={})


def test_an_offset_is_a_destination(geocoder: LocalGeocoder) -> None:
    field = geocoder.geocode("حقل العمر")
    south = geodesic(kilometers=2).destination(field.point, bearing=180)
    assert geodesic(field.point, south).km == pytest.approx(2, abs=0.001)
    assert south.latitude < field.latitude
