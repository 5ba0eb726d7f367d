"""What an index was built from, as one short digest: a stale index is known by it."""

import hashlib
from collections.abc import Iterable

from gazetteer.data import data_path
from gazetteer.index.schema import VERSION
from gazetteer.place import Place
from gazetteer.sources import SOURCES


def fingerprint(extra: Iterable[Place] = ()) -> str:
    """Return a digest of everything an index is built from, to know a stale one."""
    digest = hashlib.sha256(str(VERSION).encode())
    names = [s.file for s in SOURCES.values()] + ["aliases.tsv", "middles.tsv", "words.tsv.xz"]
    for name in names:
        digest.update(data_path(name).read_bytes())
    for place in extra:
        digest.update(repr(place).encode())
    return digest.hexdigest()[:16]
