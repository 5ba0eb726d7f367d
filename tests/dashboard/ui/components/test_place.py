"""Places of one's own on the pages: added, corrected, withdrawn, and what becomes of articles."""

import gc
import weakref

import pytest

from dashboard.cli.prepare import prepare_gazetteer
from dashboard.extraction.pipeline import extract
from dashboard.readers.document import document
from dashboard.settings import settings
from dashboard.stores import open_store
from dashboard.ui.components.article.adding import Given, add_text
from dashboard.ui.components.place import form
from dashboard.ui.session import resources
from gazetteer.index.build import write
from gazetteer.index.fingerprint import fingerprint
from gazetteer.index.index import Index
from gazetteer.my_places.files import written
from gazetteer.my_places.places import MyPlaces, draft
from gazetteer.spelling.fold import name_key
from tests import small_gazetteer
from tests.dashboard.stores.test_reextraction import BLAST, SHELLED
from tests.extracting import extracting
from tests.pages import button, html, opened, ran
from tests.synthetic import HOSTILE

pytestmark = pytest.mark.slow

RALLY = "A car bomb exploded in Alton on 3 March 2024, killing two people, residents said."


@pytest.fixture
def home(home):
    small_gazetteer.build(home)
    return home


@pytest.fixture
def mine(home):
    return MyPlaces(settings().index)


@pytest.fixture
def filled(home):
    with open_store(settings().store) as store, Index(settings().index) as index:
        for text, title in ((SHELLED, "Rockets"), (BLAST, "A blast"), (RALLY, "A rally")):
            add_text(text, Given(title), store, extracting(index))
        yield store


def field(app, label):
    every = [*app.text_input, *app.text_area, *app.selectbox, *app.number_input]
    return next(widget for widget in every if widget.label.startswith(label))


def change_table(app):
    return next(d.value for d in app.dataframe if "What happens" in d.value)


def places_of_events(store):
    return {event.document: event.place and event.place.name for event in store.events()}


def test_an_unknown_name_can_be_added_with_a_typed_point(mine):
    app = opened("places", find="Qaryat Nowhere")
    app = ran(button(app, "Add it as a place of yours").click())
    assert field(app, "Names").value == "Qaryat Nowhere"
    app = ran(field(app, "Point").set_value("35°06'N 40°30'E"))
    app = ran(button(app, "Save").click())
    (kept,) = mine.places()
    assert (kept.place.lat, kept.place.lon, kept.place.country) == (35.1, 40.5, "SY")
    assert "No article here is concerned" in app.caption[0].value
    assert any("My places · 1" in str(group.proto) for group in app.get("button_group"))
    again = opened("places", find="qaryat nowhere")
    assert again.dataframe[0].value["Name"].tolist() == ["Qaryat Nowhere"]


