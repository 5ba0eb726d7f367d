import json

from streamlit.testing.v1 import AppTest


def strip_of_two() -> None:
    from datetime import date

    import streamlit as st

    from dashboard.views.timeline_strip import Mark, strip

    marks = [
        Mark("late", date(2023, 8, 12), date(2023, 8, 31), "Shelling", "#c2410c"),
        Mark("early", date(2023, 8, 1), date(2023, 8, 1), "Clash", "#1f6f8b"),
    ]
    strip(marks, "late", lambda id: st.session_state.__setitem__("chosen", id))


def test_the_strip_is_drawn_by_date() -> None:
    app = AppTest.from_function(strip_of_two).run()
    assert not app.exception
    (drawn,) = app.get("bidi_component")
    data = json.loads(drawn.proto.json)
    assert [mark["id"] for mark in data["marks"]] == ["early", "late"]
    assert data["selected"] == "late"
    assert data["marks"][1]["last"] - data["marks"][1]["first"] == 19


def test_an_article_without_dates_has_no_strip() -> None:
    none = "from dashboard.views.timeline_strip import strip\nstrip([], '', print)"
    assert not AppTest.from_string(none).run().get("bidi_component")
