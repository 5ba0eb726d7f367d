"""What the pages say, in the language this session has chosen."""

import streamlit as st

from dashboard.catalogues import ENGLISH, Words, words

CHOSEN = "language"


def chosen() -> Words:
    """Return the words of this session's language."""
    return words(st.session_state.get(CHOSEN, ENGLISH))


def _(message: str, **fields: object) -> str:
    """Say a message in this session's language, its {fields} filled in."""
    return chosen()(message, **fields)


def _n(one: str, many: str, n: int, **fields: object) -> str:
    """Say a message in the plural form that `n` needs in this session's language."""
    return chosen().count(one, many, n, **fields)