@pytest.mark.parametrize(
    ("names", "point", "words"),
    [
        ("", "35, 40", "Give the place a name"),
        ("Camp", "", "Choose a point"),
        ("Camp", "95, 40", "swapped"),
        ("!!!", "35, 40", "needs letters"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_lost(mine, names, point, words):
    app = opened("places", part="form")
    ran(field(app, "Names").set_value(names))
    ran(field(app, "Point").set_value(point))
    app = ran(button(app, "Save").click())
    assert words in app.error[0].value.replace("\\", "")
    assert field(app, "Names").value == names and not mine.edits()


def test_a_name_without_a_point_is_placed_and_its_articles_follow(filled, mine):
    app = opened("places", part="unplaced")
    assert "named in 2 articles, no point yet, near <bdi>Al-Shuhayl</bdi> by context" in html(app)
    app = ran(button(app, "Place it").click())
    assert field(app, "Names").value == "القرية الخضراء"
    assert field(app, "Kind").value.feature_code == "INSM"
    app = ran(field(app, "Point").set_value("35.07, 40.56"))
    app = ran(button(app, "Save").click())
    changes = change_table(app)
    assert set(changes["What happens"]) == {"moves", "gets a place"}
    assert (
        changes["From"].tolist()[0] == "Al-Shuhayl"
        and 9 < float(changes["Moves"][0].split()[0]) < 12
    )
    assert "Al-Shuhayl" in places_of_events(filled).values()  # nothing is written yet
    app = ran(button(app, "Apply to 2 articles").click())
    assert sorted(map(str, places_of_events(filled).values())).count("القرية الخضراء") == 2
    app = ran(button(app, "Undo").click())
    assert "القرية الخضراء" not in places_of_events(filled).values()
    assert "as before" in html(app)
    app = opened("places", part="unplaced")
    assert "has a point" in app.markdown[0].value


def test_articles_may_be_left_as_they_are(filled, mine):
    mine.put([draft(["القرية الخضراء"], 35.07, 40.56)])
    app = opened("places", part="mine")
    app = ran(button(app, "Read all articles again").click())
    assert len(change_table(app)) == 2
    app = ran(button(app, "Leave them as they are").click())
    assert not [d for d in app.dataframe if "What happens" in d.value]
    assert "القرية الخضراء" not in places_of_events(filled).values()


def test_a_place_is_edited_withdrawn_and_restored(filled, mine):
    mine.put([draft(["القرية الخضراء"], 35.07, 40.56)], "a map")
    id = mine.places()[0].place.id
    app = opened("places", part="mine")
    app.session_state["mine-chosen"] = id
    app = ran(app)
    assert "a map" in html(app)
    app = ran(button(app, "Edit").click())
    assert field(app, "Point").value == "35.07000, 40.56000"
    app = ran(field(app, "May be off by").set_value(4.0))
    app = ran(button(app, "Save").click())
    assert mine.get(id).place.radius_km == 4.0 and mine.get(id).said_by == "a map"
    app = ran(button(app, "Withdraw").click())
    assert mine.places() == [] and "withdrawn" in html(app)
    app = ran(app.toggle[0].set_value(True))
    app = ran(button(app, "Restore").click())
    assert [step.did for step in mine.history(id)] == ["added", "edited", "withdrawn", "restored"]
    assert "Restored" in html(app)


def test_a_name_in_an_article_is_given_to_another_place(filled, mine):
    article = next(s.id for s in filled.documents() if s.title == "A rally")
    app = opened("articles", read=article, pick=f"m{RALLY.index('Alton')}")
    assert filled.extraction(article).mentions[0].place.country == "US"
    choice = field(app, "It is")
    english = next(place for place in choice.options if "United Kingdom" in place)
    app = ran(choice.select_index(choice.options.index(english)))
    app = ran(button(app, "It is this one").click())
    (kept,) = mine.places()
    assert (kept.place.name, kept.same, kept.place.country) == ("Alton", "s:5", "GB")
    assert kept.said_by == "a reader of A rally"
    assert change_table(app)["Moves"][0].startswith("6,70")
    ran(button(app, "Apply to 1 article").click())
    assert filled.extraction(article).mentions[0].place.country == "GB"


def test_a_name_in_an_article_is_given_a_point_nobody_knew(filled):
    article = next(s.id for s in filled.documents() if s.title == "Rockets")
    app = opened("articles", read=article, pick=f"m{SHELLED.index('القرية')}")
    app = ran(button(app, "Give its point").click())
    assert field(app, "Names").value == "القرية الخضراء"
    assert app.session_state[form.FORM].around == (35.1, 40.45)


def test_hostile_names_stay_text_on_every_part(filled, mine):
    mine.put([draft([f"Bad {HOSTILE}"[:110]], 35.0, 40.0, note=HOSTILE)], HOSTILE)
    for part in ("mine", "unplaced", "form"):
        app = opened("places", part=part)
        app.session_state["mine-chosen"] = mine.places()[0].place.id
        app = ran(app)
        assert "<img" not in html(app) and "<script" not in html(app)


def test_places_are_saved_and_taken_again_as_a_file(filled, mine):
    mine.put([draft(["القرية الخضراء"], 35.07, 40.56)], "a map")
    saved = "".join(written(mine.places(), "csv")).encode()
    mine.withdraw(mine.places()[0].place.id)
    app = opened("places", part="mine")
    table = saved + b"Moon,,135,40\r\n"
    app = ran(app.file_uploader[0].set_value([("my-places.csv", table, "text/csv")]))
    app = ran(button(app, "Keep its places").click())
    assert "1 place kept" in app.info[0].value and "1 row left out" in app.info[0].value
    assert len(mine.places()) == 1 and len(change_table(app)) == 2


def test_a_file_that_holds_no_places_is_refused(mine):
    app = opened("places", part="mine")
    app = ran(app.file_uploader[0].set_value([("x.csv", b"a,b\n1,2\n", "text/csv")]))
    app = ran(button(app, "Keep its places").click())
    assert app.error and not mine.edits()


def test_an_index_that_is_no_longer_current_is_let_go(mine):
    before = weakref.ref(resources.index())
    extract(document(SHELLED), before())
    mine.put([draft(["القرية الخضراء"], 35.07, 40.56)])
    now = resources.index()
    gc.collect()
    assert before() is None
    assert extract(document(SHELLED), now).events[0].place.source == "mine"


def test_landmarks_leave_room_for_a_click(mine):
    near = form.landmarks(resources.index(), 35.1, 40.45)
    assert [place.name for place in near] == ["Al-Shuhayl"]  # no province, nothing far away
    assert form.landmarks(resources.index(), 0.0, 0.0) == []


def test_the_page_about_it_counts_places_of_ones_own_as_a_source(mine):
    mine.put([draft(["القرية الخضراء"], 35.07, 40.56)])
    assert "Your own places" in str(opened("about").table[0].value["From"].tolist())


def test_places_of_another_version_are_made_again_at_the_start(home, mine):
    write(settings().index, small_gazetteer.PLACES, digest=fingerprint())
    mine.put([draft(["القرية الخضراء"], 35.07, 40.56)])
    mine.layer.write_bytes(b"of another version")
    prepare_gazetteer(settings().index)
    with Index(settings().index) as index:
        assert index.lookup(name_key("القرية الخضراء"))[0].place.source == "mine"
