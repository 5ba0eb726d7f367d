"""A view of the world in Web Mercator: where it is, and where a point falls in the picture."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, HEIGHT = 960, 560  # of the picture
MOST_LATITUDE = 85.0
_TILE = 256  # pixels of the whole world at zoom 0
_MARGIN = 0.14  # of the picture, on every side
_NEAREST = 8.5  # zoom: nearer, the basemap is empty
_LEAST = HEIGHT * 0.9  # pixels of the world where events lie all around it
_EQUATOR_KM = 40_075.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapView:
    """The picture's western and northern edge in worlds (0 to 1), and pixels of a world."""

    left: float
    top: float
    scale: float

    @property
    def zoom(self) -> float:
        """The zoom of a web map at this scale."""
        return math.log2(self.scale / _TILE)

    @property
    def latitude(self) -> float:
        """The latitude of the picture's middle."""
        middle = self.top + HEIGHT / 2 / self.scale
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * middle))))

    @property
    def km(self) -> float:
        """The kilometres of a pixel in the picture's middle."""
        return _EQUATOR_KM * math.cos(math.radians(self.latitude)) / self.scale

    def at(self, lon: float, lat: float) -> Point:
        """Return where a point falls, in pixels from the picture's corner."""
        x, y = world(lon, lat)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def turn(self, x: float) -> float:
        """Shift pixels by whole worlds so that they fall into the picture, if they can."""
        return x + self.scale * round((WIDTH / 2 - x) / self.scale)


def world(lon: float, lat: float) -> Point:
    """Return a point in worlds: east and south of the corner at 180 west, 85 north."""
    lat = math.radians(max(-MOST_LATITUDE, min(MOST_LATITUDE, lat)))
    return (lon + 180) / 360, (1 - math.asinh(math.tan(lat)) / math.pi) / 2


def around(points: Iterable[tuple[float, float]]) -> MapView:
    """Return a view of all points (longitude, latitude); of the whole world where there is none."""
    places = [world(lon, lat) for lon, lat in points]
    if not places:
        return MapView(0.0, 0.5 - HEIGHT / WIDTH / 2 - 0.05, WIDTH)
    xs, ys = _short_way([x for x, _ in places]), [y for _, y in places]
    room = 1 - 2 * _MARGIN
    across = max((max(xs) - min(xs)) / (WIDTH * room), (max(ys) - min(ys)) / (HEIGHT * room))
    scale = min(_TILE * 2**_NEAREST, 1 / across if across else math.inf)
    scale = max(scale, _LEAST)
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return MapView(x - WIDTH / 2 / scale, y - HEIGHT / 2 / scale, scale)


def _short_way(xs: list[float]) -> list[float]:
    """Count on past the antimeridian where that makes the picture narrower."""
    beyond = [x + 1 if x < 0.5 else x for x in xs]
    return beyond if max(beyond) - min(beyond) < max(xs) - min(xs) else xs
