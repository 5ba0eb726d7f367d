"""Read Word documents (.docx)."""

import zipfile
from io import BytesIO

from lxml import etree

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.document import document
from dashboard.readers.limits import PACKING_RATIO, UNPACKED_BYTES
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
            body = _parse(archive.read(_MAIN))
            properties = _parse(archive.read(_PROPERTIES)) if _has_properties(archive) else None
    except RuntimeError as error:  # what zipfile raises for a password
        raise UnreadableArticle(Reason("office.password", (name,))) from error
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, EOFError, OSError) as error:
        raise UnreadableArticle(Reason("docx.damaged", (name,))) from error
    title = properties.findtext(f".//{_TITLE}") if properties is not None else None
    return (document("\n".join(_paragraphs(body)), title=title or ""),)


def _has_properties(archive: zipfile.ZipFile) -> bool:
    """Return whether the file carries a title at all."""
    return _PROPERTIES in archive.namelist()


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
    lines: list[str] = []
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
                lines.append("")
                current.append(len(lines) - 1)
            else:
                current.pop()
        elif action == "end" and current:
            lines[current[-1]] += _inline(tag, element)
    return lines


def _inline(tag: str, element: etree._Element) -> str:
    """Return what one element inside a paragraph writes; deleted text has another tag."""
    if tag == _W + "t":
        return element.text or ""
    if tag in (_W + "br", _W + "cr"):
        return "\n"
    return "\t" if tag == _W + "tab" and element.getparent().tag.endswith("}r") else ""
