"""Names that articles call places and no source has a point for: to be placed by a person."""

from html import escape

import streamlit as st

from dashboard.extraction.text.sentences import find_sentences
from dashboard.stores import unplaced
from dashboard.stores.unplaced import Unplaced
from dashboard.translations.plain_text import plain
from dashboard.ui.components.event_panel.event import name
from dashboard.ui.components.marked_text import Mark, text_html
from dashboard.ui.components.place import form
from dashboard.ui.session import resources, state, wording
from dashboard.ui.session.language import _, _n
from dashboard.ui.session.snapshot import KEYS, Snapshot

AT_ONCE = 12
SHOWN = "unplaced-shown"
LONGEST = 300  # characters of a quoted sentence


def count(now: Snapshot) -> int:
    """Count the names that wait for a point."""
    return _count(now, _known())


def show(now: Snapshot) -> None:
    """Draw the names, those of most articles first."""
    shown = int(st.session_state.get(SHOWN, AT_ONCE))
    found = _collected(now, _known(), shown + 1)
    if not found:
        st.write(_("Every name that an article calls a place has a point."))
        return
    st.write(
        _(
            "Articles call these places, and no source knows where they are. Place the ones you "
            "know: a click here, a click on the map, save."
        )
    )
    for one in found[:shown]:
        _row(now, one)
    if len(found) > shown:
        st.button(_("Show more"), on_click=_more, args=(shown + AT_ONCE,))


def _more(shown: int) -> None:
    st.session_state[SHOWN] = shown


def _known() -> tuple[str, ...]:
    names = (n for mine in resources.my_places().places() for n in mine.place.names)
    return tuple(sorted({n.rpartition("=")[2] for n in names}))


@st.cache_data(show_spinner=False, max_entries=8, hash_funcs=KEYS)
def _count(now: Snapshot, known: tuple[str, ...]) -> int:
    return unplaced.count(now.store, known=known)


@st.cache_data(show_spinner=False, max_entries=8, hash_funcs=KEYS)
def _collected(now: Snapshot, known: tuple[str, ...], limit: int) -> list[Unplaced]:
    return unplaced.collect(now.store, known=known, limit=limit)


def _row(now: Snapshot, one: Unplaced) -> None:
    with st.container(border=True, key=f"unplaced-{abs(hash(one.key))}"):
        left, right = st.columns([5, 1], vertical_alignment="center")
        with left:
            st.html(
                f'<div class="dl-title">{name(one.text)}</div>'
                f'<div class="dl-when">{escape(_(one.kind.label))} · {_naming(one)}</div>'
                f"{_quote(now, one)}"
            )
        with right:
            if st.button(_("Place it"), key=f"place-it-{one.key}", icon=":material/add_location:"):
                form.begin(form_for(one))
                form.go()
            if st.button(
                _("Read"), key=f"read-{one.key}", type="tertiary", icon=":material/article:"
            ):
                state.open_article(one.articles[0])


def _naming(one: Unplaced) -> str:
    count = len(one.articles)
    naming = _n("named in {n} article, no point yet", "named in {n} articles, no point yet", count)
    if one.near is None:
        return naming
    how = _("named beside it") if one.beside else _("named in the same article")
    near = _("near {place} by context", place=name(wording.place(one.near)))
    return f"{naming}{_(', ')}{near} <span class='dl-note'>({how})</span>"


def form_for(one: Unplaced) -> form.Form:
    """Start a form with what the articles say of a name."""
    near = one.near
    why = _n("{n} article names it.", "{n} articles name it.", len(one.articles))
    around = (near.lat, near.lon) if near else None
    return form.Form(
        names=(plain(one.text),),
        kind=one.kind,
        around=around,
        why=why,
        near=near.name if near else "",
    )


def _quote(now: Snapshot, one: Unplaced) -> str:
    """Draw the sentence that the name stands in."""
    document = now.store.document(one.articles[0])
    if document is None:
        return ""
    text, start = document.text, one.start
    sentences = find_sentences(text, document.language or "")
    first, last = next(((a, b) for a, b in sentences if a <= start < b), (start, start))
    last = max(start + len(one.text), min(last, first + LONGEST))
    if start - first > LONGEST:
        first = start
    return f'<div class="dl-quote">{text_html(text, [_mark(one)], start=first, end=last)}</div>'


def _mark(one: Unplaced) -> Mark:
    return Mark(one.start, one.start + len(one.text), "dl-unplaced")
