"""What was found in one article, in a few words."""

from html import escape

from dashboard.model import Extraction
from dashboard.stores import Summary
from dashboard.ui.components.event_panel.event import name
from dashboard.ui.session import wording
from dashboard.ui.session.language import _, _n

FEW = 6


def found_in(article: Summary, extraction: Extraction | None, *, again: bool) -> str:
    """Draw an article's title, its events and places, and what has no date or no place."""
    features = [_n("{n} event", "{n} events", article.events)]
    places = _places(extraction)
    features += [_n("{n} place", "{n} places", len(places))]
    if article.undated:
        features.append(_n("{n} without a date", "{n} without a date", article.undated))
    if article.unplaced:
        features.append(_n("{n} without a place", "{n} without a place", article.unplaced))
    if article.others:
        features.append(
            _n(
                "{n} only denied, feared, planned or past",
                "{n} only denied, feared, planned or past",
                article.others,
            )
        )
    shown = _(", ").join(name(place) for place in places[:FEW]) + (
        " …" if len(places) > FEW else ""
    )
    return (
        f'<div class="dl-title">{name(article.title or _("Untitled article"))}</div>'
        f'<div class="dl-source">{about(article, again=again)}</div>'
        f'<div class="dl-when">{" · ".join(features)}</div>'
        f'<div class="dl-note">{shown}</div>'
    )


def about(article: Summary, *, again: bool = False) -> str:
    """Draw where an article comes from and when it was published and added."""
    parts = [f"<b>{_('Sample')}</b>"] if article.sample else []
    parts += [name(article.source)] if article.source else []
    parts.append(
        _("published {day}", day=wording.day(article.published))
        if article.published
        else _("publication date not known")
    )
    if article.language:
        parts.append(escape(wording.language(article.language)))
    added = wording.day(article.added)
    parts.append(
        _("already here, added on {day}", day=added) if again else _("added on {day}", day=added)
    )
    return " · ".join(parts)


def _places(extraction: Extraction | None) -> list[str]:
    """List the places that an article's events happened at, then the others it names."""
    if extraction is None:
        return []
    events = [event.place for event in extraction.events if event.place]
    named = [r.place for r in extraction.mentions if r.place and r.mention.kind != "demonym"]
    return [wording.place(place) for place in {p.id: p for p in [*events, *named]}.values()]
