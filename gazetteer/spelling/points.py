"""Read a point as people write it; whatever could be misread is refused by name."""

import re
from collections.abc import Sequence

from geopy.point import Point

from gazetteer.errors import BadPlace
from gazetteer.reason import Reason

EXAMPLES = ("35.3, 40.1", "35°18'00\"N 40°06'00\"E")
_DIGITS = str.maketrans(
    {chr(0x660 + n): str(n) for n in range(10)}
    | {chr(0x6F0 + n): str(n) for n in range(10)}
    | {"٫": ".", "،": ",", "؛": ";", "º": "°", "˚": "°", "’": "'", "‘": "'", "”": '"', "“": '"'}
    | {"−": "-", "–": "-", "\u200e": None, "\u200f": None, "\u00a0": " "}
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# "35,3 40,1": commas that can only be decimal ones
_COMMAS = re.compile(r"\s*([-+]?\d+),(\d+)(?:\s*;\s*|\s+)([-+]?\d+),(\d+)\s*")
# "35 18 0 N 40 6 0 E": geopy would find 6.0, 0.0 in it
_SPACED = re.compile(
    r"\s*(\d+)[ ](\d+)(?:[ ](\d+(?:\.\d+)?))?\s*([NS])[\s,;]+"
    r"(\d+)[ ](\d+)(?:[ ](\d+(?:\.\d+)?))?\s*([EW])\s*",
    re.IGNORECASE,
)
_PARTS = ("degrees", "arcminutes", "arcseconds")


def read_point(text: str) -> tuple[float, float]:
    """Return latitude and longitude; BadPlace says what is wrong with what was written.

    Any notation that geopy parses, in any digits. geopy itself takes the part it understands, so
    every number written must have been used, and no angle may go round the globe.
    """
    plain = _plain(text)
    match = Point.POINT_PATTERN.match(plain.replace("''", '"')) if len(plain) <= 256 else None
    if match is None:
        raise BadPlace(Reason("point.unknown", (text, *EXAMPLES)))
    parts = [match.group(f"{axis}_{part}") for axis in ("latitude", "longitude") for part in _PARTS]
    used = [part for part in (*parts, match.group("altitude_distance")) if part]
    if len(used) != len(_NUMBER.findall(plain)):
        raise BadPlace(Reason("point.doubtful", (text, *EXAMPLES)))
    north, east = _angle(parts[:3], text), _angle(parts[3:], text)
    if north > 90:
        raise BadPlace(Reason("point.swapped" if east <= 90 else "point.latitude", (text,)))
    if east > 180:
        raise BadPlace(Reason("point.longitude", (text,)))
    point = Point(plain)
    return round(float(point.latitude), 6), round(float(point.longitude), 6)


def _angle(parts: Sequence[str | None], text: str) -> float:
    degrees, minutes, seconds = (float(part or 0) for part in parts)
    if minutes >= 60 or seconds >= 60:
        raise BadPlace(Reason("point.minutes", (text,)))
    return abs(degrees) + minutes / 60 + seconds / 3600


def _plain(text: str) -> str:
    plain = " ".join(text.translate(_DIGITS).split()).upper()
    if commas := _COMMAS.fullmatch(plain):
        return "{}.{}, {}.{}".format(*commas.groups())
    if spaced := _SPACED.fullmatch(plain):
        north, east = spaced.groups()[:4], spaced.groups()[4:]
        return ", ".join(f"{d}° {m}' {s or 0}\" {side}" for d, m, s, side in (north, east))
    # geopy wants minutes and seconds as m and s, and the sides of the world as capitals
    return re.sub(r"(?<=\d)([MS])(?=[ \dNSEW,;]|$)", lambda m: m[1].lower(), plain)
