"""Events that may be one, on the page where people decide: merged, kept apart, undone."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from dashboard.__main__ import parser
from dashboard.cli.commands import COMMANDS
from dashboard.events.incidents import Decision, Suggestion
from dashboard.settings import settings
from dashboard.stores import Filter, Store, open_store
from dashboard.ui.components.event_list.rows import RowsRequest, rows_of
from dashboard.ui.components.event_panel.same_events import undecided
from dashboard.ui.session.listing import Listing
from tests import small_gazetteer, synthetic
from tests.pages import button, html, opened, ran

pytestmark = pytest.mark.slow

ONE, OTHER = (article.events[0].id for article in synthetic.two_reports())


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    monkeypatch.delenv("DATELINE_INDEX", raising=False)
    small_gazetteer.build(tmp_path)
    with open_store(settings().store) as opened_store:
        for article in (*synthetic.two_reports(), synthetic.english(), synthetic.hostile()):
            opened_store.save(article)
        yield opened_store
    st.cache_resource.clear()
    st.cache_data.clear()


def shown_as(*, once: bool) -> list[list[str]]:
    """Return by how many the list says an event is told, how many died in it, how it stands."""
    asked = RowsRequest(Listing(Filter(once=once)), ("reports", "killed", "status"))
    return [row["cells"] for row in rows_of(asked)["rows"]]


def test_two_reports_are_merged_counted_once_and_parted_again(store: Store) -> None:
    app = opened("events")
    assert "<b>4 events</b>" in html(app) and "on the same day" in html(app)
    app = ran(button(app, "Merge").click())
    assert "<b>4 events</b>" in html(app) and "Merged:" in html(app)
    assert set(store.statuses()) == {ONE, OTHER}
    app = ran(app.segmented_control(key="count-once").set_value(True))
    assert "<b>3 incidents</b>" in html(app)
    assert ["2 reports", "3–7", "Contested"] in shown_as(once=True)
    app = ran(button(app, "Undo").click())
    app = ran(app.segmented_control(key="count-once").set_value(False))
    assert not any(cells[0] == "2 reports" for cells in shown_as(once=False))
    assert button(app, "Merge") and store.steps() == []


def test_what_is_not_the_same_is_not_suggested_again(store: Store) -> None:
    app = ran(button(opened("events"), "Not the same").click())
    assert not [b for b in app.button if b.label == "Merge"] and "Kept apart:" in html(app)
    app = ran(button(app, "Undo").click())
    assert button(app, "Merge")


def test_an_incident_shows_every_report_beside_the_others(store: Store) -> None:
    store.decide([Decision(ONE, OTHER, True)])
    app = opened("events", event=ONE)
    text = html(app)
    assert "Told by 2 reports: 2 independent sources" in text
    assert "3–7: " in text and "(<bdi>Other Sample</bdi>)" in text
    assert "<bdi>The garrison</bdi></b><br>denial" in text and "Contested</span>" in text
    assert "13 Aug 2023" in text
    app = ran(app.button(key=f"out-{OTHER}").click())
    assert store.statuses() == {} and "Told by" not in html(app)


def test_the_map_counts_what_it_is_told_to(store: Store) -> None:
    store.decide([Decision(ONE, OTHER, True)])
    assert "<b>4 events</b>" in html(opened(""))
    assert "<b>3 incidents</b>" in html(opened("", count="incidents"))
    assert store.count(Filter(once=True)) == 3


@pytest.mark.parametrize(("count", "rows"), [("incidents", 3), ("reports", 4)])
def test_the_command_line_exports_incidents_or_reports(
    store: Store, tmp_path: Path, count: str, rows: int
) -> None:
    store.decide([Decision(ONE, OTHER, True)])
    out = tmp_path / "out.csv"
    options = parser().parse_args(["export", "--count", count, "--out", str(out)])
    assert COMMANDS["export"](options) == 0
    found = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert len(found) == rows
    said = {row["event_id"]: row for row in found}[ONE]
    most = "7" if count == "incidents" else "3"
    assert (said["fatalities_low"], said["fatalities_high"]) == ("3", most)
    assert (said["status"], said["reports"]) == ("contested", "2")


def test_one_pair_is_asked_about_each_two_incidents() -> None:
    found = [Suggestion(a, b, 0.9, ()) for a, b in (("a", "b"), ("a", "c"), ("b", "c"))]
    assert undecided(found, {}, []) == found
    assert undecided(found, {}, [Decision("a", "c", False)]) == [found[0], found[2]]
