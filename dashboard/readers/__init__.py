"""Bytes to documents, one module per format."""

import logging
from collections.abc import Callable
from importlib import import_module

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.files import too_large
from dashboard.readers.limits import BYTES
from dashboard.readers.sniff import sniff
from dashboard.settings import settings
from gazetteer.reason import Reason

Reader = Callable[[bytes, str], tuple[Document, ...]]

# Kind of file: the module here whose `read` reads it, loaded when the first one comes. What reads
# pages and PDFs takes half a second and 30 MB, which most processes never need.
READERS = {
    "csv": "csv_",
    "docx": "docx",
    "eml": "eml",
    "html": "html_",
    "json": "json_",
    "jsonl": "jsonl",
    "pdf": "pdf",
    "txt": "txt",
}
# File names an upload or a folder walk should offer; the bytes decide what is in them.
EXTENSIONS = (*READERS, "htm", "xhtml", "mhtml", "mht", "ndjson", "tsv", "text", "md")

_log = logging.getLogger(__name__)


def reader_of(kind: str) -> Reader:
    """Return what reads a kind of file."""
    reader: Reader = import_module(f"{__name__}.{READERS[kind]}").read
    return reader


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read the articles in a file's bytes; `name` is for its extension and for messages.

    Raises UnreadableArticle, whose reason says what is wrong and what can be done, and never
    anything else.
    """
    if len(data) > BYTES:
        raise too_large(name, len(data))
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableArticle(Reason("file.blank" if data else "file.empty", (name,)))
    reader = reader_of(sniff(data, name))
    try:
        documents = reader(data, name)
    except UnreadableArticle:
        raise
    except Exception as error:  # strangers' bytes find every gap in the parsers we build on
        _log.warning("%s: %s", name, error, exc_info=True)
        kind = type(error).__name__
        raise UnreadableArticle(Reason("file.damaged", (name, kind))) from error
    _check(documents, name)
    return documents


def _check(documents: tuple[Document, ...], name: str) -> None:
    """Refuse a file without any text, and articles no person would write."""
    if not any(map(str.isalnum, "".join(document.text for document in documents))):
        raise UnreadableArticle(Reason("file.no-text", (name,)))
    most = settings().characters
    for document in documents:
        if len(document.text) > most:
            values = name, len(document.text), most
            raise UnreadableArticle(Reason("file.characters", values))
