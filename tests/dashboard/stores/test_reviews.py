"""What people say of events: kept beside the machine's reading, undone, and never lost."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.events.reviews import ADDED, NOTE, REJECTED, STATE, Correction, holding, undone
from dashboard.model import Actor, Count, Event
from dashboard.stores import STORES, Filter, Store, open_store
from dashboard.stores.bulk import packed
from dashboard.stores.recovery.salvage import salvage
from dashboard.stores.reextraction import apply, preview
from tests.dashboard.stores.test_stores import PROTEST, SUVA, event, extraction

ONE, OTHER = event("a"), event("a", SUVA, id="a:50:protest", sub_type=PROTEST, start=50, end=90)
READ = extraction("a", ONE, OTHER)
KILLED = Correction(ONE.id, "fatalities", '{"low":3,"high":5}', "the hospital's list")


@pytest.fixture(params=list(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(f"{request.param}:///{tmp_path / 'store.db'}") as store:
        store.save(READ)
        yield store


def shown(store: Store, id: str = ONE.id) -> Event:
    found = store.event(id)
    assert found
    return found


@pytest.mark.parametrize(
    ("field", "new", "value"),
    [
        ("fatalities", {"low": 3, "high": 5}, Count(3, 5)),
        ("injuries", {"low": 1, "high": 1}, Count(1, 1)),
        ("sub_type", PROTEST, PROTEST),
        ("when", None, None),
        ("place", None, None),
        ("actors", [{"name": "Crew", "role": "target"}], (Actor("Crew", "target"),)),
        ("weapons", ["drone"], ("drone",)),
        ("mode", REJECTED, REJECTED),
    ],
)
def test_each_field_is_edited_undone_and_redone(
    store: Store, field: str, new: object, value: object
) -> None:
    version = store.version()
    assert store.review([Correction(ONE.id, field, json.dumps(new), "why")], "Huda") == ()
    assert getattr(shown(store), field) == value and store.version() > version
    assert store.extraction("a") == READ and store.machine_reading(ONE.id) == ONE
    (row,) = store.history(ONE.id)
    assert (row.field, row.who, row.why, json.loads(row.new)) == (field, "Huda", "why", new)
    assert store.take_back_review(row.number, "Omar")
    assert shown(store) == ONE
    undo = undone(store.history(ONE.id), row.number)
    assert undo and store.take_back_review(undo, "Huda")
    assert getattr(shown(store), field) == value
    assert holding(store.history(ONE.id)) == [row] and len(store.history(ONE.id)) == 3


def test_lists_counts_and_columns_read_what_people_say(store: Store) -> None:
    store.review(
        [KILLED, Correction(ONE.id, "actors", '[{"name":"Crew","role":"target"}]')], "Huda"
    )
    rows, dead, _, most, _ = store.casualties()
    at = rows.index(store.row_of(ONE.id) or 0)
    assert (dead[at], most[at]) == (3, 5)
    assert store.events(Filter(actors=("Crew",))) == [shown(store)]
    store.review([Correction(ONE.id, "mode", json.dumps(REJECTED))], "Huda")
    assert store.events() == [OTHER] and store.types() == {PROTEST: 1}
    assert store.events(Filter(modes=(REJECTED,))) == [shown(store)]
    assert [e.mode for e in store.reviewed("a").events] == [REJECTED, "reported"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("again", "killed", "events"),
    [
        ((ONE, OTHER), Count(3, 5), 2),
        ((OTHER,), Count(3, 5), 2),
        ((replace(ONE, id="a:0:looting", sub_type=PROTEST), OTHER), Count(3, 5), 2),
        ((replace(ONE, id="a:2:shelling", start=2), OTHER), Count(3, 5), 2),
        ((replace(ONE, fatalities=Count(9, 9)), OTHER), Count(3, 5), 2),
        ((), Count(3, 5), 1),
    ],
)
def test_what_people_say_stands_whatever_another_reading_finds(
    store: Store, again: tuple[Event, ...], killed: Count, events: int
) -> None:
    store.review([KILLED], "Huda")
    new = replace(READ, events=again)
    apply(store, preview(store, lambda document, title: new, ["a"]).pairs)
    assert store.extraction("a") == new
    assert shown(store).fatalities == killed and store.count(Filter(modes=())) == events
    assert [r.field for r in store.history(ONE.id)] == ["fatalities"]


def test_an_event_that_a_person_adds_is_like_the_others_until_it_is_undone(store: Store) -> None:
    own = event("a", SUVA, id="a:10:person", start=10, end=20)
    text = '{"id":"a:10:person","document":"a","type":"x","sub_type":"Looting","area":null,'
    text += '"place":null,"when":null,"actors":[],"fatalities":null,"injuries":null,"claims":[],'
    text += '"start":10,"end":20,"probability":1.0}'
    assert store.review([Correction(own.id, ADDED, text)], "Huda") == ()
    store.review([Correction(own.id, "fatalities", '{"low":3,"high":5}')], "Huda")
    assert shown(store, own.id).fatalities == Count(3, 5) and store.count() == 3
    assert store.extraction("a") == READ and store.machine_reading(own.id) is None
    for row in reversed(store.history(own.id)):
        store.take_back_review(row.number, "Huda")
    assert store.event(own.id) is None and store.count() == 2


def test_whoever_comes_second_is_told_and_nothing_is_lost(store: Store) -> None:
    assert store.review([KILLED], "Huda", seen=0) == ()
    (theirs,) = store.review([replace(KILLED, new='{"low":1,"high":1}')], "Omar", seen=0)
    assert (theirs.who, theirs.new) == ("Huda", KILLED.new)
    assert store.review([Correction(ONE.id, "weapons", '["drone"]')], "Omar", seen=0) == ()
    assert (shown(store).fatalities, shown(store).weapons) == (Count(3, 5), ("drone",))


def test_reviews_outlive_the_trash_a_bulk_load_and_a_damaged_file(
    store: Store, tmp_path: Path
) -> None:
    store.review(
        [KILLED, Correction(ONE.id, NOTE, '"seen"'), Correction(ONE.id, STATE, '"reviewed"')],
        "Huda",
    )
    reviewed = shown(store)
    store.remove("a")
    assert store.event(ONE.id) is None
    assert store.put_back("a") and shown(store) == reviewed and store.extraction("a") == READ
    store.remove("a")
    store.empty_trash(datetime.now(UTC))
    list(store.load([packed(READ)]))
    assert shown(store) == reviewed and store.extraction("a") == READ
    with open_store(f"sqlite:///{tmp_path / 'saved.db'}") as saved:
        salvage(tmp_path / "store.db", saved, lambda document, title: READ)
        assert shown(saved) == reviewed and saved.extraction("a") == READ
        assert saved.history(ONE.id) == store.history(ONE.id)


@pytest.mark.parametrize(
    ("field", "new"), [("id", '"x"'), ("start", "1"), ("fatalities", '{"wrong":1}'), ("place", "{")]
)
def test_what_no_event_can_have_is_refused_whole(store: Store, field: str, new: str) -> None:
    with pytest.raises(ValueError):
        store.review([KILLED, Correction(ONE.id, field, new)], "Huda")
    assert store.history(ONE.id) == [] and shown(store) == ONE
