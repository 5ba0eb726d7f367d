"""Numbered points on the constant map: a place search's answers, as numbers only."""

from collections.abc import Sequence

import folium

from dashboard.map.world import Box, Shown, Spot, show

LEAST = 0.2  # degrees of a box around one point


def numbered(
    points: Sequence[tuple[float, float]],
    *,
    picked: Spot | None = None,
    fitting: int = 0,
    language: str = "en",
) -> folium.FeatureGroup:
    """Mark points (latitude, longitude) by 1, 2, 3 ...; the map moves when `fitting` changes."""
    fit = box_around(points)
    group = show(
        Shown(filter="", version="", fit=fit, fitting=fitting, picked=picked, language=language)
    )
    for number, (lat, lon) in reversed(list(enumerate(points, start=1))):
        icon = folium.DivIcon(
            html=f'<div class="place numbered">{number:d}</div>',
            icon_size=(26, 26),
            class_name="spot",
        )
        folium.Marker((float(lat), float(lon)), icon=icon).add_to(group)
    return group


def box_around(points: Sequence[tuple[float, float]]) -> Box | None:
    """Return a box with some room around points; None where there is none."""
    if not points:
        return None
    lats, lons = [float(lat) for lat, _ in points], [float(lon) for _, lon in points]
    south, north = max(-85.0, min(lats) - LEAST), min(85.0, max(lats) + LEAST)
    return south, min(lons) - LEAST, north, max(lons) + LEAST
