"""What was found in one article, in a few words."""

from html import escape

from dashboard.model import Extraction
from dashboard.stores import Summary
from dashboard.views import wording
from dashboard.views.event_panel import name

FEW = 6


def found_in(article: Summary, extraction: Extraction | None, *, again: bool) -> str:
    """Draw an article's title, its events and places, and what has no date or no place."""
    facts = [wording.number(article.events, "event")]
    places = _places(extraction)
    facts += [wording.number(len(places), "place")]
    facts += [f"{article.undated} without a date"] if article.undated else []
    facts += [f"{article.unplaced} without a place"] if article.unplaced else []
    if article.others:
        facts.append(f"{article.others} only denied, feared, planned or past")
    shown = ", ".join(name(place) for place in places[:FEW]) + (" …" if len(places) > FEW else "")
    return (
        f'<div class="dl-title">{name(article.title or "Untitled article")}</div>'
        f'<div class="dl-source">{about(article, again=again)}</div>'
        f'<div class="dl-when">{" · ".join(facts)}</div>'
        f'<div class="dl-note">{shown}</div>'
    )


def about(article: Summary, *, again: bool = False) -> str:
    """Draw where an article comes from and when it was published and added."""
    parts = ["<b>Sample</b>"] if article.sample else []
    parts += [name(article.source)] if article.source else []
    parts.append(
        f"published {wording.day(article.published)}"
        if article.published
        else "publication date not known"
    )
    if article.language:
        parts.append(escape(wording.language(article.language)))
    parts.append(f"{'already here, ' if again else ''}added on {wording.day(article.added)}")
    return " · ".join(parts)


def _places(extraction: Extraction | None) -> list[str]:
    """List the places that an article's events happened at, then the others it names."""
    if extraction is None:
        return []
    events = [event.place for event in extraction.events if event.place]
    named = [r.place for r in extraction.mentions if r.place and r.mention.kind != "demonym"]
    return [place.name for place in {p.id: p for p in [*events, *named]}.values()]
