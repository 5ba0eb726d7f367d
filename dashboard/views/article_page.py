"""One article: its text with everything found in it, and why it was read this way."""

import json
from dataclasses import asdict
from html import escape
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from dashboard.layers.text import plain
from dashboard.model import Event, Extraction
from dashboard.records import extraction_record
from dashboard.stores import Filter, Summary
from dashboard.views import (
    article_text,
    event_panel,
    publication,
    resources,
    state,
    why_here,
    wording,
)
from dashboard.views.event_panel import name
from dashboard.views.finding import about

CHOICE, LAST, LIST_ROUND = "article-choice", "article-last", "article-list-round"
LONGEST = 90  # characters of a title in the list


def page() -> None:
    """Show the page."""
    known = {summary.id: summary for summary in resources.store().documents()}
    if not known:
        _nothing_yet()
        return
    article = known[_chosen(known)]
    extraction = resources.store().extraction(article.id)
    if extraction is None:  # another session has just deleted it
        st.rerun()
    _choice(article, known)
    st.html(_heading(article))
    _actions(article, extraction)
    if publication.asks(extraction):
        publication.ask(extraction)
    for warning in extraction.warnings:
        st.caption(wording.literal(plain(warning)))
    _body(extraction)


def _nothing_yet() -> None:
    st.title("No articles yet")
    st.write("Add news articles, in Arabic or English, to read them here with what they report.")
    if st.button("Add articles", type="primary", icon=":material/note_add:"):
        state.open_page("add")


def _chosen(known: dict[str, Summary]) -> str:
    """Return the article the address names, else the last one read, else the newest."""
    asked = st.query_params.get(state.READ, "")
    if asked and asked not in known:
        st.warning("The article of this link is not here; it may have been deleted.")
    wanted = (asked, st.session_state.get(LAST, ""))
    chosen = next((id for id in wanted if id in known), next(iter(known)))
    st.session_state[LAST] = chosen
    if asked != chosen:
        state.write_address({state.READ: chosen})
    return chosen


def _choice(article: Summary, known: dict[str, Summary]) -> None:
    if len(known) == 1:
        return
    st.session_state[CHOICE] = article.id
    st.selectbox(
        f"{len(known):,} articles", list(known), key=CHOICE, on_change=_read,
        format_func=lambda id: _label(known[id]),
    )  # fmt: skip


def _label(article: Summary) -> str:
    title = plain(article.title) or "Untitled article"
    title = title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"
    day = wording.day(article.published) if article.published else "no date"
    # The isolates keep a title's direction from turning the day that follows it.
    return f"\u2068{title}\u2069 · {day}"


def _read() -> None:
    state.write_address({state.READ: st.session_state[CHOICE]})


def _heading(article: Summary) -> str:
    title = name(article.title or "Untitled article")
    link = ""
    if urlsplit(article.url).scheme in ("http", "https"):
        target = escape(article.url)
        link = f' · <a href="{target}" target="_blank" rel="noopener noreferrer">original</a>'
    return f'<div class="dl-title">{title}</div><div class="dl-source">{about(article)}{link}</div>'


# ---- what to do with it ---------------------------------------------------------------------


