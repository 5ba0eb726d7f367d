"""Read e-mail messages, and web pages saved as .mhtml, which are built like them."""

import re
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers import html_
from dashboard.readers.document import document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import PARTS
from dashboard.readers.published import published
from gazetteer.reason import Reason


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read the message's text: its plain part, or the main text of its HTML part."""
    if data.lower().count(b"content-type:") > PARTS:
        raise UnreadableArticle(Reason("mail.parts", (name, PARTS)))
    message = message_from_bytes(data.lstrip(), policy=default)
    part = message.get_body(("plain", "html"))
    if part is not None and part.get_content_type() == "text/html":
        return _web_page(message, part, name)
    text = _text(part) if part is not None else ""
    if not text.strip():
        raise UnreadableArticle(Reason("mail.no-text", (name,)))
    title, source, day = _envelope(message)
    return (document(text, title=title, source=source, published=day),)


def _web_page(message: EmailMessage, part: Message, name: str) -> tuple[Document, ...]:
    """Read an HTML part; what the envelope says goes before what the page says."""
    page = html_.page(_text(part), name)
    title, source, day = _envelope(message)
    location = str(message.get("Snapshot-Content-Location", ""))
    return (
        document(
            page.text,
            title=title or page.title,
            source=page.source if location else source or page.source,
            url=location or page.url,
            published=page.published if location else day or page.published,
        ),
    )


def _text(part: Message) -> str:
    """Decode a part ourselves: the charset it declares is often wrong or missing."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    return re.sub(r"(?m)^>+ ?", "", decode(raw, part.get_content_charset()))


def _envelope(message: EmailMessage) -> tuple[str, str, date | None]:
    """Return subject, sender and day."""
    sender, address = parseaddr(str(message.get("From", "")))
    return str(message.get("Subject", "")), sender or address, published(message.get("Date"))
