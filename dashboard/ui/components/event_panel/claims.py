"""Who says what of an event, side by side by where they stand, each with the words they use."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.events.status import AGAINST, FOR
from dashboard.model import Claim, Document, Event
from dashboard.translations.plain_text import plain
from dashboard.ui.session import wording
from dashboard.ui.session.component import component
from dashboard.ui.session.language import _

HERE = Path(__file__).resolve().parent
KEY = "article-claims"
Reports = Sequence[tuple[Event, Document]]


def show(event: Event, text: str, reports: Reports = ()) -> None:
    """Draw the claims of an event in an article's `text`, and those of its other reports.

    Choosing a quote of this article shows it in the text.
    """
    claims = [_claim(claim, text, None) for claim in event.claims]
    for other, document in reports:
        if other.id != event.id:
            claims += [_claim(claim, document.text, document) for claim in other.claims]
    if not claims:
        return
    sides = {
        "for": _("They say it happened so"),
        "against": _("They deny it or give another cause"),
        "open": _("They take no position"),
    }
    columns = [
        {"side": side, "title": title, "claims": drawn}
        for side, title in sides.items()
        if (drawn := _once(claim for claim in claims if claim["side"] == side))
    ]
    _component()(key=KEY, data={"columns": columns, "show": _("Show in the text")})


def _claim(claim: Claim, text: str, document: Document | None) -> dict[str, Any]:
    about = [plain(document.source or document.title)] if document else []
    about += [wording.day(claim.day)] if claim.day else []
    return {
        "side": "against" if claim.stance in AGAINST else "for" if claim.stance in FOR else "open",
        "who": plain(claim.speaker) or _("Unnamed source"),
        "stance": wording.STANCES.get(claim.stance, claim.stance),
        "about": about,
        "quote": " ".join(text[claim.start : claim.end].split()),
        "start": None if document else claim.start,
    }


def _once(claims: Any) -> list[dict[str, Any]]:
    """Leave out what a copy of an article says again."""
    once: dict[tuple[str, str], dict[str, Any]] = {}
    for claim in claims:
        once.setdefault((claim["who"], claim["quote"]), claim)
    return list(once.values())


@cache
def _component() -> Any:
    html = '<div class="dl-sides"></div>'
    return component("dateline_article_claims", html, "event_panel/claims.js", isolated=False)
