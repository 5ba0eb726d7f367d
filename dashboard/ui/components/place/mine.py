"""The user's own places: listed, edited, withdrawn, restored, saved as a file and read from one."""

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.translations import N_
from dashboard.translations.plain_text import plain
from dashboard.ui.components.event_panel.event import name
from dashboard.ui.components.place import again, form, record, share
from dashboard.ui.session import resources, wording
from dashboard.ui.session.language import _, across
from gazetteer.my_places.journal import Edit
from gazetteer.my_places.places import MyPlace

CHOSEN, LIST_ROUND = "mine-chosen", "mine-round"
DONE = {
    "added": N_("Added"),
    "edited": N_("Edited"),
    "withdrawn": N_("Withdrawn"),
    "restored": N_("Restored"),
}


def show() -> None:
    """Draw the list and, of the one that is chosen, what was done to it."""
    mine = resources.my_places()
    everything = mine.places(withdrawn=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(_("Add a place"), type="primary", icon=":material/add_location:"):
            form.begin(form.Form())
            form.go()
        if st.button(_("Read all articles again"), icon=":material/refresh:"):
            again.ask_of_all()
            st.rerun()
        share.save([one for one in everything if not one.withdrawn])
        share.take()
    share.show_outcome()
    if not everything:
        st.write(
            _(
                "None yet. A place of yours wins over every other source: add villages, bases or "
                "quarters that the gazetteer lacks, or correct a point."
            )
        )
        return
    gone = sum(one.withdrawn for one in everything)
    label = _("Show withdrawn ({n})", n=wording.number(gone))
    withdrawn = bool(gone) and st.toggle(label, key="mine-withdrawn")
    rows = [one for one in everything if withdrawn or not one.withdrawn]
    left, right = st.columns([7, 5], gap="medium")
    with left:
        _list(rows)
    with right:
        chosen = next((m for m in rows if m.place.id == st.session_state.get(CHOSEN)), None)
        if chosen:
            _one(chosen)
        elif rows:
            st.caption(_("Choose one to edit or withdraw it, and to see what was done to it."))


def _list(rows: list[MyPlace]) -> None:
    data: dict[str, list[Any]] = record.table(one.place for one in rows)
    data[_("Point")] = [record.coordinates(one.place) for one in rows]
    data[_("± km")] = [one.place.radius_km for one in rows]
    data[_("Who says so")] = [plain(one.said_by) for one in rows]
    data[_("Changed")] = [one.changed.date() for one in rows]
    if any(one.withdrawn for one in rows):
        data[_("Status")] = [_("withdrawn") if one.withdrawn else "" for one in rows]
    answer: Any = st.dataframe(
        pd.DataFrame(across(data)),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        key=f"mine-{st.session_state.get(LIST_ROUND, 0)}-{len(rows)}",
        column_config={_("± km"): st.column_config.NumberColumn(format="%g", width=60)},
    )
    cells = answer["selection"]["cells"]
    if cells and cells[0][0] < len(rows):
        st.session_state[CHOSEN] = rows[cells[0][0]].place.id


def _one(one: MyPlace) -> None:
    place = one.place
    with st.container(border=True, key="mine-panel"):
        status = f" · {_('withdrawn')}" if one.withdrawn else ""
        st.html(
            f'<div class="dl-kind">{escape(record.kind(place) + status)}</div>'
            f'<div class="dl-title">{name(place.name)}</div>'
            f'<div class="dl-when">{" · ".join(name(_spelled(n)) for n in place.names[1:])}</div>'
            f"{record.features(place, _said(one))}"
        )
        with st.container(horizontal=True):
            if st.button(_("Edit"), icon=":material/edit:", key="mine-edit"):
                form.begin(form.of_place(place, said_by=one.said_by))
                form.go()
            if one.withdrawn:
                _button(_("Restore"), "undo", one, resources.my_places().restore)
            else:
                _button(_("Withdraw"), "delete", one, resources.my_places().withdraw)
        with st.expander(_("History")):
            edits = resources.my_places().history(place.id)
            st.html("".join(map(_edit, reversed(edits))))


def _spelled(spelling: str) -> str:
    return spelling.rpartition("=")[2]


def _said(one: MyPlace) -> str:
    return _("yours, {source}", source=name(one.said_by)) if one.said_by else _("yours")


def _button(label: str, icon: str, one: MyPlace, turn: Callable[[str], MyPlace]) -> None:
    if st.button(label, icon=f":material/{icon}:", key=f"mine-{icon}"):
        turn(one.place.id)
        done = _("is restored.") if one.withdrawn else _("is withdrawn.")
        again.ask(one.place.name, done, one.place.names, [one.place.id])
        st.session_state[LIST_ROUND] = st.session_state.get(LIST_ROUND, 0) + 1
        st.rerun()


def _edit(edit: Edit) -> str:
    where = f"{record.coordinates(edit.place)} · ±{wording.distance(edit.place.radius_km)}"
    said = f" · {name(edit.said_by)}" if edit.said_by else ""
    return (
        f'<div class="dl-note"><b>{_(DONE.get(edit.did, escape(edit.did)))}</b> '
        f"{wording.day(edit.at)} {edit.at:%H:%M} UTC · {where}{said}</div>"
    )
