"""The sidebar's filters: each mirrors the view, which is the single truth, and writes to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.layers.text import plain
from dashboard.stores import Facet, Facets, Filter
from dashboard.stores.filter import EVERYTHING
from dashboard.views import state, wording
from dashboard.views.wording import MODES, STATUSES

LONGEST = 42  # characters of a choice's label
MOST = 800  # choices in one list: more could not be scrolled through


def show(facets: Facets) -> None:
    """Draw the filters in the sidebar."""
    wanted = state.current().filter
    with st.sidebar:
        _text("words", "Search", wanted.words)
        _choice("types", "Type of event", wanted.types, facets.types)
        _choice("places", "Place", wanted.places, facets.places)
        _choice("actors", "Who", wanted.actors, facets.actors)
        _choice("articles", "Article", wanted.articles, facets.articles)
        _statuses(wanted, facets.statuses)
        _likelihood(wanted)
        _modes(wanted)
        if replace(wanted, once=False) != EVERYTHING:
            st.button("Clear all filters", icon=":material/filter_alt_off:", width="stretch",
                      on_click=_clear)  # fmt: skip


def count_switch() -> None:
    """Let the user count every report, or an incident that several tell of once."""
    names = {False: "Reports", True: "Incidents"}
    key = "count-once"
    st.session_state[key] = state.current().filter.once
    st.segmented_control(
        "Count", list(names), format_func=names.__getitem__, key=key, required=True,
        help="Several articles may report one incident: merge them on the Events page.",
        on_change=lambda: state.change(once=bool(st.session_state[key])),
    )  # fmt: skip


def counted(number: int) -> str:
    """Write how many are wanted, of what is counted."""
    return wording.number(number, "incident" if state.current().filter.once else "event")


def _mirror(field: str, value: Any, read: Callable[[Any], Any]) -> dict[str, Any]:
    """Set a widget to the view's value, and let it write back when somebody changes it."""
    key = f"filter-{field}"
    st.session_state[key] = value
    return {
        "key": key,
        "on_change": lambda: state.change(**{field: read(st.session_state[key])}),
    }


def _text(field: str, label: str, value: str) -> None:
    st.text_input(label, placeholder="words in the text", **_mirror(field, value, str.strip))


def _choice(field: str, label: str, chosen: tuple[str, ...], known: Sequence[Facet]) -> None:
    # Isolated: an Arabic title must not take the number after it along to its other end.
    names = {f.key: f"\u2068{_cut(f.label)}\u2069 · {f.count:,}" for f in known[:MOST]}
    options = list(dict.fromkeys([*chosen, *names]))
    st.multiselect(
        label, options, format_func=lambda key: names.get(key) or _cut(key),
        placeholder="all", disabled=not options, **_mirror(field, list(chosen), tuple),
    )  # fmt: skip


def _cut(label: str) -> str:
    label = plain(label)
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


def _statuses(wanted: Filter, known: Sequence[Facet]) -> None:
    counts = {facet.key: facet.count for facet in known}
    options = [status for status in STATUSES if status in counts or status in wanted.statuses]
    st.pills(
        "How it stands", options, selection_mode="multi",
        format_func=lambda status: f"{STATUSES[status][0]} · {counts.get(status, 0):,}",
        help="By what is said of an event, in the articles that are here. No verdict of ours.",
        **_mirror("statuses", [s for s in options if s in wanted.statuses], tuple),
    )  # fmt: skip


def _likelihood(wanted: Filter) -> None:
    st.slider(
        "At least this likely", 0, 100, step=5, format="%d%%",
        **_mirror("min_probability", round(wanted.min_probability * 100), lambda v: v / 100),
    )  # fmt: skip


def _modes(wanted: Filter) -> None:
    st.pills(
        "Told as", list(MODES), format_func=MODES.__getitem__, selection_mode="multi",
        help="Only what is reported to have happened is shown, unless you add more.",
        **_mirror("modes", list(wanted.modes or MODES), _read_modes),
    )  # fmt: skip


def _read_modes(chosen: list[str]) -> tuple[str, ...]:
    ordered = tuple(mode for mode in MODES if mode in chosen)
    return ordered or ("reported",)


def _clear() -> None:
    state.keep(state.View())
