"""What people say of events: corrections, which of them hold, which event is meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from dashboard.model import Event

REJECTED = "rejected"  # the mode of an event of which a person says that it is none
STATE, NOTE, ADDED = "state", "note", "added"
REVIEWED, SECOND, PUBLISHED = "reviewed", "second pair of eyes", "published"
STATES = (REVIEWED, SECOND, PUBLISHED)
# what a person cannot change of an event: which one it is, and where its sentence stands
_FIXED = frozenset(("id", "document", "start", "end", "reasons", "type"))
EDITABLE = frozenset(field.name for field in fields(Event)) - _FIXED
FIELDS = EDITABLE | {STATE, NOTE, ADDED}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a field of an event; `new` is JSON, as the store writes events.

    `sub_type` brings its type along. "added" has a whole event, "note" and "state" have a text.
    """

    event: str
    field: str
    new: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A row of the journal; `made` is UTC, `old` and `new` are JSON, `old` what was shown before.

    `document`, `start` and `end` say which event is meant when another reading calls it otherwise.
    One that `takes_back` another row has no field of its own.
    """

    number: int
    document: str
    event: str
    start: int
    end: int
    field: str
    old: str
    new: str
    who: str
    why: str
    made: datetime
    takes_back: int | None = None


def holding(reviews: Sequence[Review]) -> list[Review]:
    """Return the rows that hold, in order: those that no row that holds takes back."""
    gone: set[int] = set()
    for review in reversed(reviews):
        if review.takes_back is not None and review.number not in gone:
            gone.add(review.takes_back)
    return [r for r in reviews if r.takes_back is None and r.number not in gone]


def undone(reviews: Sequence[Review], number: int) -> int | None:
    """Return the row that takes a row back now; None where that one holds."""
    gone: dict[int, int] = {}
    for review in reversed(reviews):
        if review.takes_back is not None and review.number not in gone:
            gone.setdefault(review.takes_back, review.number)
    return gone.get(number)


def meant(review: Review, events: Iterable[Event]) -> Event | None:
    """Return the event of a reading that a row is of; None where there is none, or a doubt.

    It is the one of that name, of several the one at that place; else the only one whose sentence
    shares more than half of the words' stretch.
    """
    events = list(events)
    named = [event for event in events if event.id == review.event]
    if named:
        exact = [e for e in named if (e.start, e.end) == (review.start, review.end)]
        return (exact or named)[0]
    near = [event for event in events if _overlap(event, review) > 0.5]
    return near[0] if len(near) == 1 else None


def _overlap(event: Event, review: Review) -> float:
    shared = min(event.end, review.end) - max(event.start, review.start)
    whole = max(event.end, review.end) - min(event.start, review.start)
    return shared / whole if whole > 0 else 0.0
