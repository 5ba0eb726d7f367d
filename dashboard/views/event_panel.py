"""One event: what the words say, where they stand, who says so, and why we read them this way."""

from html import escape

import streamlit as st

from dashboard.layers.places import colour_of
from dashboard.layers.text import plain
from dashboard.model import Area, Claim, Event, Extraction
from dashboard.views import wording
from dashboard.views.marked_text import Mark, around, marks, text_html
from gazetteer.place import Resolution

SHAPES = {
    "sector": "a sector of it",
    "line": "along a line",
    "region": "a region",
}


def show(event: Event, extraction: Extraction) -> None:
    """Draw an event with its sentence in the article."""
    st.html(_heading(event) + _facts(event) + _source(extraction))
    text = extraction.document.text
    first, last = around(text, event.start, event.end)
    found = marks(extraction, event)
    st.html(f'<div class="dl-context">{text_html(text, found, start=first, end=last)}</div>{KEY}')
    if event.claims:
        st.html(_claims(event, text, found))
    _why(event, extraction)
    with st.expander("Whole article"):
        st.html(text_html(text, found))


KEY = (
    '<div class="dl-key"><span class="dl-place">place</span>'
    '<span class="dl-unplaced">place not resolved</span><span class="dl-date">date</span>'
    '<span class="dl-claim">who says so</span></div>'
)


def _heading(event: Event) -> str:
    mode = "" if event.mode == "reported" else f" · {wording.MODES.get(event.mode, event.mode)}"
    title = f"{plain(wording.where(event))} · {wording.when(event.when)}"
    return (
        f'<div class="dl-kind"><span class="dl-dot" style="background:{colour_of(event.sub_type)}">'
        f"</span>{escape(plain(event.sub_type) + mode)}</div>"
        f'<div class="dl-title">{escape(title)}</div>'
    )


def _facts(event: Event) -> str:
    rows = {"Where": _place(event), "When": _date(event)}
    for role, label in (("attacker", "By"), ("target", "Against"), ("actor", "Involved")):
        rows[label] = ", ".join(plain(a.name) for a in event.actors if a.role == role)
    rows["Killed"] = wording.count(event.fatalities) if event.fatalities else ""
    rows["Injured"] = wording.count(event.injuries) if event.injuries else ""
    likely = wording.likelihood(event.probability)
    rows["Our reading"] = f"{likely} ({event.probability:.0%})"
    cells = (f"<dt>{k}</dt><dd>{escape(v)}</dd>" for k, v in rows.items() if v)
    return f'<dl class="dl-facts">{"".join(cells)}</dl>'


def _place(event: Event) -> str:
    place, area = event.place, event.area
    parts = [plain(place.name), place.country] if place else []
    if area:
        parts.append(_area(area))
    return ", ".join(part for part in parts if part) or "not known: the words name no place"


def _area(area: Area) -> str:
    shape = SHAPES.get(area.shape, "")
    return wording.extent(area) + (f" ({shape})" if shape else "")


def _date(event: Event) -> str:
    span = event.when
    if span is None:
        return "not known: the words name no day"
    if span.first is None:
        return f"“{plain(span.phrase)}”: the article's publication date would tell"
    return f"{wording.when(span)} (“{plain(span.phrase)}”)"


def _source(extraction: Extraction) -> str:
    document = extraction.document
    parts = [plain(document.title) or "Untitled article", plain(document.source)]
    parts.append(f"published {wording.day(document.published)}" if document.published else "")
    return f'<div class="dl-source">{escape(" · ".join(part for part in parts if part))}</div>'


def _claims(event: Event, text: str, found: list[Mark]) -> str:
    drawn = ['<div class="dl-kind">Who says so</div>']
    for claim in event.claims:
        quote = text_html(text, [m for m in found if m.look == "dl-place"],
                          start=claim.start, end=claim.end)  # fmt: skip
        drawn.append(f'<div class="dl-stance">{_speaker(claim)}</div>')
        drawn.append(f'<div class="dl-quote">{quote}</div>')
    return "".join(drawn)


def _speaker(claim: Claim) -> str:
    stance = wording.STANCES.get(claim.stance, claim.stance)
    speaker = plain(claim.speaker) or "Unnamed source"
    return f"<b><bdi>{escape(speaker)}</bdi></b> {escape(stance)}"


def _why(event: Event, extraction: Extraction) -> None:
    resolution = _resolution(event, extraction)
    reasons = [*event.reasons, *(resolution.reasons if resolution else ())]
    others = [c for c in (resolution.alternatives if resolution else ()) if c.place != event.place]
    if not (reasons or others):
        return
    with st.expander("Why we read it this way"):
        items = "".join(f"<li>{escape(plain(reason))}</li>" for reason in dict.fromkeys(reasons))
        st.html(f'<ul class="dl-reasons">{items}</ul>')
        if others:
            rows = (
                f"<li><bdi>{escape(plain(c.place.name))}</bdi>"
                f" {escape(c.place.country)} ({c.score:.0%})</li>"
                for c in others[:6]
            )
            st.html(f'It could also be:<ul class="dl-reasons">{"".join(rows)}</ul>')


def _resolution(event: Event, extraction: Extraction) -> Resolution | None:
    """Find the mention that gave the event its place: in its sentence if there is one."""
    same = [r for r in extraction.mentions if r.place and event.place == r.place]
    inside = [r for r in same if event.start <= r.mention.start < event.end]
    return next(iter(inside or same), None)
