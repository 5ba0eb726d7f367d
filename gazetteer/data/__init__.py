"""What is bundled: the starter, our own tables, weights, each with its source and licence."""

from importlib import resources
from pathlib import Path


def data_path(name: str) -> Path:
    """Return the path of a bundled data file."""
    return Path(str(resources.files("gazetteer") / "data" / name))
