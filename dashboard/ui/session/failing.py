"""What a page says where it cannot be shown: what is wrong, and what can be done about it."""

import streamlit as st

from dashboard.errors import StoreDamaged, StoreUnavailable
from dashboard.ui.session.language import _
from dashboard.ui.session.wording import error_message
from gazetteer.errors import IndexMissing


def show(error: Exception) -> None:
    """Say in the user's words what is wrong, below it the error as the program tells it."""
    if isinstance(error, StoreDamaged):
        st.error(_("Part of the file with the articles is damaged."), icon=":material/error:")
        st.write(
            _(
                "What the other pages still show is whole: save it there as a file if you need it "
                "now. Then stop Dateline and put a backup back (python3 -m dashboard restore), or "
                "save every article that can be read (python3 -m dashboard salvage)."
            )
        )
    elif isinstance(error, StoreUnavailable):
        st.error(
            _("The articles and events cannot be read or written just now."),
            icon=":material/error:",
        )
        st.write(
            _(
                "Nothing that was saved is lost. Another program may be using the file, or the "
                "disk may be full or write-protected. Try again; if it stays like this, stop "
                "Dateline and start it again."
            )
        )
    elif isinstance(error, IndexMissing):
        st.error(
            _("The gazetteer, which knows the places, is missing or damaged."),
            icon=":material/error:",
        )
        st.write(
            _(
                "Stop Dateline and start it again: it builds the gazetteer anew, which takes a "
                "minute. Your articles and your own places are kept."
            )
        )
    else:
        st.error(error_message(error), icon=":material/error:")
        return
    st.caption(error_message(error))
    st.button(_("Try again"), icon=":material/refresh:")
