"""A local index of places: find names in text, decide which place is meant. Usable alone."""

import os
from importlib import import_module
from typing import TYPE_CHECKING

from gazetteer.errors import BadSource, GazetteerError, IndexMissing
from gazetteer.messages import english
from gazetteer.place import Candidate, Mention, NameRules, Place, Resolution
from gazetteer.reason import Reason

if TYPE_CHECKING:
    from gazetteer.geocoding.geocoder import LocalGeocoder
    from gazetteer.index.index import Index, default_path
    from gazetteer.reading import find_places

__all__ = [
    "BadSource",
    "Candidate",
    "GazetteerError",
    "Index",
    "IndexMissing",
    "LocalGeocoder",
    "Mention",
    "NameRules",
    "Place",
    "Reason",
    "Resolution",
    "default_path",
    "english",
    "find_places",
]
# The arrays of a text are small: threads of numpy's own would cost more than they save, and each
# core has a process already. Has to be said before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Loaded when asked for: the package has to open in a Python that lacks what these need, so that
# `python3 -m gazetteer` can start over in one that has it.
_LATER = {
    "Index": "gazetteer.index.index",
    "LocalGeocoder": "gazetteer.geocoding.geocoder",
    "default_path": "gazetteer.index.index",
    "find_places": "gazetteer.reading",
}


def __getattr__(name: str) -> object:
    """Return what is loaded only when it is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module 'gazetteer' has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
