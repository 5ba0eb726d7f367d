"""What a packet tells, put in order: events by number, articles by A1, A2, how events stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.events.status import EventStatus, stands
from dashboard.exports.packet.markup import Element, element
from dashboard.exports.packet.occasion import MOST, Occasion
from dashboard.model import Document, Event
from dashboard.translations import Translator, translator


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that stands in a packet; the first event is number 1, the first article A1."""

    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    statuses: Mapping[str, EventStatus]
    occasion: Occasion
    translator: Translator
    total: int

    def status(self, event: Event) -> str:
        """Return how an event stands by all its reports."""
        event_status = self.statuses.get(event.id)
        return event_status.status if event_status else stands(event)

    def others(self, event: Event) -> list[tuple[Event, Document]]:
        """Return the other reports of an event's incident that are not told by themselves."""
        event_status = self.statuses.get(event.id)
        known = self.occasion.reports
        return [known[id] for id in event_status.reports if id in known] if event_status else []

    def document(self, id: str) -> Document | None:
        """Return an article of the packet."""
        return next((document for document in self.documents if document.id == id), None)

    def article(self, id: str) -> Element | None:
        """Refer to an article by its number, A1; None where its text is gone."""
        ids = [document.id for document in self.documents]
        if id not in ids:
            return None
        number = ids.index(id) + 1
        return element("a", f"A{number}", href=f"#article-{number}", class_="ref")

    def numbers(self, document: str) -> list[int]:
        """Return the numbers of the events that an article tells of."""
        return [
            number
            for number, event in enumerate(self.events, start=1)
            if event.document == document
            or any(other.document == document for other, _ in self.others(event))
        ]


def gather(
    events: Iterable[Event],
    documents: Mapping[str, Document],
    statuses: Mapping[str, EventStatus],
    occasion: Occasion,
) -> Content:
    """Take the first MOST events, and the articles that they and their incidents come from."""
    every = list(events)
    taken = every[:MOST]
    known = dict(documents) | {document.id: document for _, document in occasion.reports.values()}
    used: dict[str, None] = {}
    for event in taken:
        used[event.document] = None
        ids = statuses[event.id].reports if event.id in statuses else ()
        reports = (occasion.reports[id][0] for id in ids if id in occasion.reports)
        used |= dict.fromkeys(report.document for report in reports)
    return Content(
        events=tuple(taken),
        documents=tuple(known[id] for id in used if id in known),
        statuses=statuses,
        occasion=occasion,
        translator=translator(occasion.language),
        total=max(occasion.total, len(every)),
    )


def number_of(content: Content, event: str) -> int | None:
    """Return the number of an event by its id."""
    return next((n for n, one in enumerate(content.events, start=1) if one.id == event), None)


def other_numbers(content: Content, event: Event) -> Sequence[int]:
    """Return the numbers of the other events here that are the same incident."""
    event_status = content.statuses.get(event.id)
    ids = [id for id in event_status.reports if id != event.id] if event_status else []
    return sorted(number for id in ids if (number := number_of(content, id)))
