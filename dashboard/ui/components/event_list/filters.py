"""The sidebar's filters: each mirrors the view, which is the single truth, and writes to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.events.filter import EVERYTHING
from dashboard.extraction.types.event_type import GROUPS, group_of
from dashboard.stores import Facet, Facets, Filter, Summary
from dashboard.translations.plain_text import plain
from dashboard.ui.session import resources, state, wording
from dashboard.ui.session.language import _, _n, chosen
from dashboard.ui.session.wording import MODES, STATUSES

LONGEST = 42  # characters of a choice's label
BRANCH = "– "  # before a type under its group


def show(facets: Facets, known: Mapping[str, Summary]) -> None:
    """Draw the filters in the sidebar; `known` are all articles by id."""
    wanted = state.current().filter
    with st.sidebar:
        _text("words", _("Search"), wanted.words)
        _choice("types", _("Type of event"), wanted.types, _tree(facets.types), _type_or_group)
        _choice("places", _("Place"), wanted.places, _called(facets.places))
        _choice("countries", _("Country"), wanted.countries, facets.countries, wording.country)
        _choice("actors", _("Who"), wanted.actors, facets.actors, wording.actor)
        titles = {id: known[id].title for id in wanted.articles if id in known}
        _choice("articles", _("Article"), wanted.articles, facets.articles, titled(titles))
        _choice("sources", _("Source"), wanted.sources, facets.sources)
        _statuses(wanted, facets.statuses)
        _likelihood(wanted)
        _modes(wanted)
        if replace(wanted, once=False) != EVERYTHING:
            st.button(
                _("Clear all filters"),
                icon=":material/filter_alt_off:",
                width="stretch",
                on_click=_clear,
            )


def count_switch() -> None:
    """Let the user count every report, or an incident that several tell of once."""
    names = {False: _("Reports"), True: _("Incidents")}
    key = "count-once"
    st.session_state[key] = state.current().filter.once
    st.segmented_control(
        _("Count"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        required=True,
        help=_("Several articles may report one incident: merge them on the Events page."),
        on_change=lambda: state.change(once=bool(st.session_state[key])),
    )


def counted(number: int) -> str:
    """Write how many are wanted, of what is counted."""
    if state.current().filter.once:
        return _n("{n} incident", "{n} incidents", number)
    return _n("{n} event", "{n} events", number)


def _mirror(field: str, value: Any, read: Callable[[Any], Any]) -> dict[str, Any]:
    """Set a widget to the view's value, and let it write back when somebody changes it."""
    key = f"filter-{field}"
    st.session_state[key] = value
    return {
        "key": key,
        "on_change": lambda: state.change(**{field: read(st.session_state[key])}),
    }


def _text(field: str, label: str, value: str) -> None:
    st.text_input(label, placeholder=_("words in the text"), **_mirror(field, value, str.strip))


def _choice(
    field: str,
    label: str,
    wanted: tuple[str, ...],
    known: Sequence[Facet],
    say: Callable[[str], str] = str,
) -> None:
    # Isolated: an Arabic title must not take the number after it along to its other end.
    number = chosen().number
    names = {f.key: f"\u2068{_cut(say(f.label))}\u2069 · {number(f.count)}" for f in known}
    options = list(dict.fromkeys([*wanted, *names]))
    st.multiselect(
        label,
        options,
        format_func=lambda key: names.get(key) or _cut(say(key)),
        placeholder=_("all"),
        disabled=not options,
        **_mirror(field, list(wanted), tuple),
    )


def _tree(types: Sequence[Facet]) -> list[Facet]:
    """Put each type behind its group, which can be chosen as a whole; the fullest group first."""
    of_group: dict[str, list[Facet]] = {}
    for facet in types:
        of_group.setdefault(group_of(facet.key), []).append(facet)
    found = []
    for group, inside in sorted(of_group.items(), key=lambda of: -_sum(of[1])):
        if group:
            found.append(Facet(group, wording.group(group), _sum(inside)))
        found += [replace(facet, label=f"{BRANCH}{_(facet.label)}") for facet in inside]
    return found


def titled(titles: Mapping[str, str]) -> Callable[[str], str]:
    """Return what names an article by its id, also one without events; a title stays itself."""
    return lambda key: titles.get(key, key) or _("Untitled article")


def _type_or_group(name: str) -> str:
    return wording.group(name) if name in GROUPS else _(name)


def _sum(facets: Sequence[Facet]) -> int:
    return sum(facet.count for facet in facets)


def _called(places: Sequence[Facet]) -> list[Facet]:
    language = chosen().language
    return [replace(f, label=resources.called(f.key, f.label, language)) for f in places]


def _cut(label: str) -> str:
    label = plain(label)
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


def _statuses(wanted: Filter, known: Sequence[Facet]) -> None:
    counts = {facet.key: facet.count for facet in known}
    options = [status for status in STATUSES if status in counts or status in wanted.statuses]
    st.pills(
        _("How it stands"),
        options,
        selection_mode="multi",
        format_func=lambda key: f"{wording.status(key)} · {wording.number(counts.get(key, 0))}",
        help=_("By what is said of an event, in the articles that are here. No verdict of ours."),
        **_mirror("statuses", [s for s in options if s in wanted.statuses], tuple),
    )


def _likelihood(wanted: Filter) -> None:
    st.slider(
        _("At least this likely"),
        0,
        100,
        step=5,
        format="%d%%",
        **_mirror("min_probability", round(wanted.min_probability * 100), lambda v: v / 100),
    )


def _modes(wanted: Filter) -> None:
    st.pills(
        _("Told as"),
        list(MODES),
        format_func=wording.mode,
        selection_mode="multi",
        help=_("Only what is reported to have happened is shown, unless you add more."),
        **_mirror("modes", list(wanted.modes or MODES), _read_modes),
    )


def _read_modes(chosen: list[str]) -> tuple[str, ...]:
    ordered = tuple(mode for mode in MODES if mode in chosen)
    return ordered or ("reported",)


def _clear() -> None:
    state.begin()
