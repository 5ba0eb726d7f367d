"""Many articles at once: rows worked out wherever the articles were read, written as they are.

Whoever reads articles by the million packs what this file makes of each; a store then has to write
rows and no more.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any

import msgspec

from dashboard.model import Extraction
from dashboard.stores import decided
from dashboard.stores.named import NAMED, NAMING, named_rows, naming_rows
from dashboard.stores.reviews import reviewing
from dashboard.stores.rows import (
    DETAILS,
    DOCUMENT,
    EVENT,
    actor_identities,
    details_row,
    digest,
    document_row,
    event_row,
    to_extraction,
)
from dashboard.stores.saving import save_article
from dashboard.stores.schema import MIGRATIONS, complete, forget_indexes
from gazetteer.spelling.fold import name_key

Writing = Callable[[], AbstractContextManager[sqlite3.Connection]]
AT_ONCE = 1000  # articles of a transaction
_ADDED, _DIGEST = DOCUMENT.index("added"), DOCUMENT.index("digest")
_TEXT, _PAYLOAD = DOCUMENT.index("text"), DOCUMENT.index("payload")
# 200 MB of pages in memory, for ids are hashes and fall anywhere in a tree; 400 MB of log before
# they are written to their place, for most are changed again
_WIDE = ("PRAGMA cache_size = -200000", "PRAGMA wal_autocheckpoint = 100000")
_USUAL = ("PRAGMA cache_size = -2000", "PRAGMA wal_autocheckpoint = 1000")
_KNOWN = """SELECT id, digest, sample FROM documents
    WHERE id IN (SELECT value FROM json_each(?))"""


class ArticleRows(msgspec.Struct, frozen=True, array_like=True):
    """An article as the tables hold it; `details` are (words, payload), `actors` keys, by event.

    `version` is that of the tables: where it is another one, text and payloads say it all again.
    """

    version: int
    document: list[Any]
    events: list[list[Any]]
    details: list[list[Any]]
    actors: list[list[str]]
    named: list[list[Any]]
    namings: list[list[Any]]
    folded: str


def article_rows(extraction: Extraction) -> ArticleRows:
    """Work out the rows of an article."""
    document = extraction.document
    return ArticleRows(
        len(MIGRATIONS),
        document_row(extraction, sample=False),
        [event_row(event, i, document) for i, event in enumerate(extraction.events)],
        [details_row(event, 0, document)[1:] for event in extraction.events],
        [actor_identities(event) for event in extraction.events],
        list(map(list, named_rows(extraction))),
        list(map(list, naming_rows(extraction))),
        name_key(document.text),
    )


def packed(extraction: Extraction) -> bytes:
    """Return the rows of an article as bytes, for `load`."""
    return msgspec.msgpack.encode(article_rows(extraction))


def load(
    writing: Writing, articles: Iterable[bytes], events: int, *, full_text: bool
) -> Iterator[Counter[str]]:
    """Write packed articles, AT_ONCE in a transaction; yield after each what was written.

    Where the store has hardly any events beside the `events` to come, the indexes are made last;
    a process that is ended before leaves that to the next one that opens the store.
    """
    read = msgspec.msgpack.Decoder(ArticleRows).decode
    left = map(_current, map(read, articles))
    with writing() as db:
        empty = _is_nearly_empty(db, events)
        if empty:
            forget_indexes(db)
    while some := {article.document[0]: article for article in islice(left, AT_ONCE)}:
        with writing() as db:
            _set(db, _WIDE)
            written = _load(db, some)
            db.execute("UPDATE state SET version = version + 1")
        yield written
    with writing() as db:
        if empty:
            complete(db, full_text=full_text)
        _set(db, _USUAL)


def _set(db: sqlite3.Connection, pragmas: Iterable[str]) -> None:
    for pragma in pragmas:
        db.execute(pragma)


def _is_nearly_empty(db: sqlite3.Connection, events: int) -> bool:
    (there,) = db.execute("SELECT coalesce(max(row), 0) FROM events").fetchone()
    sql = "SELECT (SELECT count(*) FROM decisions) + (SELECT count(*) FROM reviews)"
    (said,) = db.execute(sql).fetchone()
    return not said and events > 10 * there


def _current(article: ArticleRows) -> ArticleRows:
    if article.version == len(MIGRATIONS):
        return article
    return article_rows(_extraction(article))


def _extraction(article: ArticleRows) -> Extraction:
    payloads = [payload for _, payload in article.details]
    return to_extraction(article.document[_TEXT], article.document[_PAYLOAD], payloads)


def _load(db: sqlite3.Connection, articles: dict[str, ArticleRows]) -> Counter[str]:
    """Write some articles within a transaction."""
    now = datetime.now(UTC).isoformat()
    for article in articles.values():
        article.document[_ADDED] = now
    ids = json.dumps(list(articles))
    known = {id: (kept, bool(sample)) for id, kept, sample in db.execute(_KNOWN, [ids])}
    new = [article for id, article in articles.items() if id not in known]
    other = [articles[i] for i, v in known.items() if v != (articles[i].document[_DIGEST], False)]
    _insert(db, new)
    changed = [found for article in other if (found := _beside_known(db, _extraction(article)))]
    for found in changed:
        save_article(db, found, document_row(found, sample=False))
    db.execute("DELETE FROM trash WHERE id IN (SELECT value FROM json_each(?))", [ids])
    events = sum(len(article.events) for article in new)
    events += sum(len(found.events) for found in changed)
    left = len(known) - len(changed)
    return Counter(new=len(new), changed=len(changed), known=left, events=events)


def _beside_known(db: sqlite3.Connection, found: Extraction) -> Extraction | None:
    """Return what takes the place of a known article; None where the known one stays as it is.

    Its title, source and address stay where nothing is said of them anew; all of it stays where it
    alone has a day of publication, by which its dates were read, and where nothing changes.
    """
    sql = "SELECT title, source, url, published, digest, sample FROM documents WHERE id = ?"
    *texts, published, kept, sample = db.execute(sql, [found.document.id]).fetchone()
    known = dict(zip(("title", "source", "url"), texts, strict=True))
    said = {name: getattr(found.document, name) or value for name, value in known.items()}
    found = replace(found, document=replace(found.document, **said))
    if published and not found.document.published:
        return None
    return found if sample or digest(found) != kept else None


def _insert(db: sqlite3.Connection, articles: Sequence[ArticleRows]) -> None:
    found = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()
    first = (found[0] if found else 0) + 1
    events = list(chain.from_iterable(article.events for article in articles))
    details = chain.from_iterable(article.details for article in articles)
    actors = chain.from_iterable(article.actors for article in articles)
    rows = range(first, first + len(events))
    tables = {
        "documents": (DOCUMENT, (article.document for article in articles)),
        "events": (
            ("row", *EVENT),
            ([row, *event] for row, event in zip(rows, events, strict=True)),
        ),
        "details": (DETAILS, ((row, *detail) for row, detail in zip(rows, details, strict=True))),
        "actors": (
            ("name", "event"),
            ((name, row) for row, names in zip(rows, actors, strict=True) for name in names),
        ),
        "named": (NAMED, chain.from_iterable(article.named for article in articles)),
        "namings": (NAMING, chain.from_iterable(article.namings for article in articles)),
        "folded": (("document", "text"), ((a.document[0], a.folded) for a in articles)),
    }
    for table, (columns, values) in tables.items():
        marks = ", ".join("?" * len(columns))
        db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
    reviewing.restate_known(db, (article.document[0] for article in articles))
    decided.restate(db, _decided_of(db, {event[EVENT.index("id")] for event in events}))


def _decided_of(db: sqlite3.Connection, events: set[str]) -> set[str]:
    """Return those of some events that something was decided of before they were removed."""
    pairs = db.execute("SELECT a, b FROM decisions").fetchall()
    return events.intersection(chain.from_iterable(pairs))
