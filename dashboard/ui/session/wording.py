"""Dates, numbers and likelihoods in words for people; text made harmless for Markdown."""

import re
from datetime import date

from babel.lists import format_list

from dashboard.aggregates.aggregate import GROUP, STATUS
from dashboard.events.status import CLAIMED, CONFIRMED, CONTESTED, DENIED, SINGLE
from dashboard.extraction.actors.across_languages import name_in
from dashboard.extraction.languages.language import codes
from dashboard.extraction.languages.language import language as load_language
from dashboard.model import NO_POSITION, Area, Count, DateSpan, Event
from dashboard.translations import N_
from dashboard.translations.plain_text import plain
from dashboard.ui.session import resources
from dashboard.ui.session.language import _, chosen, say
from dashboard.ui.session.snapshot import Losses
from gazetteer.place import Place
from gazetteer.reason import Reason

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
MODES = {
    "reported": N_("Reported"),
    "denied": N_("Denied"),
    "feared": N_("Feared"),
    "planned": N_("Planned"),
    "historical": N_("Historical"),
    "background": N_("Background"),
    "hypothetical": N_("Hypothetical"),
    "rejected": N_("No event, says a person"),
}
STANCES = {  # nouns: speakers are one or many
    "reports": N_("report"),
    "claims": N_("claim of responsibility"),
    "denies": N_("denial"),
    "blames": N_("accusation"),
    "another cause": N_("another cause"),
    NO_POSITION: N_("no position taken"),
}
STATUSES = {
    CONTESTED: (
        N_("Contested"),
        N_("Some say it happened so, others deny it or give another cause."),
    ),
    DENIED: (N_("Denied"), N_("It is told only by those who deny it.")),
    CLAIMED: (N_("Claimed"), N_("Nobody tells of it but those who say they did it.")),
    SINGLE: (N_("Single source"), N_("All that is said of it goes back to one source.")),
    CONFIRMED: (
        N_("Several sources"),
        N_("Sources that are not copies of one another tell of it."),
    ),
}
LIKELY = (
    (0.85, N_("very likely")),
    (0.65, N_("likely")),
    (0.45, N_("plausible")),
    (0.0, N_("uncertain")),
)
COMPASS = (
    N_("north"),
    N_("north-east"),
    N_("east"),
    N_("south-east"),
    N_("south"),
    N_("south-west"),
    N_("west"),
    N_("north-west"),
)
PRECISION = {
    1: N_("exact place"),
    2: N_("near the place"),
    3: N_("somewhere in the region"),
    4: N_("country only"),
}
DAYPARTS = {
    "dawn": N_("dawn"),
    "morning": N_("morning"),
    "noon": N_("noon"),
    "afternoon": N_("afternoon"),
    "evening": N_("evening"),
    "night": N_("night"),
}


