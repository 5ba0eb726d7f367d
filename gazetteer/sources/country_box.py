"""Roughly where countries lie, to tell a slip of a coordinate from a place."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from gazetteer.reason import Reason
from gazetteer.sources.records import NoPlace


def demand_inside(country: str, lat: float, lon: float) -> None:
    """Raise NoPlace where a point lies far outside of its country; unknown countries have none."""
    box = _boxes().get(country)
    if box is None or _inside(box, lat, lon):
        return
    if abs(lon) <= 90 and _inside(box, lon, lat):
        raise NoPlace(Reason("row.outside-swapped", (lat, lon, country)))
    raise NoPlace(Reason("row.outside", (lat, lon, country)))


def _inside(box: tuple[float, ...], lat: float, lon: float) -> bool:
    south, west, north, east = box
    return south <= lat <= north and west <= lon <= east


@cache
def _boxes() -> Mapping[str, tuple[float, ...]]:
    file = resources.files("gazetteer") / "data" / "country_boxes.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {country: tuple(map(float, box)) for country, box in data.items()}
