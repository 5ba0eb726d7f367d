"""Where articles and events are kept: one module per database, opened by URL."""

from collections.abc import Callable

from dashboard.errors import StoreUnavailable
from dashboard.events.filter import EVERYTHING as EVERYTHING
from dashboard.events.filter import KEYS as KEYS
from dashboard.events.filter import Filter as Filter
from dashboard.events.filter import from_query as from_query
from dashboard.events.filter import to_query as to_query
from dashboard.stores import sqlite
from dashboard.stores.named import NameInArticle as NameInArticle
from dashboard.stores.protocol import EventPoint as EventPoint
from dashboard.stores.protocol import Facet as Facet
from dashboard.stores.protocol import Facets as Facets
from dashboard.stores.protocol import ReadOnlyStore as ReadOnlyStore
from dashboard.stores.protocol import Store as Store
from dashboard.stores.protocol import Summary as Summary
from dashboard.stores.protocol import Trashed as Trashed

# Scheme of the URL: open(url) -> Store.
STORES: dict[str, Callable[[str], Store]] = {
    "sqlite": sqlite.open_url,
}


def open_store(url: str) -> Store:
    """Open a store: sqlite:///events.db (a relative path), sqlite:////var/lib/events.db.

    What is missing is made; `?timeout=5` is how many seconds to wait for another process.
    """
    scheme = url.partition(":")[0]
    if scheme not in STORES:
        known = ", ".join(f"{name}:///events.db" for name in STORES)
        # not the whole of it: an address of a database may hold a password
        raise StoreUnavailable(f"DATELINE_STORE: {scheme!r} is no kind of store; write {known}")
    return STORES[scheme](url)
