"""The event list and the events page, run without a browser: rows, order, panel, nothing there."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from starlette.datastructures import QueryParams
from starlette.requests import Request

from dashboard.aggregates import facets
from dashboard.aggregates.columns import load, matching, visible
from dashboard.aggregates.ordering import by_date, by_value, of_rows, ranks
from dashboard.events.incidents import Decision
from dashboard.settings import settings
from dashboard.stores import Filter, open_store
from dashboard.translations import translator
from dashboard.translations.plain_text import plain
from dashboard.ui import routes
from dashboard.ui.components.event_list import rows as event_rows
from dashboard.ui.components.event_list.cells import CELLS, Row, heads
from dashboard.ui.session import language, wording
from dashboard.ui.session.listing import SORTS
from dashboard.ui.session.state import to_token
from tests import small_gazetteer, synthetic
from tests.answers import answer_of
from tests.pages import button, html, opened, ran

pytestmark = pytest.mark.slow

EVERYTHING = Filter()


@pytest.fixture
def store(home):
    with open_store(settings().store) as opened:
        yield opened


@pytest.fixture
def filled(store):
    for article in synthetic.few():
        store.save(article)
    return store


def component(app):
    """Return what the list's script gets."""
    found = [json.loads(component.proto.json or "{}") for component in app.get("bidi_component")]
    return next(data for data in found if "ask" in data)


def rows(app, **more):
    """Return the rows that the list's script gets when it asks for them, by column."""
    ask = component(app)["ask"] | more
    answer = event_rows.rows_of(event_rows.read(QueryParams(ask)))
    columns = ask["columns"].split(",")
    return [dict(zip(columns, row["cells"], strict=True)) for row in answer["rows"]]


def asked(**query):
    return event_rows.rows_of(event_rows.read(QueryParams(query)))


def ids(**query):
    return [row["id"] for row in asked(**query)["rows"]]


