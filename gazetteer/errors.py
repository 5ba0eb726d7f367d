"""What can go wrong in the gazetteer.

GazetteerError
├─ IndexMissing (OSError)   there is no index file, or it is of another version
│  └─ LayerBroken           the file of one imported source is; the others are whole
├─ ForeignFile (ValueError)  what stands where the index would be written is somebody else's
├─ BadSource (ValueError)   a source file is not what it was said to be
├─ BadNamesFile (ValueError)  a language's letters or names have a mistake
├─ BadPlace (ValueError)    what somebody says of a place of their own cannot be kept
└─ DiskFull (OSError)       there is no room for what is being written; what was there stays
"""

from gazetteer.messages import english
from gazetteer.reason import Reason, as_reason


class GazetteerError(Exception):
    """Anything the gazetteer cannot do; `reason` names the thing, the error and the remedy.

    A sentence in English stands for itself, where only the command line says it.
    """

    def __init__(self, reason: Reason | str) -> None:
        super().__init__(reason)
        self.reason = as_reason(reason)

    def __str__(self) -> str:
        return english(self.reason)


class IndexMissing(GazetteerError, OSError):
    """There is no usable index file."""


class LayerBroken(IndexMissing):
    """The layer of one source cannot be used: import that source again, or drop it."""


class ForeignFile(GazetteerError, ValueError):
    """A file that is no index stands where one would be written; it is left as it is."""


class BadSource(GazetteerError, ValueError):
    """A source file cannot be read as what it was said to be."""


class BadNamesFile(GazetteerError, ValueError):
    """A language's letters.toml or names.toml has a mistake."""


class BadPlace(GazetteerError, ValueError):
    """A place of one's own lacks a name or a point, or they cannot be read."""


class DiskFull(GazetteerError, OSError):
    """The disk has no room for a layer; the one that was there is whole."""
