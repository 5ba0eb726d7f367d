"""What people decide of events that may be one: kept, counted once, and undone exactly."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.events.incidents import Decision, as_one, taken_out
from dashboard.model import Area, Claim, Count, DateSpan, Document, Event, Extraction
from dashboard.stores import STORES, Filter, Store, open_store

TEXTS = {
    "a": "Shells hit the old mill by the river on Monday and three people died, neighbours said.",
    "b": "Seven were killed when the mill burned, a nurse told us. The garrison denied all of it.",
    "c": "Shells hit the old mill by the river on Monday and three people died, neighbours said.!",
    "d": "The market of the next town was closed for the day.",
}
DAY = DateSpan(0, 4, date(2023, 5, 1), date(2023, 5, 1), 1, None, "2023-05-01", "Monday")


def article(id: str, killed: int, *claims: Claim, probability: float = 0.5) -> Extraction:
    event = Event(
        f"{id}:0:shelling",
        id,
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
        Area(35.0, 40.0, 2.0),
        None,
        DAY,
        (),
        Count(killed, killed),
        None,
        claims,
        0,
        20,
        probability,
    )
    published = date(2023, 5, 1 + "abcd".index(id))
    return Extraction(Document(id, TEXTS[id], id, published=published), (), (), (event,))


A, B, C, D = (f"{id}:0:shelling" for id in "abcd")
DENIAL = Claim(60, 80, "the garrison", "denies")


@pytest.fixture(params=list(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(f"{request.param}:///{tmp_path / 'store.db'}") as opened:
        opened.save(article("a", 3, probability=0.9))
        opened.save(article("b", 7, DENIAL))
        opened.save(article("c", 3))
        opened.save(article("d", 0))
        yield opened


def same(a: str, b: str) -> Decision:
    return Decision(a, b, True)


def state(store: Store) -> tuple[object, ...]:
    """Everything that decisions may change."""
    points = sorted((p.document, p.status, p.incident) for p in store.points())
    return points, store.statuses(), store.decisions(), store.count(Filter(once=True))


def test_merged_events_count_once_and_share_their_status(store: Store) -> None:
    assert store.count(Filter(once=True)) == 4
    version = store.version()
    store.decide([same(A, B)])
    assert store.version() > version
    assert (store.count(), store.count(Filter(once=True))) == (4, 3)
    assert [e.id for e in store.events(Filter(once=True))] == [A, C, D]
    statuses = {p.document: p.status for p in store.points()}
    assert statuses["a"] == statuses["b"] == "contested"
    assert statuses["c"] == "single source"
    assert [e.id for e in store.events(Filter(statuses=("contested",), once=True))] == [A]
    assert [e.id for e in store.events(Filter(articles=("b",), once=True))] == [B]


def test_a_copy_is_no_second_source(store: Store) -> None:
    store.decide([same(A, C)])
    held = store.statuses()[A]
    assert (held.origins, held.status, held.reports) == (1, "single source", (A, C))
    store.decide([same(A, D)])
    assert (store.statuses()[C].origins, store.statuses()[C].status) == (2, "several sources")


def test_undo_restores_exactly_what_was(store: Store) -> None:
    states, taken = [state(store)], []
    for decisions in ([same(A, B)], [same(B, C)], taken_out(B, (A, B, C)), [same(C, D)]):
        taken.append(store.decide(decisions))
        states.append(state(store))
    assert len({repr(state) for state in states}) == 5
    for step, before in zip(reversed(taken), reversed(states[:-1]), strict=True):
        assert store.take_back(step)
        assert state(store) == before
    assert not store.take_back(taken[0]) and store.steps() == []


def test_any_step_can_be_taken_back_not_only_the_last(store: Store) -> None:
    first = store.decide([same(A, B)])
    store.decide([same(C, D)])
    assert store.take_back(first)
    assert set(store.statuses()) == {C, D}
    assert [d for step in store.steps() for d in step.decisions] == [same(C, D)]


def test_one_report_is_taken_out_and_the_others_stay_together(store: Store) -> None:
    store.decide([same(A, B), same(B, C)])
    store.decide(taken_out(B, (A, B, C)))
    assert set(store.statuses()) == {A, C}
    assert Decision(A, B, False) in store.decisions()


def test_decisions_outlive_a_second_reading_and_a_removal(store: Store) -> None:
    store.decide([same(A, B)])
    before = state(store)
    store.save(article("b", 9, DENIAL))
    assert state(store)[2:] == before[2:] and set(store.statuses()) == {A, B}
    assert store.remove("b")
    assert store.statuses() == {} and store.count(Filter(once=True)) == 3
    assert {p.status for p in store.points()} == {"single source"}
    store.save(article("b", 7, DENIAL))
    assert state(store) == before


def test_all_of_one_event_hold_both_counts(store: Store) -> None:
    store.decide([same(A, B)])
    lead, *others = (event for event, _ in store.reports([B, A]))
    assert lead.id == A
    assert as_one(lead, others).fatalities == Count(3, 7)
    assert store.event(A) == lead


def test_what_is_decided_of_nobody_does_no_harm(store: Store) -> None:
    before = state(store)
    store.decide([same("x:0:y", "z:0:y"), same(A, A)])
    assert state(store)[:2] == before[:2]
    assert store.reports(["x:0:y"]) == []


def test_the_journal_says_what_was_decided_and_when(store: Store) -> None:
    number = store.decide([same(B, A), Decision(C, D, False)])
    (step,) = store.steps()
    assert step.number == number and step.decided.tzinfo is not None
    assert set(step.decisions) == {same(A, B), Decision(C, D, False)}


def test_another_reader_sees_the_decision(store: Store, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as other:
        store.decide([same(A, B)])
        assert set(other.statuses()) == {A, B}
