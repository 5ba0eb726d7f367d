"""What a store of articles and events can do, whichever database keeps them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from dashboard.events.filter import EVERYTHING, Filter
from dashboard.events.incidents import Decision
from dashboard.events.status import SINGLE, EventStatus
from dashboard.model import Document, Event, Extraction
from dashboard.stores.named import NameInArticle, NamingRow
from dashboard.stores.reviews.journal import Journal, JournalReader


@dataclass(frozen=True, slots=True)
class Summary:
    """An article in a list; `events`, `undated` and `unplaced` count its reported events.

    `others` counts its denied, feared, planned, historical and hypothetical ones, `added` is UTC.
    """

    id: str
    title: str
    source: str
    url: str
    published: date | None
    language: str | None
    mentions: int
    events: int
    others: int
    undated: int
    unplaced: int
    added: datetime
    sample: bool


@dataclass(frozen=True, slots=True)
class Trashed:
    """An article that was deleted (UTC) and may be put back; `events` of any mode."""

    id: str
    title: str
    source: str
    published: date | None
    events: int
    deleted: datetime


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by (`key`), how to show it, and how many events have it."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The values there are to filter by, most frequent first."""

    types: tuple[Facet, ...]
    places: tuple[Facet, ...]
    actors: tuple[Facet, ...]
    articles: tuple[Facet, ...]
    statuses: tuple[Facet, ...]
    countries: tuple[Facet, ...] = ()
    sources: tuple[Facet, ...] = ()


class EventPoint(NamedTuple):
    """What the map needs of an event or a naming; days are `date.toordinal()`, None: not known.

    `incident` is the same for the reports of an incident, "" for an event that is told once.
    """

    row: int
    document: str
    sub_type: str
    place: str
    place_name: str
    country: str
    first: int | None
    last: int | None
    lat: float | None
    lon: float | None
    radius_km: float
    probability: float
    mode: str
    status: str = SINGLE
    incident: str = ""


class Step(NamedTuple):
    """What was decided at once, of events that may be one; `decided` is UTC."""

    number: int
    decided: datetime
    decisions: tuple[Decision, ...]