def literal(text: str) -> str:
    """Escape a text so that Markdown shows it as it is, on one line."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def isolated(text: str) -> str:
    """Write a text, literally, that may run either way and turns nothing around it."""
    return f"\u2068{literal(plain(text))}\u2069"


def error_message(error: Exception) -> str:
    """Write what went wrong, in the words of the page."""
    reason = getattr(error, "reason", None)
    return literal(say(reason) if isinstance(reason, Reason) else plain(str(error)))


def number(value: int, one: str = "", many: str | None = None) -> str:
    """Write a number, thousands apart."""
    noun = one and (f" {one}" if value == 1 else f" {many or one + 's'}")
    return chosen().number(value) + noun


def percent(share: float) -> str:
    """Write a share from 0 to 1 in percent."""
    return chosen().percent(share)


def day(value: date) -> str:
    """Write a day as 12 Aug 2023."""
    return chosen().day(value)


def days(first: date | None, last: date | None) -> str:
    """Write one day or a stretch of days."""
    if first is None or last is None:
        return _("date not known")
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return _("{first}–{last}", first=first.day, last=day(last))
    start = chosen().day(first, "d MMM") if first.year == last.year else day(first)
    return _("{first} – {last}", first=start, last=day(last))


def when(span: DateSpan | None) -> str:
    """Write when something happened, with the precision its words carry."""
    if span is None:
        return days(None, None)
    text = days(span.first, span.last)
    if not (span.daypart and span.first):
        return text
    return _("{days}, {part}", days=text, part=daypart(span.daypart))


def daypart(part: str) -> str:
    """Write a part of the day."""
    return _(DAYPARTS.get(part, part))


def kind(sub_type: str) -> str:
    """Write a type of event."""
    return _(plain(sub_type))


def of_kind(label: str, by: str) -> str:
    """Write what a colour means: a group, a type, or how events stand."""
    if by == STATUS:
        return status(label)
    return group(label) if by == GROUP else kind(label)


def group(of: str) -> str:
    """Write a group of types of event."""
    return _(of.capitalize() or "Other types")


def mode(of: str) -> str:
    """Write how an event is reported: as having happened, as feared ..."""
    return _(MODES.get(of, of))


def status(of: str) -> str:
    """Write how an event stands, by what is said of it."""
    return _(STATUSES[of][0])


def where(event: Event) -> str:
    """Write where something happened; for an area without a place, say so."""
    if event.place:
        return place(event.place)
    return _("an area") if event.area else _("place not known")


def place(of: Place) -> str:
    """Write a place's name, in the language of the page where it has one."""
    return resources.called(of.id, of.name)


def place_both(of: Place) -> str:
    """Write a place's name in the language of the page and, where it differs, its main name."""
    shown = place(of)
    return shown if shown == of.name else f"{shown} · {of.name}"


def extent(area: Area) -> str:
    """Write what the words leave open: how far off, in which direction."""
    if not area.radius_km:
        return _(PRECISION.get(area.precision, ""))
    size = distance(area.radius_km)
    if area.shape == "sector" and area.bearing is not None:
        way = _(COMPASS[round(area.bearing / 45) % 8])
        return _("up to {size} to the {direction}", size=size, direction=way)
    if area.shape == "line":
        return _("somewhere along {size} either way", size=size)
    return _("within {size}", size=size)


def distance(km: float) -> str:
    """Write a distance: whole kilometres from ten on, tenths below."""
    return _("{n} km", n=chosen().number(km, "#,##0" if km >= 10 else "#,##0.#"))


def country(code: str) -> str:
    """Write a country's name for its ISO code; the code itself where there is none."""
    return str(chosen().locale.territories.get(code, code)) if code else ""


def actor(name: str) -> str:
    """Write what the interface's language calls an actor, by a name or a key."""
    return plain(name_in(name, chosen().language))


def language(code: str) -> str:
    """Write a language's name for its code; the code itself where there is none."""
    return str(chosen().locale.languages.get(code, code))


def languages_read() -> str:
    """List the languages whose articles are read with their events: "Arabic or English"."""
    locale = chosen().locale
    whole = [language(code) for code in codes() if load_language(code).triggers]
    return str(format_list(whole, style="or", locale=locale))


def count(value: Count | None) -> str:
    """Write a number of people, or the range it lies in."""
    if value is None:
        return _("not stated")
    if value.low == value.high:
        return number(value.low)
    return _("{low}–{high}", low=number(value.low), high=number(value.high))


def likelihood(probability: float) -> str:
    """Write a probability as a word."""
    return _(next(word for least, word in LIKELY if probability >= least))


def losses(lost: Losses) -> list[str]:
    """Write how many were killed and injured, where anybody says so."""
    found = []
    if lost.killed and lost.killed.high:
        found.append(_("Killed: {n}", n=count(lost.killed)))
    if lost.injured and lost.injured.high:
        found.append(_("Injured: {n}", n=count(lost.injured)))
    return found
