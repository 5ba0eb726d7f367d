"""What can go wrong in the gazetteer.

GazetteerError
├─ IndexMissing (OSError)   there is no index file, or it is of another version
└─ BadSource (ValueError)   a source file is not what it was said to be
"""


class GazetteerError(Exception):
    """Anything the gazetteer cannot do; the message names the thing, the fault and the remedy."""


class IndexMissing(GazetteerError, OSError):
    """There is no usable index file."""


class BadSource(GazetteerError, ValueError):
    """A source file cannot be read as what it was said to be."""
