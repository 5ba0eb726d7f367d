"""Read web pages: the main text without menus and adverts, title, date and site."""

import re

from trafilatura import bare_extraction, html2txt
from trafilatura.settings import Document as Extracted

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.document import document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import MARKUP, TAGS
from dashboard.readers.published import published
from gazetteer.reason import Reason

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
_HEAD = 32_768  # bytes in which a page declares its encoding; the standard says 1024
# Pages saved as one file carry their pictures in themselves.
_PICTURE = re.compile(r"data:[\w/+.-]{3,60};base64,[\w+/=%]{100,}")
# lxml refuses text that declares an encoding.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read the article on the page."""
    declared = _CHARSET.search(data[:_HEAD])
    return (page(decode(data, declared[1].decode("ascii") if declared else None), name),)


def _main_text(html: str) -> Extracted | None:
    """Return what the library takes for the article, None where it finds none."""
    found = bare_extraction(
        html,
        include_comments=False,
        with_metadata=True,
        # Without a date of its own a page has none: the search would take any day it mentions.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return found if isinstance(found, Extracted) else None


def page(html: str, name: str) -> Document:
    """Read the article from the page's source; paragraphs stay lines of their own."""
    html = _PICTURE.sub("", _DECLARATION.sub("", html.replace("\x00", "")))
    if len(html) > MARKUP:
        raise UnreadableArticle(Reason("html.size", (name, MARKUP / 1e6)))
    if html.count("<") > TAGS:
        raise UnreadableArticle(Reason("html.tags", (name, TAGS)))
    try:
        found = _main_text(html)
        text = (found.text or "") if found is not None else ""
        if not text.strip():
            text = html2txt(html)
    except Exception as error:  # the library has no error of its own for what is damaged
        raise UnreadableArticle(Reason("html.damaged", (name,))) from error
    if not text.strip():
        raise UnreadableArticle(Reason("html.no-text", (name,)))
    if found is None:
        return document(text)
    return document(
        text,
        title=found.title or "",
        source=found.sitename or found.hostname or "",
        url=found.url or "",
        published=published(found.date),
    )
