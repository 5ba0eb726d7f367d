"""Where a publisher is at home, and what that does to names that several places bear."""

import pytest

from dashboard.extraction.location.publishers import home_country
from dashboard.extraction.pipeline import extract
from dashboard.model import Document
from gazetteer import Index, default_path


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.example.gov.sy/news/1", "SY"),
        ("http://news.example.co.uk", "GB"),
        ("example.LY", "LY"),
        ("https://example.com/sy", ""),
        ("https://example.tv", ""),
        ("https://example.io:8080/a", ""),
        ("https://example.xx", ""),
        ("file.sy/", "SY"),
        ("localhost", ""),
        ("", ""),
        ("https://[broken", ""),
    ],
)
def test_a_national_address_tells_the_country(url: str, country: str) -> None:
    assert home_country(url) == country


TEXT = "A grenade was thrown at a café in Tripoli on Sunday, wounding two people."


@pytest.mark.parametrize(
    ("source", "url", "country"),
    [
        ("", "https://news.example.ly/1", "LY"),
        ("", "https://news.example.com.lb/1", "LB"),
        ("Lebanon Daily", "", "LB"),
        ("The Libyan Observer", "", "LY"),
    ],
)
def test_a_name_that_several_places_bear_is_the_one_at_home(
    source: str, url: str, country: str
) -> None:
    with Index(default_path()) as index:
        found = extract(Document("x", TEXT, source=source, url=url), index)
    assert [(r.mention.text, r.place and r.place.country) for r in found.mentions] == [
        ("Tripoli", country)
    ]
