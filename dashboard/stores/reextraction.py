"""Read stored articles again with the places known now: first what would change, then the change.

The texts stay as they are. What people have said of events is not part of a reading: it is kept
under the events' ids, which a second reading gives again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from geopy.distance import great_circle

from dashboard.errors import ArticleFailed
from dashboard.model import Document, Event, Extraction
from dashboard.stores import ReadOnlyStore, Store
from dashboard.translations import N_
from gazetteer.place import Resolution

# What becomes of an event.
MOVED, PLACED, UNPLACED = N_("moves"), N_("gets a place"), N_("loses its place")
APPEARS, VANISHES, CHANGED = N_("appears"), N_("vanishes"), N_("is read differently")
RENAMED = N_("stays, under another entry")
STILL_KM = 0.05  # nearer is the same point
Pair = tuple[Extraction, Extraction]


@dataclass(frozen=True, slots=True)
class Change:
    """What would become of one event; `km` how far it moves, where both readings have a point."""

    article: str
    title: str
    how: str
    before: Event | None
    after: Event | None
    km: float | None = None

    @property
    def event(self) -> Event:
        """Return the event as it would be, or as it was where it vanishes."""
        event = self.after or self.before
        assert event is not None
        return event


@dataclass(frozen=True, slots=True)
class Preview:
    """What reading articles again would change: `pairs` are the readings that differ.

    `names` counts the place names that would mean another place, `read` the articles that were
    read, `failed` those that could not be.
    """

    pairs: tuple[Pair, ...]
    changes: tuple[Change, ...]
    names: int
    read: int
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done: the articles put (as pairs, to undo them) and those changed meanwhile."""

    pairs: tuple[Pair, ...]
    stale: tuple[str, ...]


def articles_to_read(
    store: ReadOnlyStore, names: Sequence[str], places: Sequence[str] = ()
) -> list[str]:
    """List the articles that a changed place concerns: by its names, or by what means it now."""
    by_name = store.holding([name.rpartition("=")[2] for name in names])
    by_place = (article for place in places for article in store.naming(place))
    return list(dict.fromkeys([*by_name, *by_place]))


def preview(
    store: ReadOnlyStore,
    extract: Callable[[Document, str], Extraction],
    articles: Sequence[str],
    tell: Callable[[int], None] = lambda done: None,
) -> Preview:
    """Read articles again and compare, writing nothing; `tell` hears how many are done.

    `extract` is handed a document and what to call it; ArticleFailed leaves that one as it is.
    """
    pairs: list[Pair] = []
    changes: list[Change] = []
    failed: list[str] = []
    names = read = 0
    for done, article in enumerate(articles, start=1):
        before = store.extraction(article)
        if before is not None:
            after = _again(before, extract)
            read += after is not None
            if after is None:
                failed.append(article)
            elif after != before:
                pairs.append((before, after))
                changes += compare(before, after)
                names += _renamed(before.mentions, after.mentions)
        tell(done)
    changes.sort(key=lambda change: (-(change.km or 0.0), change.how, change.event.id))
    return Preview(tuple(pairs), tuple(changes), names, read, tuple(failed))


def apply(store: Store, pairs: Sequence[Pair]) -> Applied:
    """Put the new readings in one step; an article that somebody changed meanwhile stays."""
    done = set(store.update(pairs))
    put = tuple(pair for pair in pairs if pair[0].document.id in done)
    stale = tuple(pair[0].document.id for pair in pairs if pair[0].document.id not in done)
    return Applied(put, stale)


def undo(store: Store, applied: Applied) -> Applied:
    """Put the readings back that `apply` replaced."""
    return apply(store, [(after, before) for before, after in applied.pairs])


def compare(before: Extraction, after: Extraction) -> list[Change]:
    """List the events that two readings of an article tell differently."""
    title = after.document.title
    old, new = _by_id(before.events), _by_id(after.events)
    found = []
    for id in dict.fromkeys([*old, *new]):
        one, other = old.get(id), new.get(id)
        how = _how(one, other)
        if how:
            found.append(Change(after.document.id, title, how, one, other, _km(one, other)))
    return found


def _again(before: Extraction, extract: Callable[[Document, str], Extraction]) -> Extraction | None:
    try:
        return extract(before.document, before.document.title or before.document.id)
    except ArticleFailed:  # a gap in one reading is no reason to stop the others
        return None


def _by_id(events: Iterable[Event]) -> dict[tuple[str, int], Event]:
    """Name events by id, and number those that share one."""
    named: dict[tuple[str, int], Event] = {}
    for event in events:
        number = 0
        while (event.id, number) in named:
            number += 1
        named[event.id, number] = event
    return named


def _how(before: Event | None, after: Event | None) -> str:
    if before is None:
        return APPEARS
    if after is None:
        return VANISHES
    if (before.area is None) != (after.area is None):
        return PLACED if before.area is None else UNPLACED
    km = _km(before, after)
    if (km or 0.0) > STILL_KM:
        return MOVED
    if _itself(before) != _itself(after):
        return CHANGED
    renamed = (before.place and before.place.id) != (after.place and after.place.id)
    return RENAMED if renamed else ""


def _itself(event: Event) -> Event:
    """Leave out what says nothing of the event itself."""
    return replace(event, reasons=(), probability=0.0, place=None, area=None)


def _km(before: Event | None, after: Event | None) -> float | None:
    if before is None or after is None:
        return None
    here, there = before.area or before.place, after.area or after.place
    if here is None or there is None:
        return None
    return float(great_circle((here.lat, here.lon), (there.lat, there.lon)).km)


def _renamed(before: Iterable[Resolution], after: Iterable[Resolution]) -> int:
    """Count the names that mean another place, or are names in one reading only."""
    old = {(r.mention.start, r.mention.end): r.place and r.place.id for r in before}
    new = {(r.mention.start, r.mention.end): r.place and r.place.id for r in after}
    return sum(old.get(span, "") != new.get(span, "") for span in {*old, *new})
