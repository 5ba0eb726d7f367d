"""Add articles: drop files or paste a text, and see what was found in each."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.extraction.languages.language import codes, language
from dashboard.readers import EXTENSIONS
from dashboard.readers.limits import BYTES
from dashboard.stores import Filter, Summary
from dashboard.translations import N_
from dashboard.translations.plain_text import plain
from dashboard.ui.components.article import publication
from dashboard.ui.components.article.adding import Added, Given, add_file, add_text
from dashboard.ui.components.article.finding import found_in
from dashboard.ui.session import resources, snapshot, state, wording
from dashboard.ui.session.language import _, _n, across
from dashboard.ui.session.snapshot import Snapshot

ROUND, RESULTS = "add-round", "add-results"
MOST_BARS = 20  # files with a progress bar of their own
MOST_CARDS = 8  # articles shown each by itself; more become a table
MOST_SHOWN = 12  # questions and errors
FILES, PASTE = N_("Files"), N_("Pasted text")
HINT = N_(
    "Each article is read on this machine and sent nowhere. Its events go onto the map; what was "
    "found in it, and what needs a date from you, is listed here afterwards."
)


def page() -> None:
    """Show the page."""
    st.html(f'<div class="dl-head"><b>{_("Add articles")}</b></div>')
    if results := st.session_state.get(RESULTS):
        with snapshot.take() as now:
            _results(now, results)
        st.divider()
    way = st.segmented_control(
        _("How"),
        [FILES, PASTE],
        default=FILES,
        required=True,
        format_func=_,
        label_visibility="collapsed",
        key="add-way",
    )
    if way == PASTE:
        _paste()
    else:
        _files()
    if not results:
        st.caption(_(HINT))


def _round() -> int:
    """Number the inputs: after adding, new ones with nothing in them take their place."""
    number: int = st.session_state.setdefault(ROUND, 0)
    return number


def _files() -> None:
    number = _round()
    label = _(
        "Drop articles here, in {languages}: text, web, PDF, Word, Excel, feeds, mail, JSON, CSV",
        languages=wording.languages_read(),
    )
    files = st.file_uploader(
        label,
        type=[f".{extension}" for extension in EXTENSIONS],
        accept_multiple_files=True,
        key=f"add-files-{number}",
        max_upload_size=BYTES // 1_000_000,
        help=_("Several files at once are fine. Nothing you add leaves this machine."),
    )
    given = _given(_("Title, source and date, if the files do not say"), expanded=False)
    label = _n("Add {n} file", "Add {n} files", len(files)) if files else _("Add")
    if st.button(label, type="primary", disabled=not files, icon=":material/add:"):
        _start()
        _add_files(files, given)
        _finish()


def _paste() -> None:
    number = _round()
    text = st.text_area(
        _("The article’s text"),
        height=220,
        key=f"add-text-{number}",
        placeholder=_(
            "Paste the text of one article here, in {languages}.",
            languages=wording.languages_read(),
        ),
    )
    given = _given(_("Title, source and date"), expanded=True)
    if st.button(_("Add this text"), type="primary", icon=":material/add:"):
        _start()
        with st.spinner(_("Reading the text")):
            added = add_text(text, given, resources.store(), resources.extract)
        _note(added)
        if added.error:
            st.rerun()  # keep what was typed
        _finish()


def _given(label: str, *, expanded: bool) -> Given:
    number = _round()
    with st.expander(label, expanded=expanded):
        title, source, day = st.columns([3, 2, 2])
        return Given(
            title.text_input(_("Title"), key=f"add-title-{number}", placeholder=_("optional")),
            source.text_input(_("Source"), key=f"add-source-{number}", placeholder=_("optional")),
            _published(day, number),
        )


def _published(column: Any, number: int) -> Any:
    with column:
        return publication.field(f"add-date-{number}", None, _("Publication date"))


def _add_files(files: Sequence[Any], given: Given) -> None:
    """Add file after file; every result is kept at once, so that a click loses none of them."""
    store = resources.store()
    whole = st.progress(0.0, text=_("Reading")) if len(files) > 1 else None
    names = [wording.literal(plain(file.name)) for file in files]
    bars = [st.progress(0.0, text=name) for name in names[:MOST_BARS]]
    for number, (file, name) in enumerate(zip(files, names, strict=True)):
        bar = bars[number] if number < len(bars) else None
        for added in add_file(file.getvalue(), file.name, given, store, resources.extract):
            _note(added)
            if bar and not added.note:
                bar.progress(added.number / added.total, text=f"{name}: {_progress(added)}")
        if whole:
            text = _n("{done} of {n} file", "{done} of {n} files", len(files), done=number + 1)
            whole.progress((number + 1) / len(files), text=text)


def _progress(added: Added) -> str:
    if added.error:
        return _("could not be read")
    outcome = _("already here") if added.known else _("added")
    if added.total == 1:
        return outcome
    number, total = wording.number(added.number), wording.number(added.total)
    return _("article {n} of {all}", n=number, all=total)


def _start() -> None:
    st.session_state[RESULTS] = []


def _note(added: Added) -> None:
    st.session_state[RESULTS] = [*st.session_state[RESULTS], added]


def _finish() -> None:
    """Empty the inputs, so that no rerun can add the same twice."""
    st.session_state[ROUND] = _round() + 1
    st.rerun()


# ---- what became of them --------------------------------------------------------------------


def _results(now: Snapshot, results: list[Added]) -> None:
    known = snapshot.documents(now)
    articles = list(dict.fromkeys(a.document for a in results if a.document in known))
    again = {a.document for a in results if a.known}
    _summary([known[id] for id in articles], again, [a for a in results if a.error])
    for added in [a for a in results if a.error][:MOST_SHOWN]:
        st.error(wording.literal(added.error), icon=":material/error:")
    for added in [a for a in results if a.note][:MOST_SHOWN]:
        st.info(wording.literal(added.note), icon=":material/info:")
    _not_read([known[id] for id in articles])
    _questions(now, articles)
    if len(articles) > MOST_CARDS:
        _table([known[id] for id in articles], again)
    else:
        for id in articles:
            _card(now, known[id], again=id in again)


def _summary(articles: list[Summary], again: set[str], failed: list[Added]) -> None:
    new = [article for article in articles if article.id not in again]
    parts = [_n("{n} article added", "{n} articles added", len(new))] if new or not articles else []
    if here := len(articles) - len(new):
        parts.append(_n("{n} was already here", "{n} were already here", here))
    if failed:
        parts.append(_n("{n} file could not be read", "{n} files could not be read", len(failed)))
    events = _n("{n} event", "{n} events", sum(article.events for article in articles))
    head = f'<div class="dl-head"><b>{events}</b><span>{" · ".join(parts)}</span></div>'
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.html(head)
    with right.container(horizontal=True, horizontal_alignment="right"):
        ids = tuple(article.id for article in articles)
        if ids and st.button(_("See on the map"), type="primary", icon=":material/map:"):
            _open_map(ids)
        if st.button(_("Clear this list"), type="tertiary"):
            st.session_state.pop(RESULTS)
            st.rerun()


def _not_read(articles: list[Summary]) -> None:
    """Say which articles are in a language that is not read."""
    languages = Counter(article.language for article in articles if article.language)
    for code, number in languages.items():
        if code in codes():
            _by_sentence(code, number)
            continue
        st.warning(
            _n(
                "{n} article is written in {language}, which is not read: nothing was looked for.",
                "{n} articles are written in {language}, "
                "which is not read: nothing was looked for.",
                number,
                language=wording.language(code),
            ),
            icon=":material/translate:",
        )


def _by_sentence(code: str, number: int) -> None:
    """Say of a language without words of events that only whole sentences tell them."""
    if not language(code).triggers:
        st.info(
            _n(
                "{n} article is written in {language}: places and dates are read, "
                "events only by what whole sentences tell: check them.",
                "{n} articles are written in {language}: places and dates are read, "
                "events only by what whole sentences tell: check them.",
                number,
                language=wording.language(code),
            ),
            icon=":material/translate:",
        )


def _open_map(articles: tuple[str, ...]) -> None:
    state.begin(Filter(articles=articles))
    state.open_page("map")


def _questions(now: Snapshot, articles: list[str]) -> None:
    asked = 0
    for id in articles:
        extraction = now.store.extraction(id)
        if extraction and publication.asks(extraction):
            publication.ask(extraction)
            asked += 1
        if asked == MOST_SHOWN:
            st.caption(_("More articles have no date: each asks for it on its own page."))
            return


def _card(now: Snapshot, article: Summary, *, again: bool) -> None:
    extraction = now.store.extraction(article.id)
    with st.container(border=True, key=f"added-{article.id}"):
        st.html(found_in(article, extraction, again=again))
        with st.container(horizontal=True):
            if st.button(_("Read it"), key=f"read-{article.id}", icon=":material/article:"):
                state.open_article(article.id)
            if st.button(_("On the map"), key=f"map-{article.id}", icon=":material/map:"):
                _open_map((article.id,))


def _table(articles: list[Summary], again: set[str]) -> None:
    data = across(
        {
            _("Article"): [plain(a.title) for a in articles],
            _("Added"): [_since(a, again) for a in articles],
            _("Published"): [a.published for a in articles],
            _("Events"): [a.events for a in articles],
            _("No date"): [a.undated for a in articles],
            _("No place"): [a.unplaced for a in articles],
        }
    )
    answer: Any = st.dataframe(
        pd.DataFrame(data),
        key=f"added-{_round()}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={_("Published"): st.column_config.DateColumn(format="YYYY-MM-DD")},
    )
    if rows := answer["selection"]["rows"]:
        state.open_article(articles[rows[0]].id)


def _since(article: Summary, again: set[str]) -> str:
    if article.id not in again:
        return _("now")
    return _("already, {day}", day=wording.day(article.added))
