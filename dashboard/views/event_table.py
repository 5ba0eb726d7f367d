"""Events as rows for people: one line each, numbers as numbers, nothing left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.layers.text import plain
from dashboard.model import Count, Event
from dashboard.status import ALONE, Standing, stands
from dashboard.views import wording

DATE_PRECISION = {
    1: "day", 2: "some days", 3: "week", 4: "month", 5: "up to a year", 6: "coarser",
}  # fmt: skip
STANCES = {
    "denies": "denied",
    "another cause": "other cause given",
    "claims": "claimed",
    "blames": "blamed on somebody",
    "reports": "reported",
}


def columns(
    events: Sequence[Event],
    titles: Mapping[str, str],
    standings: Mapping[str, Standing] = ALONE,
) -> dict[str, list[Any]]:
    """Return the table's columns; None where something is not known."""
    return {
        "First day": [e.when.first if e.when else None for e in events],
        "Last day": [e.when.last if e.when else None for e in events],
        "Dated to": [_dated(e) for e in events],
        "Type": [plain(e.sub_type) for e in events],
        "Status": [wording.STATUSES[_status(e, standings)][0] for e in events],
        "Told by": [_told_by(standings.get(e.id)) for e in events],
        "Place": [plain(e.place.name) if e.place else "" for e in events],
        "Country": [wording.country(e.place.country) if e.place else "" for e in events],
        "Placed to": [
            wording.PRECISION.get(e.area.precision, "") if e.area else "" for e in events
        ],
        "Who": [_who(e) for e in events],
        "Killed, least": [_low(e.fatalities) for e in events],
        "Killed, most": [_high(e.fatalities) for e in events],
        "Injured, least": [_low(e.injuries) for e in events],
        "Injured, most": [_high(e.injuries) for e in events],
        "Claims": [said(e) for e in events],
        "Told as": [wording.MODES.get(e.mode, e.mode) for e in events],
        "Likelihood": [e.probability for e in events],
        "Article": [plain(titles.get(e.document, "")) for e in events],
    }


def _status(event: Event, standings: Mapping[str, Standing]) -> str:
    standing = standings.get(event.id)
    return standing.status if standing else stands(event)


def _told_by(standing: Standing | None) -> str:
    return wording.number(len(standing.reports) if standing else 1, "report")


def said(event: Event) -> str:
    """Write what is said of an event: that it is denied before that it is reported."""
    stances = {claim.stance for claim in event.claims}
    words = [word for stance, word in STANCES.items() if stance in stances]
    return " · ".join(words) if words else "no source named"


def _dated(event: Event) -> str:
    if event.when is None or event.when.first is None:
        return "not dated"
    precision = DATE_PRECISION.get(event.when.precision, "")
    return f"{precision}, {event.when.daypart}" if event.when.daypart else precision


def _who(event: Event) -> str:
    """Attackers first, then others, then whom it hit."""
    order = ("attacker", "actor", "target")
    told = []
    for role in order:
        names = plain(", ".join(actor.name for actor in event.actors if actor.role == role))
        if names:
            told.append(
                f"against \u2068{names}\u2069" if role == "target" else f"\u2068{names}\u2069"
            )
    return " ".join(told)


def _low(count: Count | None) -> int | None:
    return count.low if count else None


def _high(count: Count | None) -> int | None:
    return count.high if count else None