def _actions(article: Summary, extraction: Extraction) -> None:
    with st.container(horizontal=True, key="article-actions"):
        if st.button("See on the map", icon=":material/map:", disabled=not article.events):
            state.keep(state.View(Filter(articles=(article.id,))))
            state.open_page("map")
        with st.popover("Publication date", icon=":material/event:"):
            _publication(extraction)
        st.download_button(
            "JSON", lambda: as_json(extraction), file_name=f"{article.id}.json",
            mime="application/json", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        with st.popover("Delete", icon=":material/delete:"):
            events = wording.number(article.events + article.others, "event")
            st.write(f"Delete this article and its {events}? This cannot be undone.")
            st.button("Delete for good", type="primary", key="delete-article",
                      on_click=_delete, args=(article.id,))  # fmt: skip


def _publication(extraction: Extraction) -> None:
    document = extraction.document
    known = document.published
    st.caption("Dates such as “yesterday” or “on Friday” are counted from this day.")
    key = f"published-{document.id}-{known}"
    publication.field(key, known, "Published")
    st.button("Read again with this date", on_click=publication.take, args=(document.id, key))


def _delete(article: str) -> None:
    resources.store().remove(article)
    state.write_address({})
    st.session_state.pop(LAST, None)
    view = state.current()
    if view.event.startswith(f"{article}:") or article in view.filter.articles:
        state.keep(state.View())
    st.toast("The article is deleted.", icon=":material/delete:")


def as_json(extraction: Extraction) -> bytes:
    """Write an article with its text and everything found in it."""
    document = asdict(extraction.document)
    document["published"] = document["published"] and document["published"].isoformat()
    whole = {"document": document} | extraction_record(extraction)
    return json.dumps(whole, ensure_ascii=False, indent=1).encode(errors="backslashreplace")


# ---- the text and what is chosen in it ------------------------------------------------------


def _body(extraction: Extraction) -> None:
    picked = st.query_params.get(state.PICK, "")
    chosen = article_text.picks(extraction).get(picked)
    left, right = st.columns([8, 5], gap="medium")
    with left:
        article_text.show(extraction, picked if chosen else "", _pick)
    with right, st.container(key="article-picked" if chosen else "article-found", border=True):
        if chosen is None:
            _found(extraction)
            return
        st.button("Everything found", icon=":material/arrow_back:", type="tertiary",
                  on_click=_pick, args=("",))  # fmt: skip
        if isinstance(chosen, Event):
            event_panel.show(chosen, extraction, in_article=True)
        else:
            why_here.show(chosen)


def _pick(picked: str) -> None:
    query = {state.READ: st.query_params.get(state.READ, "")}
    state.write_address(query | ({state.PICK: picked} if picked else {}))
    st.session_state[LIST_ROUND] = st.session_state.get(LIST_ROUND, 0) + 1


def _found(extraction: Extraction) -> None:
    """List the events and the places named; choosing one shows it in the text."""
    events, mentions = extraction.events, extraction.mentions
    st.html(f'<div class="dl-part">{wording.number(len(events), "event")}</div>')
    if events:
        data = {
            "When": [_when(e) for e in events],
            "Where": [plain(e.place.name) if e.place else "" for e in events],
            "What": [_what(e) for e in events],
        }
        _list("events", data, [f"e{i}" for i in range(len(events))])
    else:
        st.caption("Nothing in this article was read as an event.")
    st.html(f'<div class="dl-part">{wording.number(len(mentions), "place name")}</div>')
    if mentions:
        data = {
            "In the text": [plain(r.mention.text) for r in mentions],
            "Means": [plain(r.place.name) if r.place else "not resolved" for r in mentions],
            "Country": [wording.country(r.place.country) if r.place else "" for r in mentions],
        }
        _list("mentions", data, [f"m{r.mention.start}" for r in mentions])
    st.caption("Choose one here or in the text to see why it was read this way.")


def _when(event: Event) -> str:
    span = event.when
    return wording.days(span.first, span.last) if span and span.first else ""


def _what(event: Event) -> str:
    told = plain(event.sub_type)
    return told if event.mode == "reported" else f"{told} ({wording.MODES[event.mode].lower()})"


def _list(kind: str, data: dict[str, list[str]], keys: list[str]) -> None:
    key = f"article-{kind}-{st.query_params.get(state.READ)}-{st.session_state.get(LIST_ROUND, 0)}"
    answer: Any = st.dataframe(
        pd.DataFrame(data), key=key, hide_index=True, on_select="rerun",
        selection_mode="single-cell",
    )  # fmt: skip
    if cells := answer["selection"]["cells"]:
        _pick(keys[cells[0][0]])
        st.rerun()
