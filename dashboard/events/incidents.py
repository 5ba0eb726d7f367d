"""The same event told by several articles: suggest, merge, undo.

Nothing is merged for good: a suggestion carries its reasons, a person's decision outweighs it,
and taking the decision back restores what was. Every report keeps its own place, day and count.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp

from dashboard.events.blocks import near_pairs
from dashboard.events.incident_features import (
    Report,
    days_between,
    features_of,
    is_far,
    km_between,
    names,
)
from dashboard.events.near_duplicates import Wording, origins, rarities, wording
from dashboard.events.status import EventStatus, account, status
from dashboard.messages import ALL_OF
from dashboard.model import Count, Document, Event
from gazetteer.reason import Reason

LIKELY = 0.5
LINKED = 0.35  # the least that reports of one incident agree on average
SHARED_WORDS = 0.3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two events, by id, that may be one, how likely, and why."""

    a: str
    b: str
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of two events, by id: that they are one, or that they are not."""

    a: str
    b: str
    same: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """Events, by id, that are one; `origins` counts texts that are not copies of one another."""

    events: tuple[str, ...]
    origins: int


def reports(pairs: Sequence[tuple[Document, Sequence[Event]]]) -> list[Report]:
    """Return the events of documents with what is needed to compare them."""
    wordings = {document.id: wording(document) for document, _ in pairs}
    first = origins([document for document, _ in pairs], wordings)
    return [
        Report(event, document, wordings[document.id], first[document.id])
        for document, events in pairs
        for event in events
    ]


def suggest(
    reports: Sequence[Report], *, weights: Mapping[str, float] | None = None
) -> list[Suggestion]:
    """Return the pairs of events that are probably one, likeliest first."""
    weights = shipped_weights() if weights is None else weights
    rare = rarity(reports)
    found = []
    for a, b in comparable(reports):
        features = features_of(a, b, rare)
        probability = _probability(features, weights)
        if probability >= LIKELY:
            why = tuple(_reasons(a, b, features))
            found.append(Suggestion(a.event.id, b.event.id, round(probability, 3), why))
    return sorted(found, key=lambda s: (-s.probability, s.a, s.b))


def gather(
    reports: Sequence[Report], suggestions: Iterable[Suggestion], decisions: Iterable[Decision] = ()
) -> list[Incident]:
    """Return the incidents that suggestions and a person's decisions make of reports.

    Reports join where they agree with those already there on average; no chain of likely pairs
    pulls unlike events together. A decision that two are not one keeps their incidents apart.
    """
    chances = {_pair(s.a, s.b): s.probability for s in suggestions}
    same = [_pair(d.a, d.b) for d in decisions if d.same]
    apart = {_pair(d.a, d.b) for d in decisions if not d.same}
    groups = {report.event.id: {report.event.id} for report in reports}
    document = {report.event.id: report.document.id for report in reports}
    for a, b in [*same, *sorted(chances, key=lambda pair: (-chances[pair], pair))]:
        if a not in groups or b not in groups or groups[a] is groups[b]:
            continue
        between = [_pair(x, y) for x in groups[a] for y in groups[b]]
        across = [pair for pair in between if document[pair[0]] != document[pair[1]]]
        agreed = sum(chances.get(pair, 0.0) for pair in across) / max(1, len(across))
        if (a, b) in same or (agreed >= LINKED and apart.isdisjoint(between)):
            groups[a] |= groups[b]
            for member in groups[b]:
                groups[member] = groups[a]
    return _incidents(reports, groups)


def joined(decisions: Iterable[Decision]) -> list[frozenset[str]]:
    """Return the events, by id, that decisions alone make one; as `gather` does of these."""
    groups: dict[str, set[str]] = {}
    for decision in decisions:
        if decision.same:
            group = groups.setdefault(decision.a, {decision.a})
            group |= groups.get(decision.b, {decision.b})
            groups |= dict.fromkeys(group, group)
    return list({frozenset(group): None for group in groups.values()})


def taken_out(event: str, incident: Iterable[str]) -> list[Decision]:
    """Return what parts an event from its incident and leaves the others together."""
    rest = [other for other in incident if other != event]
    apart = [Decision(*_pair(event, other), same=False) for other in rest]
    return apart + [Decision(*_pair(rest[0], other), same=True) for other in rest[1:]]


def event_status(reports: Sequence[Report]) -> EventStatus:
    """Return how an event stands by all its reports; its name is that of the first of them."""
    accounts = [account(report.event, report.origin) for report in reports]
    ids = tuple(report.event.id for report in reports)
    return EventStatus(status(accounts), min(ids), ids, len({report.origin for report in reports}))


def as_one(lead: Event, others: Iterable[Event]) -> Event:
    """Return the report that stands for all, with the counts of all: 3 and 7 make 3 to 7."""
    events = [lead, *others]
    return replace(
        lead,
        fatalities=_range(event.fatalities for event in events),
        injuries=_range(event.injuries for event in events),
    )


def _range(counts: Iterable[Count | None]) -> Count | None:
    known = [count for count in counts if count is not None]
    if not known:
        return None
    return Count(min(c.low for c in known), max(c.high for c in known))


def _incidents(reports: Sequence[Report], groups: Mapping[str, set[str]]) -> list[Incident]:
    origin = {report.event.id: report.origin for report in reports}
    seen: dict[int, Incident] = {}
    for report in reports:
        group = groups[report.event.id]
        if id(group) not in seen:
            texts = {origin[event] for event in group}
            seen[id(group)] = Incident(tuple(sorted(group)), len(texts))
    return list(seen.values())


def comparable(reports: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """Yield the pairs that are near enough in time and place, from different documents."""
    for i, j in near_pairs(reports):
        a, b = reports[i], reports[j]
        if a.document.id != b.document.id and not is_far(a.event, b.event):
            yield a, b


def rarity(reports: Sequence[Report]) -> dict[str, float]:
    """Return how telling each word is among the texts of these reports."""
    wordings: dict[str, Wording] = {report.document.id: report.wording for report in reports}
    return rarities(list(wordings.values()))


def _probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    score = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


@cache
def shipped_weights() -> dict[str, float]:
    """Return the weights that ship; `python -m tests.benchmarks.incidents --fit` made them."""
    file = resources.files("dashboard.extraction") / "weights" / "incidents.json"
    found: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _reasons(a: Report, b: Report, features: Mapping[str, float]) -> Iterator[Reason]:
    if a.days and b.days:
        gap = days_between(a.days, b.days)
        yield Reason("same.days-apart", (gap,)) if gap else Reason("same.day")
    km = km_between(a.event, b.event)
    if features.get("same place") and a.event.place:
        yield Reason("same.place", (a.event.place.name,))
    elif km is not None:
        yield Reason("same.km-apart", (round(km),))
    if features["same kind"]:
        yield Reason("same.type")
    shared = names(a.event, "attacker") & names(b.event, "attacker")
    if shared:
        yield Reason("same.names", (Reason(ALL_OF, tuple(sorted(shared))),))
    if features.get("killed agree"):
        yield Reason("same.killed")
    if features.get("killed differ"):
        yield Reason("same.killed-not")
    if a.origin == b.origin:
        yield Reason("same.text")
    elif features["words"] >= SHARED_WORDS:
        yield Reason("same.words")


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)
