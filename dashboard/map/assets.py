"""Files the browser needs: Leaflet from its package, our own script, style and basemap."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

HERE = Path(__file__).resolve().parent
FOLDERS = {
    "": HERE / "browser",
    "basemap/": HERE / "basemap",
    "leaflet/": Path(leaflet.BASE_DIR),
}
# The parts of our own script, in the order in which they need one another: one file, so that the
# frame, which loads scripts one after the other, waits for one answer.
SCRIPT = "dateline.js"
PARTS = (
    "dom",
    "words",
    "theme",
    "ground",
    "tiles",
    "labels",
    "areas",
    "density",
    "markers",
    "legend",
    "scale",
    "view",
    "tools",
    "switches",
    "furniture",
    "map",
    "moments",
    "playback",
)
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
}
# The rest of Leaflet's package is sources and source maps.
LEAFLET = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png")


@cache
def assets() -> dict[str, Path]:
    """List every file that may be served, by the name the browser asks for."""
    found = {}
    for prefix, folder in FOLDERS.items():
        names = LEAFLET if prefix == "leaflet/" else (path.name for path in folder.iterdir())
        for name in names:
            if Path(name).suffix in KINDS:
                found[prefix + name] = folder / name
    return found


@cache
def script() -> str:
    """Join the parts of our own script."""
    return "\n".join(assets()[f"{part}.js"].read_text(encoding="utf-8") for part in PARTS)


@cache
def packed(name: str) -> bytes:
    """Return a file of text by gzip, a third of its size; KeyError where there is none."""
    found = script().encode() if name == SCRIPT else assets()[name].read_bytes()
    return gzip.compress(found, mtime=0)


@cache
def version() -> str:
    """Digest all files: part of their address, so that browsers may keep them for good."""
    digest = hashlib.sha256()
    for name, path in sorted(assets().items()):
        digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """Point from inside the map's frame to a file, wherever the dashboard is mounted."""
    return f"../../assets/{version()}/{name}"
