"""One article: its text with everything found in it, and why it was read this way."""

import json
from dataclasses import asdict, dataclass
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from dashboard.events.records import extraction_record
from dashboard.model import Extraction
from dashboard.stores import Filter, Summary
from dashboard.translations.plain_text import plain
from dashboard.ui.components.article import beside, places, publication, trash
from dashboard.ui.components.article import text as article_text
from dashboard.ui.components.article.finding import about
from dashboard.ui.components.event_panel.event import name
from dashboard.ui.session import snapshot, state, wording
from dashboard.ui.session.language import _, _n, chosen, say
from dashboard.ui.session.snapshot import KEYS, Snapshot

CHOICE, LAST = "article-choice", "article-last"
LONGEST = 90  # characters of a title in the list


def page() -> None:
    """Show the page."""
    trash.message()
    with snapshot.take() as now:
        _page(now)
        trash.show(now)


def _page(now: Snapshot) -> None:
    known = snapshot.documents(now)
    if not known:
        _nothing_yet()
        return
    article = known[_chosen(known)]
    whole = _whole(now, article.id, chosen().language)
    extraction = whole.extraction
    _choice(article, known)
    st.html(_heading(article))
    _actions(article, extraction)
    if publication.asks(extraction):
        publication.ask(extraction)
    for warning in extraction.warnings:
        st.caption(wording.literal(say(warning)))
    _body(now, whole)


def _nothing_yet() -> None:
    st.title(_("No articles yet"))
    st.write(
        _(
            "Add news articles, in {languages}, to read them here with what they report.",
            languages=wording.languages_read(),
        )
    )
    if st.button(_("Add articles"), type="primary", icon=":material/note_add:"):
        state.open_page("add")


def _chosen(known: dict[str, Summary]) -> str:
    """Return the article the address names, else the last one read, else the newest."""
    asked = st.query_params.get(state.READ, "")
    if asked and asked not in known:
        st.warning(_("The article of this link is not here; it may have been deleted."))
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
    ids = list(known)
    at = ids.index(article.id)
    before, after = ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""
    with st.container(key="article-choice-row", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            _n("{n} article", "{n} articles", len(ids)),
            ids,
            key=CHOICE,
            on_change=_chose,
            format_func=lambda id: _label(known[id]),
        )
        st.button(
            _("Previous article"),
            key="article-previous",
            type="tertiary",
            disabled=not before,
            on_click=_read,
            args=(before,),
        )
        st.button(
            _("Next article"),
            key="article-next",
            type="tertiary",
            disabled=not after,
            on_click=_read,
            args=(after,),
        )


def _label(article: Summary) -> str:
    title = plain(article.title) or _("Untitled article")
    title = title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"
    day = wording.day(article.published) if article.published else _("no date")
    # The isolates keep a title's direction from turning the day that follows it.
    return f"\u2068{title}\u2069 · {day}"


def _chose() -> None:
    _read(st.session_state[CHOICE])


def _read(article: str) -> None:
    state.write_address({state.READ: article})


def _heading(article: Summary) -> str:
    title = name(article.title or _("Untitled article"))
    source = about(article) + _original(article.url)
    return f'<div class="dl-title">{title}</div><div class="dl-source">{source}</div>'


def _original(url: str) -> str:
    """Link to where an article stood; an address on the web that is none stays text."""
    if not url.startswith(("http://", "https://")):
        return ""
    try:
        urlsplit(url)
    except ValueError:  # "http://[x"
        return f" · {name(url)}"
    label = escape(_("original"))
    return f' · <a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{label}</a>'


# ---- what to do with it ---------------------------------------------------------------------


def _actions(article: Summary, extraction: Extraction) -> None:
    with st.container(horizontal=True, key="article-actions"):
        if st.button(_("See on the map"), icon=":material/map:"):
            state.begin(Filter(articles=(article.id,)))
            state.open_page("map")
        with st.popover(_("Publication date"), icon=":material/event:"):
            _publication(extraction)
        st.download_button(
            "JSON",
            lambda: as_json(extraction),
            file_name=f"{article.id}.json",
            mime="application/json",
            icon=":material/download:",
            on_click="ignore",
        )
        trash.offer(article)


def _publication(extraction: Extraction) -> None:
    document = extraction.document
    known = document.published
    st.caption(_("Dates such as “yesterday” or “on Friday” are counted from this day."))
    key = f"published-{document.id}-{known}"
    publication.field(key, known, _("Published"))
    st.button(_("Read again with this date"), on_click=publication.take, args=(document.id, key))


def as_json(extraction: Extraction) -> bytes:
    """Write an article with its text and everything found in it."""
    document = asdict(extraction.document)
    document["published"] = document["published"] and document["published"].isoformat()
    whole = {"document": document} | extraction_record(extraction)
    return json.dumps(whole, ensure_ascii=False, indent=1).encode(errors="backslashreplace")


# ---- the text and what stands beside it -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is drawn of an article, whatever is picked: prepared once, for all sessions."""

    extraction: Extraction
    text: article_text.DrawnText
    sites: list[places.Site]


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=KEYS)
def _whole(now: Snapshot, article: str, language: str) -> Whole:
    extraction = now.store.extraction(article)
    assert extraction, "an article of the snapshot's list"
    return Whole(extraction, article_text.cut(extraction), places.sites(extraction))


def _body(now: Snapshot, whole: Whole) -> None:
    extraction, found = whole.extraction, whole.sites
    picked = st.query_params.get(state.PICK, "")
    picked = picked if picked in article_text.picks(extraction) else ""
    titles = beside.titles_of(extraction)
    left, right = st.columns([8, 6], gap="medium")
    with left:
        article_text.show(extraction, whole.text, found, titles, _pick)
    with right:
        beside.show(now, extraction, found, titles, picked, _pick)


def _pick(picked: str) -> None:
    query = {state.READ: st.query_params.get(state.READ, "")}
    state.write_address(query | ({state.PICK: picked} if picked else {}))
    rounds = st.session_state.get(beside.LIST_ROUND, 0)
    st.session_state[beside.LIST_ROUND] = rounds + 1
