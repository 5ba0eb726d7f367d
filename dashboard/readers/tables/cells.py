"""What a cell says: markup stripped, lists and objects as the text they hold."""

import html
import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fromstring

_TAG = re.compile(
    r"</?(?:p|br|div|b|i|u|a|em|strong|span|ul|ol|li|h[1-6]|img|table|tr|td|blockquote|figure"
    r"|article|section|script|style|font|iframe)\b[^<>]*>",
    re.I,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_SILENT = ("script", "style", "noscript", "template", "iframe")
_BLOCKS = (
    *("p", "div", "br", "li", "ul", "ol", "tr", "table"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "article", "section"),
)
_MARKUP = 1_000_000  # characters of one cell read as a page
_CUT = re.compile(r"\[\+\d{1,9} char(?:acter)?s\]$")


def cell_text(value: Any) -> str:
    """Return what a cell says, "" for nothing: the name of an object, lists as lines."""
    if isinstance(value, dict):  # "source": {"name": "..."}, "headline": {"main": "..."}
        value = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")
    if isinstance(value, list):
        value = _joined(value)
    return without_markup(value) if isinstance(value, str) else ""


def without_markup(text: str) -> str:
    """Return a text without HTML's tags and entities; one that has none stays as it is."""
    if len(text) <= _MARKUP and _TAG.search(text):
        return _page_text(text).strip()
    return html.unescape(text) if _ENTITY.search(text) else text


def without_cut(text: str) -> tuple[str, bool]:
    """Return a text without the mark of a news API that it goes on, and whether it had one."""
    found = _CUT.search(text.rstrip()[-40:])
    return (text.rstrip()[: -len(found[0])].rstrip(" .…") + "…", True) if found else (text, False)


_NAMES = ("name", "title", "main", "default", "screen_name", "username", "domain", "uri", "#text")


def _joined(parts: list[Any]) -> str:
    """Join paragraphs as lines, and the pieces of Telegram's texts as they stand."""
    if all(isinstance(part, str) for part in parts):
        return "\n".join(parts)
    pieces = [part.get("text", "") if isinstance(part, dict) else part for part in parts]
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _page_text(markup: str) -> str:
    """Return the text of a fragment, a line for every block."""
    try:
        root = fromstring(f"<div>{markup}</div>", parser=HTMLParser(no_network=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return html.unescape(_TAG.sub(" ", markup))
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _pieces(root: HtmlElement) -> list[str]:
    """Return the pieces of text in their order; blocks begin and end a line."""
    pieces: list[str] = []
    silent = 0
    for action, element in etree.iterwalk(root, events=("start", "end", "comment")):
        name = element.tag if isinstance(element.tag, str) else ""
        if action == "start":
            silent += name in _SILENT
            pieces.append("\n" if name in _BLOCKS else "")
            pieces.append(_flat(element.text) if not silent else "")
            continue
        if action == "end":
            silent -= name in _SILENT
            pieces.append("\n" if name in _BLOCKS else "")
        pieces.append(_flat(element.tail) if not silent else "")
    return pieces


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")
