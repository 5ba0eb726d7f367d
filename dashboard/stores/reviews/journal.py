"""What a store can do about what people say of events, beside the machine's reading of them."""

from collections.abc import Sequence
from typing import Protocol

from dashboard.events.reviews import Correction, Review
from dashboard.model import Event, Extraction

Value = str | int | float | bytes | None


class JournalReader(Protocol):
    """What can be asked of the journal of reviews."""

    def reviewed(self, document: str) -> Extraction | None:
        """Return an article as people have reviewed it: what lists, map and exports show."""
        ...

    def machine_reading(self, event: str) -> Event | None:
        """Return an event as the machine read it; None where it read no such event."""
        ...

    def history(self, event: str) -> list[Review]:
        """Return the journal of an event, the oldest row first."""
        ...


class Journal(JournalReader, Protocol):
    """A journal of reviews that only ever grows."""

    def review(
        self, edits: Sequence[Correction], who: str, *, seen: int | None = None
    ) -> tuple[Review, ...]:
        """Write what a person says of events: all of it, or nothing.

        Where `seen` is the number of the last row the person knew of, and somebody else has since
        written of the same field of an event, nothing is written and those rows are returned.
        ValueError for a field or a value that no event can have. Reviews outlive their article's
        being read again, or removed and added again.
        """
        ...

    def adopt(self, reviews: Sequence[Sequence[Value]]) -> None:
        """Take over the rows of another store's journal, as `reviewing.ALL` reads them."""
        ...

    def take_back_review(self, number: int, who: str) -> bool:
        """Undo a row, or the undoing of one, by a row more; False where it is not there."""
        ...
