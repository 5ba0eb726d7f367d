"""The days of one article's events as a strip below its map, in step with map and text."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from dashboard.map.places import colour_of
from dashboard.model import Event, Extraction
from dashboard.ui.components.article import text
from dashboard.ui.components.timeline.timeline import EPOCH, locale
from dashboard.ui.session import wording
from dashboard.ui.session.component import component
from dashboard.ui.session.language import _

KEY = "article-strip"
MOST_KINDS = 6


def show(extraction: Extraction, titles: Sequence[str], picked: str, said: str) -> None:
    """Draw the strip; it also tells the text what is `picked`, and readers of the screen `said`."""
    events = extraction.events
    keys = text.order(extraction)
    data = {
        "article": extraction.document.id,
        "events": [_mark(int(key[1:]), events[int(key[1:])], titles) for key in keys],
        "locale": locale(),
        "kinds": _kinds(events),
        "picked": picked,
        "status": said,
        "messages": {
            "strip": _("The events of this article by day"),
            "undated": _("no date"),
            "named": _("place only named"),
            "open": _("Show map and timeline"),
            "close": _("Hide map and timeline"),
        },
    }
    _component()(key=KEY, data=data)


def _mark(i: int, event: Event, titles: Sequence[str]) -> dict[str, Any]:
    """Return where an event stands on the strip: days since 1970, or none."""
    span = event.when
    days = None
    if span and span.first and span.last:
        days = [day.toordinal() - EPOCH for day in (span.first, span.last)]
    return {
        "event": i,
        "title": titles[i],
        "colour": colour_of(event.sub_type),
        "days": days,
        "sure": bool(span and span.precision == 1),
    }


def _kinds(events: Sequence[Event]) -> list[tuple[str, str]]:
    """Return the types of event with their colours, in the order of the text."""
    kinds = dict.fromkeys(event.sub_type for event in events)
    return [(colour_of(kind), wording.kind(kind)) for kind in kinds][:MOST_KINDS]


@cache
def _component() -> Any:
    html = '<div class="dl-beside"></div>'
    return component("dateline_article_strip", html, "article/strip.js", isolated=False)
