"""A whole article with everything found in it marked, and each mark to choose."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.boilerplate import find_boilerplate
from dashboard.model import Document, Event, Extraction
from dashboard.pipeline import read_language
from dashboard.views.marked_text import Mark, pieces
from gazetteer.place import Resolution

Pick = Resolution | Event
HERE = Path(__file__).resolve().parent
KEY = "article-text"
LOOKS = {"place": "dl-place", "metonym": "dl-metonym", "demonym": "dl-demonym"}
NAMES = {
    "dl-place": "place",
    "dl-metonym": "place that stands for a government or a group",
    "dl-demonym": "people of a place",
    "dl-unplaced": "place not resolved",
    "dl-date": "date",
    "dl-event": "an event",
    "dl-boilerplate": "not part of the article",
}


def show(extraction: Extraction, picked: str, choose: Callable[[str], None]) -> None:
    """Draw the text; `choose` hears the key of what somebody chose in it."""
    marked = [*_marks(extraction), *_chosen(extraction, picked)]
    lines = _lines(extraction, marked)
    looks = {look for line in lines for _, words, _, _ in line for look in words.split()}
    key = (f'<span class="{look}">{words}</span>' for look, words in NAMES.items() if look in looks)
    st.html(f'<div class="dl-key">{"".join(key)}</div>')
    _component()(
        key=KEY, data={"lines": lines, "picked": picked},
        on_pick_change=lambda: choose(st.session_state[KEY]["pick"]),
    )  # fmt: skip


def picks(extraction: Extraction) -> dict[str, Pick]:
    """Name everything that can be chosen in an article."""
    mentions = {f"m{r.mention.start}": r for r in extraction.mentions}
    return mentions | {f"e{i}": event for i, event in enumerate(extraction.events)}


def look(resolution: Resolution) -> str:
    """Return the class a mention is drawn with."""
    return LOOKS.get(resolution.mention.kind, "dl-place") if resolution.place else "dl-unplaced"


def _marks(extraction: Extraction) -> list[Mark]:
    found = [Mark(r.mention.start, r.mention.end, look(r)) for r in extraction.mentions]
    found += [Mark(span.start, span.end, "dl-date") for span in extraction.dates]
    found += [Mark(event.start, event.end, "dl-event") for event in extraction.events]
    found += [Mark(*span, "dl-boilerplate") for span in _boilerplate(extraction.document)]
    return found


def _chosen(extraction: Extraction, picked: str) -> list[Mark]:
    chosen = picks(extraction).get(picked)
    if isinstance(chosen, Event):
        outside = (c for c in chosen.claims if not chosen.start <= c.start < chosen.end)
        claims = [Mark(claim.start, claim.end, "dl-claim") for claim in outside]
        return [Mark(chosen.start, chosen.end, "dl-sentence"), *claims]
    if chosen:
        return [Mark(chosen.mention.start, chosen.mention.end, "dl-chosen")]
    return []


@st.cache_data(show_spinner=False, max_entries=64)
def _boilerplate(document: Document) -> tuple[tuple[int, int], ...]:
    return find_boilerplate(document.text, read_language(document)[0])


def _lines(extraction: Extraction, marked: list[Mark]) -> list[list[list[Any]]]:
    """Return each line's pieces: words, classes, what choosing them picks, a stop for the keyboard.

    A mention goes before the event around it; events are reached by keyboard in their list.
    """
    text, at = extraction.document.text, _owners(extraction)
    drawn = []
    for line in pieces(text, marked, 0, len(text)):
        row: list[list[Any]] = []
        for start, end, looks in line:
            shown = [name for name in looks if name != "dl-event" or "dl-sentence" not in looks]
            pick = at.get(start, "")
            row.append([text[start:end], " ".join(shown), pick, pick.startswith("m")])
        if any(words.strip() for words, *_ in row):
            drawn.append(row)
    return drawn


def _owners(extraction: Extraction) -> dict[int, str]:
    """Say for every character that can be chosen what it picks."""
    at: dict[int, str] = {}
    for i, event in reversed(list(enumerate(extraction.events))):
        at |= dict.fromkeys(range(event.start, event.end), f"e{i}")
    for resolution in extraction.mentions:
        span = range(resolution.mention.start, resolution.mention.end)
        at |= dict.fromkeys(span, f"m{resolution.mention.start}")
    return at


@cache
def _component() -> Any:
    return st.components.v2.component(
        "dateline_article_text", html='<div class="dl-text" tabindex="-1"></div>',
        js=(HERE / "article_text.js").read_text(encoding="utf-8"), isolate_styles=False,
    )  # fmt: skip
