import re
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.errors import DashboardError
from dashboard.settings import settings
from dashboard.stores import Filter, open_store
from dashboard.ui.components.marked_text import Mark, around, marks, text_html
from dashboard.ui.session import wording
from dashboard.ui.session.state import from_token, to_token
from dashboard.ui.views import PAGES
from tests import synthetic
from tests.pages import FRAME
from tests.paths import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(home):
    with open_store(settings().store) as store:
        for article in synthetic.few():
            store.save(article)
    return home


def opened(**query):
    app = AppTest.from_file(str(FRAME), default_timeout=20)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def html(app):
    return "".join(
        block.proto.body for block in app.get("html") if "<style>" not in block.proto.body
    )


# ---- the page -------------------------------------------------------------------------------


def test_an_empty_store_asks_for_articles(home):
    assert opened().title[0].value == "No articles yet"


def test_only_reported_events_are_counted_at_first(filled):
    assert "<b>5 events</b>" in html(opened())
    assert "<b>6 events</b>" in html(opened(mode="any"))


def test_a_link_restores_its_filters(filled):
    app = opened(type="Peaceful protest", mode="reported|planned")
    assert "<b>2 events</b>" in html(app)
    assert app.multiselect(key="filter-types").value == ["Peaceful protest"]


def test_filters_narrow_the_page_and_go_into_the_link(filled):
    app = opened()
    app.multiselect(key="filter-types").set_value([synthetic.CLASH[1]]).run()
    assert "<b>2 events</b>" in html(app)
    assert "".join(app.query_params["type"]) == synthetic.CLASH[1]
    app.button[0].click().run()
    assert "<b>5 events</b>" in html(app) and "type" not in app.query_params


def test_words_and_days_filter_too(filled):
    assert "<b>1 event</b>" in html(opened(words="town hall"))
    app = opened(since="2023-08-18", until="2023-08-21", undated="0")
    assert "<b>1 event</b>" in html(app)
    app = opened(since="2023-08-12", until="2023-08-21", undated="0")
    assert "<b>2 events</b>" in html(app)


def test_a_broken_link_is_said_and_the_rest_of_it_used(filled):
    app = opened(since="yesterday", type="Armed clash")
    assert app.warning and "<b>2 events</b>" in html(app)


def test_undated_and_unplaced_events_are_counted_and_listed(filled):
    app = opened()
    choice = app.segmented_control(key="list-kind")
    assert [option.content for option in choice.proto.options] == [
        "Events · 5",
        "No date · 1",
        "No place · 1",
    ]


def test_an_event_shows_its_sentence_in_its_article(filled):
    event = synthetic.arabic().events[0]
    text = html(opened(event=event.id))
    assert '<p dir="auto"><span class="dl-sentence">تعرضت أطراف مدينة ' in text
    assert '<span class="dl-place">الميادين</span>' in text
    assert "up to 12 km to the south-west" in text
    assert "<bdi>متحدث محلي</bdi></b><br>denial" in text
    assert "12 Aug 2023" in text


def test_why_and_what_else_are_told(filled):
    planned = synthetic.english().events[1]
    text = html(opened(event=planned.id, mode="any"))
    assert "the only place of that name" in text
    assert "<bdi>Lyon</bdi>, United States" in text


def test_hostile_text_is_text(filled):
    text = html(opened(event=synthetic.hostile().events[0].id))
    assert "{{7*7}}" in text and "&lt;img src=x onerror=alert(1)&gt;" in text
    for code in ("<img", "<script", "49", "javascript:"):
        assert code not in text


def test_an_upload_shows_without_a_new_session(home):
    app = opened()
    with open_store(settings().store) as store:
        store.save(synthetic.english())
    app.run()
    assert "<b>1 event</b>" in html(app)


# ---- text with marks ------------------------------------------------------------------------


def test_marks_may_overlap_and_lines_stay_lines():
    drawn = text_html("ab\ncd", [Mark(0, 4, "x"), Mark(1, 5, "y")])
    assert drawn == (
        '<div class="dl-text"><p dir="auto"><span class="x">a</span><span class="x y">b</span></p>'
        '<p dir="auto"><span class="x y">c</span><span class="y">d</span></p></div>'
    )


def test_every_piece_of_text_is_escaped_whatever_is_marked():
    text = synthetic.HOSTILE
    for start in range(0, len(text), 3):
        drawn = text_html(text, [Mark(start, start + 5, "x")])
        assert "<img" not in drawn and "<script" not in drawn


def test_a_part_of_an_article_is_cut_between_words():
    text = "word " * 400
    first, last = around(text, 1000, 1004)
    assert text[first - 1] == " " and text[last - 1 : last + 1] in ("d ", " w")
    assert 0 < first < 1000 and 1004 < last < len(text)


def test_a_claim_inside_the_sentence_is_not_marked_twice():
    article = synthetic.arabic()
    looks = [m.look for m in marks(article, article.events[0])]
    assert looks.count("dl-claim") == 1


# ---- words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2023, 8, 12), date(2023, 8, 12), "12 Aug 2023"),
        (date(2023, 8, 12), date(2023, 8, 14), "12–14 Aug 2023"),
        (date(2023, 8, 30), date(2023, 9, 2), "30 Aug – 2 Sep 2023"),
        (date(2022, 12, 30), date(2023, 1, 2), "30 Dec 2022 – 2 Jan 2023"),
        (None, None, "date not known"),
    ],
)
def test_days_in_words(first, last, words):
    assert wording.days(first, last) == words


