"""Read Word documents (.docx)."""

import zipfile
from io import BytesIO

from lxml import etree

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.document import document
from dashboard.readers.limits import MARKS, MARKUP_BYTES, PACKING_RATIO, UNPACKED_BYTES
from gazetteer.reason import Reason

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"  # "Strict Open XML" of Word
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_LARGE = 5_000_000  # bytes; small files may be packed as tightly as they like


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read all paragraphs, those in tables, text boxes and accepted changes included.

    python-docx would leave out tracked insertions, content controls and text boxes.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_size(archive, len(data), name)
            body = _parse(_whole(archive, _MAIN, name))
            title = _title(archive, name)
            lines = _paragraphs(body)
    except UnreadableArticle:
        raise
    except Exception as error:  # neither library has one error for all that may be damaged
        code = "office.password" if "encrypted" in str(error) else "docx.damaged"
        raise UnreadableArticle(Reason(code, (name,))) from error
    return (document("\n".join(lines), title=title),)


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


def _check_size(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    """Refuse what unpacks to far more than an article; zipfile never unpacks more than it says."""
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > UNPACKED_BYTES or (unpacked > _LARGE and unpacked > packed * PACKING_RATIO):
        raise UnreadableArticle(Reason("docx.size", (name, unpacked / 1e6)))


def _parse(xml: bytes) -> etree._Element:
    """Parse XML from strangers: no entities, no network, no giant trees."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(xml, parser)


def _paragraphs(body: etree._Element) -> list[str]:
    """Return the text of every paragraph, a text box's after the one it hangs on."""
    lines: list[list[str]] = []
    current: list[int] = []  # indices of open paragraphs: text boxes nest them
    skipped = 0
    for action, element in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag == _FALLBACK:  # the same text box again, for old programs
            skipped += 1 if action == "start" else -1
        if skipped:
            continue
        tag = element.tag.replace(_STRICT, _W)
        if tag == _W + "p":
            if action == "start":
                lines.append([])
                current.append(len(lines) - 1)
            else:
                current.pop()
        elif action == "end" and current:
            lines[current[-1]].append(_inline(tag, element))
    return ["".join(pieces) for pieces in lines]


def _inline(tag: str, element: etree._Element) -> str:
    """Return what one element inside a paragraph writes; deleted text has another tag."""
    if tag == _W + "t":
        return element.text or ""
    if tag in (_W + "br", _W + "cr"):
        return "\n"
    return "\t" if tag == _W + "tab" and element.getparent().tag.endswith("}r") else ""
