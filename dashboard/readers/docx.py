"""Read Word documents (.docx)."""

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.archive import check_size
from dashboard.readers.document import document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import MARKS, MARKUP_BYTES
from dashboard.readers.tables.cells import without_markup
from dashboard.readers.word import chunks, paragraphs
from gazetteer.reason import Reason

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MAIN = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_NOTES = ("footnotes", "endnotes")


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read all paragraphs, those in tables, text boxes, notes and accepted changes included.

    python-docx would leave out tracked insertions, content controls and text boxes.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_size(archive, len(data), name)
            main = _related(archive, "", name).get("officeDocument", [_MAIN])[0]
            title = _title(archive, name)
            lines = list(_lines(archive, main, name))
    except UnreadableArticle:
        raise
    except Exception as error:  # neither library has one error for all that may be damaged
        code = "office.password" if "encrypted" in str(error) else "docx.damaged"
        raise UnreadableArticle(Reason(code, (name,))) from error
    return (document("\n".join(lines), title=title),)


def _lines(archive: zipfile.ZipFile, main: str, name: str) -> Iterator[str]:
    """Return the paragraphs of the main part, of the parts it takes in, and its notes last."""
    body = _parse(_whole(archive, main, name))
    yield from paragraphs(body)
    related = _related(archive, main, name)
    if chunks(body):
        for part in related.get("aFChunk", []):
            yield without_markup(decode(_whole(archive, part, name)))
    for kind in _NOTES:
        usual = posixpath.join(posixpath.dirname(main), f"{kind}.xml")
        for part in related.get(kind, [usual] if usual in archive.namelist() else []):
            yield from filter(str.strip, paragraphs(_parse(_whole(archive, part, name))))


def _related(archive: zipfile.ZipFile, part: str, name: str) -> dict[str, list[str]]:
    """Return the parts that a part names, by the last word of what they are to it."""
    folder, file = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{file}.rels")
    known = set(archive.namelist())
    found: dict[str, list[str]] = {}
    if where not in known:
        return found
    for relation in _parse(_whole(archive, where, name)):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]
        if target in known:
            found.setdefault(relation.get("Type", "").rsplit("/", 1)[-1], []).append(target)
    return found


def _title(archive: zipfile.ZipFile, name: str) -> str:
    """Return the title that the file's properties hold, "" where they hold none."""
    if _PROPERTIES not in archive.namelist():
        return ""
    return _parse(_whole(archive, _PROPERTIES, name)).findtext(f".//{_TITLE}") or ""


def _whole(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """Unpack a part, unless it is larger or of more elements than any article."""
    size = archive.getinfo(part).file_size
    if size > MARKUP_BYTES:
        raise UnreadableArticle(Reason("docx.size", (name, size / 1e6)))
    xml = archive.read(part)
    if xml.count(b"<") > MARKS:
        raise UnreadableArticle(Reason("docx.marks", (name, MARKS)))
    return xml


def _parse(xml: bytes) -> etree._Element:
    """Parse XML from strangers: no entities, no network, no giant trees."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(xml, parser)
