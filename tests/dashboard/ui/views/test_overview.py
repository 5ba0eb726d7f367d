"""The overview: charts linked to the filters, two periods, what changed."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.settings import settings
from dashboard.stores import Filter, open_store
from dashboard.ui.components.overview.changes import changes
from dashboard.ui.components.overview.charts import toggled
from dashboard.ui.components.overview.compare import Period, period_of
from dashboard.ui.session import snapshot
from tests import synthetic
from tests.pages import button, html, opened, ran

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(home):
    with open_store(settings().store) as store:
        for article in synthetic.few():
            store.save(article)
        yield store


def charts(app):
    """Return what the charts are told to draw."""
    handed = [json.loads(c.proto.json or "{}") for c in app.get("bidi_component")]
    return next(data for data in handed if "charts" in data)


def rows(app, title):
    chart = next(one for one in charts(app)["charts"] if one["title"] == title)
    return {row["label"]: row["n"] for row in chart["rows"]}


def test_an_empty_store_asks_for_articles(home):
    assert opened("overview").title[0].value == "No articles yet"


def test_events_are_counted_by_group_type_country_actor_and_source(filled):
    app = opened("overview")
    assert rows(app, "By kind of news") == {"Conflict": 5}
    assert rows(app, "By type of event")["Armed clash"] == 2
    assert rows(app, "By country") == {"Syria": 4}
    assert rows(app, "By who")["Residents"] == 1
    assert rows(app, "By source")["The Sample"] == 1


def test_the_countries_of_the_map_are_those_of_the_list(filled):
    world = charts(opened("overview"))["world"]
    assert world["countries"]["SY"]["label"] == "Syria: 4"
    assert world["codes"].endswith("/basemap/codes-110m.json")


def test_bars_over_time_have_their_days_and_add_up(filled):
    months = charts(opened("overview"))["months"]
    total = sum(sum(kind["counts"]) for kind in months["kinds"])
    assert round(total) == 4 and months["bars"][0]["days"] == ["2023-07-03", "2023-07-03"]


@pytest.mark.parametrize(
    ("query", "events"),
    [
        ({"country": "SY"}, 4),
        ({"source": "The Sample"}, 1),
        ({"type": "conflict"}, 5),
        ({"type": "disaster"}, 0),
    ],
)
def test_what_a_bar_stands_for_is_a_filter_of_the_link(filled, query, events):
    assert f"<b>{events} event" in html(opened("overview", **query))


def test_a_bar_that_is_chosen_is_pressed_and_pressed_again_lets_go(filled):
    chosen = charts(opened("overview", country="SY"))["charts"][2]["rows"][0]
    assert chosen["chosen"]
    assert toggled(("SY",), "IQ") == ("SY", "IQ") and toggled(("SY", "IQ"), "SY") == ("IQ",)


def test_two_periods_stand_side_by_side_and_each_can_be_looked_at(filled):
    app = opened("overview", since="2023-08-18", until="2023-08-24")
    table = html(app)
    assert "Compared with the 7 days before" in table
    assert "11–17 Aug 2023" in table and "<td>1</td><td>2</td>" in table
    app = ran(button(app, "11–17 Aug 2023").click())
    assert app.query_params["since"] == "2023-08-11"


def test_without_days_the_last_thirty_are_compared(filled):
    with snapshot.take() as now:
        period = period_of(now, Filter())
    assert period == Period(date(2023, 7, 26), date(2023, 8, 24))
    assert period.before() == Period(date(2023, 6, 26), date(2023, 7, 25))


def test_what_was_added_since_a_day_is_new_and_denied_ones_are_contradicted(filled):
    with snapshot.take() as now:
        added = next(iter(snapshot.documents(now).values())).added.date()
        found = changes(now, Filter(), added)
        later = changes(now, Filter(), added + timedelta(days=1))
    assert len(found.new) == 5 and len(found.changed) == 0
    assert len(found.contradicted) == 2
    assert len(later.new) == 0


def test_the_overview_is_in_the_language_of_the_page(filled):
    data = charts(opened("overview", lang="ar"))
    assert data["rtl"] and data["charts"][0]["rows"][0]["label"] == "نزاع"


def test_losses_are_added_up_beside_the_heading(home):
    one, other = synthetic.two_reports()
    with open_store(settings().store) as store:
        store.save(one)
        store.save(other)
    assert "Killed: 10" in html(opened("overview")) and "Killed: 10" in html(opened())


def test_the_map_says_how_many_unlikely_events_it_hides_and_shows_them_on_a_click(home):
    article = synthetic.english()
    unlikely = replace(article.events[0], probability=0.1)
    with open_store(settings().store) as store:
        store.save(replace(article, events=(unlikely,)))
        store.save(synthetic.arabic())
    app = opened()
    assert "<b>1 event</b>" in html(app)
    app = ran(button(app, "1 event that is unlikely to be right is hidden: show it").click())
    assert "<b>2 events</b>" in html(app) and app.query_params["unlikely"] == "1"
    assert "<b>2 events</b>" in html(opened(unlikely="1"))
    app = ran(button(app, "Hide events that are unlikely to be right").click())
    assert "<b>1 event</b>" in html(app) and "unlikely" not in app.query_params
    assert "probability" not in app.query_params
    assert "<b>1 event</b>" in html(opened(probability="0.5"))
