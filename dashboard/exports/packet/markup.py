"""Elements of a page, escaped by construction: no text of others is ever read as markup."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

Element = ET.Element
Child = Element | str | None

# What no page may hold, and what reorders the text after it: in a quote, that is forgery.
_FORBIDDEN = re.compile(
    "[^\t\n\r\u0020-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def element(tag: str, *children: Child, **attributes: str | float | None) -> Element:
    """Make an element; `class_` is class, `aria_label` aria-label; what is None is left out."""
    made = ET.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), clean(f"{value}"))
    for child in children:
        _append(made, child)
    return made


def foreign(text: str, tag: str = "bdi", **attributes: str | None) -> Element:
    """Put the text of others in an element whose direction is the text's own."""
    return element(tag, plain(text), dir="auto", **attributes)


def code(text: str) -> Element:
    """Put a number, hash or address in an element that is read left to right in any language."""
    return element("bdi", plain(text), dir="ltr", class_="code")


def joined(parts: Sequence[Child], between: str) -> list[Child]:
    """Put a text between parts."""
    found: list[Child] = []
    for part in parts:
        found += [between, part] if found else [part]
    return found


def plain(text: str) -> str:
    """Take out of the text of others what would reorder the text after it."""
    return _REORDERING.sub("", text)


def clean(text: str) -> str:
    """Replace what would break the page."""
    return _FORBIDDEN.sub("\ufffd", text)


def html(root: Element) -> bytes:
    """Write a whole page."""
    text = ET.tostring(root, encoding="unicode", method="html")
    return f"<!doctype html>\n{text}\n".encode()


def _append(parent: Element, child: Child) -> None:
    if child is None:
        return
    if not isinstance(child, str):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean(child)
    else:
        parent.text = (parent.text or "") + clean(child)
