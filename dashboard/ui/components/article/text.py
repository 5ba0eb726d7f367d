"""A whole article with everything found in it marked, each mark to point at and to choose.

What the browser gets is the same as long as the article is: what is picked or lit changes
classes there (text.js), so that a long text is sent and drawn once.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.extraction.languages.language import codes, language
from dashboard.extraction.pipeline import code_of
from dashboard.extraction.text.text import read_text
from dashboard.model import Document, Event, Extraction
from dashboard.ui.components.article.places import Site, labels, site_of
from dashboard.ui.components.marked_text import Mark, pieces
from dashboard.ui.session.component import component
from dashboard.ui.session.language import _
from gazetteer.place import Resolution

Pick = Resolution | Event
Line = list[tuple[str, str, str]]  # pieces: words, classes, keys


@dataclass(frozen=True, slots=True)
class DrawnText:
    """An article's text in lines, and a number that is another one when they are."""

    lines: list[Line]
    stamp: int


HERE = Path(__file__).resolve().parent
KEY = "article-text"
LOOKS = {"place": "dl-place", "metonym": "dl-metonym", "demonym": "dl-demonym"}


def names() -> dict[str, str]:
    """Return what each class of marks means."""
    return {
        "dl-place": _("place"),
        "dl-metonym": _("place that stands for a government or a group"),
        "dl-demonym": _("people of a place"),
        "dl-unplaced": _("place not resolved"),
        "dl-date": _("date"),
        "dl-event": _("an event"),
        "dl-boilerplate": _("not part of the article"),
    }


def show(
    extraction: Extraction,
    text: DrawnText,
    found: Sequence[Site],
    titles: Sequence[str],
    choose: Callable[[str], None],
) -> None:
    """Draw the text; `choose` hears the key of what somebody chose in it, in strip or map.

    `titles` are the events in words, in the order of the extraction.
    """
    st.html(_key(text.lines))
    data = {
        "stamp": text.stamp,
        "lines": text.lines,
        "sites": [
            {"events": site.events, "mentions": [f"m{at}" for at in site.mentions]}
            for site in found
        ],
        "labels": labels(found),
        "events": _events(extraction, found, titles),
        "skip": _("Skip the text"),
    }
    _component()(key=KEY, data=data, on_pick_change=lambda: choose(st.session_state[KEY]["pick"]))


def picks(extraction: Extraction) -> dict[str, Pick]:
    """Return everything that can be chosen in an article, by its key."""
    mentions = {f"m{r.mention.start}": r for r in extraction.mentions}
    return mentions | {f"e{i}": event for i, event in enumerate(extraction.events)}


def order(extraction: Extraction) -> list[str]:
    """Return the keys of the events in the order in which one reads them."""
    starts = [(event.start, i) for i, event in enumerate(extraction.events)]
    return [f"e{i}" for _start, i in sorted(starts)]


def look(resolution: Resolution) -> str:
    """Return the class a mention is drawn with."""
    return LOOKS.get(resolution.mention.kind, "dl-place") if resolution.place else "dl-unplaced"


def _key(lines: Sequence[Line]) -> str:
    """Draw what the marks mean that are in the text."""
    there = {look for line in lines for _words, looks, _keys in line for look in looks.split()}
    labels = (
        f'<span class="{look}">{name}</span>' for look, name in names().items() if look in there
    )
    return f'<div class="dl-key">{"".join(labels)}</div>'


def _events(
    extraction: Extraction, found: Sequence[Site], titles: Sequence[str]
) -> list[dict[str, Any]]:
    """Return each event's number as one reads, what it is, where on the map, and its quotes."""
    numbers = {key: number for number, key in enumerate(order(extraction), start=1)}
    return [
        {
            "number": numbers[f"e{i}"],
            "title": titles[i],
            "site": site_of(found, f"e{i}"),
            "claims": [f"c{claim.start}" for claim in event.claims],
        }
        for i, event in enumerate(extraction.events)
    ]


def _marks(extraction: Extraction) -> list[Mark]:
    """Mark what was found with its classes, and with keys that say what is there."""
    found = [Mark(r.mention.start, r.mention.end, look(r)) for r in extraction.mentions]
    found += [Mark(span.start, span.end, "dl-date") for span in extraction.dates]
    found += [Mark(*span, "dl-boilerplate") for span in _boilerplate(extraction.document)]
    for mention in (r.mention for r in extraction.mentions):
        found.append(Mark(mention.start, mention.end, f"m{mention.start}"))
    for i, event in enumerate(extraction.events):
        found += [Mark(event.start, event.end, key) for key in ("dl-event", f"e{i}")]
        found += [Mark(claim.start, claim.end, f"c{claim.start}") for claim in event.claims]
    return found


def _boilerplate(document: Document) -> tuple[tuple[int, int], ...]:
    code = code_of(document)[0]
    return read_text(document.text, language(code)).boilerplate if code in codes() else ()


def cut(extraction: Extraction) -> DrawnText:
    """Return each line's pieces: words, classes, and the keys of what is there.

    Choosing a piece picks its first key: that of a mention goes before those of events.
    """
    text, drawn = extraction.document.text, []
    for line in pieces(text, _marks(extraction), 0, len(text)):
        row = [(text[start:end], *_split(looks)) for start, end, looks in line]
        if any(words.strip() for words, *_rest in row):
            drawn.append(row)
    return DrawnText(drawn, zlib.crc32(repr(drawn).encode(errors="surrogatepass")))


def _split(looks: Sequence[str]) -> tuple[str, str]:
    """Part classes from keys; keys of mentions come first, those of events in their order."""
    keys = [look for look in looks if not look.startswith("dl-")]
    keys.sort(key=lambda key: ("mec".index(key[0]), int(key[1:])))
    return " ".join(look for look in looks if look.startswith("dl-")), " ".join(keys)


@cache
def _component() -> Any:
    html = '<div class="dl-text dl-article" tabindex="-1"></div>'
    return component(
        "dateline_article_text", html, "article/text.js", "article/article.css", isolated=False
    )
