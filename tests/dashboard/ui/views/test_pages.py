"""The pages to add, read, list and look up articles, run without a browser."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.map.numbered import numbered
from dashboard.readers import EXTENSIONS
from dashboard.readers.document import document
from dashboard.settings import settings
from dashboard.stores import open_store
from dashboard.translations import translator
from dashboard.ui.components.article import text as article_text
from dashboard.ui.components.article.adding import (
    Given,
    add,
    add_file,
    add_text,
    needs_date,
    redate,
)
from dashboard.ui.components.place import record
from dashboard.ui.views import about_page, article_page
from gazetteer.errors import GazetteerError
from gazetteer.index.index import Index
from gazetteer.reason import Reason
from tests import small_gazetteer, synthetic
from tests.extracting import extracting
from tests.pages import button, html, opened, ran
from tests.paths import ROOT

pytestmark = pytest.mark.slow

DATA = ROOT / "tests" / "data"
# Without a publication date nobody knows which Saturday this was.
SHELLED = "قال سكان إن قصفاً صاروخياً استهدف بلدة الشحيل فجر السبت، وقتل ثلاثة مدنيين."
RAQQA = "A car bomb exploded in Raqqa on 3 March 2024, killing two people, residents said."


@pytest.fixture
def home(home):
    small_gazetteer.build(home)
    return home


@pytest.fixture
def store(home):
    with open_store(settings().store) as opened:
        yield opened


@pytest.fixture
def index(home):
    with Index(settings().index) as opened:
        yield opened


@pytest.fixture
def filled(store):
    for article in synthetic.few():
        store.save(article)
    return store


def text_lines(app):
    """Return the pieces of the article's text, as the browser gets them."""
    return sent(app, "lines")


def sent(app, name):
    """Return what one of the page's components gets under a name."""
    sent = [json.loads(c.proto.json or "{}") for c in app.get("bidi_component")]
    return next(data[name] for data in sent if name in data)


# ---- into the store -------------------------------------------------------------------------


def test_every_article_of_a_file_is_added_and_recognised_the_second_time(store, index):
    data = (DATA / "articles.jsonl").read_bytes()
    first = list(add_file(data, "a.jsonl", Given(), store, extracting(index)))
    assert len(first) == first[0].total > 1 and not any(a.known or a.error for a in first)
    again = list(add_file(data, "b.jsonl", Given(), store, extracting(index)))
    assert all(a.known for a in again)
    assert len(store.documents()) == len(first)


def test_a_file_that_cannot_be_read_is_told_by_name(store, index):
    (added,) = add_file(
        (DATA / "locked.pdf").read_bytes(), "secret.pdf", Given(), store, extracting(index)
    )
    assert added.error.startswith("secret.pdf") and not store.documents()


def test_what_the_user_knows_fills_what_a_file_does_not_say(store, index):
    given = Given("A title", "A paper", date(2024, 3, 4))
    (added,) = add_file(RAQQA.encode(), "a.txt", given, store, extracting(index))
    kept = store.document(added.document)
    assert (kept.title, kept.source, kept.published) == ("A title", "A paper", date(2024, 3, 4))
    (mail,) = add_file(
        (DATA / "message_ar.eml").read_bytes(), "m.eml", given, store, extracting(index)
    )
    assert store.document(mail.document).published == date(2023, 3, 4)


def test_a_title_is_not_given_to_all_articles_of_a_collection(store, index):
    data = (DATA / "articles.jsonl").read_bytes()
    list(add_file(data, "a.jsonl", Given("Mine"), store, extracting(index)))
    assert "Mine" not in {summary.title for summary in store.documents()}


@pytest.mark.parametrize("text", ["", " \n ", "…—!", "x" * 2_000_001])
def test_a_text_without_words_or_without_end_is_refused(store, index, text):
    assert add_text(text, Given(), store, extracting(index)).error and not store.documents()


def test_an_article_that_breaks_the_reading_stops_no_other(store, index, tmp_path):
    added = add(replace(document(RAQQA), text=None), "a.txt", store, extracting(index))
    assert "a.txt" in added.error and not store.documents()


