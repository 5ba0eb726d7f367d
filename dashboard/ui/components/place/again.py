"""A place was changed: what would the articles that are here already tell now? Shown, then done."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.model import Event
from dashboard.stores import Filter, reextraction
from dashboard.stores.reextraction import Applied, Change, Preview
from dashboard.translations.plain_text import plain
from dashboard.ui.components.event_panel.event import name
from dashboard.ui.session import resources, state, wording
from dashboard.ui.session.language import _, _n, across
from dashboard.ui.session.snapshot import Snapshot

ASKED, SEEN, DONE = "again-asked", "again-seen", "again-done"
AT_ONCE = 150  # articles that are read without asking first
MOST_LISTED = 300


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """What was done to a place, and how to find the articles it concerns; `all` of them.

    `place` is the place's name; `change` says what was done to it.
    """

    place: str
    change: str
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    all: bool = False


def ask(place: str, change: str, names: Sequence[str], places: Sequence[str]) -> None:
    """Ask on the next page that is drawn what becomes of the articles with a place or a name."""
    close()
    st.session_state[ASKED] = ChangedPlace(place, change, tuple(names), tuple(places))


def ask_of_all() -> None:
    """Ask what becomes of all articles."""
    close()
    st.session_state[ASKED] = ChangedPlace(
        "", _("All articles, with the places known now"), all=True
    )


def close() -> None:
    """Leave the articles as they are."""
    for key in (ASKED, SEEN, DONE):
        st.session_state.pop(key, None)


def show(now: Snapshot) -> None:
    """Draw the question and what would change, or what was done; nothing where nobody asked."""
    asked: ChangedPlace | None = st.session_state.get(ASKED)
    if asked is None:
        return
    with st.container(border=True, key="again"):
        done: tuple[Applied, bool] | None = st.session_state.get(DONE)
        if done:
            _done(*done)
        else:
            _question(now, asked)


def _question(now: Snapshot, asked: ChangedPlace) -> None:
    subject = f"{name(asked.place)} " if asked.place else ""
    st.html(f'<div class="dl-kind"><span>{subject}{escape(asked.change)}</span></div>')
    articles = _articles(now, asked)
    if not articles:
        st.caption(_("What is added from now on is read with it. No article here is concerned."))
        st.button(_("Close"), on_click=close, key="again-close")
        return
    seen = _seen(now, asked, articles)
    if seen is None:
        return
    st.html(_headline(seen, len(articles)))
    if seen.changes:
        _table(seen.changes)
    if seen.failed:
        st.caption(
            _n(
                "{n} article could not be read again and would stay as it is.",
                "{n} articles could not be read again and would stay as they are.",
                len(seen.failed),
            )
        )
    with st.container(horizontal=True):
        if seen.pairs:
            label = _n("Apply to {n} article", "Apply to {n} articles", len(seen.pairs))
            st.button(label, type="primary", on_click=_apply, args=(seen,), key="again-apply")
        leave = _("Leave them as they are") if seen.pairs else _("Close")
        st.button(leave, on_click=close, key="again-close")


def _articles(now: Snapshot, asked: ChangedPlace) -> list[str]:
    if asked.all:
        return [summary.id for summary in now.store.documents()]
    return reextraction.articles_to_read(now.store, asked.names, asked.places)


def _seen(now: Snapshot, asked: ChangedPlace, articles: list[str]) -> Preview | None:
    """Return the preview, made once; None while it waits for a word because it takes long."""
    index = resources.index()
    stamp = asked, tuple(articles), now.version, id(index)
    kept = st.session_state.get(SEEN)
    if kept and kept[0] == stamp:
        preview: Preview = kept[1]
        return preview
    if len(articles) > AT_ONCE:
        st.write(
            _n(
                "{n} article here may be read differently now.",
                "{n} articles here may be read differently now.",
                len(articles),
            )
        )
        if not st.button(_("See what would change"), type="primary", key="again-see"):
            st.button(_("Leave them as they are"), on_click=close, key="again-close")
            return None
    bar = st.progress(0.0, text=_("Reading again, changing nothing yet …"))
    preview = reextraction.preview(
        now.store,
        resources.extract,
        articles,
        lambda done: _show_progress(bar, done, len(articles)),
    )
    bar.empty()
    st.session_state[SEEN] = stamp, preview
    return preview


def _show_progress(bar: Any, done: int, total: int) -> None:
    if done % 10 == 0 or done == total:
        progress = _(
            "Reading again, changing nothing yet: {done} of {all}",
            done=wording.number(done),
            all=wording.number(total),
        )
        bar.progress(done / total, text=progress)


def _headline(seen: Preview, articles: int) -> str:
    if not seen.pairs:
        headline = _n(
            "{n} article read again: nothing would change.",
            "{n} articles read again: nothing would change.",
            articles,
        )
        return f'<div class="dl-when">{headline}</div>'
    headline = _n(
        "{n} article would be read anew: {names} and {events} change.",
        "{n} articles would be read anew: {names} and {events} change.",
        len(seen.pairs),
        names=_n("{n} place name", "{n} place names", seen.names),
        events=_n("{n} event", "{n} events", len(seen.changes)),
    )
    title = _("Apply to the articles already here?")
    return f'<div class="dl-title">{title}</div><div class="dl-when">{escape(headline)}</div>'


def _table(changes: Sequence[Change]) -> None:
    shown = changes[:MOST_LISTED]
    data = {
        _("Article"): [plain(change.title) or _("Untitled article") for change in shown],
        _("Event"): [wording.kind(change.event.sub_type) for change in shown],
        _("When"): [_when(change.event) for change in shown],
        _("What happens"): [_(change.how) for change in shown],
        _("From"): [_where(change.before) for change in shown],
        _("To"): [_where(change.after) for change in shown],
        _("Moves"): ["–" if change.km is None else wording.distance(change.km) for change in shown],
    }
    st.dataframe(
        pd.DataFrame(across(data)),
        hide_index=True,
        key="again-table",
        height=320 if len(shown) > 8 else "auto",
        column_config={_("Moves"): st.column_config.TextColumn(width=90, alignment="right")},
    )
    if len(changes) > len(shown):
        st.caption(_("and {n} more", n=wording.number(len(changes) - len(shown))))


def _when(event: Event) -> str:
    return wording.days(event.when.first, event.when.last) if event.when else _("no date")


def _where(event: Event | None) -> str:
    return plain(wording.where(event)) if event else "–"


def _apply(seen: Preview) -> None:
    applied = reextraction.apply(resources.store(), seen.pairs)
    st.session_state[DONE] = applied, False
    st.session_state.pop(SEEN, None)


def _done(applied: Applied, undone: bool) -> None:
    count = len(applied.pairs)
    headline = _n("{n} article read anew", "{n} articles read anew", count)
    if undone:
        headline = _n("{n} article as before", "{n} articles as before", count)
    st.html(f'<div class="dl-kind">{escape(headline)}</div>')
    if applied.stale:
        st.caption(
            _n(
                "{n} article changed by somebody else in between: left alone.",
                "{n} articles changed by somebody else in between: left alone.",
                len(applied.stale),
            )
        )
    with st.container(horizontal=True):
        if applied.pairs and st.button(_("See on the map"), icon=":material/map:", key="again-map"):
            ids = tuple(pair[0].document.id for pair in applied.pairs)
            state.begin(Filter(articles=ids))
            state.open_page("map")
        if applied.pairs and not undone:
            st.button(
                _("Undo"), icon=":material/undo:", on_click=_undo, args=(applied,), key="again-undo"
            )
        st.button(_("Close"), on_click=close, key="again-close")


def _undo(applied: Applied) -> None:
    st.session_state[DONE] = reextraction.undo(resources.store(), applied), True
