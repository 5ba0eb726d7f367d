"""Names without a point are collected, and a new place changes what was read before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.extraction.pipeline import extract
from dashboard.model import Reading
from dashboard.readers.document import document
from dashboard.stores import Store, open_store, reextraction, unplaced
from gazetteer.index.build import write
from gazetteer.index.index import Index
from gazetteer.place import Place
from gazetteer.reason import Reason
from tests import small_gazetteer
from tests.extracting import extracting

GREEN = Place(
    "mine:1",
    "القرية الخضراء",
    35.07,
    40.56,
    "S",
    "INSM",
    "SY",
    radius_km=2,
    names=("القرية الخضراء",),
    source="mine",
)
SHELLED = (
    "قال سكان إن قصفاً صاروخياً استهدف قاعدة “القرية الخضراء” قرب بلدة الشحيل فجر السبت "
    "12 آب 2023، وقتل ثلاثة جنود."
)
BLAST = (
    "أعلنت مصادر محلية أن انفجاراً هز القرية الخضراء يوم 3 آذار 2024 وأصيب شخصان. "
    "وتقع القرية الخضراء شرق مدينة الرقة."
)
OTHER = "A car bomb exploded in Raqqa on 3 March 2024, killing two people, residents said."


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(small_gazetteer.build(tmp_path)) as opened:
        yield opened


@pytest.fixture
def wiser(tmp_path: Path) -> Iterator[Index]:
    path = tmp_path / "wiser.sqlite"
    write(path, (*small_gazetteer.PLACES, GREEN), (), small_gazetteer.SOURCES)
    with Index(path) as opened:
        yield opened


@pytest.fixture
def store(tmp_path: Path, index: Index) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as opened:
        for text in (SHELLED, BLAST, OTHER):
            opened.save(extract(document(text, title=text[:12]), index, reading=Reading.CAREFUL))
        yield opened


def test_a_name_that_a_head_noun_vouches_for_is_collected_with_all_its_articles(store) -> None:
    (found,) = unplaced.collect(store)
    assert found.text == "القرية الخضراء" and found.kind.feature_code == "INSM"
    assert set(found.articles) == {document(SHELLED).id, document(BLAST).id} and found.times == 3
    assert found.near and found.near.name == "Al-Shuhayl" and found.beside
    assert SHELLED[found.start :].startswith("القرية الخضراء")
    assert unplaced.count(store) == 1


def test_a_name_that_has_a_place_meanwhile_is_listed_no_more(store) -> None:
    assert unplaced.collect(store, known=["القريةُ الخضراءُ"]) == []
    assert unplaced.count(store, known=["القرية الخضراء"]) == 0


def test_only_articles_that_hold_the_name_are_read_again(store) -> None:
    found = reextraction.articles_to_read(store, ["ar=القرية الخضراء"])
    assert set(found) == {document(SHELLED).id, document(BLAST).id}
    assert document(OTHER).id in reextraction.articles_to_read(store, [], ["s:3"])


def test_the_preview_tells_which_events_move_and_writes_nothing(store, wiser) -> None:
    before = store.version()
    done: list[int] = []
    articles = [summary.id for summary in store.documents()]
    seen = reextraction.preview(store, extracting(wiser), articles, done.append)
    assert store.version() == before and done == [1, 2, 3] and seen.read == 3
    moved, placed = seen.changes
    assert (moved.how, placed.how) == (reextraction.MOVED, reextraction.PLACED)
    assert moved.before.place.name == "Al-Shuhayl" and moved.after.place == GREEN_NOW(moved)
    assert 5 < moved.km < 20 and placed.km is None
    assert placed.after.place.id == "mine:1" and seen.names >= 3
    assert document(OTHER).id not in {one.document.id for pair in seen.pairs for one in pair}


def GREEN_NOW(change: reextraction.Change) -> Place:
    """Names are not part of what an event keeps of its place."""
    return replace(GREEN, names=change.after.place.names)


def test_what_was_previewed_is_put_and_can_be_undone(store, wiser, index) -> None:
    articles = [summary.id for summary in store.documents()]
    first = [store.extraction(article) for article in articles]
    seen = reextraction.preview(store, extracting(wiser), articles)
    applied = reextraction.apply(store, seen.pairs)
    assert len(applied.pairs) == 2 and not applied.stale
    assert store.event(seen.changes[0].event.id).place.id == "mine:1"
    assert not reextraction.preview(store, extracting(wiser), articles).changes
    assert unplaced.collect(store) == []
    reextraction.undo(store, applied)
    assert [store.extraction(article) for article in articles] == first


def test_an_article_changed_or_deleted_since_the_preview_is_left_alone(store, wiser) -> None:
    shelled, blast = document(SHELLED).id, document(BLAST).id
    seen = reextraction.preview(store, extracting(wiser), [shelled, blast, "gone"])
    store.remove(blast)
    dated = replace(
        store.extraction(shelled),
        warnings=(Reason("published.inferred", ("2023-08-12", "Saturday")),),
    )
    store.save(dated)
    applied = reextraction.apply(store, seen.pairs)
    assert not applied.pairs and set(applied.stale) == {shelled, blast}
    assert store.extraction(shelled) == dated and store.extraction(blast) is None


def test_events_that_come_go_or_are_told_otherwise_are_named(store) -> None:
    shelled = store.extraction(document(SHELLED).id)
    (event,) = shelled.events
    bare = replace(shelled, events=())
    assert [c.how for c in reextraction.compare(bare, shelled)] == [reextraction.APPEARS]
    assert [c.how for c in reextraction.compare(shelled, bare)] == [reextraction.VANISHES]
    denied = replace(shelled, events=(replace(event, mode="denied"),))
    assert [c.how for c in reextraction.compare(shelled, denied)] == [reextraction.CHANGED]
    surer = replace(
        shelled, events=(replace(event, probability=0.1, reasons=(Reason("where.none"),)),)
    )
    assert reextraction.compare(shelled, surer) == []
    nowhere = replace(shelled, events=(replace(event, place=None, area=None),))
    assert [c.how for c in reextraction.compare(shelled, nowhere)] == [reextraction.UNPLACED]
