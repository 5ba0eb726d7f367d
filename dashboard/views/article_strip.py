"""The days of one article's events as a strip below its map, in step with map and text."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.layers.places import colour_of
from dashboard.model import Event, Extraction
from dashboard.views import article_text, wording
from dashboard.views.language import _

HERE = Path(__file__).resolve().parent
KEY = "article-strip"
MOST_KINDS = 6


def show(extraction: Extraction, titles: Sequence[str], picked: str, said: str) -> None:
    """Draw the strip; it also tells the text what is `picked`, and readers of the screen `said`."""
    events = extraction.events
    keys = article_text.order(extraction)
    data = {
        "article": extraction.document.id,
        "events": [_mark(int(key[1:]), events[int(key[1:])], titles) for key in keys],
        "ticks": _ticks(events),
        "kinds": _kinds(events),
        "picked": picked,
        "said": said,
        "words": {
            "strip": _("The events of this article by day"),
            "undated": _("no date"),
            "named": _("place only named"),
            "open": _("Show map and timeline"),
            "close": _("Hide map and timeline"),
        },
    }
    _component()(key=KEY, data=data)


def _mark(i: int, event: Event, titles: Sequence[str]) -> dict[str, Any]:
    """Say where an event stands on the strip: days since the year 1, or none."""
    span = event.when
    dated = span is not None and span.first is not None and span.last is not None
    return {
        "event": i,
        "title": titles[i],
        "colour": colour_of(event.sub_type),
        "days": [span.first.toordinal(), span.last.toordinal()] if dated else None,  # type: ignore[union-attr]
        "sure": bool(span and span.precision == 1),
    }


def _ticks(events: Sequence[Event]) -> list[tuple[int, str]]:
    """Name the first and the last day, and one between them where there is room."""
    days = [d.toordinal() for e in events if e.when for d in (e.when.first, e.when.last) if d]
    if not days:
        return []
    first, last = min(days), max(days)
    named = {first, last} | ({(first + last) // 2} if last - first >= 4 else set())
    return [(day, wording.day(date.fromordinal(day))) for day in sorted(named)]


def _kinds(events: Sequence[Event]) -> list[tuple[str, str]]:
    """Name the types of event with their colours, in the order of the text."""
    kinds = dict.fromkeys(event.sub_type for event in events)
    return [(colour_of(kind), kind) for kind in kinds][:MOST_KINDS]


@cache
def _component() -> Any:
    return st.components.v2.component(
        "dateline_article_strip", html='<div class="dl-beside"></div>',
        js=(HERE / "article_strip.js").read_text(encoding="utf-8"), isolate_styles=False,
    )  # fmt: skip