def request(query="", **headers):
    """Ask the route as a browser does."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/events",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    answer = answer_of(routes.events, Request(scope))
    return answer.status_code, answer.headers, json.loads(answer.body)


# ---- counting and ordering over the columns -------------------------------------------------


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(modes=()),
        Filter(types=("Peaceful protest",), modes=()),
        Filter(places=("1",), statuses=("single source",)),
        Filter(actors=("سكان",)),
        Filter(words="raqqa"),
        Filter(since=date(2023, 8, 20), undated=False),
        Filter(articles=(synthetic.unknown().document.id,)),
        Filter(once=True),
    ],
)
def test_facets_counted_over_columns_are_the_store_s(filled, wanted):
    for article in synthetic.two_reports():
        filled.save(article)
    a, b = (event.id for article in synthetic.two_reports() for event in article.events)
    filled.decide([Decision(a, b, True)])
    columns = load(filled)
    actors = facets.acting(columns, dict(filled.acting()))
    titles = {summary.id: summary.title for summary in filled.documents()}

    def visible_of(filter):
        return visible(columns, filter, matching(filled, filter))

    assert facets.facets(columns, wanted, visible_of, actors, titles) == filled.facets(wanted)


def test_facets_of_nothing_are_empty(store):
    columns = load(store)
    actors = facets.acting(columns, {})
    found = facets.facets(columns, EVERYTHING, lambda f: visible(columns, f), actors, {})
    assert found == store.facets()


def test_only_the_most_frequent_values_are_told_and_none_as_frequent_is_passed_over(monkeypatch):
    monkeypatch.setattr(facets, "MOST", 2)
    found = facets._counted(np.array([0, 1, 1, 2, 3, 3, 3]), ("d", "c", "b", "a"))
    assert [(one.key, one.count) for one in found] == [("a", 3), ("c", 2)]
    tied = facets._counted(np.array([0, 1, 2]), ("c", "b", "a"))
    assert [one.key for one in tied] == ["a", "b"]


def test_equal_values_come_newest_first_and_unknown_ones_last(filled):
    columns = load(filled)
    indices = visible(columns, EVERYTHING)
    values = np.full(len(columns.row), 9, dtype=np.int32)
    values[indices] = [3, -1, 5, 3, -1]
    order = by_value(columns, indices, values, down=True)
    newest = by_date(columns, indices, newest=True).tolist()
    assert order.tolist()[0] == indices[2] and order.tolist()[1:3] == [
        i for i in newest if values[i] == 3
    ]
    assert order.tolist()[3:] == [i for i in newest if values[i] == -1]
    up = by_value(columns, indices, values, down=False).tolist()
    assert up == [*order.tolist()[1:3], order[0], *order.tolist()[3:]]


def test_names_are_ranked_by_the_alphabet_whatever_their_case():
    assert ranks(["b", "A", "", "B", "الرقة"]).tolist() == [1, 0, -1, 1, 2]


def test_values_of_rows_that_are_gone_are_left_out(filled):
    columns = load(filled)
    row = int(columns.row[2])
    assert of_rows(columns, [row, 10**9], [7, 8]).tolist() == [-1, -1, 7, -1, -1, -1]
    assert of_rows(columns, [], []).tolist() == [-1] * len(columns.row)


# ---- rows -----------------------------------------------------------------------------------


def test_newest_come_first_and_undated_last_either_way(filled):
    newest, oldest = ids(), ids(sort="when")
    assert newest[:-1] == oldest[:-1][::-1] and newest[-1] == oldest[-1]
    assert asked(columns="when")["rows"][-1]["cells"] == ["no date"]


@pytest.mark.parametrize(
    ("sort", "column", "said"),
    [
        ("-killed", "killed", ["2–4", "0", "", "", ""]),
        ("killed", "killed", ["0", "2–4", "", "", ""]),
        ("status", "status", ["Contested", "Contested", "Single source"]),
        ("what", "what", ["Armed clash", "Armed clash", "Peaceful protest"]),
        ("-where", "where", ["الميادين", plain(synthetic.HOSTILE), "Raqqa", "Raqqa"]),
        ("-likelihood", "likelihood", ["93%", "86%", "70%", "55%", "50%"]),
    ],
)
def test_a_list_is_sorted_by_a_column(filled, sort, column, said):
    found = [row["cells"][0] for row in asked(sort=sort, columns=column)["rows"]]
    assert found[: len(said)] == said


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{sort}" for sort in SORTS)])
def test_every_order_holds_every_event_once(filled, sort):
    assert sorted(ids(sort=sort)) == sorted(event.id for event in filled.events())


def test_pages_follow_one_another_without_gap_or_double(filled):
    pages = [asked(**{"from": start, "count": 2}) for start in (0, 2, 4)]
    assert [row["id"] for page in pages for row in page["rows"]] == ids()
    assert {page["total"] for page in pages} == {5}


def test_the_page_around_an_event_holds_it(filled):
    chosen = ids()[3]
    page = asked(around=chosen, count=2)
    assert page["from"] == 2 and chosen in [row["id"] for row in page["rows"]]
    assert asked(around="gone")["from"] == 0


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"kind": "undated"}, 1),
        ({"kind": "unplaced"}, 1),
        ({"spot": "35.9,39.0,36.0,39.1"}, 2),
        ({"filter": to_token(Filter(types=("Peaceful protest",)))}, 1),
        ({"since": "2023-08-20", "until": "2023-08-24"}, 3),
        ({"since": "2023-08-20", "until": ""}, 3),
        ({"since": "2030-01-01", "until": "2030-01-02", "kind": "unplaced"}, 0),
        ({"filter": to_token(Filter(since=date(2030, 1, 1))), "since": "2023-08-24"}, 2),
    ],
)
def test_a_list_keeps_to_what_it_is_asked_for(filled, query, count):
    found = asked(**query)
    assert found["total"] == len(found["rows"]) == count


def test_the_days_of_a_played_window_list_what_a_filter_of_these_days_lists(filled):
    days = {"since": "2023-07-01", "until": "2023-08-20"}
    of_filter = to_token(Filter(since=date(2023, 7, 1), until=date(2023, 8, 20)))
    for sort in ("-when", "where", "-killed"):
        assert ids(sort=sort, **days) == ids(sort=sort, filter=of_filter)


def test_hostile_text_comes_as_text_on_one_line_that_turns_nothing_around_it(filled):
    (row,) = [row for row in asked(columns="where,source,who")["rows"] if row["disputed"]][:1]
    assert row["cells"][0] == plain(synthetic.HOSTILE)
    assert "\u202e" not in "".join(row["cells"]) and "\n" not in "".join(row["cells"])


def test_every_column_says_something_of_every_event_in_both_languages(filled):
    for code in ("en", "ar"):
        found = asked(columns=",".join(CELLS), language=code)["rows"]
        assert all(len(row["cells"]) == len(CELLS) for row in found)
    assert "أغسطس 2023" in str(asked(columns="when", language="ar"))
    assert tuple(heads(translator("en"))) == tuple(CELLS)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (synthetic.arabic().events[0], "denied · reported"),
        (synthetic.english().events[0], "no source named"),
    ],
)
def test_what_is_claimed_puts_the_denial_first(event, said):
    assert CELLS["claims"](Row(event, None, None), translator("en")) == said


def test_incidents_are_listed_with_the_counts_of_all_their_reports(store):
    articles = synthetic.two_reports()
    for article in articles:
        store.save(article)
    a, b = (event.id for article in articles for event in article.events)
    store.decide([Decision(a, b, True)])
    once = to_token(Filter(once=True))
    (row,) = asked(filter=once, columns="killed,reports,status")["rows"]
    assert row["cells"] == ["3–7", "2 reports", "Contested"]


# ---- the route ------------------------------------------------------------------------------


def test_the_route_answers_our_own_pages_and_nothing_is_stored(filled):
    status, headers, body = request("count=2")
    assert (status, headers["cache-control"], len(body["rows"])) == (200, "no-store", 2)
    assert request("count=2", origin="http://evil.example", host="127.0.0.1")[0] == 403
    assert request("count=2", **{"sec-fetch-site": "cross-site"})[0] == 403


@pytest.mark.parametrize(
    "query",
    [
        "sort=nothing",
        "kind=x",
        "columns=when,secret",
        "from=x",
        "count=1e9",
        "since=yesterday",
        "spot=1,2",
        "filter=%21%21",
        "spot=a,b,c,d",
        "since=2023-13-01",
    ],
)
def test_the_route_refuses_what_it_does_not_understand(filled, query):
    assert request(query)[0] == 400


def test_the_route_takes_any_numbers_and_languages(filled):
    assert request("from=-5&count=999999")[2]["from"] == 0
    assert request("from=99999999")[2]["total"] == 5
    assert request("language=../xx")[0] == 200


def test_the_route_says_when_the_store_cannot_be_read(home, monkeypatch):
    (home / "dateline.db").write_bytes(b"no database at all, only some text" * 40)
    assert request()[0] == 503


# ---- pages ----------------------------------------------------------------------------------


def test_the_map_s_list_keeps_to_the_filters_of_the_page(filled):
    app = opened(type="Peaceful protest")
    assert [row["where"] for row in rows(app)] == ["Raqqa"]
    app = ran(app.text_input(key="filter-words").set_value("الميادين"))
    assert "Clear all filters" in [b.label for b in app.button]


def test_events_without_a_date_or_a_place_can_be_listed(filled):
    app = opened()
    app = ran(app.segmented_control(key="list-kind").set_value("undated"))
    assert [row["when"] for row in rows(app)] == ["no date"]
    app = ran(app.segmented_control(key="list-kind").set_value("unplaced"))
    assert [row["where"] for row in rows(app)] == ["place not known"]


def test_a_link_says_which_events_are_listed_and_in_which_order(filled):
    app = opened(list="unplaced", sort="source")
    assert [row["where"] for row in rows(app)] == ["place not known"]
    assert component(app)["ask"]["sort"] == "source"
    app = ran(app.segmented_control(key="list-kind").set_value("undated"))
    kept = {key: app.query_params[key] for key in ("list", "sort")}
    assert kept == {"list": "undated", "sort": "source"}
    app = ran(app.segmented_control(key="list-kind").set_value("all"))
    assert "list" not in app.query_params


def test_the_order_of_the_list_stays_when_the_filters_are_cleared(filled):
    app = opened(type="Peaceful protest", sort="source")
    app = ran(button(app, "Clear all filters").click())
    assert component(app)["ask"]["sort"] == "source" and "type" not in app.query_params


def test_a_link_to_a_list_that_there_is_not_shows_all_events_newest_first(filled):
    app = opened(list="everything", sort="--size")
    assert component(app)["ask"] == component(opened())["ask"]
    assert not {"list", "sort"} & set(app.query_params)


def test_an_event_says_where_in_the_list_it_stands_and_leads_to_its_neighbours(filled):
    order = ids()
    app = opened(event=order[1])
    assert "2 of 5" in [caption.value for caption in app.caption]
    app = ran(button(app, "Next").click())
    assert app.session_state["view"].event == order[2]
    assert "3 of 5" in [caption.value for caption in app.caption]
    app = ran(button(app, "Previous").click())
    app = ran(button(app, "Previous").click())
    assert app.session_state["view"].event == order[0]
    assert button(app, "Previous").disabled and not button(app, "Next").disabled
    app = ran(button(app, "All events").click())
    assert component(app)["opened"] == order[0] and component(app)["focus"]
    assert not component(ran(app))["focus"]


def test_the_neighbours_are_those_of_the_kind_that_is_listed(filled):
    app = opened()
    app = ran(app.segmented_control(key="list-kind").set_value("undated"))
    (undated,) = [event.id for event in filled.events() if event.when is None]
    app.session_state["view"] = replace(app.session_state["view"], event=undated)
    app = ran(app)
    assert "1 of 1" in [caption.value for caption in app.caption]
    app = ran(button(app, "All events").click())
    assert app.segmented_control(key="list-kind").value == "undated"


def test_an_event_that_is_not_in_the_list_has_no_neighbours(filled):
    (planned,) = [event for event in synthetic.english().events if event.mode == "planned"]
    app = opened(event=planned.id)
    assert button(app, "Next").disabled and button(app, "Previous").disabled


def test_the_events_page_lists_with_what_is_not_known(filled):
    app = opened("events", mode="any")
    found = rows(app)
    assert len(found) == 6 and "1 without a place" in html(app)
    held = next(row for row in found if row["where"].startswith("{{7"))
    assert held["killed"] == "2–4" and held["status"] == "Contested"


def test_the_columns_of_the_events_page_can_be_chosen(filled):
    app = opened("events")
    assert "likelihood" not in rows(app)[0]
    app = ran(app.pills(key="events-columns").set_value(["when", "likelihood"]))
    assert list(rows(app)[0]) == ["when", "likelihood"]


def test_a_chosen_event_is_shown_beside_the_list(filled):
    event = synthetic.arabic().events[0].id
    app = opened("events", event=event)
    assert "up to 12 km to the south-west" in html(app) and "dl-sentence" in html(app)
    assert component(app)["selected"] == event
    app = ran(button(app, "Close").click())
    assert component(app)["selected"] == "" and component(app)["opened"] == ""


def test_every_format_can_be_saved_and_what_is_left_out_is_said(filled):
    app = opened("events")
    assert [b.proto.label for b in app.main.get("download_button")] == [
        "Evidence packet",
        "CSV",
        "GeoJSON",
        "KML",
        "ACLED-compatible CSV",
        "ACLED-compatible CSV, numeric codes",
        "JSON",
    ]
    said = app.main.caption[-1].value
    assert "holds 3 of 5" in said and "nobody at ACLED" in said
    assert "no place in a known country (1); not dated to a month or better (1)" in said


# ---- nothing there, or broken ---------------------------------------------------------------


@pytest.mark.parametrize("page", ["map", "events"])
def test_the_first_steps_are_told_and_samples_come_with_one_click(home, page):
    small_gazetteer.build(home)
    app = opened(page)
    assert app.title[0].value == "No articles yet" and "3. " in app.markdown[1].value
    assert [b.label for b in app.button][:1] == ["Add articles"]
    app = ran(button(app, "Try it with four sample articles").click())
    with open_store(settings().store) as store:
        known = store.documents()
    assert len(known) == 4 and all(summary.sample for summary in known)
    assert not app.title


@pytest.mark.parametrize("page", ["map", "events"])
def test_articles_without_events_and_places_are_told_of(store, page):
    store.save(replace(synthetic.english(), events=(), mentions=()))
    app = opened(page)
    assert app.title[0].value == "No events yet"
    assert [b.label for b in app.button] == ["Add articles", "Look at the articles"]


@pytest.mark.parametrize("page", ["map", "events"])
def test_filters_that_leave_nothing_can_be_cleared_there(filled, page):
    app = opened(page, words="nothing like it")
    assert "No events match" in app.info[0].value
    app = ran(app.button(key="clear-where-nothing-matches").click())
    assert len(rows(app)) == 5


def test_a_map_that_stays_empty_says_why(store):
    loose = replace(synthetic.unknown(), mentions=())
    store.save(replace(loose, events=loose.events[:1]))
    assert "None of these events has a place" in opened().info[0].value
    store.save(loose)
    assert not opened().info


@pytest.mark.parametrize("page", ["map", "events"])
def test_a_link_to_an_event_that_is_gone_says_so_and_lists_the_others(filled, page):
    app = opened(page, event="gone")
    assert "no longer here" in app.warning[0].value and len(rows(app)) == 5
    app = ran(app.button(key="event-gone").click())
    assert not app.warning and "event" not in app.query_params


def test_a_store_that_cannot_be_read_is_told_in_words_and_may_be_tried_again(home):
    (home / "dateline.db").write_bytes(b"no database at all, only some text" * 40)
    app = opened()
    assert "cannot be read or written" in app.error[0].value
    assert "is not a database" in app.caption[0].value.replace("\\", "")
    (home / "dateline.db").unlink()
    app = ran(button(app, "Try again").click())
    assert not app.error and app.title[0].value == "No articles yet"


@pytest.mark.parametrize("damage", [None, b"not an index"])
def test_a_gazetteer_that_is_missing_or_damaged_is_told_in_words(filled, home, damage):
    if damage:
        settings().index.write_bytes(damage)
    app = opened("places", find="Raqqa")
    assert "The gazetteer, which knows the places" in app.error[0].value


def test_the_rows_are_written_without_asking_for_a_page_s_language(filled, monkeypatch):
    """They are asked for by the browser, beside any run of a page, which alone has a session."""

    def no_page():
        raise AssertionError("asked for the language of a page")

    monkeypatch.setattr(language, "chosen", no_page)
    monkeypatch.setattr(wording, "chosen", no_page)
    rows = asked(columns="when,where,what,who,killed,injured,status", language="ar")["rows"]
    assert any(row["cells"][4] for row in rows)
