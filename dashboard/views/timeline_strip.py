"""A small timeline of a few events, such as those of one article: marks on a line of days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.layers.text import plain
from dashboard.views.language import _, chosen

HERE = Path(__file__).resolve().parent
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the strip: its days, both included, what it is called, its colour "#rrggbb"."""

    id: str
    first: date
    last: date
    label: str
    colour: str


def strip(
    marks: Sequence[Mark], selected: str, choose: Callable[[str], None], key: str = "timeline-strip"
) -> None:
    """Draw events on a line of days, the selected one strong; `choose` hears the id of a click.

    Nothing is drawn without marks. Colours are those of the map: `layers.places.colour_of`. An
    event without a day has no place here: tell of it beside. From a page:

        marks = [
            Mark(e.id, e.when.first, e.when.last, e.sub_type, colour_of(e.sub_type))
            for e in extraction.events
            if e.when and e.when.first and e.when.last
        ]
        strip(marks, view.event, lambda id: state.keep(replace(state.current(), event=id)))
    """
    if not marks:
        return
    shown = [
        {
            "id": mark.id,
            "first": mark.first.toordinal() - EPOCH,
            "last": mark.last.toordinal() - EPOCH,
            "label": plain(mark.label),
            "colour": mark.colour,
        }
        for mark in sorted(marks, key=lambda mark: (mark.first, mark.last, mark.id))
    ]
    words = {"events": _("Events of this article by date")}
    _component()(
        key=key,
        data={"marks": shown, "selected": selected, "locale": locale(), "words": words},
        on_pick_change=lambda: choose(st.session_state[key]["pick"]),
    )


def locale() -> str:
    """Name the interface's language to the browser: its own months, days of ours, Latin digits."""
    language = chosen().language
    return f"{'en-GB' if language == 'en' else language}-u-ca-gregory-nu-latn"


def script(*names: str) -> str:
    """Join scripts of this folder to one module: a component has no other to import."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


@cache
def _component() -> Any:
    return st.components.v2.component(
        "dateline_timeline_strip",
        html='<div class="tl tl-strip"></div>',
        css=script("timeline.css"),
        js=script("timeline_scale.js", "timeline_strip.js"),
    )
