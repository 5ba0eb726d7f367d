"""Ask when an article was published: its "yesterday" and "on Friday" hang on it."""

from datetime import date
from html import escape

import streamlit as st

from dashboard.errors import ArticleFailed
from dashboard.model import Extraction
from dashboard.translations.plain_text import plain
from dashboard.ui.components.article.adding import needs_date, redate
from dashboard.ui.session import resources
from dashboard.ui.session.language import _, say

LEFT = "dates-left-unknown"  # articles whose date the user does not know, in this session
EARLIEST = date(1800, 1, 1)
PHRASES = 4


def asks(extraction: Extraction) -> bool:
    """Return whether there is a question that has not been answered by "leave unknown"."""
    left: set[str] = st.session_state.get(LEFT, set())
    return needs_date(extraction) and extraction.document.id not in left


def ask(extraction: Extraction) -> None:
    """Ask for the publication date of an article that needs one."""
    document = extraction.document
    phrases = dict.fromkeys(plain(s.phrase) for s in extraction.dates if s.relative)
    # As HTML: Streamlit's Markdown drops the signs that keep Arabic from reordering a sentence.
    quoted = _(", ").join(f"“<bdi>{escape(phrase)}</bdi>”" for phrase in list(phrases)[:PHRASES])
    question = _(
        "The article says {phrases}. Only with its publication date can these become days.",
        phrases=quoted,
    )
    with st.container(border=True, key=f"ask-{document.id}"):
        st.html(
            f"<div><b>{_('When was this published?')}</b> "
            f"<bdi>{escape(plain(document.title))}</bdi></div>"
            f'<div class="dl-note">{question}</div>'
        )
        given, save, leave = st.columns([2, 1, 1], vertical_alignment="bottom")
        with given:
            field(f"ask-date-{document.id}", None, _("Publication date"))
        save.button(
            _("Use this date"),
            key=f"ask-save-{document.id}",
            type="primary",
            width="stretch",
            on_click=take,
            args=(document.id, f"ask-date-{document.id}"),
        )
        leave.button(
            _("Leave unknown"),
            key=f"ask-leave-{document.id}",
            on_click=_leave,
            args=(document.id,),
            width="stretch",
        )


def field(key: str, value: date | None, label: str) -> date | None:
    """Draw an input for a day that may stay empty."""
    latest = date(date.today().year + 1, 1, 1)
    day: date | None = st.date_input(
        label, value=value, key=key, min_value=EARLIEST, max_value=latest, format="YYYY-MM-DD"
    )
    return day


def take(document: str, key: str) -> None:
    """Read an article anew with the date now in the input `key`.

    It is read only here: a date still being typed reaches us with the click on the button.
    """
    store, published = resources.store(), st.session_state.get(key)
    extraction = store.extraction(document)
    if extraction is None or published == extraction.document.published:
        st.toast(_("Choose a date first."), icon=":material/event:")
        return
    try:
        redate(extraction, published, store, resources.extract)
    except ArticleFailed as error:
        st.toast(say(error.reason), icon=":material/error:")
        return
    st.toast(_("Read again with the new date."), icon=":material/check:")


def _leave(document: str) -> None:
    st.session_state[LEFT] = {*st.session_state.get(LEFT, set()), document}
