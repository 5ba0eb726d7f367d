"""Where a row says that its event was."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.model import Area

_RADIUS = {1: 2.0, 2: 15.0, 3: 60.0}  # km, by ACLED's geo_precision
_DEGREES = r"\s{0,4}(-?\d{1,3}\.?\d{0,12})"
_PAIR = re.compile(rf"^[(\[]?{_DEGREES}\s{{0,4}}[,; ]{_DEGREES}\b")


@dataclass(frozen=True, slots=True)
class CodedPoint:
    """A point in WGS 84 degrees."""

    lat: float
    lon: float


def spot_of(
    row: Mapping[str, Any], latitude: Iterable[str], longitude: Iterable[str], point: Iterable[str]
) -> CodedPoint | None:
    """Return the row's point: of its geometry, two columns, or one with both; None for none."""
    geometry = row.get("geometry")
    if isinstance(geometry, dict) and (spot := _of_geometry(geometry.get("coordinates"))):
        return spot
    for inner in (row.get("area"), row.get("place")):  # as `extract` writes them
        if isinstance(inner, dict) and (spot := _spot(inner.get("lat"), inner.get("lon"))):
            return spot
    lat = next((row[name] for name in latitude if row.get(name) not in (None, "")), None)
    lon = next((row[name] for name in longitude if row.get(name) not in (None, "")), None)
    if lat is not None and lon is not None:
        return _spot(lat, lon)
    for name in point:
        value = row.get(name)
        if isinstance(value, list) and len(value) >= 2:
            return _spot(value[0], value[1])
        if isinstance(value, str) and (match := _PAIR.match(value.strip())):
            return _spot(match[1], match[2])
    return None


def area_of(spot: CodedPoint, precision: int | None) -> Area:
    """Return the area that a point with ACLED's precision stands for; 1 where none is said."""
    grade = precision if precision in _RADIUS else 1 if precision in (None, 0) else 3
    return Area(spot.lat, spot.lon, _RADIUS[grade or 1], precision=grade or 1)


def _spot(lat: Any, lon: Any) -> CodedPoint | None:
    try:
        north, east = float(lat), float(lon)
    except (TypeError, ValueError):
        return None
    if not (math.isfinite(north) and math.isfinite(east)) or (north == 0 == east):
        return None
    return CodedPoint(north, east) if abs(north) <= 90 and abs(east) <= 180 else None


def _of_geometry(coordinates: Any) -> CodedPoint | None:
    """Return a point, or the middle of an outline."""
    while isinstance(coordinates, list) and coordinates and isinstance(coordinates[0], list):
        if coordinates[0] and not isinstance(coordinates[0][0], list):
            corners = [corner for corner in coordinates if len(corner) >= 2]
            lons, lats = [corner[0] for corner in corners], [corner[1] for corner in corners]
            try:
                return _spot((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
            except (TypeError, ValueError):
                return None
        coordinates = coordinates[0]
    if isinstance(coordinates, list) and len(coordinates) >= 2:
        return _spot(coordinates[1], coordinates[0])
    return None
