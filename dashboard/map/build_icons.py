"""Build the icons of event types: the outlines of pictures of Maki and Temaki, as one small file.

Developers run it once; users get its output with the project:
    npm install @mapbox/maki @ideditor/temaki        (in any folder outside the project)
    python -m dashboard.map.build_icons THAT_FOLDER/node_modules
"""

import json
import sys
import tomllib
from pathlib import Path

from lxml import etree

HERE = Path(__file__).parent
TABLE, FILE = HERE / "icons.toml", HERE / "basemap" / "icons.json"
PACKAGES = {"maki": "@mapbox/maki", "temaki": "@ideditor/temaki"}


def outline(path: Path) -> str:
    """Return all outlines of a picture as one; its square has sides of 15."""
    svg = etree.parse(str(path)).getroot()
    paths = svg.iter("{http://www.w3.org/2000/svg}path")
    return " ".join(" ".join(one.get("d", "").split()) for one in paths)


def build(node_modules: Path) -> None:
    """Write the outline of every icon of the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    icons = {
        name: outline(node_modules / PACKAGES[package] / "icons" / f"{picture}.svg")
        for package, names in table.items()
        for name, picture in names.items()
    }
    FILE.write_text(json.dumps(icons, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
