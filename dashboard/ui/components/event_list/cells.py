"""An event as the cells of a row: each column one function, in the language of the interface."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dashboard.events.status import EventStatus, stands
from dashboard.extraction.actors.across_languages import name_in
from dashboard.model import Count, DateSpan, Event
from dashboard.stores import Summary
from dashboard.stores.named import NamingRow
from dashboard.translations import N_, Translator
from dashboard.translations.plain_text import plain
from dashboard.ui.session import resources, wording

DATE_PRECISION = {
    1: N_("day"),
    2: N_("some days"),
    3: N_("week"),
    4: N_("month"),
    5: N_("up to a year"),
    6: N_("coarser"),
}
STANCES = {  # a denial is said before a report
    "denies": N_("denied"),
    "another cause": N_("other cause given"),
    "claims": N_("claimed"),
    "blames": N_("blamed on somebody"),
    "reports": N_("reported"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An event, how it stands by all its reports (None: by its own), and its article."""

    event: Event
    event_status: EventStatus | None
    document: Summary | None


def heads(said: Translator) -> dict[str, str]:
    """Return the columns' names, in the order in which they stand."""
    return {
        "when": said("When"),
        "where": said("Where"),
        "what": said("What"),
        "status": said("Status"),
        "killed": said("Killed"),
        "injured": said("Injured"),
        "who": said("Who"),
        "country": said("Country"),
        "source": said("Article"),
        "dated": said("Dated to"),
        "placed": said("Placed to"),
        "reports": said("Told by"),
        "claims": said("Claims"),
        "mode": said("Told as"),
        "likelihood": said("Likelihood"),
    }


def status_of(event: Event, event_status: EventStatus | None) -> str:
    """Return how an event stands, by all reports of it where there are several."""
    return event_status.status if event_status else stands(event)


def days(span: DateSpan | None, said: Translator) -> str:
    """Write one day or a stretch of days, short."""
    if span is None or span.first is None or span.last is None:
        return said("no date")
    return between(span.first, span.last, said)


def between(first: date, last: date, said: Translator) -> str:
    """Write the days from one to another, short."""
    if first == last:
        return _day(last, said)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last, said)}"
    start = _day(first, said, "d MMM" if first.year == last.year else "d MMM y")
    return f"{start} – {_day(last, said)}"


def _day(day: date, said: Translator, pattern: str = "d MMM y") -> str:
    return said.day(day, pattern)


def _where(row: Row, said: Translator) -> str:
    place = row.event.place
    if place is None:
        return said("an area") if row.event.area else said("place not known")
    return plain(resources.called(place.id, place.name, said.language))


def _what(row: Row, said: Translator) -> str:
    return said(plain(row.event.sub_type))


def _status(row: Row, said: Translator) -> str:
    return said(wording.STATUSES[status_of(row.event, row.event_status)][0])


def _people(count: Count | None, said: Translator) -> str:
    """Write a number or range of people; the list is asked for outside any page."""
    if count is None:
        return ""
    low, high = said.number(count.low), said.number(count.high)
    return low if count.low == count.high else said("{low}–{high}", low=low, high=high)


def _who(row: Row, said: Translator) -> str:
    """Attackers first, then others, then whom it hit."""
    parts, comma = [], "، " if said.rtl else ", "
    for role in ("attacker", "actor", "target"):
        names = plain(
            comma.join(name_in(a.name, said.language) for a in row.event.actors if a.role == role)
        )
        if names and role == "target":
            parts.append(said("against {names}", names=f"\u2068{names}\u2069"))
        elif names:
            parts.append(f"\u2068{names}\u2069")
    return " ".join(parts)


def _country(row: Row, said: Translator) -> str:
    code = row.event.place.country if row.event.place else ""
    return str(said.locale.territories.get(code, code))


def _source(row: Row, said: Translator) -> str:
    return (plain(row.document.title) if row.document else "") or said("Untitled article")


def _dated(row: Row, said: Translator) -> str:
    when = row.event.when
    if when is None or when.first is None:
        return said("not dated")
    precision = said(DATE_PRECISION[when.precision])
    return f"{precision}, {said(when.daypart)}" if when.daypart else precision


def _placed(row: Row, said: Translator) -> str:
    area = row.event.area
    return said(wording.PRECISION[area.precision]) if area else ""


def _reports(row: Row, said: Translator) -> str:
    reports = len(row.event_status.reports) if row.event_status else 1
    return said.count("{n} report", "{n} reports", reports)


def _claims(row: Row, said: Translator) -> str:
    stances = {claim.stance for claim in row.event.claims}
    labels = [said(word) for stance, word in STANCES.items() if stance in stances]
    return " · ".join(labels) if labels else said("no source named")


def _mode(row: Row, said: Translator) -> str:
    return said(wording.MODES.get(row.event.mode, row.event.mode))


CELLS: dict[str, Callable[[Row, Translator], str]] = {
    "when": lambda row, said: days(row.event.when, said),
    "where": _where,
    "what": _what,
    "status": _status,
    "killed": lambda row, said: _people(row.event.fatalities, said),
    "injured": lambda row, said: _people(row.event.injuries, said),
    "who": _who,
    "country": _country,
    "source": _source,
    "dated": _dated,
    "placed": _placed,
    "reports": _reports,
    "claims": _claims,
    "mode": _mode,
    "likelihood": lambda row, said: said.percent(row.event.probability),
}


def _days_named(naming: NamingRow, document: Summary | None, said: Translator) -> str:
    if naming.first is None or naming.last is None:
        return said("no date")
    return between(date.fromordinal(naming.first), date.fromordinal(naming.last), said)


# Of a place that is only named, the columns that it has.
NAMING_CELLS: dict[str, Callable[[NamingRow, Summary | None, Translator], str]] = {
    "when": _days_named,
    "where": lambda row, _, said: plain(resources.called(row.place, row.place_name, said.language)),
    "what": lambda row, _, said: said("Place named"),
    "country": lambda row, _, said: str(said.locale.territories.get(row.country, row.country)),
    "source": lambda row, document, said: (
        (plain(document.title) if document else "") or said("Untitled article")
    ),
    "likelihood": lambda row, _, said: said.percent(row.probability),
}
