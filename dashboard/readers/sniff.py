"""What kind of file some bytes are; its name only decides between kinds that look alike."""

import json
import re
from pathlib import PurePath

from dashboard.errors import UnreadableArticle
from dashboard.readers.csv_ import find_delimiter
from dashboard.readers.encoding import decode
from dashboard.readers.tables.columns import has_text
from gazetteer.reason import Reason

_HEAD = 65_536  # bytes looked at
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGE, _SOUND, _PROGRAM = Reason("kind.picture"), Reason("kind.sound"), Reason("kind.program")
# First bytes of what people drop by mistake: what it is, and what can be done.
_REFUSED: tuple[tuple[bytes, Reason], ...] = (
    *((magic, _IMAGE) for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")),
    (b"8BPS", _IMAGE),
    (b"{\\rtf", Reason("kind.rtf")),
    (b"\x1f\x8b", Reason("kind.gzip")),
    (b"7z\xbc\xaf\x27\x1c", Reason("kind.7z")),
    (b"Rar!", Reason("kind.rar")),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
    (b"%!PS", Reason("kind.postscript")),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"SQLite format 3\x00", Reason("kind.database")),
)
_RIFF = {b"WEBP": _IMAGE, b"WAVE": _SOUND, b"AVI ": _SOUND}
_ZIPPED = (  # a name inside the archive, what it is
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", Reason("kind.presentation")),
    (b"opendocument", Reason("kind.opendocument")),
    (b"epub", Reason("kind.e-book")),
)
_HTML = re.compile(
    r"^\s*(<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_FEED = re.compile(
    r"^\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*+-->\s*+|<!DOCTYPE\s+(?:rss|opml)[^>]*>\s*)*+"
    r"<(?:rss|feed|opml|channel|\w{1,10}:RDF|\w{1,10}:feed)\b",
    re.I | re.S,
)
_TAG = re.compile(r"<(p|div|article|section|h[1-6]|title|meta|table|span|br|main)\b[^<>]*>", re.I)
_HEADER = re.compile(r"^[A-Za-z][A-Za-z0-9-]{1,40}:", re.M)
_MAIL = re.compile(
    r"^(from|to|subject|date|message-id|mime-version|received|return-path):", re.I | re.M
)
_FEWEST_MAIL_HEADERS = 3
_MESSAGE = re.compile(rb"(?m)^From [^\r\n]{1,300}\d\d:\d\d[^\r\n]{0,100}\r?\n[\w-]{2,40}:")
_JSON = re.compile(r"\s*(\{\s*[\"}]|\[\s*[\[{\"\]])")


def sniff(data: bytes, name: str) -> str:
    """Return the READERS key for these bytes; UnreadableArticle names what cannot be read."""
    _refuse(data, name)
    # Some servers put a few bytes before the header; readers accept that, so do we.
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data, name)
    return _text_kind(data, PurePath(name.replace("\\", "/")).suffix.lower().lstrip("."))


def _refuse(data: bytes, name: str) -> None:
    """Recognise what no reader reads."""
    for magic, what in _REFUSED:
        if data.startswith(magic):
            raise UnreadableArticle(Reason("file.kind", (name, what)))
    if data.startswith(b"RIFF") and (media := _RIFF.get(data[8:12])):
        raise UnreadableArticle(Reason("file.kind", (name, media)))
    if data[4:8] == b"ftyp":
        still = data[8:12] in (b"heic", b"heix", b"avif", b"mif1")
        raise UnreadableArticle(Reason("file.kind", (name, _IMAGE if still else _SOUND)))
    if data.startswith(b"BM") and len(data) > 18 and data[14:18] == b"\x28\x00\x00\x00":
        raise UnreadableArticle(Reason("file.kind", (name, _IMAGE)))
    if data.startswith(_OLE):
        _refuse_ole(data, name)


def _refuse_ole(data: bytes, name: str) -> None:
    """Refuse old Office files and new ones under a password: both come in this container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableArticle(Reason("office.password", (name,)))
    if "WordDocument".encode("utf-16-le") in data:
        raise UnreadableArticle(Reason("office.doc", (name,)))
    raise UnreadableArticle(Reason("office.old", (name,)))


def _zip(data: bytes, name: str) -> str:
    """Return docx or xlsx by the names in the archive; refuse any other."""
    for inside, what in _ZIPPED:
        if inside in data[:_HEAD] or inside in data[-_HEAD:]:
            if isinstance(what, str):
                return what
            raise UnreadableArticle(Reason("file.kind", (name, what)))
    if name.lower().endswith((".docx", ".xlsx")):
        return name.lower()[-4:]  # cut off or damaged: its reader says so
    raise UnreadableArticle(Reason("file.kind", (name, Reason("kind.zip"))))


def _text_kind(data: bytes, extension: str) -> str:
    """Return which kind of text it is."""
    head = decode(data[:_HEAD]).lstrip("\ufeff")
    if _FEED.match(head):
        return "feed"
    if _HTML.match(head):
        return "html"
    if kind := _json_kind(head, extension):
        return kind
    if _is_mail(head):
        return "mbox" if _is_mailbox(data) else "eml"
    if extension in ("html", "htm", "xhtml") and _TAG.search(head):
        return "html"
    if head.lstrip().startswith("<") and len(_TAG.findall(head)) >= 2:
        return "html"
    return "csv" if _is_table(head, extension) else "txt"


def _json_kind(head: str, extension: str) -> str | None:
    """Return json, jsonl or None for neither; a file called so is one even when damaged."""
    if extension in ("jsonl", "ndjson") and not head.lstrip().startswith("["):
        return "jsonl"
    if not _JSON.match(head):
        return "json" if extension == "json" else None
    lines = [line for line in head.split("\n") if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:2]):
        try:
            return "jsonl" if isinstance(json.loads(lines[0]), dict) else "json"
        except (ValueError, RecursionError):
            return "json"
    return "json"


def _is_mail(head: str) -> bool:
    """Recognise a message by the headers it begins with."""
    block = head.lstrip().replace("\r\n", "\n").split("\n\n", 1)[0]
    if block.startswith("From "):  # a mailbox file's separator
        block = block.split("\n", 1)[-1]
    known = {match[1].lower() for match in _MAIL.finditer(block)}
    return bool(_HEADER.match(block)) and len(known) >= _FEWEST_MAIL_HEADERS


def _is_mailbox(data: bytes) -> bool:
    """Return whether there is more than one message, each after its separator."""
    return data.lstrip().startswith(b"From ") and len(_MESSAGE.findall(data)) > 1


def _is_table(head: str, extension: str) -> bool:
    """Recognise a table by its name, or by a first row with a column that holds texts."""
    if extension in ("csv", "tsv"):
        return True
    header = head.lstrip("\n").split("\n", 1)[0]
    cells = [cell.strip(' "\r') for cell in header.split(find_delimiter(header))]
    return extension != "txt" and len(cells) > 1 and has_text(cells)
