"""Read PDF files with a text layer."""

import time
from collections.abc import Iterator, Sequence
from io import BytesIO
from statistics import median
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.document import TITLE_CHARACTERS, document
from dashboard.readers.layout.bidi import unshape
from dashboard.readers.layout.drawn import Turned, straight
from dashboard.readers.layout.lines import Glyph
from dashboard.readers.layout.paragraphs import Paragraph, paragraphs
from dashboard.readers.layout.streams import unpacks_to_more
from dashboard.readers.limits import (
    DEPTH,
    FIGURES,
    GLYPHS,
    OPERANDS,
    PAGES,
    SECONDS,
    UNPACKED_BYTES,
)
from gazetteer.reason import Reason

_UNKNOWN = "\ufffd"  # a glyph whose font does not say what it means
_UNKNOWN_SHARE = 0.3
_EDGES = ("untitled", "microsoft word", "microsoft powerpoint", "about:blank")
_HEAD = 6  # paragraphs in which a headline is looked for
_LARGER = 1.15  # than the usual letters
_FEWEST_LETTERS = 20  # a scan may carry a stamp or a page number as text


class _Interpreter(PDFPageInterpreter):
    """Runs the instructions of a page; asks with each of their operands whether it is too much."""

    device: "_Glyphs"

    def push(self, obj: Any) -> None:
        self.device.operands += 1
        self.device.check()
        super().push(obj)


class _Glyphs(PDFLayoutAnalyzer):
    """Collects the glyphs of a page and nothing else; gives up when a page is too much.

    Forms may draw forms that draw forms: what is drawn counts each time, and takes time even where
    nothing is seen of it.
    """

    def __init__(self, resources: PDFResourceManager, name: str) -> None:
        super().__init__(resources, laparams=None)
        self.glyphs: list[Glyph] = []
        self.turned: list[Turned] = []
        self._name = name
        self._deadline = time.monotonic() + SECONDS
        self.operands = self._figures = self._depth = 0

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        super().begin_page(page, ctm)
        self.glyphs = []
        self.turned = []
        self.operands = self._figures = self._depth = 0

    def render_char(self, *arguments: Any, **named: Any) -> float:
        advance: float = super().render_char(*arguments, **named)
        char = self.cur_item._objs.pop()
        self.check()
        if isinstance(char, LTChar):
            self._keep(unshape(char.get_text()), char)
        return advance

    def _keep(self, text: str, char: LTChar) -> None:
        a, b, c, d, x, y = char.matrix
        if char.upright and b == 0:
            self.glyphs.append(Glyph(text, char.x0, char.x1, y, char.size))
        elif a == d == 0 and b != 0 and c != 0:
            turned = Glyph(text, char.y0, char.y1, x, char.x1 - char.x0)
            self.turned.append((turned, b > 0))

    def handle_undefined_char(self, font: object, cid: int) -> str:
        return _UNKNOWN

    def paint_path(self, *arguments: Any) -> None:
        self.check()

    def set_ctm(self, ctm: Any) -> None:
        super().set_ctm(ctm)
        self.check()

    def render_image(self, name: str, stream: object) -> None:
        self.check()

    def begin_figure(self, name: str, bbox: object, matrix: object) -> None:
        self._figures += 1
        self._depth += 1
        self.check()

    def end_figure(self, _: str) -> None:
        self._depth -= 1

    def receive_layout(self, ltpage: LTPage) -> None:
        pass

    def check(self) -> None:
        """Raise UnreadableArticle where the page is more than a page of news."""
        drawn = (
            len(self.glyphs) + len(self.turned) > GLYPHS
            or self._figures > FIGURES
            or self._depth > DEPTH
        )
        if drawn or self.operands > OPERANDS or time.monotonic() > self._deadline:
            raise UnreadableArticle(Reason("pdf.complex", (self._name, self.pageno)))


def read(data: bytes, name: str) -> tuple[Document | Reason, ...]:
    """Read the text in reading order; lines of one paragraph are joined, a bad page is noted."""
    _check_streams(data, name)
    try:
        with BytesIO(data) as file:
            source = PDFDocument(PDFParser(file), caching=False)
            title = _title(source)
            notes: list[Reason] = []
            pages = list(_pages(source, name, notes))
    except UnreadableArticle:
        raise
    except PDFEncryptionError as error:
        raise UnreadableArticle(Reason("pdf.password", (name,))) from error
    except Exception as error:  # the library has no error of its own for all that is damaged
        raise UnreadableArticle(Reason("pdf.damaged", (name,))) from error
    _check_glyphs(pages, name)
    found = paragraphs(pages)
    text = "\n".join(paragraph.text for paragraph in found)
    return (document(text, title=title or _largest(found)), *notes)


def _pages(source: PDFDocument, name: str, notes: list[Reason]) -> Iterator[list[Glyph]]:
    """Return each page's glyphs in the order they are drawn; a damaged page costs that page."""
    resources = PDFResourceManager()
    device = _Glyphs(resources, name)
    interpreter = _Interpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(source), 1):
        if number > PAGES:
            raise UnreadableArticle(Reason("pdf.pages", (name, PAGES)))
        try:
            interpreter.process_page(page)
        except (UnreadableArticle, MemoryError):
            raise
        except Exception as error:  # the library has no error of its own for what is damaged
            notes.append(Reason("pdf.page", (name, number, type(error).__name__)))
        yield straight(device.glyphs, device.turned)


def _title(source: PDFDocument) -> str:
    """Return the title in the file's properties, if a person gave it one."""
    for information in source.info:
        raw = resolve1(information.get("Title"))
        title = decode_text(raw) if isinstance(raw, bytes) else ""
        plain = title.strip().lower()
        if plain and not plain.startswith(_EDGES) and "." not in plain[-5:-1]:
            return unshape(title)
    return ""


def _largest(found: Sequence[Paragraph]) -> str:
    """Return the headline: of the first lines the largest, if it stands out."""
    head = max(found[:_HEAD], key=lambda paragraph: paragraph.size)
    usual = median(paragraph.size for paragraph in found)
    return head.text if head.size > _LARGER * usual and len(head.text) < TITLE_CHARACTERS else ""


def _check_streams(data: bytes, name: str) -> None:
    """Refuse a stream that unpacks to more than any page needs, before pdfminer unpacks it."""
    if unpacks_to_more(data, each=UNPACKED_BYTES, together=10 * UNPACKED_BYTES):
        raise UnreadableArticle(Reason("pdf.size", (name, UNPACKED_BYTES / 1e6)))


def _check_glyphs(pages: list[list[Glyph]], name: str) -> None:
    """Refuse scans, and fonts that do not say which letters their glyphs are."""
    text = "".join(glyph.text for page in pages for glyph in page)
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS and text.count(_UNKNOWN) < _FEWEST_LETTERS:
        raise UnreadableArticle(Reason("pdf.scan", (name,)))
    if text.count(_UNKNOWN) > len(text) * _UNKNOWN_SHARE:
        raise UnreadableArticle(Reason("pdf.fonts", (name,)))
