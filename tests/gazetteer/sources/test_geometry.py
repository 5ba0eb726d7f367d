"""The middle of shapes and their reach, from GeoJSON and from well-known text."""

from typing import Any

import pytest

from gazetteer.sources.geometry import middle, middle_of_wkt
from gazetteer.sources.records import NoPlace

SQUARE = [[40.0, 35.0], [40.2, 35.0], [40.2, 35.2], [40.0, 35.2], [40.0, 35.0]]
POINT = {"type": "Point", "coordinates": [40.14, 35.33]}


@pytest.mark.parametrize(
    ("geometry", "lat", "lon", "radius"),
    [
        (POINT, 35.33, 40.14, 0),
        ({"type": "Point", "coordinates": [40.14, 35.33, 210]}, 35.33, 40.14, 0),
        ({"type": "MultiPoint", "coordinates": [[1, 2], [1, 3], [1, 4]]}, 3, 1, 111),
        ({"type": "LineString", "coordinates": [[1, 2], [1, 3], [1, 4]]}, 3, 1, 111),
        ({"type": "MultiLineString", "coordinates": [[[1, 2], [1, 3]], [[1, 4]]]}, 3, 1, 111),
        ({"type": "Polygon", "coordinates": [SQUARE]}, 35.1, 40.1, 11.4),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], []]}, 35.1, 40.1, 11.4),
        # a hole takes nothing away, a point in a collection says more than the area
        ({"type": "Polygon", "coordinates": [SQUARE, SQUARE[:2]]}, 35.1, 40.1, 11.4),
        (
            {
                "type": "GeometryCollection",
                "geometries": [{"type": "Polygon", "coordinates": [SQUARE]}, POINT],
            },
            35.33,
            40.14,
            0,
        ),
        # across the 180th meridian
        (
            {"type": "Polygon", "coordinates": [[[179, 0], [-179, 0], [-179, 2], [179, 2]]]},
            1,
            180,
            125.6,
        ),
        # an area without area
        ({"type": "Polygon", "coordinates": [[[5, 6], [5, 6], [5, 6]]]}, 6, 5, 0),
        ({"geowkt": "POINT(40.14 35.33)"}, 35.33, 40.14, 0),
    ],
)
def test_the_middle_of_a_geometry(geometry: Any, lat: float, lon: float, radius: float) -> None:
    found = middle(geometry)
    assert found[:2] == pytest.approx((lat, lon), abs=1e-5)
    assert found[2] == pytest.approx(radius, abs=1.5)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("POINT(40.14 35.33)", 35.33, 40.14),
        ("  point z (40.14 35.33 210)", 35.33, 40.14),
        ("SRID=4326;POINT (-1.5 -2e-1)", -0.2, -1.5),
        ("POLYGON ((40 35, 40.2 35, 40.2 35.2, 40 35.2, 40 35))", 35.1, 40.1),
        ("MULTIPOLYGON (((40 35, 40.2 35, 40.2 35.2, 40 35.2, 40 35)))", 35.1, 40.1),
        ("LINESTRING (1 2, 1 3, 1 4)", 3, 1),
        ("MULTIPOINT ((1 2), (1 3), (1 4))", 3, 1),
    ],
)
def test_the_middle_of_well_known_text(text: str, lat: float, lon: float) -> None:
    assert middle_of_wkt(text)[:2] == pytest.approx((lat, lon), abs=1e-5)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {},
        [],
        "POINT(1 2)",
        {"type": "Point", "coordinates": None},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": [1]},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Point", "coordinates": [float("nan"), 2]},
        {"type": "Point", "coordinates": [10**400, 2]},
        {"type": "Point", "coordinates": [40, 135]},
        {"type": "Point", "coordinates": {"lon": 1}},
        {"type": "Polygon", "coordinates": [[1, 2], [3, 4]]},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "MultiPolygon", "coordinates": [[[[1, None], [2, 3]]]]},
        {"type": "Sphere", "coordinates": [1, 2]},
        {"type": ["Point"], "coordinates": [1, 2]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "GeometryCollection", "geometries": None},
        {"geowkt": "POINT EMPTY"},
        {"geowkt": "somewhere"},
        {"geowkt": "CIRCLE (1 2)"},
    ],
)
def test_what_has_no_middle_is_no_place(geometry: Any) -> None:
    with pytest.raises(NoPlace):
        middle(geometry)


def test_a_collection_nested_without_end_is_left() -> None:
    shape: Any = {"type": "GeometryCollection", "geometries": []}
    shape["geometries"].append(shape)
    with pytest.raises(NoPlace):
        middle(shape)
