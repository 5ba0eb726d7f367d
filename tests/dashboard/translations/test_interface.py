"""The language of the interface: chosen, kept in the address, and never lost on the way."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import settings
from dashboard.stores import open_store
from dashboard.translations import translator
from tests import synthetic
from tests.paths import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    with open_store(settings().store) as store:
        store.save(synthetic.arabic())


def opened(**query):
    app = AppTest.from_file(str(ROOT / "dashboard/ui/frame.py"), default_timeout=20)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def language(app):
    return app.session_state["language"], "".join(app.query_params["lang"])


def test_a_first_visit_without_a_language_is_in_english(filled):
    assert language(opened()) == ("en", "en")


def test_a_link_opens_in_its_language(filled):
    assert language(opened(lang="ar")) == ("ar", "ar")


@pytest.mark.parametrize("unknown", ["", "xx", "../ar", "AR"])
def test_a_link_in_a_language_nobody_has_translated_opens_in_english(filled, unknown):
    assert language(opened(lang=unknown)) == ("en", "en")


def test_a_choice_changes_the_language_and_the_address(filled):
    app = opened()
    app.segmented_control(key="language-control").set_value("ar").run()
    assert language(app) == ("ar", "ar")
    app.run()
    assert language(app) == ("ar", "ar")


def test_the_language_stays_when_a_filter_writes_the_address_anew(filled):
    app = opened(lang="ar")
    app.text_input(key="filter-words").set_value("قصف").run()
    assert "".join(app.query_params["words"]) == "قصف"
    assert language(app) == ("ar", "ar")


@pytest.mark.parametrize(
    ("n", "arabic"),
    [
        (0, "لا أحداث"),
        (1, "حدث واحد"),
        (2, "حدثان"),
        (3, "3 أحداث"),
        (11, "11 حدثًا"),
        (100, "100 حدث"),
    ],
)
def test_arabic_counts_in_six_forms(n, arabic):
    said = translator("ar").count("{n} event", "{n} events", n)
    assert said.replace("\u2068", "").replace("\u2069", "") == arabic
