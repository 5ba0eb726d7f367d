"""Events that may be one: suggested with reasons, merged or kept apart by a person, and undone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import product

import streamlit as st

from dashboard.events.incidents import Decision, Suggestion
from dashboard.events.status import EventStatus
from dashboard.model import Count, Document, Event
from dashboard.stores import Filter
from dashboard.stores.protocol import Step
from dashboard.ui.components.marked_text import name
from dashboard.ui.session import resources, snapshot, state, wording
from dashboard.ui.session.language import _, _n, say
from dashboard.ui.session.snapshot import Snapshot

AT_ONCE = 400  # events compared without being asked to
MOST_SHOWN = 5
SURE = 0.99  # more is never said
MOST_STEPS = 20
ASKED = "same-asked"


def show(now: Snapshot, wanted: Filter, titles: Mapping[str, str]) -> None:
    """Show what may be one among the events a filter wants, and what was decided so far."""
    steps = now.store.steps()
    held = f" · {_n('{n} decision', '{n} decisions', len(steps))}" if steps else ""
    with st.expander(_("Possibly the same event") + held, expanded=True):
        if steps:
            _steps(steps, titles)
        every = replace(wanted, once=False)
        if len(snapshot.wanted(now, every)) > AT_ONCE and not st.session_state.get(ASKED):
            st.caption(_("Several articles may report one incident."))
            st.button(_("Look for events told twice"), on_click=_ask, icon=":material/search:")
            return
        open_pairs = undecided(
            snapshot.suggestions(now, every), snapshot.statuses(now), now.store.decisions()
        )
        _suggestions(now, open_pairs)


def undecided(
    suggestions: Sequence[Suggestion],
    statuses: Mapping[str, EventStatus],
    decisions: Sequence[Decision],
) -> list[Suggestion]:
    """Keep one suggestion for each two incidents that nobody has joined or kept apart."""
    apart = {frozenset((d.a, d.b)) for d in decisions if not d.same}
    found: dict[frozenset[str], Suggestion] = {}
    for one in suggestions:
        reports = [statuses[id].reports if id in statuses else (id,) for id in (one.a, one.b)]
        pair = frozenset(min(ids) for ids in reports)
        between = {frozenset(ids) for ids in product(*reports)}
        if len(pair) == 2 and pair not in found and apart.isdisjoint(between):
            found[pair] = one
    return list(found.values())


def _ask() -> None:
    st.session_state[ASKED] = True


def _suggestions(now: Snapshot, pairs: Sequence[Suggestion]) -> None:
    if not pairs:
        st.caption(_("Nothing here looks like the same event told twice."))
        return
    ids = list(dict.fromkeys(id for one in pairs[:MOST_SHOWN] for id in (one.a, one.b)))
    reports = {event.id: (event, document) for event, document in now.store.reports(ids)}
    for one in pairs[:MOST_SHOWN]:
        if one.a in reports and one.b in reports:
            _pair(one, reports)
    if len(pairs) > MOST_SHOWN:
        st.caption(
            _(
                "The likeliest {shown} of {all} pairs; filters narrow them.",
                shown=MOST_SHOWN,
                all=wording.number(len(pairs)),
            )
        )


def _pair(one: Suggestion, reports: Mapping[str, tuple[Event, Document]]) -> None:
    key = f"{one.a}|{one.b}"
    with st.container(border=True):
        for column, id in zip(st.columns(2), (one.a, one.b), strict=True):
            column.html(_card(*reports[id]))
        why = _("; ").join(map(say, one.reasons))
        st.html(
            f'<div class="dl-note">{wording.likelihood(one.probability).capitalize()} '
            f"({wording.percent(min(one.probability, SURE))}): {escape(why)}</div>"
        )
        with st.container(horizontal=True):
            st.button(
                _("Merge"),
                key=f"merge-{key}",
                icon=":material/merge:",
                on_click=_decide,
                args=(Decision(one.a, one.b, True),),
            )
            st.button(
                _("Not the same"),
                key=f"apart-{key}",
                on_click=_decide,
                args=(Decision(one.a, one.b, False),),
            )
            st.button(
                _("Look at it"), key=f"look-{key}", type="tertiary", on_click=_look, args=(one.a,)
            )


def _card(event: Event, document: Document) -> str:
    killed = f" · {_killed(event.fatalities)}" if event.fatalities else ""
    sentence = document.text[event.start : event.end]
    about = [name(document.source)] if document.source else []
    about += [wording.day(document.published)] if document.published else []
    return (
        f"<div><b>{name(wording.where(event))}</b> · {wording.when(event.when)}{killed}</div>"
        f'<div class="dl-quote" dir="auto">{name(sentence)}</div>'
        f'<div class="dl-source">{name(document.title or _("Untitled article"))}'
        f"{''.join(' · ' + part for part in about)}</div>"
    )


def _killed(count: Count) -> str:
    return _n("{number} killed", "{number} killed", count.high, number=wording.count(count))


def _decide(decision: Decision) -> None:
    resources.store().decide([decision])


def _undo(step: int) -> None:
    resources.store().take_back(step)


def _look(event: str) -> None:
    state.keep(replace(state.current(), event=event))


def _steps(steps: Sequence[Step], titles: Mapping[str, str]) -> None:
    for step in steps[:MOST_STEPS]:
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.html(f'<div class="dl-note">{_decided(step, titles)}</div>')
        right.button(
            _("Undo"),
            key=f"undo-{step.number}",
            icon=":material/undo:",
            type="tertiary",
            on_click=_undo,
            args=(step.number,),
        )
    if len(steps) > MOST_STEPS:
        st.caption(
            _(
                "The last {shown} of {all} decisions.",
                shown=MOST_STEPS,
                all=wording.number(len(steps)),
            )
        )


def _decided(step: Step, titles: Mapping[str, str]) -> str:
    first = step.decisions[0]
    gone = _("an article removed")
    one, other = (name(titles.get(id.partition(":")[0], gone)) for id in (first.a, first.b))
    if first.same:
        return _("Merged: {one} and {other}", one=one, other=other)
    return _("Kept apart: {one} and {other}", one=one, other=other)
