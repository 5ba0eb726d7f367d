"""Beside an article's text: its map, its days, the way from event to event, what is picked."""

import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard.map.reader import read, reading
from dashboard.model import Event, Extraction
from dashboard.translations.plain_text import plain
from dashboard.ui.components.article import strip, text, why_here
from dashboard.ui.components.article.places import Site, site_of
from dashboard.ui.components.article.text import Pick
from dashboard.ui.components.event_panel import event as event_panel
from dashboard.ui.session import resources, state, wording
from dashboard.ui.session.language import _, _n, chosen
from dashboard.ui.session.snapshot import Snapshot

MAP, LIST_ROUND = "article-map", "article-list-round"
MAP_HEIGHT = 300  # the style sheet fits it to the window
Choose = Callable[[str], None]


def show(
    now: Snapshot,
    extraction: Extraction,
    found: Sequence[Site],
    titles: Sequence[str],
    picked: str,
    choose: Choose,
) -> None:
    """Draw what stands beside the text; `choose` hears the key of what somebody chose."""
    chosen = text.picks(extraction).get(picked)
    with st.container(key="article-beside"):
        _steps(extraction, chosen, picked, choose)
        _map(extraction, found, picked)
        strip.show(extraction, titles, picked, _said(chosen, picked, titles))
        with st.container(key="article-picked" if chosen else "article-found", border=True):
            if chosen is None:
                _found(extraction, choose)
                return
            st.button(
                _("Everything found"),
                icon=":material/arrow_back:",
                type="tertiary",
                on_click=choose,
                args=("",),
            )
            if isinstance(chosen, Event):
                event_panel.show(now, chosen, extraction, in_article=True)
            else:
                why_here.show(now, chosen)


def titles_of(extraction: Extraction) -> list[str]:
    """Describe each event in few words, for those who hear the page or point at marks."""
    keys = text.order(extraction)
    numbers = {key: number for number, key in enumerate(keys, start=1)}
    return [
        _(
            "Event {number} of {total}: {what}, {where}, {when}",
            number=numbers[f"e{i}"],
            total=len(keys),
            what=_what(event),
            where=plain(wording.where(event)),
            when=_when(event) or _("no date"),
        )
        for i, event in enumerate(extraction.events)
    ]


def _steps(extraction: Extraction, chosen: Pick | None, picked: str, choose: Choose) -> None:
    """Go from event to event as one reads, from wherever one is."""
    keys = text.order(extraction)
    if not keys:
        return
    before, after = _neighbours(extraction, keys, chosen, picked)
    position = _n("{n} event", "{n} events", len(keys))
    if picked in keys:
        position = _("{number} of {total}", number=keys.index(picked) + 1, total=len(keys))
    with st.container(key="article-steps", horizontal=True, vertical_alignment="center"):
        st.button(
            _("Previous event"),
            key="article-before",
            shortcut="Shift+Up",
            disabled=not before,
            on_click=choose,
            args=(before,),
        )
        st.html(f'<div class="dl-count">{position}</div>')
        st.button(
            _("Next event"),
            key="article-after",
            shortcut="Shift+Down",
            disabled=not after,
            on_click=choose,
            args=(after,),
        )


def _neighbours(
    extraction: Extraction, keys: list[str], chosen: Pick | None, picked: str
) -> tuple[str, str]:
    """Return the events before and after what is picked; with nothing picked, the first is next."""
    if chosen is None:
        return "", keys[0]
    if picked in keys:
        at = keys.index(picked)
        return keys[at - 1] if at else "", keys[at + 1] if at + 1 < len(keys) else ""
    assert not isinstance(chosen, Event)
    starts = {key: extraction.events[int(key[1:])].start for key in keys}
    here = chosen.mention.start
    before = [key for key in keys if starts[key] <= here]
    after = [key for key in keys if starts[key] > here]
    return before[-1] if before else "", after[0] if after else ""


def _map(extraction: Extraction, found: Sequence[Site], picked: str) -> None:
    points = [site.point for site in found]
    fitting = zlib.crc32(extraction.document.id.encode())
    st_folium(
        reading(tiled=resources.tiles() is not None),
        key=MAP,
        height=MAP_HEIGHT,
        width=None,
        returned_objects=[],
        feature_group_to_add=read(
            points, picked=site_of(found, picked), fitting=fitting, language=chosen().language
        ),
    )


def _said(chosen: Pick | None, picked: str, titles: Sequence[str]) -> str:
    """Describe what is picked, for those who hear the page."""
    if chosen is None:
        return ""
    if isinstance(chosen, Event):
        return titles[int(picked[1:])]
    name = plain(chosen.mention.text)
    if chosen.place is None:
        return _("{name}: no place we could choose", name=name)
    country = wording.country(chosen.place.country)
    place = plain(wording.place(chosen.place))
    return _("{name}: this is {place}, {country}", name=name, place=place, country=country)


# ---- nothing picked yet ---------------------------------------------------------------------


def _found(extraction: Extraction, choose: Choose) -> None:
    """List the events and the places named; choosing one shows it in the text."""
    events, mentions = extraction.events, extraction.mentions
    st.html(f'<div class="dl-part">{_n("{n} event", "{n} events", len(events))}</div>')
    if events:
        keys = text.order(extraction)
        ordered = [events[int(key[1:])] for key in keys]
        data = {
            _("When"): [_when(e) for e in ordered],
            _("Where"): [plain(wording.where(e)) if e.place else "" for e in ordered],
            _("What"): [_what(e) for e in ordered],
        }
        _list("events", data, keys, choose)
    else:
        st.caption(_("Nothing in this article was read as an event."))
    names = _n("{n} place name", "{n} place names", len(mentions))
    st.html(f'<div class="dl-part">{names}</div>')
    if mentions:
        unknown = _("not resolved")
        data = {
            _("In the text"): [plain(r.mention.text) for r in mentions],
            _("Means"): [
                plain(wording.place_both(r.place)) if r.place else unknown for r in mentions
            ],
            _("Country"): [wording.country(r.place.country) if r.place else "" for r in mentions],
        }
        _list("mentions", data, [f"m{r.mention.start}" for r in mentions], choose)
    st.caption(_("Choose one here or in the text to see why it was read this way."))


def _when(event: Event) -> str:
    span = event.when
    return wording.days(span.first, span.last) if span and span.first else ""


def _what(event: Event) -> str:
    kind = wording.kind(event.sub_type)
    return kind if event.mode == "reported" else f"{kind} ({_(wording.MODES[event.mode]).lower()})"


def _list(kind: str, data: dict[str, list[str]], keys: list[str], choose: Choose) -> None:
    key = f"article-{kind}-{st.query_params.get(state.READ)}-{st.session_state.get(LIST_ROUND, 0)}"
    answer: Any = st.dataframe(
        pd.DataFrame(data),
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
    )
    if cells := answer["selection"]["cells"]:
        choose(keys[cells[0][0]])
        st.rerun()
