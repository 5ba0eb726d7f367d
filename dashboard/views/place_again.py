"""A place was changed: what would the articles that are here already tell now? Shown, then done."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import reextract
from dashboard.layers.text import plain
from dashboard.model import Event
from dashboard.reextract import Applied, Change, Preview
from dashboard.stores import Filter
from dashboard.views import resources, state, wording
from dashboard.views.event_panel import name

ASKED, SEEN, DONE = "again-asked", "again-seen", "again-done"
AT_ONCE = 150  # articles that are read without asking first
MOST_LISTED = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """What was done to a place, and how to find the articles it concerns; `all` of them.

    `place` is the place's name; what follows it is told in `told`.
    """

    place: str
    told: str
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    all: bool = False


def ask(place: str, told: str, names: Sequence[str], places: Sequence[str]) -> None:
    """Ask on the next page that is drawn what becomes of the articles with a place or a name."""
    close()
    st.session_state[ASKED] = Asked(place, told, tuple(names), tuple(places))


def ask_of_all() -> None:
    """Ask what becomes of all articles."""
    close()
    st.session_state[ASKED] = Asked("", "All articles, with the places known now", all=True)


def close() -> None:
    """Leave the articles as they are."""
    for key in (ASKED, SEEN, DONE):
        st.session_state.pop(key, None)


def show() -> None:
    """Draw the question and what would change, or what was done; nothing where nobody asked."""
    asked: Asked | None = st.session_state.get(ASKED)
    if asked is None:
        return
    with st.container(border=True, key="again"):
        done: tuple[Applied, bool] | None = st.session_state.get(DONE)
        if done:
            _done(*done)
        else:
            _question(asked)


def _question(asked: Asked) -> None:
    subject = f"{name(asked.place)} " if asked.place else ""
    st.html(f'<div class="dl-kind"><span>{subject}{escape(asked.told)}</span></div>')
    articles = _articles(asked)
    if not articles:
        st.caption("What is added from now on is read with it. No article here is concerned.")
        st.button("Close", on_click=close, key="again-close")
        return
    seen = _seen(asked, articles)
    if seen is None:
        return
    st.html(_headline(seen, len(articles)))
    if seen.changes:
        _table(seen.changes)
    if seen.failed:
        failed = wording.number(len(seen.failed), "article")
        st.caption(f"{failed} could not be read again and would stay as it is.")
    with st.container(horizontal=True):
        if seen.pairs:
            label = f"Apply to {wording.number(len(seen.pairs), 'article')}"
            st.button(label, type="primary", on_click=_apply, args=(seen,), key="again-apply")
        leave = "Leave them as they are" if seen.pairs else "Close"
        st.button(leave, on_click=close, key="again-close")


def _articles(asked: Asked) -> list[str]:
    store = resources.store()
    if asked.all:
        return [summary.id for summary in store.documents()]
    return reextract.articles_to_read(store, asked.names, asked.places)


def _seen(asked: Asked, articles: list[str]) -> Preview | None:
    """Return the preview, made once; None while it waits for a word because it takes long."""
    store, index = resources.store(), resources.index()
    stamp = asked, tuple(articles), store.version(), id(index)
    kept = st.session_state.get(SEEN)
    if kept and kept[0] == stamp:
        preview: Preview = kept[1]
        return preview
    if len(articles) > AT_ONCE:
        st.write(f"{wording.number(len(articles), 'article')} here may be read differently now.")
        if not st.button("See what would change", type="primary", key="again-see"):
            st.button("Leave them as they are", on_click=close, key="again-close")
            return None
    bar = st.progress(0.0, text="Reading again, changing nothing yet …")
    preview = reextract.preview(
        store, index, articles, lambda done: _tell(bar, done, len(articles))
    )
    bar.empty()
    st.session_state[SEEN] = stamp, preview
    return preview


def _tell(bar: Any, done: int, total: int) -> None:
    if done % 10 == 0 or done == total:
        bar.progress(
            done / total, text=f"Reading again, changing nothing yet: {done:,} of {total:,}"
        )


def _headline(seen: Preview, articles: int) -> str:
    if not seen.pairs:
        read = wording.number(articles, "article")
        return f'<div class="dl-when">{read} read again: nothing would change.</div>'
    names = wording.number(seen.names, "place name")
    events = wording.number(len(seen.changes), "event")
    here = wording.number(len(seen.pairs), "article")
    return (
        '<div class="dl-title">Apply to the articles already here?</div>'
        f'<div class="dl-when">{escape(f"{here} would be read anew: {names} and {events} change.")}'
        "</div>"
    )


def _table(changes: Sequence[Change]) -> None:
    shown = changes[:MOST_LISTED]
    data = {
        "Article": [plain(change.title) or "Untitled article" for change in shown],
        "Event": [plain(change.event.sub_type) for change in shown],
        "When": [_when(change.event) for change in shown],
        "What happens": [change.how for change in shown],
        "From": [_where(change.before) for change in shown],
        "To": [_where(change.after) for change in shown],
        "Moves": ["–" if change.km is None else f"{change.km:,.1f} km" for change in shown],
    }
    st.dataframe(
        pd.DataFrame(data), hide_index=True, key="again-table",
        height=320 if len(shown) > 8 else "auto",
        column_config={"Moves": st.column_config.TextColumn(width=90, alignment="right")},
    )  # fmt: skip
    if len(changes) > len(shown):
        st.caption(f"and {len(changes) - len(shown):,} more")


def _when(event: Event) -> str:
    return wording.days(event.when.first, event.when.last) if event.when else "no date"


def _where(event: Event | None) -> str:
    return plain(wording.where(event)) if event else "–"


def _apply(seen: Preview) -> None:
    applied = reextract.apply(resources.store(), seen.pairs)
    st.session_state[DONE] = applied, False
    st.session_state.pop(SEEN, None)


def _done(applied: Applied, undone: bool) -> None:
    number = wording.number(len(applied.pairs), "article")
    told = f"{number} as before" if undone else f"{number} read anew"
    st.html(f'<div class="dl-kind">{escape(told)}</div>')
    if applied.stale:
        stale = wording.number(len(applied.stale), "article")
        st.caption(f"{stale} changed by somebody else in between: left alone.")
    with st.container(horizontal=True):
        if applied.pairs and st.button("See on the map", icon=":material/map:", key="again-map"):
            ids = tuple(pair[0].document.id for pair in applied.pairs)
            state.keep(state.View(Filter(articles=ids)))
            state.open_page("map")
        if applied.pairs and not undone:
            st.button("Undo", icon=":material/undo:", on_click=_undo, args=(applied,),
                      key="again-undo")  # fmt: skip
        st.button("Close", on_click=close, key="again-close")


def _undo(applied: Applied) -> None:
    st.session_state[DONE] = reextract.undo(resources.store(), applied), True
