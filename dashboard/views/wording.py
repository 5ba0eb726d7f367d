"""Dates, numbers and likelihoods in words for people; text made harmless for Markdown."""

import re
from datetime import date

from babel import Locale

from dashboard.layers.text import plain
from dashboard.model import Area, Count, DateSpan, Event
from dashboard.status import CLAIMED, CONFIRMED, CONTESTED, DENIED, NO_POSITION, SINGLE

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
MODES = {
    "reported": "Reported",
    "denied": "Denied",
    "feared": "Feared",
    "planned": "Planned",
    "historical": "Historical",
    "hypothetical": "Hypothetical",
}
STANCES = {  # nouns: speakers are one or many
    "reports": "report",
    "claims": "claim of responsibility",
    "denies": "denial",
    "blames": "accusation",
    "another cause": "another cause",
    NO_POSITION: "no position taken",
}
STATUSES = {
    CONTESTED: ("Contested", "Some say it happened so, others deny it or give another cause."),
    DENIED: ("Denied", "It is told only by those who deny it."),
    CLAIMED: ("Claimed", "Nobody tells of it but those who say they did it."),
    SINGLE: ("Single source", "All that is said of it goes back to one source."),
    CONFIRMED: ("Several sources", "Sources that are not copies of one another tell of it."),
}
LIKELY = ((0.85, "very likely"), (0.65, "likely"), (0.45, "plausible"), (0.0, "uncertain"))
COMPASS = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip
PRECISION = {1: "exact place", 2: "near the place", 3: "somewhere in the region", 4: "country only"}


def literal(text: str) -> str:
    """Escape a text so that Markdown shows it as it is, on one line."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def isolated(text: str) -> str:
    """Write a text, literally, that may run either way and turns nothing around it."""
    return f"\u2068{literal(plain(text))}\u2069"


def day(value: date) -> str:
    """Write a day as 12 Aug 2023."""
    return f"{value.day} {value:%b %Y}"


def days(first: date | None, last: date | None) -> str:
    """Write one day or a stretch of days."""
    if first is None or last is None:
        return "date not known"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def when(span: DateSpan | None) -> str:
    """Write when something happened, with the precision its words carry."""
    if span is None:
        return days(None, None)
    words = days(span.first, span.last)
    return f"{words}, {span.daypart}" if span.daypart and span.first else words


def where(event: Event) -> str:
    """Write where something happened; for an area without a place, say so."""
    if event.place:
        return event.place.name
    return "an area" if event.area else "place not known"


def extent(area: Area) -> str:
    """Write what the words leave open: how far off, in which direction."""
    if not area.radius_km:
        return PRECISION.get(area.precision, "")
    size = f"{area.radius_km:.0f}" if area.radius_km >= 10 else f"{area.radius_km:.1f}"
    size = size.removesuffix(".0") + " km"
    if area.shape == "sector" and area.bearing is not None:
        return f"up to {size} to the {COMPASS[round(area.bearing / 45) % 8]}"
    if area.shape == "line":
        return f"somewhere along {size} either way"
    return f"within {size}"


def country(code: str) -> str:
    """Write a country's name for its ISO code; the code itself where there is none."""
    return str(Locale("en").territories.get(code, code)) if code else ""


def language(code: str) -> str:
    """Write a language's name for its code; the code itself where there is none."""
    return str(Locale("en").languages.get(code, code))


def count(value: Count | None) -> str:
    """Write a number of people, or the range it lies in."""
    if value is None:
        return "not stated"
    return f"{value.low:,}" if value.low == value.high else f"{value.low:,}–{value.high:,}"


def likelihood(probability: float) -> str:
    """Write a probability as a word."""
    return next(word for least, word in LIKELY if probability >= least)


def number(value: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: 1 event, 2 events."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"
