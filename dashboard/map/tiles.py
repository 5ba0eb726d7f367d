"""Map tiles that a user brings: a URL to ask, or a file of raster tiles served from here."""

import gzip
import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, TileType

from dashboard.errors import DashboardError
from dashboard.settings import Settings
from dashboard.stores import mbtiles

OWN = "../../api/tiles/{z}/{x}/{y}"  # from inside the map's frame
OPENSTREETMAP = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
_BY = {OPENSTREETMAP: "© OpenStreetMap contributors"}
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?\Z")
_KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
_PMTILES = {TileType.PNG: "png", TileType.JPEG: "jpg", TileType.WEBP: "webp", TileType.MVT: "mvt"}
MOST_ZOOM = 19

Read = Callable[[int, int, int], bytes | None]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where the browser gets tiles; `host` is another machine that it asks, "" for this one.

    `by` names who made them; `kind` is the media type of what `read(zoom, column, row)` returns,
    counted from the north-west corner.
    """

    url: str
    host: str = ""
    least: int = 0
    most: int = MOST_ZOOM
    by: str = ""
    kind: str = ""
    read: Read | None = None


@cache
def open_tiles(wanted: str) -> Tiles | None:
    """Open a URL template or a .pmtiles or .mbtiles file; DashboardError says what is wrong."""
    if not wanted:
        return None
    if "://" in wanted:
        return _elsewhere(wanted)
    path = Path(wanted).expanduser()
    openers = {".pmtiles": _pmtiles, ".mbtiles": _mbtiles}
    if path.suffix.lower() not in openers:
        raise DashboardError(
            f"DATELINE_TILES: {wanted!r} is neither an address such as "
            "https://tiles.example.org/{z}/{x}/{y}.png nor a .pmtiles or .mbtiles file"
        )
    if not path.is_file():
        raise DashboardError(f"DATELINE_TILES: {path}: there is no such file")
    return openers[path.suffix.lower()](path)


def _elsewhere(url: str) -> Tiles:
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[x"
        parts = urlsplit("")
    complete = {"{z}", "{x}", "{y}"} <= set(re.findall(r"\{\w+\}", url))
    if parts.scheme not in ("http", "https") or not _HOST.match(parts.netloc) or not complete:
        raise DashboardError(
            f"DATELINE_TILES: {url!r} is no address of tiles: it has to name one host and hold "
            "{z}, {x} and {y}, as https://tiles.example.org/{z}/{x}/{y}.png"
        )
    return Tiles(url, f"{parts.scheme}://{parts.netloc}", by=_BY.get(url, f"© {parts.netloc}"))


def _pmtiles(path: Path) -> Tiles:
    try:
        with path.open("rb") as file:
            reader = Reader(MmapSource(file))  # the map of the file outlives it
        header, about = reader.header(), reader.metadata()
    except Exception as error:  # the library has no error of its own for a file cut short
        raise DashboardError(
            f"DATELINE_TILES: {path.name}: is no PMTiles file, or is cut short"
        ) from error
    form = _PMTILES.get(header["tile_type"], "an unknown kind")
    packed = header["tile_compression"] == Compression.GZIP
    read = partial(_unpacked, reader) if packed else reader.get
    return _own(path, form, header["min_zoom"], header["max_zoom"], about, read)


def _unpacked(reader: Reader, zoom: int, column: int, row: int) -> bytes | None:
    found = reader.get(zoom, column, row)
    return gzip.decompress(found) if found else None


def _mbtiles(path: Path) -> Tiles:
    about = mbtiles.metadata(path)
    form = about.get("format", "an unknown kind").lower()
    try:
        least, most = (
            int(about.get(name) or other) for name, other in (("minzoom", 0), ("maxzoom", 14))
        )
    except ValueError as error:
        raise DashboardError(
            f"DATELINE_TILES: {path.name}: its zooms are no numbers ({error})"
        ) from error
    return _own(path, form, least, most, about, partial(mbtiles.tile, path))


def _own(path: Path, form: str, least: int, most: int, about: dict[str, Any], read: Read) -> Tiles:
    if form not in _KINDS:
        kind = "vector tiles" if form in ("mvt", "pbf") else f"tiles of {form}"
        raise DashboardError(
            f"DATELINE_TILES: {path.name}: holds {kind}, and this map draws pictures only (png, "
            "jpg, webp). Render them to raster tiles first, as TileServer GL and QGIS do, or leave "
            "DATELINE_TILES out for the map that comes with Dateline"
        )
    by = " ".join(html.unescape(re.sub(r"<[^<>]*>", "", str(about.get("attribution", "")))).split())
    return Tiles(OWN, "", least, most, by or path.stem, _KINDS[form], read)


def tiles_of(settings: Settings) -> Tiles | None:
    """Open the tiles that the settings name, None where our own map is wanted."""
    return open_tiles(settings.tiles or (OPENSTREETMAP if settings.online_tiles else ""))
