"""Find an article in the named fields of a JSON object or a table row."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from dashboard.errors import UnreadableArticle
from dashboard.messages import ALL_OF
from dashboard.model import Document
from dashboard.readers.document import document
from dashboard.readers.published import published
from gazetteer.reason import Reason

# What other programs call each field, the surest name first; compared without case, "_" and "-".
TEXT = (
    "text",
    "fulltext",
    "articletext",
    "articlebody",
    "maintext",
    "body",
    "bodytext",
    "content",
    "article",
    "story",
    "rawtext",
    "message",
    "notes",
    "description",
    "النص",
    "نص",
    "المحتوى",
)
TITLE = ("title", "headline", "articletitle", "header", "subject", "العنوان", "عنوان")
SOURCE = (
    "source",
    "sourcename",
    "publisher",
    "sitename",
    "outlet",
    "newspaper",
    "sourcedomain",
    "domain",
    "hostname",
    "site",
    "المصدر",
)
URL = ("url", "link", "canonicalurl", "sourceurl", "articleurl", "permalink", "weburl", "الرابط")
PUBLISHED = (
    "published",
    "publishedat",
    "publishdate",
    "datepublished",
    "dateofpublication",
    "pubdate",
    "publicationdate",
    "publishedtime",
    "publishedon",
    "datepublish",
    "webpublicationdate",
    "date",
    "datetime",
    "timestamp",
    "created",
    "createdat",
    "seendate",
    "تاريخالنشر",
    "التاريخ",
)
LANGUAGE = ("language", "lang", "اللغة")
_WRAPPERS = ("articles", "items", "results", "documents", "data", "records", "news", "stories")
_CODE_LENGTHS = (2, 3)


def plain(name: object) -> str:
    """Return a field's name as it is compared."""
    return "".join(letter for letter in str(name).casefold() if letter.isalnum())


def has_text(names: Iterable[object]) -> bool:
    """Return whether one of these field names is known to hold an article's text."""
    return any(plain(name) in TEXT for name in names)


def article(record: Mapping[str, Any], where: str) -> Document:
    """Make a Document from one record; `where` says in errors which one it is."""
    fields = {plain(key): value for key, value in record.items()}
    text = _first(fields, TEXT)
    if not text.strip():
        if has_text(record):
            raise UnreadableArticle(Reason("json.text-empty", (where,)))
        raise UnreadableArticle(Reason("json.fields", (where, listed(record))))
    return document(
        text,
        title=_first(fields, TITLE),
        source=_first(fields, SOURCE),
        url=_first(fields, URL),
        published=next((day for key in PUBLISHED if (day := published(fields.get(key)))), None),
        language=_language(_first(fields, LANGUAGE)),
    )


def unwrap(value: Any) -> list[Any]:
    """Return the articles of a JSON file: a list, one object, or a list inside an object."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not has_text(
        key for key, inner in value.items() if isinstance(inner, str)
    ):
        fields = {plain(key): inner for key, inner in value.items()}
        for key in _WRAPPERS:
            if isinstance(fields.get(key), list):
                return list(fields[key])
        for inner in value.values():  # {"article": {...}}
            if isinstance(inner, dict) and has_text(inner):
                return [inner]
    return [value]


def _first(fields: Mapping[str, Any], names: Iterable[str]) -> str:
    """Return the first of the named fields that says something."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, dict):  # "source": {"name": "..."}
            value = value.get("name")
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = "\n".join(value)  # paragraphs
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _language(value: str) -> str | None:
    """Return "ar" for "ar", "AR" or "ar-SY"; None for names of languages and anything else."""
    code = value.strip().lower().replace("_", "-").split("-")[0]
    return code if len(code) in _CODE_LENGTHS and code.isascii() and code.isalpha() else None


def listed(names: Iterable[object]) -> Reason:
    """List the names of fields for an error, not more than fit in a sentence."""
    shown = tuple(str(name).strip()[:30] for name in islice(names, 12))
    return Reason(ALL_OF, shown) if any(shown) else Reason("file.none")