def test_a_gazetteer_that_fails_is_told_once_for_all_articles(store, index, tmp_path):
    index.close()
    with pytest.raises(GazetteerError, match="make it again"):
        add(document(RAQQA), "a.txt", store, extracting(index))


def test_another_publication_date_moves_the_events(store, index):
    added = add_text(SHELLED, Given(), store, extracting(index))
    extraction = store.extraction(added.document)
    assert needs_date(extraction)
    redate(extraction, date(2023, 8, 14), store, extracting(index))
    after = store.extraction(added.document)
    assert {e.when.first for e in after.events} == {date(2023, 8, 12)}
    assert not needs_date(after) and len(store.documents()) == 1


# ---- add ------------------------------------------------------------------------------------


def pasted(text):
    app = ran(opened("add").segmented_control(key="add-way").set_value("Pasted text"))
    app.text_area[0].set_value(text)
    return ran(button(app, "Add this text").click())


def test_a_pasted_text_is_added_once(home):
    app = pasted(RAQQA)
    assert "<b>1 event</b><span>1 article added</span>" in html(app)
    assert app.text_area[0].value == ""
    app = ran(app)
    with open_store(settings().store) as store:
        assert len(store.documents()) == 1
    app.text_area[0].set_value(RAQQA)
    app = ran(button(app, "Add this text").click())
    assert "1 was already here" in html(app) and "already here, added on" in html(app)


def test_files_are_added_and_the_broken_one_is_told(home):
    app = opened("add")
    allowed = {*app.file_uploader[0].allowed_type, ".htm"}  # .html brings it
    assert allowed == {f".{extension}" for extension in EXTENSIONS}
    broken = (DATA / "scan.pdf").read_bytes()
    files = [
        ("a.txt", RAQQA.encode(), "text/plain"),
        ("b.pdf", broken, "application/pdf"),
        ("c.txt", SHELLED.encode(), "text/plain"),
    ]
    app = ran(app.file_uploader[0].set_value(files))
    app = ran(button(app, "Add 3 files").click())
    assert "2 articles added · 1 file could not be read" in html(app)
    assert len(app.error) == 1 and app.error[0].value.startswith("b\\.pdf")
    assert not app.file_uploader[0].value


def test_an_article_in_a_language_without_words_of_events_says_to_check_them(home):
    app = pasted("Deux hommes ont été tués lundi dans l'explosion d'une bombe à Mossoul, en Irak.")
    assert "written in French: places and dates are read" in app.info[0].value
    app = ran(button(app, "Read it").click())
    assert any("whole sentences tell" in caption.value for caption in app.caption)


def test_an_article_in_a_language_that_is_not_read_is_told_by_name(home):
    app = pasted("Zwei Menschen wurden bei einer Explosion auf dem Markt von Idlib verletzt.")
    assert "1 article is written in German, which is not read" in app.warning[0].value
    app = ran(button(app, "Read it").click())
    assert any("written in German" in caption.value for caption in app.caption)


def test_why_a_file_was_refused_is_said_in_the_language_of_the_page(home):
    app = opened("add", lang="ar")
    scan = (DATA / "scan.pdf").read_bytes()
    app = ran(app.file_uploader[0].set_value([("b.pdf", scan, "application/pdf")]))
    label = translator("ar").count("Add {n} file", "Add {n} files", 1)
    app = ran(button(app, label).click())
    assert app.error[0].value.startswith("\u2068b\\.pdf\u2069\\: ملف PDF هذا مسح ضوئي")


def test_a_text_without_a_date_asks_for_it_and_takes_the_answer(home):
    app = pasted(SHELLED)
    assert "When was this published?" in html(app)
    assert "السبت</bdi>" in html(app)
    (asked,) = [d for d in app.date_input if d.key.startswith("ask-date")]
    app = ran(asked.set_value(date(2023, 8, 14)))
    app = ran(button(app, "Use this date").click())
    assert "When was" not in html(app)
    with open_store(settings().store) as store:
        assert store.events()[0].when.first == date(2023, 8, 12)


