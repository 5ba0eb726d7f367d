"""What speaks for two reports telling of the same event: numbers by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log1p

from geopy.distance import great_circle

from dashboard.events.near_duplicates import Wording, likeness
from dashboard.extraction.actors.across_languages import identity_of
from dashboard.extraction.dates.chooser import is_assumed
from dashboard.model import Actor, Document, Event

VAGUE_DAYS = 7  # a date span longer than this says little of the day
FAR_KM = 100.0  # between the edges of two areas: not one event, whatever the words


@dataclass(frozen=True, slots=True)
class Report:
    """An event as one document tells it; `origin` is the document its text was copied from."""

    event: Event
    document: Document
    wording: Wording
    origin: str

    @property
    def days(self) -> tuple[date, date] | None:
        """Return the first and last day it may have happened, None where the text names none."""
        when = self.event.when
        if when is None or when.first is None or when.last is None or is_assumed(when):
            return None
        return (when.first, when.last) if (when.last - when.first).days <= VAGUE_DAYS else None


def features_of(a: Report, b: Report, rarity: Mapping[str, float]) -> dict[str, float]:
    """Return what speaks for and against two reports telling of one event."""
    return {
        "bias": 1.0,
        "words": likeness(a.wording, b.wording, rarity),
        **_day_features(a, b),
        **_place_features(a.event, b.event),
        **_kind_features(a.event, b.event),
    }


def _day_features(a: Report, b: Report) -> dict[str, float]:
    features: dict[str, float] = {}
    first, second = a.document.published, b.document.published
    if first and second:
        apart = abs((first - second).days)
        features |= {"published days apart": log1p(apart), "published together": float(apart <= 1)}
    days_a, days_b = a.days, b.days
    if days_a is None or days_b is None:
        return features | {"no day": 1.0}
    gap = days_between(days_a, days_b)
    return features | {"days apart": float(min(gap, 10)), "same day": float(gap == 0)}


def days_between(a: tuple[date, date], b: tuple[date, date]) -> int:
    """Return the days between two spans, both ends included; 0 where they overlap."""
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)


def _place_features(a: Event, b: Event) -> dict[str, float]:
    km = km_between(a, b)
    if km is None:
        return {"no place": 1.0}
    same = a.place is not None and b.place is not None and a.place.id == b.place.id
    vague = max(area.radius_km for area in (a.area, b.area) if area)
    beyond = max(0.0, km - vague)
    return {"same place": float(same), "km apart": log1p(beyond), "vague place": log1p(vague)}


def is_far(a: Event, b: Event) -> bool:
    """Return whether two events are too far apart to be one."""
    km = km_between(a, b)
    if km is None or a.area is None or b.area is None:
        return False
    return km - a.area.radius_km - b.area.radius_km > FAR_KM


def km_between(a: Event, b: Event) -> float | None:
    """Return how far apart the middles of two events' areas are, None where one has none."""
    if a.area is None or b.area is None:
        return None
    return float(great_circle((a.area.lat, a.area.lon), (b.area.lat, b.area.lon)).km)


def _kind_features(a: Event, b: Event) -> dict[str, float]:
    features = {"same kind": float(a.sub_type == b.sub_type), "same type": float(a.type == b.type)}
    attackers = names(a, "attacker"), names(b, "attacker")
    if all(attackers):
        shared = bool(attackers[0] & attackers[1])
        features |= {"same attacker": float(shared), "other attacker": float(not shared)}
    if a.fatalities and b.fatalities:
        overlap = a.fatalities.low <= b.fatalities.high and b.fatalities.low <= a.fatalities.high
        features |= {"killed agree": float(overlap), "killed differ": float(not overlap)}
    return features


def names(event: Event, role: str) -> frozenset[str]:
    """Return who has a role in an event, the same in all languages."""
    actors: tuple[Actor, ...] = event.actors
    return frozenset(identity_of(actor.name) for actor in actors if actor.role == role)
