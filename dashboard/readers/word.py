"""The paragraphs of a Word document's parts; a row of a table is one line of its cells."""

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"  # "Strict Open XML" of Word
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CELL = 120  # characters of a cell that is one of a row; longer ones are prose
_BETWEEN = "\t"


def chunks(body: etree._Element) -> bool:
    """Return whether the document takes in parts of other formats."""
    return any(body.iter(f"{_W}altChunk", f"{_STRICT}altChunk"))


def paragraphs(body: etree._Element) -> list[str]:
    """Return the text of every paragraph, a text box's after the one it hangs on."""
    written = _Written()
    skipped = 0
    for action, element in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag == _FALLBACK:  # the same text box again, for old programs
            skipped += 1 if action == "start" else -1
        if not skipped:
            step = written.open if action == "start" else written.close
            step(element.tag.replace(_STRICT, _W), element)
    return ["".join(pieces) for pieces in written.lines]


class _Written:
    """The lines so far, and what is open around the next piece."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = []
        self._paragraphs: list[int] = []  # indices of open ones: text boxes nest them
        self._rows: list[tuple[int, list[int]]] = []  # first line of open rows, and of their cells

    def open(self, tag: str, element: etree._Element) -> None:
        if tag == _W + "p":
            self.lines.append([])
            self._paragraphs.append(len(self.lines) - 1)
        elif tag == _W + "tr":
            self._rows.append((len(self.lines), []))
        elif tag == _W + "tc" and self._rows:
            self._rows[-1][1].append(len(self.lines))

    def close(self, tag: str, element: etree._Element) -> None:
        if tag == _W + "p":
            self._paragraphs.pop()
        elif tag == _W + "tr":
            first, cells = self._rows.pop()
            if not self._paragraphs:  # in a text box the lines around it are still being written
                _join_row(self.lines, first, cells)
        elif self._paragraphs:
            self.lines[self._paragraphs[-1]].append(_inline(tag, element))


def _join_row(lines: list[list[str]], first: int, cells: list[int]) -> None:
    """Make one line of a row of short cells; cells of prose stay the paragraphs they are."""
    ends = [*cells[1:], len(lines)]
    texts = [
        " ".join("".join(piece) for piece in lines[start:end] if piece).strip()
        for start, end in zip(cells, ends, strict=True)
    ]
    if len(texts) > 1 and all(len(text) <= _CELL and "\n" not in text for text in texts):
        lines[first:] = [[_BETWEEN.join(text for text in texts if text)]]


def _inline(tag: str, element: etree._Element) -> str:
    """Return what one element inside a paragraph writes; deleted text has another tag."""
    if tag == _W + "t":
        return element.text or ""
    if tag in (_W + "br", _W + "cr"):
        return "\n"
    return "\t" if tag == _W + "tab" and element.getparent().tag.endswith("}r") else ""
