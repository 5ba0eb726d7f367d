"""Read e-mail messages, and web pages saved as .mhtml, which are built like them."""

import re
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import EmailPolicy, Policy
from email.utils import parseaddr
from typing import Any, cast

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers import html_
from dashboard.readers.document import document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import HEADER, PARTS
from dashboard.readers.published import published
from dashboard.readers.tables.cells import without_markup
from gazetteer.reason import Reason

_STUB = 100  # characters: a plain part with fewer says "this message is in HTML" or nothing


class _ShortHeaders(EmailPolicy):
    """Keeps the beginning of each header: to parse one costs the square of its length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse([_cut("".join(sourcelines))])
        return name[:HEADER], value


def _cut(line: str) -> str:
    return line if len(line) <= HEADER else f"{line[:HEADER]}\n"


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read the message's text: its plain part, or the main text of its HTML part."""
    try:
        message: EmailMessage = message_from_bytes(data.lstrip(), policy=_policy(name))
        is_page, text = _body(message)
    except UnreadableArticle:
        raise
    except Exception as error:  # the library has no error of its own for what is damaged
        raise UnreadableArticle(Reason("mail.damaged", (name,))) from error
    if is_page:
        return _web_page(message, text, name)
    if not text.strip():
        raise UnreadableArticle(Reason("mail.no-text", (name,)))
    title, source, day = _envelope(message)
    return (document(text, title=title, source=source, published=day),)


def _body(message: EmailMessage) -> tuple[bool, str]:
    """Return the text, and whether it is a page: the plain part may be blank or a stub."""
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    text = re.sub(r"(?m)^>+ ?", "", _text(plain)) if plain is not None else ""
    if page is None:
        return False, text
    markup = _text(page)
    said = without_markup(markup).strip()
    is_stub = len(text.strip()) < _STUB and len(said) > 3 * len(text.strip())
    return (True, markup) if is_stub else (False, text)


def _policy(name: str) -> "Policy[EmailMessage]":
    """Return how to parse a message: with short headers, and not too many parts."""
    parts = 0

    def part(policy: Any) -> EmailMessage:
        nonlocal parts
        parts += 1
        if parts > PARTS:
            raise UnreadableArticle(Reason("mail.parts", (name, PARTS)))
        return EmailMessage(policy)

    return cast("Policy[EmailMessage]", _ShortHeaders(message_factory=part))


def _web_page(message: EmailMessage, text: str, name: str) -> tuple[Document, ...]:
    """Read an HTML part; what the envelope says goes before what the page says."""
    page = html_.page(text, name)
    title, source, day = _envelope(message)
    location = _header(message, "Snapshot-Content-Location")
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
    return decode(raw, part.get_content_charset())


def _envelope(message: EmailMessage) -> tuple[str, str, date | None]:
    """Return subject, sender and day."""
    sender, address = parseaddr(_header(message, "From"))
    title, day = _header(message, "Subject"), published(_header(message, "Date"))
    return title, sender or address, day


def _header(message: EmailMessage, name: str) -> str:
    """Return a header, "" where it is missing or the library cannot read it."""
    try:
        value: Any = message.get(name, "")
        return str(value)
    except Exception:  # brackets in brackets, encodings that are none
        return ""
