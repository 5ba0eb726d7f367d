"""An incident that several articles report: their counts and claims side by side, never mixed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.events.incidents import as_one, taken_out
from dashboard.events.status import AGAINST, EventStatus
from dashboard.model import NO_POSITION, Count, Document, Event
from dashboard.ui.components.marked_text import Mark, name, text_html
from dashboard.ui.session import resources, wording
from dashboard.ui.session.language import _, _n

_TAG = re.compile(r"<[^<>]*>")  # left out to compare quotes
Reports = Sequence[tuple[Event, Document]]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim, ready to be shown."""

    who: str
    quote: str
    about: str
    against: bool


def claim_rows(
    event: Event, text: str, places: Sequence[Mark], document: Document | None = None
) -> list[ClaimRow]:
    """Write the claims of an event; with `document`, say which article quotes them."""
    rows = []
    for claim in event.claims:
        stance = escape(_(wording.STANCES.get(claim.stance, claim.stance)))
        who = f"<b>{name(claim.speaker or _('Unnamed source'))}</b><br>{stance}"
        if claim.stance == NO_POSITION and not claim.speaker:
            who = f"<b>{_('Nobody')}</b><br>{_('claims it so far')}"
        about = [_("in {article}", article=_called(document))] if document else []
        about += [wording.day(claim.day)] if claim.day else []
        quote = text_html(text, list(places), start=claim.start, end=claim.end)
        rows.append(ClaimRow(who, quote, " · ".join(about), claim.stance in AGAINST))
    return rows


def claims_table(rows: Sequence[ClaimRow]) -> str:
    """Put claims below one another, a row each; what a copy says again is shown once."""
    head = f"<tr><th>{_('Who says so')}</th><th>{_('In these words')}</th></tr>"
    once: dict[tuple[str, str], ClaimRow] = {}
    for row in rows:
        once.setdefault((row.who, _TAG.sub("", row.quote)), row)
    cells = "".join(
        f'<tr class="{"dl-against" if row.against else "dl-for"}"><td>{row.who}'
        f'<div class="dl-note">{row.about}</div></td><td>{row.quote}</td></tr>'
        for row in once.values()
    )
    return f'<table class="dl-claims">{head}{cells}</table>'


def counts(event: Event, reports: Reports, read: Callable[[Event], Count | None]) -> str:
    """Write a number of people, and where reports differ, which of them says what."""
    counted = [(document, count) for one, document in reports if (count := read(one))]
    whole = read(as_one(event, [one for one, _ in reports]))
    if whole is None:
        return ""
    if len({count for _, count in counted}) < 2:
        return wording.count(whole)
    parts = (f"{wording.count(n)} ({_called(d)})" for d, n in counted)
    return f"{wording.count(whole)}: {_(', ').join(parts)}"


def _called(document: Document) -> str:
    return name(document.source or document.title)


def show(event: Event, event_status: EventStatus, reports: Reports) -> None:
    """List the reports of an incident, each of which can be taken out."""
    copies = len(event_status.reports) - event_status.origins
    parts = [_n("{n} independent source", "{n} independent sources", event_status.origins)]
    parts += [_n("{n} copy", "{n} copies", copies)] if copies > 0 else []
    heading = _n(
        "Told by {n} report: {sources}",
        "Told by {n} reports: {sources}",
        len(event_status.reports),
        sources=_(", ").join(parts),
    )
    st.html(f'<div class="dl-kind">{heading}</div>')
    for one, document in reports:
        left, right = st.columns([3, 1], vertical_alignment="center")
        about = [name(document.source)] if document.source else []
        about += [wording.day(document.published)] if document.published else []
        here = f" · {_('shown here')}" if one.id == event.id else ""
        left.html(
            f"<div>{name(document.title or _('Untitled article'))}</div>"
            f'<div class="dl-note">{" · ".join(about)}{here}</div>'
        )
        right.button(
            _("Take out"),
            key=f"out-{one.id}",
            type="tertiary",
            on_click=_take_out,
            args=(one.id, event_status.reports),
            help=_("It reports something else: part it from the others."),
        )


def _take_out(event: str, incident: Sequence[str]) -> None:
    resources.store().decide(taken_out(event, incident))
