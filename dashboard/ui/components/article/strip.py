"""The days of one article's events as a strip below its map, in step with map and text."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from dashboard.events.namings import namings
from dashboard.extraction.types.event_type import group_of
from dashboard.map.places import GROUP_COLOURS, UNKNOWN_COLOUR, colour_of
from dashboard.model import Event, Extraction
from dashboard.translations.plain_text import plain
from dashboard.ui.components.article import text
from dashboard.ui.components.timeline.timeline import EPOCH, locale
from dashboard.ui.session import wording
from dashboard.ui.session.component import component
from dashboard.ui.session.language import _

KEY = "article-strip"
MOST_KINDS = 8
MOST_NAMED = 60  # places on the strip; the list below it has all


def show(extraction: Extraction, titles: Sequence[str], picked: str, said: str) -> None:
    """Draw the strip; it also tells the text what is `picked`, and readers of the screen `said`."""
    events = extraction.events
    keys = text.order(extraction)
    marks = [_mark(key, events[int(key[1:])], titles) for key in keys]
    data = {
        "article": extraction.document.id,
        "events": [*marks, *_named(extraction)],
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


def _mark(key: str, event: Event, titles: Sequence[str]) -> dict[str, Any]:
    """Return where an event stands on the strip: days since 1970, or none."""
    span = event.when
    days = None
    if span and span.first and span.last:
        days = [day.toordinal() - EPOCH for day in (span.first, span.last)]
    return {
        "key": key,
        "title": titles[int(key[1:])],
        "colour": colour_of(event.sub_type),
        "days": days,
        "sure": bool(span and span.precision == 1),
    }


def _named(extraction: Extraction) -> list[dict[str, Any]]:
    """Return the places that no event is at, by the days on which they are named."""
    places = {event.place.id for event in extraction.events if event.place}
    found = [one for one in namings(extraction) if one.place.id not in places]
    return [
        {
            "key": f"m{one.spans[0][0]}",
            "title": _(
                "{place}, named only, {when}",
                place=plain(wording.place(one.place)),
                when=wording.days(one.first, one.last),
            ),
            "colour": "",
            "days": [day.toordinal() - EPOCH for day in (one.first, one.last)]
            if one.first and one.last
            else None,
            "sure": True,
        }
        for one in found[:MOST_NAMED]
    ]


def _kinds(events: Sequence[Event]) -> list[tuple[str, str]]:
    """Return the groups of the events with their colours, in the order of the text."""
    groups = dict.fromkeys(group_of(event.sub_type) for event in events)
    return [(GROUP_COLOURS.get(group, UNKNOWN_COLOUR), wording.group(group)) for group in groups][
        :MOST_KINDS
    ]


@cache
def _component() -> Any:
    html = '<div class="dl-beside"></div>'
    return component("dateline_article_strip", html, "article/strip.js", isolated=False)
