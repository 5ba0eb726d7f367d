"""One event: what the words say, where they stand, who says so, and why we read them this way."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from dashboard.events.status import DISPUTED, stands
from dashboard.map.places import colour_of
from dashboard.model import Document, Event, Extraction
from dashboard.translations import N_
from dashboard.ui.components import share
from dashboard.ui.components.event_panel import claims, incident
from dashboard.ui.components.marked_text import around, marks, text_html
from dashboard.ui.components.marked_text import name as name
from dashboard.ui.session import snapshot, wording
from dashboard.ui.session.language import _, say
from dashboard.ui.session.snapshot import Snapshot
from gazetteer.place import Resolution

ROLES = {"attacker": N_("By"), "target": N_("Against"), "actor": N_("Involved")}


def show(now: Snapshot, event: Event, extraction: Extraction, *, in_article: bool = False) -> None:
    """Draw an event with its sentence in the article, unless the page shows that `in_article`."""
    text, found = extraction.document.text, marks(extraction, event)
    event_status = snapshot.statuses(now).get(event.id)
    reports = now.store.reports(event_status.reports) if event_status else []
    status = event_status.status if event_status else stands(event)
    source = "" if in_article else _source(extraction)
    st.html(_heading(event, status) + _features(event, reports) + source)
    if not in_article:
        first, last = around(text, event.start, event.end)
        context = text_html(text, found, start=first, end=last)
        st.html(f'<div class="dl-context">{context}</div>{_key()}')
    st.html(_stands(event, status))
    places = [mark for mark in found if mark.look == "dl-place"]
    rows = incident.claim_rows(event, text, places)
    rows += [
        row
        for other, document in reports
        if other.id != event.id
        for row in incident.claim_rows(other, document.text, [], document)
    ]
    if in_article:
        claims.show(event, text, reports)
    elif rows:
        st.html(incident.claims_table(rows))
    if event_status and not in_article:
        incident.show(event, event_status, reports)
    _why(event, extraction)
    if in_article:
        return
    with st.expander(_("Whole article")):
        st.html(text_html(text, found))
    share.event(event)


LOOKS = {
    "dl-place": N_("place"),
    "dl-unplaced": N_("place not resolved"),
    "dl-date": N_("date"),
    "dl-claim": N_("who says so"),
}


def _key() -> str:
    key = (f'<span class="{look}">{_(label)}</span>' for look, label in LOOKS.items())
    return f'<div class="dl-key">{"".join(key)}</div>'


def _heading(event: Event, status: str) -> str:
    mode = "" if event.mode == "reported" else f" · {wording.mode(event.mode)}"
    return (
        f'<div class="dl-kind"><span class="dl-dot" style="background:{colour_of(event.sub_type)}">'
        f"</span>{escape(wording.kind(event.sub_type) + mode)}</div>"
        f'<div class="dl-title">{_title(event)}</div>'
        f'<div class="dl-when">{escape(wording.when(event.when))} {_badge(status)}</div>'
    )


def _title(event: Event) -> str:
    """Write where it happened; beside it the place's main name, where the page has another."""
    shown = wording.where(event)
    if event.place is None or event.place.name == shown:
        return name(shown)
    return f'{name(shown)} <span class="dl-note">{name(event.place.name)}</span>'


def _badge(status: str) -> str:
    look = "dl-badge dl-disputed" if status in DISPUTED else "dl-badge"
    return f'<span class="{look}">{wording.status(status)}</span>'


def _stands(event: Event, status: str) -> str:
    sentences = [_(wording.STATUSES[status][1])]
    if not event.claims:
        sentences.append(_("The article names no source: it is its own account."))
    head = f'<div class="dl-kind">{_("Who says so")}</div>'
    return f'{head}<div class="dl-note">{" ".join(sentences)}</div>'


def _features(event: Event, reports: Sequence[tuple[Event, Document]]) -> str:
    rows = {_("Where"): _place(event), _("When"): _date(event)}
    for role, label in ROLES.items():
        rows[_(label)] = _(", ").join(
            name(wording.actor(a.name)) for a in event.actors if a.role == role
        )
    rows[_("Killed")] = incident.counts(event, reports, lambda one: one.fatalities)
    rows[_("Injured")] = incident.counts(event, reports, lambda one: one.injuries)
    likely = wording.likelihood(event.probability)
    rows[_("Our reading")] = f"{likely} ({wording.percent(event.probability)})"
    cells = (f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows.items() if value)
    return f'<dl class="dl-facts">{"".join(cells)}</dl>'


def _place(event: Event) -> str:
    place, area = event.place, event.area
    parts = [name(wording.place(place)), escape(wording.country(place.country))] if place else []
    if area:
        parts.append(escape(wording.extent(area)))
    return _(", ").join(part for part in parts if part) or _("not known: the words name no place")


def _date(event: Event) -> str:
    span = event.when
    if span is None:
        return _("not known: the words name no day")
    phrase = f"“{name(span.phrase)}”"
    if not span.phrase:
        about = _("about {when}, when the article was published", when=wording.when(span))
        return escape(about)
    if span.first is None:
        return _("{phrase}: the article’s publication date would tell", phrase=phrase)
    return f"{escape(wording.when(span))} ({phrase})"


def _source(extraction: Extraction) -> str:
    document = extraction.document
    parts = [name(document.title or _("Untitled article"))]
    parts += [name(document.source)] if document.source else []
    parts += [_published(document.published)] if document.published else []
    return f'<div class="dl-source">{" · ".join(parts)}</div>'


def _published(day: date) -> str:
    return _("published {day}", day=wording.day(day))


def _why(event: Event, extraction: Extraction) -> None:
    resolution = _resolution(event, extraction)
    reasons = [*event.reasons, *(resolution.reasons if resolution else ())]
    others = [c for c in (resolution.alternatives if resolution else ()) if c.place != event.place]
    if not (reasons or others):
        return
    with st.expander(_("Why we read it this way")):
        items = "".join(f"<li>{escape(say(reason))}</li>" for reason in dict.fromkeys(reasons))
        st.html(f'<ul class="dl-reasons">{items}</ul>')
        if others:
            rows = (
                f"<li>{name(wording.place_both(c.place))}{_(', ')}"
                f"{escape(wording.country(c.place.country))} ({wording.percent(c.score)})</li>"
                for c in others[:6]
            )
            st.html(f'{_("It could also be:")}<ul class="dl-reasons">{"".join(rows)}</ul>')


def _resolution(event: Event, extraction: Extraction) -> Resolution | None:
    """Find the mention that gave the event its place: in its sentence if there is one."""
    same = [r for r in extraction.mentions if r.place and event.place == r.place]
    inside = [r for r in same if event.start <= r.mention.start < event.end]
    return next(iter(inside or same), None)
