"""What the pages say, in the language this session has chosen."""

from collections.abc import Iterator, Mapping
from functools import cache
from json import dumps
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.translations import ENGLISH, Translator, languages, translator
from gazetteer.reason import Reason

CHOSEN, CONTROL, REMEMBER = "language", "language-control", "language-remember"
ADDRESS, COOKIE = "lang", "dateline-language"
SCRIPT = Path(__file__).with_name("language.js")


def chosen() -> Translator:
    """Return the words of this session's language."""
    return translator(st.session_state.get(CHOSEN, ENGLISH))


def _(message: str, **fields: object) -> str:
    """Say a message in this session's language, its {fields} filled in."""
    return chosen()(message, **fields)


def _n(one: str, many: str, n: int, **fields: object) -> str:
    """Say a message in the plural form that `n` needs in this session's language."""
    return chosen().count(one, many, n, **fields)


def say(reason: Reason) -> str:
    """Say a reason in this session's language."""
    return chosen().reason(reason)


def across(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Put the columns of a table in the order they are read in: Streamlit draws from the left."""
    names = list(columns)
    return {name: columns[name] for name in (reversed(names) if chosen().rtl else names)}


def of_streamlit() -> str:
    """Return a style sheet that says in this session's language what Streamlit says itself."""
    if chosen().language == ENGLISH:
        return ""
    drop = '[data-testid="stFileUploaderDropzone'
    said = {
        f'{drop}"] button p': _("Choose files"),
        f'{drop}Instructions"] span': _("or drop them here"),
        '[data-testid="stSkipToContent"]': _("Skip to the page"),
    }
    return "".join(
        f"{place} {{ font-size: 0; }}\n"
        f"{place}::after {{ content: {dumps(text, ensure_ascii=False)}; font-size: 1rem; }}\n"
        for place, text in said.items()
    )


def settle() -> None:
    """Settle on a language when a session begins, and keep it in the address ever after."""
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = next(code for code in _wished() if code in languages())
    if st.query_params.get(ADDRESS) != st.session_state[CHOSEN]:
        st.query_params[ADDRESS] = st.session_state[CHOSEN]


def _wished() -> Iterator[str]:
    """Return which languages are wished: by the link, by an earlier choice, by the browser."""
    yield st.query_params.get(ADDRESS, "")
    yield st.context.cookies.get(COOKIE, "")
    yield (st.context.locale or "").replace("_", "-").partition("-")[0].lower()
    yield ENGLISH


def choice() -> None:
    """Let the user choose a language, and tell the browser which one its page is in."""
    named = languages()
    with st.container(key="language"):
        st.session_state[CONTROL] = st.session_state[CHOSEN]
        st.segmented_control(
            _("Language"),
            list(named),
            format_func=named.__getitem__,
            key=CONTROL,
            required=True,
            label_visibility="collapsed",
            on_change=_choose,
        )
        _document()(
            key="language-document",
            data={
                "language": chosen().language,
                "direction": "rtl" if chosen().rtl else "ltr",
                # Only a choice is remembered: a link in another language is no choice.
                "cookie": COOKIE if st.session_state.get(REMEMBER) else "",
            },
        )


def _choose() -> None:
    st.session_state[CHOSEN] = st.session_state[CONTROL]
    st.session_state[REMEMBER] = True


@cache
def _document() -> Any:
    return st.components.v2.component("language", js=SCRIPT.read_text(encoding="utf-8"))
