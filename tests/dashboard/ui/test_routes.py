import gzip
import json
import struct
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from starlette.requests import Request
from starlette.responses import Response
from streamlit.testing.v1 import AppTest

from dashboard.aggregates.columns import load, visible
from dashboard.map.moments import moments
from dashboard.settings import settings
from dashboard.stores import Filter, open_store
from dashboard.ui import routes
from dashboard.ui.routes import events_to_play, places
from dashboard.ui.session import state
from tests import synthetic
from tests.answers import answer_of
from tests.pages import FRAME

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(home):
    with open_store(settings().store) as store:
        for article in synthetic.few():
            store.save(article)
    return home


def drawn(**query: str) -> dict[str, Any]:
    """Return what the map page's timeline is told to draw."""
    app = AppTest.from_file(str(FRAME), default_timeout=20)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    (data,) = (
        json.loads(block.proto.json)
        for block in app.get("bidi_component")
        if '"edges"' in block.proto.json
    )
    return data


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


# ---- what the script is told ----------------------------------------------------------------


def test_bars_are_apart_by_type_and_say_how_many_have_no_date(filled):
    data = drawn(colour="type")
    assert data["unit"] == "day" and data["edges"][0] == day("2023-07-03")
    counts = {kind["label"]: sum(kind["counts"]) for kind in data["kinds"]}
    assert counts == {
        synthetic.CLASH[1]: 2,
        synthetic.SHELLING[1]: 1,
        synthetic.PROTEST[1]: 1,
    }
    assert data["undated"] == "1 event without a date"
    assert data["newest"] == day("2023-08-24") and "2023-08-24" in data["help"]


def test_bars_have_the_map_s_colours(filled):
    by_type, by_status = drawn(colour="type"), drawn(colour="status")
    assert {kind["label"] for kind in drawn()["kinds"]} == {"Conflict"}
    assert {kind["label"] for kind in by_status["kinds"]} == {"Contested", "Single source"}
    assert {k["colour"] for k in by_type["kinds"]} != {k["colour"] for k in by_status["kinds"]}


def test_bars_are_named_in_the_language_of_the_page(filled):
    data = drawn(lang="ar", colour="type")
    assert "احتجاج سلمي" in {kind["label"] for kind in data["kinds"]}
    assert data["undated"] == "حدث واحد بلا تاريخ" and data["rtl"]


def test_a_link_s_range_is_drawn_on_bars_that_show_all_dates(filled):
    data = drawn(since="2023-08-18")
    assert data["chosen"] == [day("2023-08-18"), None]
    assert data["edges"][0] == day("2023-07-03")


def test_the_map_plays_the_filter_without_its_days(filled):
    play = drawn(since="2023-08-18", type=synthetic.CLASH[1])["play"]
    assert state.from_token(play["filter"]) == Filter(types=(synthetic.CLASH[1],))


def chosen_by_the_script() -> None:
    import streamlit as st

    from dashboard.ui.components.timeline import timeline
    from dashboard.ui.session import state

    timeline._choose(["2023-08-12", ""])
    wanted = state.current().filter
    st.text(f"{wanted.since} {wanted.until}")


def test_what_is_brushed_becomes_the_view_s_range():
    assert AppTest.from_function(chosen_by_the_script).run().text[0].value == "2023-08-12 None"


# ---- the routes -----------------------------------------------------------------------------


def ask(route: Any, headers: tuple[tuple[bytes, bytes], ...] = (), **query: str) -> Response:
    scope = {
        "type": "http",
        "method": "GET",
        "headers": [*headers],
        "query_string": urlencode(query).encode(),
    }
    answer: Response = answer_of(route, Request(scope))
    return answer


def to_play(**query: str) -> dict[str, Any]:
    return read(gzip.decompress(bytes(ask(events_to_play, **query).body)))


def read(body: bytes) -> dict[str, Any]:
    """Read what `layers.moments` writes, as its docstring tells."""
    (long,) = struct.unpack_from("<I", body)
    head = json.loads(body[4 : 4 + long])
    at = 4 + long
    for name, kind, length in (
        ("day", "<i4", head["days"]),
        ("start", "<u4", head["days"] + 1),
        ("lat", "<f4", head["sites"]),
        ("lon", "<f4", head["sites"]),
        ("site", "<u4" if head["wide"] else "<u2", head["events"]),
        ("longer", "<u2", head["events"]),
        ("kind", "<u1", head["events"]),
    ):
        head[name] = np.frombuffer(body, kind, length, at)
        at += head[name].nbytes
    assert at == len(body)
    return head


def test_the_map_gets_all_dated_and_placed_events_to_play(filled):
    token = state.to_token(Filter(since=date(2023, 8, 20)))
    found = to_play(filter=token)
    assert found["day"].tolist() == [day(d) for d in ("2023-08-12", "2023-08-20", "2023-08-24")]
    assert found["start"].tolist() == [0, 1, 2, 3]
    assert [round(float(lat), 2) for lat in found["lat"][found["site"]]] == [35.0, 35.95, 36.5]
    assert to_play(filter=token, by="status")["kinds"] != found["kinds"]


def test_events_to_play_have_the_days_they_span(home):
    article = synthetic.english()
    event = article.events[0]
    assert event.when
    long = replace(event, when=replace(event.when, last=date(2024, 8, 20)))
    with open_store(settings().store) as store:
        store.save(replace(article, events=(long,)))
        columns = load(store)
    found = read(moments(columns, visible(columns, Filter())))
    assert found["longer"].tolist() == [366] and found["events"] == 1


def test_nothing_to_play_is_no_events(filled):
    found = to_play(filter=state.to_token(Filter(types=("x",))))
    assert (found["events"], found["start"].tolist()) == (0, [0])


WORLD = {"south": "-80", "west": "-180", "north": "80", "east": "180", "zoom": "3"}


@pytest.mark.parametrize(
    ("route", "query"),
    [(events_to_play, {"filter": "<script>"}), (places, {**WORLD, "since": "soon"})],
)
def test_what_cannot_be_read_is_refused(filled, route, query):
    assert ask(route, **query).status_code == 400


def test_other_sites_get_no_events_to_play(filled):
    assert ask(events_to_play, ((b"origin", b"http://x.invalid"),)).status_code == 403


def test_places_are_given_for_other_days_than_the_filter_s(filled):
    token = state.to_token(Filter(since=date(2023, 8, 20), undated=False))

    def total(**days: str) -> int:
        return int(json.loads(bytes(ask(places, **WORLD, filter=token, **days).body))["total"])

    assert total() == 2
    assert total(since="", until="") == 4
    assert total(since="2023-08-12", until="2023-08-12") == 1


@pytest.mark.parametrize("accepted", ["gzip, deflate, br", "identity", None])
def test_long_answers_are_packed_for_who_can_unpack_them(filled, monkeypatch, accepted):
    monkeypatch.setattr(routes, "SHORT", 100)
    headers = ((b"accept-encoding", accepted.encode()),) if accepted else ()
    world = {"south": "-60", "west": "-180", "north": "80", "east": "180", "zoom": "8"}
    answer = ask(places, headers, **world)
    packed = answer.headers.get("content-encoding") == "gzip"
    assert packed == bool(accepted and "gzip" in accepted)
    body = bytes(answer.body)
    found = json.loads(gzip.decompress(body) if packed else body)
    assert found["total"] == 5 and len(found["places"]) > 2
