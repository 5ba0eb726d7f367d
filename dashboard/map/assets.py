"""Files the browser needs: Leaflet from its package, our own script, style and basemap."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

from dashboard.map.es_modules import joined

HERE = Path(__file__).resolve().parent
FOLDERS = {
    "": HERE / "browser",
    "basemap/": HERE / "basemap",
}
# Our own script, whose modules are served as one file (es_modules.py).
SCRIPT = "dateline.js"
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
    """List every file that is served as it is, by the name the browser asks for."""
    ours = {
        prefix + path.name: path
        for prefix, folder in FOLDERS.items()
        for path in folder.iterdir()
        if path.suffix in (".css", ".json")
    }
    return ours | {f"leaflet/{name}": Path(leaflet.BASE_DIR) / name for name in LEAFLET}


@cache
def script() -> str:
    """Join the modules of our own script."""
    return joined(HERE / "browser" / SCRIPT)


@cache
def packed(name: str) -> bytes:
    """Return a file of text by gzip, a third of its size; KeyError where there is none."""
    found = script().encode() if name == SCRIPT else assets()[name].read_bytes()
    return gzip.compress(found, mtime=0)


@cache
def version() -> str:
    """Digest all files: part of their address, so that browsers may keep them for good."""
    digest = hashlib.sha256(script().encode())
    for name, path in sorted(assets().items()):
        digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """Point from inside the map's frame to a file, wherever the dashboard is mounted."""
    return f"../../assets/{version()}/{name}"
