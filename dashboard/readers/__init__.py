"""Bytes to documents, one module per format."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.files import too_large
from dashboard.readers.limits import BYTES
from dashboard.readers.sniff import sniff
from dashboard.settings import settings
from gazetteer.reason import Reason

# What a reader finds: documents, and notes of what was left out or decided.
Reader = Callable[[bytes, str], Sequence[Document | Reason]]

# Kind of file: the module here whose `read` reads it, loaded when the first one comes. What reads
# pages and PDFs takes half a second and 30 MB, which most processes never need.
READERS = {
    "csv": "csv_",
    "docx": "docx",
    "eml": "eml",
    "feed": "feed",
    "html": "html_",
    "json": "json_",
    "jsonl": "jsonl",
    "mbox": "mbox",
    "pdf": "pdf",
    "txt": "txt",
    "xlsx": "xlsx",
}
_TABLES = ("csv", "json", "jsonl", "xlsx")
# File names an upload or a folder walk should offer; the bytes decide what is in them.
EXTENSIONS = (
    *READERS,
    *("htm", "xhtml", "mhtml", "mht", "ndjson", "tsv", "text", "md"),
    *("xml", "rss", "atom", "rdf", "opml"),
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Contents:
    """The articles of a file, and notes of what was left out of it or decided about it."""

    documents: tuple[Document, ...]
    notes: tuple[Reason, ...] = ()


def reader_of(kind: str) -> Reader:
    """Return what reads a kind of file."""
    reader: Reader = import_module(f"{__name__}.{READERS[kind]}").read
    return reader


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read the articles in a file's bytes, as `read_contents` without its notes."""
    return read_contents(data, name).documents


def read_contents(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Contents:
    """Read the articles in a file's bytes; `name` is for its extension and for messages.

    `columns` names the column of a table for a role: text, title, source, url, published, language.

    Raises UnreadableArticle, whose reason says what is wrong and what can be done, and never
    anything else.
    """
    if len(data) > BYTES:
        raise too_large(name, len(data))
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableArticle(Reason("file.blank" if data else "file.empty", (name,)))
    kind = sniff(data, name)
    reader = _reader_with(kind, columns) if columns and kind in _TABLES else reader_of(kind)
    try:
        found = reader(data, name)
    except UnreadableArticle:
        raise
    except Exception as error:  # strangers' bytes find every gap in the parsers we build on
        _log.warning("%s: %s", name, error, exc_info=True)
        kind = type(error).__name__
        raise UnreadableArticle(Reason("file.damaged", (name, kind))) from error
    documents = tuple(each for each in found if isinstance(each, Document))
    notes = tuple(each for each in found if isinstance(each, Reason))
    return _check(Contents(documents, notes), name)


def _reader_with(kind: str, columns: Mapping[str, str]) -> Reader:
    """Return what reads a kind of table by the user's own columns."""
    from dashboard.readers.tables.articles import articles

    module = import_module(f"{__name__}.{READERS[kind]}")
    return lambda data, name: articles(module.table(data, name), columns)


def _check(contents: Contents, name: str) -> Contents:
    """Refuse a file without any text; of many articles leave out those no person would write."""
    documents = contents.documents
    if not any(map(str.isalnum, "".join(document.text for document in documents))):
        raise UnreadableArticle(Reason("file.no-text", (name,)))
    most = settings().characters
    long = [document for document in documents if len(document.text) > most]
    if not long:
        return contents
    reasons = tuple(Reason("file.characters", (name, len(one.text), most)) for one in long)
    if len(long) == len(documents):
        raise UnreadableArticle(reasons[0])
    kept = tuple(document for document in documents if len(document.text) <= most)
    return Contents(kept, (*contents.notes, *reasons))
