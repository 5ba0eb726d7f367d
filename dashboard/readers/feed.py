"""Read articles from feeds: RSS, RDF and Atom as files."""

from lxml import etree

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.limits import MARKS, ROWS
from dashboard.readers.tables.articles import articles
from dashboard.readers.tables.table import DataRow, DataTable
from gazetteer.reason import Reason

_ITEMS = ("item", "entry")
_TEXTS = ("encoded", "content", "fulltext", "description", "summary")


def read(data: bytes, name: str) -> tuple[Document | Reason, ...]:
    """Read every item that has a text; one with a title alone is read as its title."""
    if data.count(b"<") > MARKS:
        raise UnreadableArticle(Reason("feed.damaged", (name,)))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=True, remove_comments=True
    )
    root = etree.fromstring(data.strip(b"\x00 \r\n\t"), parser)
    if root is None:
        raise UnreadableArticle(Reason("feed.damaged", (name,)))
    if _local(root) == "opml":
        raise UnreadableArticle(Reason("feed.opml", (name,)))
    items = [element for element in root.iter() if _local(element) in _ITEMS]
    if len(items) > ROWS:
        raise UnreadableArticle(Reason("file.articles", (name, ROWS)))
    if not items:
        raise UnreadableArticle(Reason("feed.no-items", (name,)))
    rows = tuple(DataRow(f"item {number}", _fields(item)) for number, item in enumerate(items, 1))
    return articles(DataTable(name, rows, source=_title(root)))


def _fields(item: etree._Element) -> dict[str, str]:
    """Return an item's parts: its text is the longest of those that may hold one."""
    parts: dict[str, list[etree._Element]] = {}
    for part in item:
        parts.setdefault(_local(part), []).append(part)
    texts = [_text(part) for key in _TEXTS for part in parts.get(key, ())]
    title = _first(parts, "title")
    return {
        "text": max(texts, key=len, default="") or title,
        "title": title,
        "url": _link(parts),
        "published": _first(parts, "pubDate", "published", "date", "issued", "updated"),
        "source": _first(parts, "source"),
    }


def _link(parts: dict[str, list[etree._Element]]) -> str:
    """Return the address of the article: RSS writes it out, Atom names it."""
    for link in parts.get("link", ()):
        address = str(link.get("href", ""))
        if address and link.get("rel", "alternate") == "alternate":
            return address
    return _first(parts, "link", "guid")


def _first(parts: dict[str, list[etree._Element]], *keys: str) -> str:
    found = (_text(part) for key in keys for part in parts.get(key, ()))
    return next((text for text in found if text), "")


def _title(root: etree._Element) -> str:
    """Return what the feed is called."""
    around = next((each for each in root if _local(each) == "channel"), root)
    return next((_text(each) for each in around if _local(each) == "title"), "")


def _text(element: etree._Element) -> str:
    """Return what stands in an element; Atom's XHTML keeps its tags until it is cleaned."""
    if element.get("type") == "xhtml":
        return str(etree.tostring(element, encoding="unicode", with_tail=False))
    return "".join(element.itertext()).strip()


def _local(element: etree._Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
