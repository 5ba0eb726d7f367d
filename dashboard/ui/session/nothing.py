"""What to do where there is nothing to show: no articles yet, no events, none that match."""

from collections.abc import Callable

import streamlit as st

from dashboard.aggregates.aggregate import Aggregate
from dashboard.batch.samples import load_samples
from dashboard.ui.session import named_places, resources, snapshot, state, wording
from dashboard.ui.session.language import _
from dashboard.ui.session.snapshot import Snapshot


def there(now: Snapshot) -> bool:
    """Return whether there are no articles or no events, and show what to do then."""
    if not snapshot.documents(now):
        first_steps()
    elif not len(snapshot.columns(now).row) and not len(named_places.columns(now).row):
        _no_events()
    else:
        return False
    return True


def first_steps() -> None:
    """Show somebody who has just begun what to do."""
    st.title(_("No articles yet"))
    st.write(
        _(
            "Dateline reads news articles, in {languages}, and shows what they report on a map and "
            "a timeline. All of it happens on this machine: nothing is sent anywhere.",
            languages=wording.languages_read(),
        )
    )
    said = (
        _("Add an article: drop a file, or paste its text."),
        _("See its events on the map, by place and by day, and narrow them with the filters."),
        _("Open an event to check it: the sentence it comes from, who says so, who denies it."),
    )
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(said, start=1)))
    with st.container(horizontal=True):
        if st.button(_("Add articles"), type="primary", icon=":material/note_add:"):
            state.open_page("add")
        if st.button(_("Try it with four sample articles"), icon=":material/play_arrow:"):
            with st.spinner(_("Reading the sample articles …")):
                load_samples(resources.store(), resources.extract)
            st.rerun()
    st.caption(_("The samples were written for Dateline. You can remove them at any time."))


def _no_events() -> None:
    st.title(_("No events yet"))
    st.write(
        _(
            "The articles that are here report nothing that Dateline takes for an event, and name "
            "no place that it knows. Look at one to see what was found in it, or add others."
        )
    )
    with st.container(horizontal=True):
        if st.button(_("Add articles"), type="primary", icon=":material/note_add:"):
            state.open_page("add")
        if st.button(_("Look at the articles"), icon=":material/article:"):
            state.open_page("articles")


def no_match() -> None:
    """Say that no event matches the filters, and offer to clear them."""
    st.info(_("No events match these filters."))
    st.button(
        _("Clear all filters"),
        key="clear-where-nothing-matches",
        type="primary",
        icon=":material/filter_alt_off:",
        on_click=state.begin,
    )


def not_shown(aggregate: Aggregate, named: Aggregate | None = None) -> None:
    """Say why the map is empty though there are events; the timeline says so by itself.

    `named` are the places that are only named, where the map shows them.
    """
    if aggregate.total and not aggregate.placed and not (named and named.placed):
        st.info(
            _(
                "None of these events has a place that is known: the map stays empty, "
                "the list has them all."
            )
        )


def event_gone(back: Callable[[], None]) -> None:
    """Say that the event of a link is no longer here."""
    st.warning(
        _(
            "The event of this link is no longer here: its article was removed, or read again and "
            "understood otherwise. All that is here now is listed below."
        )
    )
    st.button(_("All events"), key="event-gone", icon=":material/arrow_back:", on_click=back)
