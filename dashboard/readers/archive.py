"""Zip files from strangers: how much they unpack to is known before anything is unpacked."""

import zipfile

from dashboard.errors import UnreadableArticle
from dashboard.readers.limits import PACKING_RATIO, UNPACKED_BYTES
from gazetteer.reason import Reason

_LARGE = 5_000_000  # bytes; small files may be packed as tightly as they like


def check_size(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    """Refuse what unpacks to far more than an article; zipfile never unpacks more than it says."""
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > UNPACKED_BYTES or (unpacked > _LARGE and unpacked > packed * PACKING_RATIO):
        raise UnreadableArticle(Reason("docx.size", (name, unpacked / 1e6)))