def test_the_date_may_be_left_unknown(home):
    app = ran(button(pasted(SHELLED), "Leave unknown").click())
    assert "When was" not in html(app)
    assert "publication date not known" in html(app)


def test_what_was_added_can_be_seen_on_the_map(home):
    app = ran(button(pasted(RAQQA), "See on the map").click())
    assert "article" in app.query_params and "<b>1 event</b>" in html(app)


def test_an_empty_text_is_refused_and_kept(home):
    app = pasted("?!")
    assert "no text" in app.error[0].value and app.text_area[0].value == "?!"


def test_without_a_gazetteer_the_page_says_how_to_make_one(home):
    (home / "gazetteer.sqlite").unlink()
    app = pasted(RAQQA)
    assert "no gazetteer here" in app.caption[0].value.replace("\\", "")


# ---- article --------------------------------------------------------------------------------


def test_an_article_is_shown_with_its_mentions_marked(filled):
    app = opened("articles", read=synthetic.arabic().document.id)
    assert "<bdi>قصف قرب الميادين</bdi>" in html(app) and "Arabic" in html(app)
    looks = {words: look for line in text_lines(app) for words, look, _ in line}
    assert looks["الميادين"].split() == ["dl-event", "dl-place"]
    whole = ["".join(words for words, *_ in line) for line in text_lines(app)]
    assert whole == synthetic.ARABIC.split("\n")


def test_kinds_of_mentions_and_boilerplate_are_told_apart(store, index):
    text = f"{RAQQA}\nShare on Facebook"
    added = add_text(text, Given(), store, extracting(index))
    app = opened("articles", read=added.document)
    looks = {words: look for line in text_lines(app) for words, look, _ in line}
    assert looks["Share on Facebook"] == "dl-boilerplate"
    kinds = {article_text.look(r) for r in synthetic.english().mentions}
    assert kinds == {"dl-place"} and "not part of the article" in html(app)


def test_a_mention_tells_why_it_is_this_place_and_what_else_it_could_be(filled):
    article = synthetic.english()
    start = article.document.text.index("Lyon")
    app = opened("articles", read=article.document.id, pick=f"m{start}")
    assert "the only place of that name" in html(app)
    assert "<bdi>Lyon</bdi>, France" in html(app) and "It could also be" in html(app)
    (others,) = [d.value for d in app.dataframe if "Distance" in d.value]
    assert others["What"].tolist() == ["town or village, United States"]
    assert 6800 < others["Distance"][0] < 7300
    picked = sent(app, "picked")
    there = [words for line in text_lines(app) for words, _, keys in line if picked in keys.split()]
    assert there == ["Lyon"] and sent(app, "status") == "Lyon: this is Lyon, France"


def test_why_a_name_means_a_place_is_said_in_the_language_of_the_page(filled):
    article = synthetic.english()
    start = article.document.text.index("Lyon")
    app = opened("articles", read=article.document.id, pick=f"m{start}", lang="ar")
    assert "المكان الوحيد بهذا الاسم في المعجم الجغرافي" in html(app)


def test_what_is_doubtful_about_an_article_is_said_in_the_language_of_the_page(store):
    doubt = Reason("published.weekday", ("[Friday](x)", "2023-08-12", Reason("weekday.saturday")))
    article = replace(synthetic.english(), warnings=(doubt,))
    store.save(article)
    app = opened("articles", read=article.document.id, lang="ar")
    (said,) = [caption.value for caption in app.caption if "Friday" in caption.value]
    assert "يوم \u2068السبت\u2069" in said and "\u2068\\[Friday\\]\\(x\\)\u2069" in said


def test_a_place_of_the_gazetteer_shows_its_record(store, index):
    added = add_text(RAQQA, Given(), store, extracting(index))
    app = opened("articles", read=added.document, pick=f"m{RAQQA.index('Raqqa')}")
    assert "Places made up for tests, licence" in html(app).replace("<bdi>", "").replace(
        "</bdi>", ""
    )
    names = next(d.value for d in app.dataframe if "Language" in d.value)
    assert set(zip(names["Language"], names["Name"], strict=True)) == {
        ("Any language", "Raqqa"),
        ("Any language", "Ar Raqqah"),
        ("Arabic", "الرقة"),
        ("German", "ar-Raqqa"),
    }
    assert set(names["Source"]) == {"Places made up for tests"}


