"""From an uploaded file or pasted text into the store, one article at a time."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dashboard.batch import isolated
from dashboard.errors import ArticleFailed, DashboardError, UnreadableArticle
from dashboard.model import Document, Extraction
from dashboard.readers.document import document as make_document
from dashboard.readers.document import one_line
from dashboard.stores import Store
from dashboard.ui.session import resources, wording
from dashboard.ui.session.language import _, say
from gazetteer.errors import GazetteerError
from gazetteer.reason import Reason

Extract = Callable[[Document, str], Extraction]  # an article and what to call it
PASTED = "pasted text"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Given:
    """What the user knows of the articles; a file's own word goes before it, save for the title."""

    title: str = ""
    source: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article (`document`), or of a file that could not be read (`error`).

    `known`: its text was there already. It is `number` of `total` in its file. `note` is what was
    left out of a file or decided about it: then there is no article.
    """

    name: str
    document: str = ""
    title: str = ""
    known: bool = False
    error: str = ""
    number: int = 1
    total: int = 1
    note: str = ""


def add_file(
    data: bytes, name: str, given: Given, store: Store, extract: Extract
) -> Iterator[Added]:
    """Add every article of a file; what goes wrong with one is reported and the others go on."""
    try:
        contents = isolated.read(data, name)
    except (UnreadableArticle, ArticleFailed) as error:
        yield Added(name, error=say(error.reason))
        return
    documents = contents.documents
    for number, document in enumerate(documents, start=1):
        # A title is for one article, not for all of a collection.
        title = given.title if len(documents) == 1 else ""
        added = add(_with(document, replace(given, title=title)), name, store, extract)
        yield replace(added, number=number, total=len(documents))
    for note in contents.notes:
        yield Added(name, number=len(documents), total=len(documents), note=say(note))


def add_text(text: str, given: Given, store: Store, extract: Extract) -> Added:
    """Add a pasted text."""
    if not any(map(str.isalnum, text)):
        return Added(PASTED, error=_("There is no text yet: paste the article’s text first."))
    if len(text) > (most := resources.settings().characters):
        message = _(
            "The text is too long: {n} characters are more than {most}; split the article, or let "
            "articles be longer (DATELINE_MAX_CHARACTERS).",
            n=wording.number(len(text)),
            most=wording.number(most),
        )
        return Added(PASTED, error=message)
    document = make_document(
        text, title=given.title, source=given.source, published=given.published
    )
    return add(document, PASTED, store, extract)


def add(document: Document, name: str, store: Store, extract: Extract) -> Added:
    """Extract and keep one article, unless its text is there already."""
    added = Added(name, document.id, document.title)
    try:
        if store.document(document.id):
            return replace(added, known=True)
        store.save(extract(document, name))
    except ArticleFailed as error:
        return Added(name, error=say(error.reason), title=document.title)
    except (DashboardError, GazetteerError):
        raise  # true of every article: the page says it once
    except Exception as error:  # strangers' texts find every gap; the other articles go on
        _log.warning("%s: %s", name, error, exc_info=True)
        reason = Reason("article.failed", (name, type(error).__name__))
        return Added(name, error=say(reason), title=document.title)
    return added


def redate(extraction: Extraction, published: date | None, store: Store, extract: Extract) -> None:
    """Give an article another publication date and read it anew, as every date may change."""
    document = replace(extraction.document, published=published)
    sample = any(known.sample for known in store.documents() if known.id == document.id)
    name = document.title or _("Untitled article")
    store.save(extract(document, name), sample=sample)


def needs_date(extraction: Extraction) -> bool:
    """Return whether a publication date would say when things happened."""
    return extraction.document.published is None and any(s.relative for s in extraction.dates)


def _with(document: Document, given: Given) -> Document:
    return replace(
        document,
        title=one_line(given.title) or document.title,
        source=document.source or one_line(given.source),
        published=document.published or given.published,
    )
