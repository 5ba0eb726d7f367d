"""Places of one's own as files: saved for others, and taken from what others have saved."""

from functools import partial

import streamlit as st

from dashboard.batch import isolated
from dashboard.errors import ArticleFailed
from dashboard.translations import N_
from dashboard.ui.components.place import again
from dashboard.ui.session import resources, wording
from dashboard.ui.session.language import _, _n, say
from gazetteer.errors import BadPlace, BadSource
from gazetteer.my_places.exports import EXPORTS
from gazetteer.my_places.files import ENDINGS, Read, written
from gazetteer.my_places.places import MyPlace, located

ROUND, TAKEN = "share-round", "share-taken"
LABELS = {
    "lpf": N_("Linked Places (JSON)"),
    "lp-tsv": N_("Linked Places (table)"),
    "csv": N_("CSV"),
}
MOST_SHOWN = 10


def save(kept: list[MyPlace]) -> None:
    """Offer the places in every format."""
    with st.popover(_("Save as a file"), icon=":material/download:", disabled=not kept):
        for form, (_write, ending) in EXPORTS.items():
            st.download_button(
                _(LABELS.get(form, form)),
                partial(_bytes, kept, form),
                file_name=f"my-places{ending}",
                on_click="ignore",
                key=f"save-{form}",
            )


def _bytes(kept: list[MyPlace], form: str) -> bytes:
    return "".join(written(kept, form)).encode()


def take() -> None:
    """Let somebody choose a file; its places are kept as their own."""
    with st.popover(_("Take from a file"), icon=":material/upload:"):
        number = st.session_state.get(ROUND, 0)
        file = st.file_uploader(
            _("A table or GeoJSON with names and points, or Linked Places"),
            type=[ending.removeprefix(".") for ending in ENDINGS],
            key=f"share-file-{number}",
        )
        said_by = st.text_input(
            _("Who says so"), key=f"share-said-{number}", placeholder=_("the file")
        )
        if st.button(_("Keep its places"), key="share-keep", disabled=file is None) and file:
            _take(file.getvalue(), file.name, said_by)


def _take(data: bytes, file: str, said_by: str) -> None:
    try:
        read = isolated.read_places(data, file)
    except (BadSource, BadPlace, ArticleFailed) as error:
        st.error(wording.error_message(error))
        return
    mine, index = resources.my_places(), resources.index()
    kept = mine.put([located(place, index) for place in read.places], said_by or file)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state[TAKEN] = _outcome(len(kept), read)
    if kept:
        names = [name for one in kept for name in one.place.names]
        taken = _n("{n} place taken from a file.", "{n} places taken from a file.", len(kept))
        again.ask("", taken, names, [one.place.id for one in kept])
    st.rerun()


def _outcome(kept: int, read: Read) -> str:
    sentences = [_n("{n} place kept.", "{n} places kept.", kept)]
    if same := len(read.places) - kept:
        sentences.append(_n("{n} was here already.", "{n} were here already.", same))
    if read.rejects:
        reasons = _("; ").join(
            _("line {n}: {reason}", n=r.line, reason=say(r.reason))
            for r in read.rejects[:MOST_SHOWN]
        )
        left_out = len(read.rejects)
        sentences.append(
            _n("{n} row left out: {why}", "{n} rows left out: {why}", left_out, why=reasons)
        )
    return " ".join(sentences)


def show_outcome() -> None:
    """Show once what came of a file."""
    if text := st.session_state.pop(TAKEN, ""):
        st.info(wording.literal(text))
