"""A local index of places: find names in text, decide which place is meant. Usable alone."""

from gazetteer.errors import BadSource, GazetteerError, IndexMissing
from gazetteer.geocoder import LocalGeocoder
from gazetteer.index import Index, default_path
from gazetteer.place import Candidate, Mention, NameRules, Place, Resolution

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
    "Resolution",
    "default_path",
]