def test_markdown_cannot_come_in_through_a_message():
    assert wording.literal("![x](y) *b*\n<i>") == r"\!\[x\]\(y\) \*b\* \<i\>"


# ---- settings and state ---------------------------------------------------------------------


def test_settings_stay_at_home_unless_told():
    given = settings({"DATELINE_HOME": "/tmp/somewhere"})
    assert given.store == f"sqlite:///{given.home / 'dateline.db'}"
    assert given.index.parent == given.home and not given.online_tiles
    assert settings({}).home == ROOT / ".dateline"
    with pytest.raises(DashboardError, match="DATELINE_ONLINE_TILES"):
        settings({"DATELINE_ONLINE_TILES": "perhaps"})


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(types=("Armed clash",), since=date(2023, 1, 2), words='"قصف" {{7*7}} ${x}'),
        Filter(places=("a|b",), modes=(), min_probability=0.5, box=(1.0, 2.0, 3.0, 4.0)),
    ],
)
def test_a_token_gives_its_filter_back_and_has_no_letters_to_abuse(wanted):
    token = to_token(wanted)
    assert from_token(token) == wanted
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.")


@pytest.mark.parametrize("token", ["!", "a", "c2luY2U9eA", "x" * 5000, "////"])
def test_a_broken_token_is_refused(token):
    with pytest.raises(ValueError):
        from_token(token)


def test_every_page_has_an_address_of_its_own():
    assert len({page.address for page in PAGES}) == len(PAGES)
    assert replace(PAGES[0]).module == "map_page"


# ---- the server -----------------------------------------------------------------------------


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Start as a user would, from a folder that is not the project's."""
    home, elsewhere = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("elsewhere")
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        store.save(synthetic.arabic())
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "app.py")]
    environment = {"DATELINE_HOME": str(home), "PATH": "/usr/bin:/bin", "HOME": str(elsewhere)}
    process = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=elsewhere,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{base}/api/health", timeout=1).close()
            break
        except OSError:
            assert process.poll() is None, process.stdout.read().decode()
            time.sleep(0.1)
    yield base
    process.terminate()
    process.communicate(timeout=10)


def get(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers.items()), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers.items()), error.read()


VIEW = "/api/places?south=30&west=35&north=40&east=45&zoom=6&filter=all"


def test_it_starts_from_any_folder_and_answers(server):
    status, _, body = get(server + VIEW)
    assert status == 200 and "الميادين" in body.decode()


def test_every_answer_carries_the_security_headers(server):
    for path in ("/", "/api/health", "/api/places", "/articles/component/x", "/no/such"):
        _, headers, _ = get(server + path)
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'self'" in policy
        assert "http" not in policy
        (scripts,) = re.findall("script-src ([^;]*)", policy)
        assert "unsafe" not in scripts
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]


def test_only_the_map_s_frame_runs_what_it_is_given_as_text(server):
    _, headers, _ = get(server + "/component/streamlit_folium.st_folium/index.html")
    assert "script-src 'self' 'unsafe-inline' 'unsafe-eval';" in headers["content-security-policy"]


def test_the_api_answers_nobody_else(server):
    assert get(server + VIEW, Origin="http://evil.example")[0] == 403
    assert get(server + VIEW, **{"Sec-Fetch-Site": "cross-site"})[0] == 403
    assert get(server + VIEW, Host="evil.example")[0] == 400


@pytest.mark.parametrize(
    "query",
    ["", "south=x", "south=1&west=2&north=3&east=nan&zoom=4", VIEW[12:].replace("all", "!")],
)
def test_the_api_refuses_what_it_does_not_understand(server, query):
    assert get(f"{server}/api/places?{query}")[0] == 400


@pytest.mark.parametrize("sides", [(-90, -400, 90, 400), (40, 45, 30, 35), (0, 170, 10, 190)])
def test_the_api_takes_any_view(server, sides):
    south, west, north, east = sides
    query = f"south={south}&west={west}&north={north}&east={east}&zoom=3&filter=all"
    assert get(f"{server}/api/places?{query}")[0] == 200


def test_assets_may_be_kept_and_nothing_else_is_served(server):
    from dashboard.map.assets import SCRIPT, address

    status, headers, body = get(f"{server}/{address(SCRIPT).removeprefix('../../')}")
    assert status == 200 and "immutable" in headers["cache-control"] and b"Dateline" in body
    for name in ("../app.py", "leaflet/leaflet-src.js", "..%2f..%2fapp.py", "basemap"):
        assert get(f"{server}/assets/x/{name}")[0] in (400, 404)
    assert "immutable" not in get(f"{server}/assets/old/map.css")[1]["cache-control"]


def test_both_places_for_streamlit_settings_agree():
    def read(path):
        return tomllib.loads(path.read_text())

    beside_the_script = read(ROOT / "dashboard" / ".streamlit" / "config.toml")
    at_the_root = read(ROOT / ".streamlit" / "config.toml")
    for section, values in at_the_root.items():
        for key, value in values.items():
            assert beside_the_script[section][key] == value, f"{section}.{key}"


def test_it_listens_on_this_machine_only(server):
    port = int(server.rsplit(":", 1)[1])
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port)}
    for other in addresses - {"127.0.0.1", "::1", "127.0.1.1"}:
        with pytest.raises(OSError):
            socket.create_connection((other, port), timeout=1)