def test_an_event_of_the_article_is_marked_in_it_with_its_claims_by_side(filled):
    article = synthetic.arabic()
    app = opened("articles", read=article.document.id, pick="e0")
    sides = {column["side"]: column["claims"] for column in sent(app, "columns")}
    (denial,) = sides["against"]
    assert denial["who"] == "متحدث محلي" and denial["stance"] == "denial"
    text = article.document.text
    assert denial["quote"] in text and text.index(denial["quote"]) == denial["start"]
    (event, *_) = sent(app, "events")
    assert f"c{denial['start']}" in event["claims"]
    keys = {key for line in text_lines(app) for *_, keys in line for key in keys.split()}
    assert {"e0", f"c{denial['start']}"} <= keys


def test_an_article_is_deleted_only_after_a_second_word(filled):
    id = synthetic.english().document.id
    app = opened("articles", read=id)
    assert "30 days" in "".join(m.value for m in app.markdown)
    assert filled.document(id)
    app = ran(button(app, "Move to the trash").click())
    assert not filled.document(id) and "Rally for water is in the trash" in html(app)


def test_what_was_deleted_comes_back_at_once_or_from_the_trash(filled):
    whole = synthetic.english()
    id = whole.document.id
    app = ran(button(opened("articles", read=id), "Move to the trash").click())
    app = ran(button(app, "Undo").click())
    assert filled.extraction(id) == whole and "is in the trash" not in html(app)
    app = ran(button(app, "Move to the trash").click())
    app = ran(button(app, "Put back").click())
    assert filled.extraction(id) == whole and not filled.trash()


def test_the_last_article_comes_back_too(store):
    store.save(synthetic.english())
    app = ran(button(opened("articles"), "Move to the trash").click())
    assert app.title[0].value == "No articles yet"
    ran(button(app, "Undo").click())
    assert store.documents()


def test_an_emptied_trash_holds_nothing(filled):
    app = ran(button(opened("articles"), "Move to the trash").click())
    app = ran(button(app, "Delete for good").click())
    assert not filled.trash() and "is in the trash" not in html(app)


def test_another_date_is_taken_on_the_article_page(store, index):
    added = add_text(SHELLED, Given(published=date(2023, 8, 14)), store, extracting(index))
    app = opened("articles", read=added.document)
    app = ran(app.date_input[0].set_value(date(2023, 8, 21)))
    ran(button(app, "Read again with this date").click())
    assert store.events()[0].when.first == date(2023, 8, 19)


def test_an_article_is_saved_whole_as_json():
    whole = json.loads(article_page.as_json(synthetic.hostile()))
    assert whole["document"]["text"] == synthetic.hostile().document.text
    assert whole["document"]["published"] == "2023-08-25" and len(whole["events"]) == 1


def test_a_link_to_an_article_that_is_gone_says_so(filled):
    assert "not here" in opened("articles", read="gone").warning[0].value


def test_only_web_addresses_become_links(filled):
    assert "<a " not in html(opened("articles", read=synthetic.hostile().document.id))


def test_an_article_with_a_broken_address_can_be_read_and_deleted(store):
    broken = replace(synthetic.english().document, url="http://[x")
    store.save(replace(synthetic.english(), document=broken))
    app = opened("articles", read=broken.id)
    assert "http://[x" in html(app) and "<a " not in html(app)
    ran(button(app, "Move to the trash").click())
    assert not store.documents()


def test_an_empty_store_says_what_to_do(home):
    app = opened("articles")
    assert "yet" in app.title[0].value and app.button[0].label == "Add articles"


# ---- places ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "first", "how"),
    [
        ("الشحيل", "Al-Shuhayl", "spelled like this"),
        ("Raqa", "Raqqa", "one letter different"),
        ("35.9, 39.0", "Raqqa", "near this point"),
    ],
)
def test_a_place_is_found_by_any_spelling(home, words, first, how):
    app = opened("places", find=words)
    assert app.dataframe[0].value["Name"].tolist()[0] == first
    assert how in html(app) and f"<bdi>{first}</bdi>" in html(app)