class ReadOnlyStore(JournalReader, Protocol):
    """What can be asked of a store.

    Every method raises StoreUnavailable where the database cannot answer. `row` numbers name
    events until the next write; `version` changes with every write of any process.
    """

    def document(self, document: str) -> Document | None:
        """Return an article by its id."""
        ...

    def extraction(self, document: str) -> Extraction | None:
        """Return everything the machine found in an article, equal to what was saved."""
        ...

    def documents(self) -> list[Summary]:
        """List all articles, the newest published first and those without a date last."""
        ...

    def events(self, filter: Filter = EVERYTHING) -> list[Event]:
        """Return the events wanted, by date."""
        ...

    def event(self, event: str) -> Event | None:
        """Return an event by its id."""
        ...

    def row_of(self, event: str) -> int | None:
        """Return the row of an event by its id."""
        ...

    def events_at(self, rows: Sequence[int]) -> list[Event]:
        """Return the events of these rows, in the order given; rows that are gone are left out."""
        ...

    def rows(self, filter: Filter = EVERYTHING) -> list[int]:
        """Return the rows of the events wanted, in the order of `events`."""
        ...

    def having(self, words: str, actors: Sequence[str]) -> list[int]:
        """Return the rows of all events with these words and one of these actors, in no order."""
        ...

    def count(self, filter: Filter = EVERYTHING) -> int:
        """Count the events wanted, whatever `limit` and `offset` say."""
        ...

    def facets(self, filter: Filter = EVERYTHING) -> Facets:
        """Count the values to filter by; each field's own choice does not narrow its values."""
        ...

    def types(self) -> dict[str, int]:
        """Count the reported events of each sub-type, most frequent first."""
        ...

    def naming(self, place: str) -> list[str]:
        """Return the ids of the articles that name a place, the newest published first."""
        ...

    def holding(self, names: Sequence[str]) -> list[str]:
        """Return the ids of the articles whose text has one of these names, in any spelling."""
        ...

    def namings(self) -> Iterator[EventPoint]:
        """Walk over the places that articles name, of one moment, as `points` does over events."""
        ...

    def namings_at(self, rows: Sequence[int]) -> list[NamingRow]:
        """Return the namings of these rows, in the order given; rows that are gone are left out."""
        ...

    def articles_with(self, words: str) -> list[str]:
        """Return the ids of the articles whose text has words that begin with each of these."""
        ...

    def unplaced(self) -> list[NameInArticle]:
        """Return the names that no place is known for, by name."""
        ...

    def steps(self) -> list[Step]:
        """Return the steps that hold, the last first."""
        ...

    def decisions(self) -> list[Decision]:
        """Return what holds of each pair that something was decided of."""
        ...

    def reports(self, events: Sequence[str]) -> list[tuple[Event, Document]]:
        """Return events by id, each with its document, the first published first."""
        ...

    def statuses(self) -> dict[str, EventStatus]:
        """Return how the events stand that are one with others, by their ids."""
        ...

    def points(self) -> Iterator[EventPoint]:
        """Walk over all events of one moment, for `columns`."""
        ...

    def sources(self) -> dict[str, str]:
        """Return the source of each article by id, "" where none is known."""
        ...

    def casualties(self) -> tuple[list[int], ...]:
        """Return the rows that say how many were killed or injured, and those numbers.

        Killed at least, injured at least, killed at most, injured at most; None where not said.
        """
        ...

    def acting(self) -> Iterator[tuple[str, list[int]]]:
        """Walk over all actors by name, each with the rows of its events."""
        ...

    def trash(self) -> list[Trashed]:
        """List the articles that were deleted and are not gone for good, the last deleted first."""
        ...

    def version(self) -> int:
        """Return a number that grows with every write."""
        ...


class Store(ReadOnlyStore, Journal, Protocol):
    """Articles with all that was found in them. Safe under threads and several processes.

    Each answer is of its own moment: what belongs together is asked of a `snapshot`.
    """

    def snapshot(self) -> AbstractContextManager[ReadOnlyStore]:
        """Read one moment within a `with` block, whatever is written meanwhile.

        For one thread, and not for long: the database keeps what it held at that moment.
        """
        ...

    def save(self, extraction: Extraction, *, sample: bool = False) -> bool:
        """Keep an article; False where its text was there already (the rest is then updated)."""
        ...

    def load(self, articles: Iterable[bytes], *, events: int = 0) -> Iterator[Counter[str]]:
        """Keep many articles as `bulk.packed` made them; yield counts after each thousand.

        They are of new, changed and known articles and of events that were written. With the
        number of `events` to come, a store that is nearly empty makes its indexes last.
        """
        ...

    def remove(self, document: str) -> bool:
        """Put an article with its events into the trash; False where it was not there.

        What has been there for trash.DAYS is forgotten.
        """
        ...

    def put_back(self, document: str) -> bool:
        """Take an article out of the trash, as it was; False where it is not there."""
        ...

    def empty_trash(self, before: datetime) -> int:
        """Forget for good what was deleted before a moment (UTC); return how many articles."""
        ...

    def update(self, pairs: Sequence[tuple[Extraction, Extraction]]) -> list[str]:
        """Put the second of each pair where the first is what is kept, all or none of them.

        Returns the ids of the articles that were put; one that was removed or read anew since is
        left as it is.
        """
        ...

    def decide(self, decisions: Sequence[Decision]) -> int:
        """Keep what somebody decided of pairs of events, and return the number of this step.

        Events stay decided of when their article is read again, or removed and added again.
        """
        ...

    def take_back(self, step: int) -> bool:
        """Undo a step, so that all is as if it had not been; False where it is not there."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
