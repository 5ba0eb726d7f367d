"""Places that articles name, on the pages: by themselves where no event is."""

import json
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from dashboard.settings import settings
from dashboard.stores import Filter, open_store
from dashboard.ui.components.save_namings import wanted_namings
from dashboard.ui.routes import events, places
from dashboard.ui.session import snapshot
from dashboard.ui.session.state import to_token
from tests import synthetic
from tests.answers import answer_of
from tests.pages import button, html, opened, ran

pytestmark = pytest.mark.slow

WORLD = {"south": "-80", "west": "-180", "north": "80", "east": "180", "zoom": "5"}


@pytest.fixture
def filled(home):
    with open_store(settings().store) as store:
        for article in synthetic.few():
            store.save(article)
    return home


@pytest.fixture
def quiet(home):
    """A store of one article, which names Raqqa and Lyon and tells no event."""
    article = replace(synthetic.english(), events=())
    with open_store(settings().store) as store:
        store.save(article)
    return article


def asked(route, **query):
    scope = {
        "type": "http",
        "method": "GET",
        "headers": [],
        "query_string": urlencode({**WORLD, **query}).encode(),
    }
    return json.loads(bytes(answer_of(route, Request(scope)).body))


def named(**query):
    return {place["name"]: place["n"] for place in asked(places, named="1", **query)["named"]}


def test_where_no_event_is_the_places_named_stand_by_themselves(quiet):
    page = opened()
    assert "<b>0 events</b><span>0 places · 2 places named" in html(page)
    assert page.toggle[0].value is True
    assert not page.info
    assert named() == {"Raqqa": 1, "Lyon": 1}


def test_where_events_are_they_come_when_they_are_asked_for_and_the_link_keeps_it(filled):
    page = opened()
    assert "places named" not in html(page) and page.toggle[0].value is False
    page = ran(page.toggle[0].set_value(True))
    assert "4 places named" in html(page)
    assert page.query_params["named"] == "1"
    assert "4 places named" in html(opened(named="1"))
    assert "named" not in asked(places)


def test_a_place_is_as_large_as_the_articles_that_name_it_are_many(filled):
    assert named(zoom="10")["Raqqa"] == 2


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(words="water"), {"Raqqa", "Lyon"}),
        (Filter(types=(synthetic.PROTEST[1],)), {"Raqqa", "Lyon"}),
        (Filter(places=("2",)), {"الميادين"}),
        (Filter(box=(44.0, 3.0, 47.0, 6.0)), {"Lyon"}),
        (Filter(words="nobody wrote this"), set()),
    ],
)
def test_filters_know_them(filled, wanted, found):
    assert set(named(filter=to_token(wanted))) == found


def test_other_days_than_the_filters_are_answered(filled):
    assert set(named(since="2023-08-12", until="2023-08-12")) == {"الميادين"}


def test_the_list_has_them_with_day_and_article(quiet):
    query = {"kind": "named", "columns": "when,where,what,source,killed", "sort": "where"}
    found = asked(events, **query)["rows"]
    assert [row["cells"] for row in found] == [
        ["21 Aug 2023", "Lyon", "Place named", "Rally for water", ""],
        ["20 Aug 2023", "Raqqa", "Place named", "Rally for water", ""],
    ]


def test_a_place_that_is_only_named_says_in_which_sentence(quiet):
    start = quiet.document.text.index("Lyon")
    page = opened(event=f"{quiet.document.id}:{start}:named")
    assert "Named in 1 sentence" in html(page) and "A second rally is planned in" in html(page)
    assert button(page, "Read the article")


def test_a_naming_that_is_gone_is_told(quiet):
    page = opened(event=f"{quiet.document.id}:9999:named")
    assert "no longer here" in page.warning[0].value


def test_see_on_the_map_works_for_an_article_without_events(quiet):
    page = opened("articles")
    assert not button(page, "See on the map").disabled


def test_the_strip_of_an_article_has_the_places_that_no_event_is_at(filled):
    article = synthetic.english()
    page = opened("articles", read=article.document.id)
    sent = [json.loads(one.proto.json or "{}") for one in page.get("bidi_component")]
    strip = next(data for data in sent if "kinds" in data and "picked" in data)
    assert [mark["key"] for mark in strip["events"]] == ["e0", "e1"]
    quiet = replace(article, events=())
    with open_store(settings().store) as store:
        store.save(quiet)
    page = opened("articles", read=article.document.id)
    sent = [json.loads(one.proto.json or "{}") for one in page.get("bidi_component")]
    strip = next(data for data in sent if "kinds" in data and "picked" in data)
    titles = [mark["title"] for mark in strip["events"]]
    assert titles == ["Raqqa, named only, 20 Aug 2023", "Lyon, named only, 21 Aug 2023"]


def test_what_is_saved_is_what_the_filter_wants(filled):
    with snapshot.take() as now:
        found, documents = wanted_namings(now, Filter(words="water"))
    assert {one.place.name for one in found} == {"Raqqa", "Lyon"}
    assert [one.title for one in documents.values()] == ["Rally for water"]