def test_a_search_goes_into_the_link(home):
    app = opened("places")
    app = ran(app.text_input[0].set_value("Alton"))
    assert "".join(app.query_params["find"]) == "Alton"
    assert app.dataframe[0].value["Country"].tolist() == ["United States", "United Kingdom"]


def test_a_place_shows_who_writes_of_it_and_what_is_near(store, index):
    add_text(RAQQA, Given("Bomb in Raqqa"), store, extracting(index))
    add_text("Nobody went to Tall Abyad or Raqqa today.", Given("Quiet"), store, extracting(index))
    app = opened("places", show="s:3")
    labels = [b.label for b in app.button]
    assert any("Bomb in Raqqa" in label and "1 event" in label for label in labels)
    assert any("Quiet" in label and "named only" in label for label in labels)
    app = ran(next(b for b in app.button if "Quiet" in b.label).click())
    assert "<bdi>Quiet</bdi>" in html(app)


def test_an_unknown_name_says_what_to_try(home):
    assert "Try another spelling" in opened("places", find="qqqqzzzz").info[0].value


def test_the_gazetteer_is_introduced_before_the_first_search(home):
    app = opened("places")
    assert "Search 10 places" in app.markdown[0].value and len(app.button) > 3


def test_only_numbers_go_onto_the_map_of_places():
    drawn = numbered([(35.1, 40.2), (1, 2)], picked=(35.1, 40.2, 3.0, "circle", None))
    icons = [
        child.icon.options["html"] for child in drawn._children.values() if "icon" in vars(child)
    ]
    assert icons == ['<div class="place numbered">2</div>', '<div class="place numbered">1</div>']
    with pytest.raises((TypeError, ValueError)):
        numbered([("{{7*7}}", 2)])


def test_a_kind_of_place_is_named_even_if_its_code_is_new():
    place = small_gazetteer.SHUHAYL
    assert record.kind(place) == "town or village, Syria"
    assert record.feature(replace(place, feature_code="XYZ")) == "populated place"


# ---- about ----------------------------------------------------------------------------------


def test_the_page_about_it_names_sources_licences_and_versions(filled):
    app = opened("about")
    words = " ".join(m.value for m in app.markdown)
    assert "de facto" in words and "No article" in words
    tables = [t.value for t in app.table]
    licences = " ".join(tables[0]["Licence"]).replace("\\", "")
    for needed in ("CC0", "CC BY-SA 4.0", "BSD-2-Clause", "public domain"):
        assert needed in licences
    assert tables[1].loc["Articles kept", "Version"].replace("\\", "") == "4, with 6 events"


def test_accuracy_is_read_from_the_chapter_on_evaluation(tmp_path, monkeypatch):
    monkeypatch.setattr(about_page, "EVALUATION", tmp_path / "evaluation.md")
    assert about_page._accuracy_text() == ""
    (tmp_path / "evaluation.md").write_text("# E\n| a |\n![x](http://e.invalid/x.png)\n")
    assert about_page._accuracy_text() == "| a |"


# ---- every page -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("articles", {"read": synthetic.hostile().document.id}),
        ("articles", {"read": synthetic.hostile().document.id, "pick": "m11"}),
        ("articles", {"read": synthetic.hostile().document.id, "pick": "e0"}),
        ("events", {"event": synthetic.hostile().events[0].id}),
        ("places", {"show": "s:10"}),
        ("about", {}),
    ],
)
def test_hostile_text_is_text_on_every_page(filled, address, query):
    app = opened(address, **query)
    drawn = html(app)
    for code in ("<img", "<script", "javascript:"):
        assert code not in drawn
    # A paragraph of the article keeps its letters; what stands outside of it cannot be turned.
    assert "\u202e" not in re.sub(r'<p dir="auto">.*?</p>', "", drawn)
    for shown in [*app.markdown, *app.caption, *app.error, *app.info]:
        assert "![x]" not in shown.value and "$x^2$" not in shown.value
    for pressed in app.button:
        assert "![x]" not in pressed.label
