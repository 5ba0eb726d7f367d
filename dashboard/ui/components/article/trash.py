"""What was deleted: undone at once, or put back from the trash until it is emptied."""

from datetime import UTC, datetime
from html import escape

import streamlit as st

from dashboard.stores import Summary, Trashed
from dashboard.stores.recovery.trash import DAYS
from dashboard.translations.plain_text import plain
from dashboard.ui.components.marked_text import name
from dashboard.ui.session import resources, state, wording
from dashboard.ui.session.language import _, _n
from dashboard.ui.session.snapshot import Snapshot

JUST = "article-just-deleted"  # its id and title
MOST_LISTED = 50


def offer(article: Summary) -> None:
    """Let somebody delete an article; the next one has a question of its own, which is closed."""
    with st.popover(
        _("Delete"), icon=":material/delete:", key=f"delete-{article.id}", on_change="rerun"
    ):
        warning = _n(
            "This article and its {n} event would be deleted.",
            "This article and its {n} events would be deleted.",
            article.events + article.others,
        )
        kept = _n(
            "It stays in the trash for {n} day.", "It stays in the trash for {n} days.", DAYS.days
        )
        st.write(f"{warning} {kept}")
        st.button(
            _("Move to the trash"),
            type="primary",
            key=f"delete-now-{article.id}",
            on_click=_delete,
            args=(article.id, article.title),
        )


def message() -> None:
    """Say what this session has just deleted, with the way back."""
    if JUST not in st.session_state:
        return
    article, title = st.session_state[JUST]
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="just-deleted"
    ):
        said = _("{title} is in the trash.", title=plain(title) or _("Untitled article"))
        st.html(f'<div role="status">{escape(said)}</div>')
        st.button(
            _("Undo"),
            icon=":material/undo:",
            key="undo-delete",
            on_click=_put_back,
            args=(article,),
        )
        st.button(_("Close"), type="tertiary", key="close-deleted", on_click=_close)


def show(now: Snapshot) -> None:
    """List the trash; nothing where it is empty."""
    kept = now.store.trash()
    if not kept:
        return
    with st.expander(_n("Trash: {n} article", "Trash: {n} articles", len(kept)), key="trash"):
        for article in kept[:MOST_LISTED]:
            _row(article)
        if len(kept) > MOST_LISTED:
            st.caption(_("and {n} more", n=wording.number(len(kept) - MOST_LISTED)))
        with st.popover(_("Empty the trash"), icon=":material/delete_forever:"):
            st.write(_("This cannot be undone."))
            st.button(_("Delete for good"), type="primary", key="empty-trash", on_click=_empty)


def _row(article: Trashed) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"trash-{article.id}"):
        said = _(
            "deleted on {day}, gone for good on {last}",
            day=wording.day(article.deleted.date()),
            last=wording.day((article.deleted + DAYS).date()),
        )
        title = name(article.title or _("Untitled article"))
        st.html(f'<div>{title}</div><div class="dl-note">{escape(said)}</div>')
        st.button(
            _("Put back"),
            icon=":material/undo:",
            key=f"put-back-{article.id}",
            on_click=_put_back,
            args=(article.id,),
        )


def _delete(article: str, title: str) -> None:
    """Move an article to the trash; what a second click finds there is said all the same.

    Streamlit breaks the run of a first click off for a second one, perhaps before it was said.
    """
    store = resources.store()
    if not store.remove(article) and all(kept.id != article for kept in store.trash()):
        return
    st.session_state[JUST] = article, title
    state.write_address({})
    view = state.current()
    if view.event.startswith(f"{article}:") or article in view.filter.articles:
        state.begin()


def _put_back(article: str) -> None:
    _close()
    if resources.store().put_back(article):
        state.write_address({state.READ: article})
    else:
        st.toast(_("It is no longer in the trash."), icon=":material/delete:")


def _empty() -> None:
    resources.store().empty_trash(datetime.now(UTC))
    _close()


def _close() -> None:
    st.session_state.pop(JUST, None)
