"""The columns agree with their store; groups and bars lose no event."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.aggregates.aggregate import aggregate
from dashboard.aggregates.clusters import Cluster, cluster
from dashboard.aggregates.columns import NO_DAY, Columns, between, load, matching, visible
from dashboard.aggregates.histogram import histogram
from dashboard.events.incidents import Decision
from dashboard.events.status import STATUSES
from dashboard.model import Actor, Area, DateSpan, Document, Event, Extraction
from dashboard.stores import Filter, Store, open_store
from gazetteer.place import Place

WORLD = (-85.0, -180.0, 85.0, 180.0)
TYPES = ("Armed clash", "Peaceful protest", "Attack")
PLACES = (
    Place("ny", "New York", 40.71, -74.0, "P", "PPL", "US"),
    Place("su", "Suva", -18.14, 178.44, "P", "PPLC", "FJ"),
    Place("ap", "Apia", -13.83, -171.77, "P", "PPLC", "WS"),
    Place("be", "Berlin", 52.52, 13.4, "P", "PPLC", "DE"),
    Place("po", "Potsdam", 52.4, 13.06, "P", "PPLA", "DE"),
    None,
)


def span(first: str | None, last: str | None = None) -> DateSpan | None:
    if first is None:
        return None
    days = date.fromisoformat(first), date.fromisoformat(last or first)
    return DateSpan(0, 1, *days, 1, None, first, "then")


def event(
    document: str, place: int, when: DateSpan | None, type: int = 0, probability: float = 0.7
) -> Event:
    where = PLACES[place]
    return Event(
        id=f"{document}:0:x",
        document=document,
        type="Battles",
        sub_type=TYPES[type],
        area=Area(where.lat, where.lon, 5.0) if where else None,
        place=where,
        when=when,
        actors=(Actor("Army", "actor"),) if type else (),
        fatalities=None,
        injuries=None,
        claims=(),
        start=0,
        end=5,
        probability=probability,
        mode="reported" if probability > 0.1 else "denied",
    )


def fill(store: Store, events: list[Event]) -> Columns:
    for document in dict.fromkeys(event.document for event in events):
        own = tuple(event for event in events if event.document == document)
        store.save(Extraction(Document(document, f"Clash {document}"), (), (), own))
    return load(store)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        yield store


days = st.dates(date(2020, 1, 1), date(2020, 3, 1))
spans = st.none() | st.builds(
    lambda first, length: DateSpan(
        0, 1, first, date.fromordinal(first.toordinal() + length), 1, None, "", ""
    ),
    days,
    st.integers(0, 20),
)
events_found = st.builds(
    event,
    st.sampled_from("abc"),
    st.integers(0, len(PLACES) - 1),
    spans,
    st.integers(0, 2),
    st.sampled_from([0.05, 0.3, 0.7, 0.9]),
)
some = lambda values: st.lists(st.sampled_from(values), max_size=2).map(tuple)  # noqa: E731
boxes = st.sampled_from([WORLD, (-30.0, 170.0, 0.0, 190.0), (52.0, 13.0, 53.0, 14.0)])
filters = st.builds(
    Filter,
    types=some(TYPES),
    since=st.none() | days,
    until=st.none() | days,
    box=st.none() | boxes,
    places=some(["ny", "be", "nowhere"]),
    articles=some(["a", "b", "z"]),
    actors=some(["Army"]),
    words=st.sampled_from(["", "clash", "berl", "nothing"]),
    min_probability=st.sampled_from([0.0, 0.3, 0.7]),
    modes=some(["reported", "denied"]),
    statuses=some(["single source", "contested", "denied"]),
    undated=st.booleans(),
    unplaced=st.booleans(),
    once=st.booleans(),
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(events_found, max_size=12),
    st.lists(filters, min_size=5, max_size=15),
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=3),
)
def test_the_columns_find_what_the_store_finds(
    tmp_path_factory: pytest.TempPathFactory,
    events: list[Event],
    filters: list[Filter],
    same: list[tuple[str, str]],
) -> None:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('columns') / 'store.db'}") as store:
        fill(store, events)
        store.decide([Decision(f"{a}:0:x", f"{b}:0:x", True) for a, b in same])
        columns = load(store)
        for filter in filters:
            found = visible(columns, filter, matching(store, filter))
            assert sorted(columns.row[found].tolist()) == sorted(store.rows(filter))
            counted = aggregate(columns, found)
            groups = cluster(counted, WORLD, 3)
            unplaced = int((columns.site[found] < 0).sum())
            undated = int((columns.first[found] == NO_DAY).sum())
            assert (counted.total, counted.placed) == (len(found), len(found) - unplaced)
            assert counted.dated == len(found) - undated
            assert sum(group.count for group in groups) == len(found) - unplaced
            bars = histogram(columns, found)
            assert bars.counts.sum() + bars.vague.sum() == pytest.approx(len(found) - undated)
            if not filter.once:  # which report stands for an incident depends on the days wanted
                always = replace(filter, since=None, until=None)
                whole = visible(columns, always, matching(store, always))
                days = between(columns, whole, filter.since, filter.until)
                assert days.tolist() == found.tolist()


def test_columns_are_by_date_with_undated_events_last(store: Store) -> None:
    columns = fill(
        store,
        [
            event("a", 0, None),
            event("a", 1, span("2020-02-01", "2020-02-05")),
            event("a", 2, span("2020-01-01")),
            event("b", 5, span("2020-01-15")),
        ],
    )
    ids = [e.place.id if e.place else "" for e in store.events_at(columns.row.tolist())]
    assert ids == ["ap", "", "su", "ny"]
    assert (columns.dated, columns.longest) == (3, 4)
    assert columns.site.tolist()[1] == -1
    counted = aggregate(columns, visible(columns, Filter()))
    assert (counted.total, counted.dated, counted.placed) == (4, 3, 3)
    assert columns.version == store.version()


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2020-02-03", "2020-02-03", 1),
        ("2020-02-05", "2020-02-09", 1),
        ("2020-02-06", "2020-02-09", 0),
        ("2020-01-01", "2020-02-01", 2),
        ("2020-01-02", "2020-01-31", 0),
    ],
)
def test_an_event_of_many_days_is_found_on_each(
    store: Store, since: str, until: str, found: int
) -> None:
    whens = [span("2020-01-01"), span("2020-02-01", "2020-02-05")]
    columns = fill(store, [event("a", 0, when) for when in whens])
    days = Filter(since=date.fromisoformat(since), until=date.fromisoformat(until))
    assert len(visible(columns, days)) == store.count(days) == found


def test_an_empty_store_has_nothing_to_draw(store: Store) -> None:
    columns = load(store)
    found = visible(columns, Filter(types=("x",), box=WORLD, since=date(2020, 1, 1)))
    assert len(found) == 0
    counted = aggregate(columns, found)
    assert cluster(counted, WORLD, 2) == []
    assert histogram(columns, found).edges == ()
    assert (counted.total, counted.dated, counted.placed) == (0, 0, 0)


def test_one_end_of_a_span_is_enough_to_be_dated(store: Store) -> None:
    until = DateSpan(0, 1, None, date(2020, 5, 5), 4, None, "../2020-05-05", "until")
    columns = fill(store, [event("a", 0, until)])
    assert columns.dated == 1
    assert columns.first.tolist() == columns.last.tolist() == [date(2020, 5, 5).toordinal()]


# ---- Groups ----


def drawn(store: Store, bounds: tuple[float, float, float, float], zoom: float) -> list[Cluster]:
    events = [event("a", place, span("2020-01-01"), type=place % 2) for place in range(6)]
    events += [event("b", 3, span(f"2020-02-{i + 1:02}"), type=2) for i in range(25)]
    columns = fill(store, events)
    return cluster(aggregate(columns, visible(columns, Filter())), bounds, zoom)


def test_near_places_are_one_group_until_the_map_is_close(store: Store) -> None:
    far = drawn(store, WORLD, 3)
    assert [(group.count, group.places) for group in far] == [
        (27, ("be", "po")),
        (1, ("ny",)),
        (1, ("su",)),
        (1, ("ap",)),
    ]
    assert (far[0].lat, round(far[0].lon, 6)) == (52.52, 13.4), "the group stands on a real place"
    assert (far[0].sites, far[0].area, far[0].radius_km) == (2, False, 0.0)
    near = drawn(store, (52.0, 13.0, 53.0, 14.0), 10)
    assert [(group.count, group.places) for group in near] == [(26, ("be",)), (1, ("po",))]
    assert (near[0].area, near[0].radius_km) == (True, 5.0)


def test_a_group_knows_its_most_frequent_type(store: Store) -> None:
    berlin, *_ = drawn(store, WORLD, 3)
    assert load(store).types[berlin.kind] == "Attack"


def test_a_group_knows_its_newest_event_and_its_box(store: Store) -> None:
    berlin, new_york, *_ = drawn(store, WORLD, 3)
    columns = load(store)
    newest, there = store.events_at(columns.row[[berlin.newest, new_york.newest]].tolist())
    assert newest.when and newest.when.edtf == "2020-02-25"
    assert there.place and there.place.id == "ny"
    assert store.count(Filter(box=berlin.box, unplaced=False)) == berlin.count == 27


@pytest.mark.parametrize(
    ("days", "newest"),
    [
        ([None, "2020-01-01", "2020-03-01", "2020-02-01"], "2020-03-01"),
        (["2020-01-01", None, None], "2020-01-01"),
        ([None, None], None),
    ],
)
def test_an_event_without_a_day_is_the_newest_only_among_its_like(
    store: Store, days: list[str | None], newest: str | None
) -> None:
    columns = fill(store, [event("a", 0, span(day) if day else None) for day in days])
    (group,) = cluster(aggregate(columns, visible(columns, Filter())), WORLD, 3)
    (found,) = store.events_at([int(columns.row[group.newest])])
    assert (found.when.edtf if found.when else None) == newest


@pytest.mark.parametrize(
    ("bounds", "lons"),
    [
        ((-30.0, 170.0, 0.0, 200.0), [178.44, 188.23]),
        ((-30.0, -190.0, 0.0, -160.0), [-181.56, -171.77]),
        ((-30.0, 530.0, 0.0, 560.0), [538.44, 548.23]),
        ((50.0, 13.0, 53.0, 14.0), [13.06, 13.4]),
    ],
)
def test_groups_stay_on_the_copy_of_the_world_in_view(
    store: Store, bounds: tuple[float, float, float, float], lons: list[float]
) -> None:
    groups = drawn(store, bounds, 9)
    assert sorted(round(group.lon, 4) for group in groups) == lons
    for group in groups:
        assert group.box[1] < group.lon < group.box[3]


def test_a_view_wider_than_the_world_shows_every_event_once(store: Store) -> None:
    assert sum(group.count for group in drawn(store, (-85.0, -500.0, 85.0, 420.0), 0)) == 30


def test_panning_does_not_change_how_places_are_grouped(store: Store) -> None:
    for west in (12.0, 12.9, 13.2):
        groups = drawn(store, (52.0, west, 53.0, west + 1.5), 8)
        assert {group.places for group in groups} == {("be",), ("po",)}


# ---- Bars ----


@pytest.mark.parametrize(
    ("last", "unit", "edge", "bars"),
    [
        ("2020-01-15", "day", "2020-01-15", 1),
        ("2020-02-15", "day", "2020-01-15", 32),
        ("2020-12-31", "week", "2020-01-13", 51),
        ("2024-01-01", "month", "2020-01-01", 49),
        ("2060-01-01", "year", "2020-01-01", 41),
        ("2200-01-01", "decade", "2020-01-01", 19),
        ("9999-12-31", "decade", "2020-01-01", 798),
    ],
)
def test_bars_are_as_wide_as_the_time_asks(
    store: Store, last: str, unit: str, edge: str, bars: int
) -> None:
    events = [event("a", 0, span("2020-01-15")), event("a", 5, span(last), type=1)]
    columns = fill(store, [*events, event("a", 0, None)])
    result = histogram(columns, visible(columns, Filter()))
    assert (result.unit, result.edges[0].isoformat()) == (unit, edge)
    assert result.counts.shape == (2, bars) and len(result.edges) == bars + 1
    assert result.edges[-1] > date.fromisoformat(last) or last == "9999-12-31"
    clash, protest = (columns.types.index(name) for name in TYPES[:2])
    assert result.counts[clash].tolist() == [1] + [0] * (bars - 1)
    assert result.counts[protest][-1] == 1 and result.counts.sum() == 2


@pytest.mark.parametrize("unit", ["day", "week", "month", "year", "decade"])
def test_every_event_stands_in_the_bar_of_its_day(store: Store, unit: str) -> None:
    firsts = ["0001-01-01", "0001-12-31", "0002-02-28", "0004-02-29"]
    columns = fill(store, [event("a", 0, span(first)) for first in firsts])
    result = histogram(columns, visible(columns, Filter()), unit)
    for first in map(date.fromisoformat, firsts):
        bar = np.searchsorted([e.toordinal() for e in result.edges], first.toordinal(), "right")
        assert result.counts[0][bar - 1] >= 1
    assert result.counts.sum() == 4


@pytest.mark.parametrize(
    ("first", "last", "unit", "counts", "vague"),
    [
        ("2020-01-01", "2020-01-01", "day", [1, 0, 0, 1], [0, 0, 0, 0]),
        ("2020-01-01", "2020-01-02", "day", [0, 0, 0, 1], [0.5, 0.5, 0, 0]),
        ("2020-01-01", "2020-01-04", "day", [0, 0, 0, 1], [0.25, 0.25, 0.25, 0.25]),
        # a week's days that straddle two weeks are not vaguer than a week
        ("2020-01-03", "2020-01-09", "week", [2, 0], [0, 0]),
        ("2020-01-03", "2020-01-10", "week", [1, 0], [0.375, 0.625]),
        ("2020-01-01", "2020-01-31", "month", [2], [0]),
        ("2020-01-31", "2020-03-10", "month", [0, 0, 0], [1 / 40, 29 / 40, 10 / 40]),
        ("2019-01-01", "2020-12-31", "year", [0, 1], [365 / 731, 366 / 731]),
        ("2015-01-01", "2020-12-31", "decade", [1, 1], [0, 0]),
    ],
)
def test_a_vague_date_is_spread_over_its_days(
    store: Store, first: str, last: str, unit: str, counts: list[int], vague: list[float]
) -> None:
    sharp = [] if first == "2020-01-31" else [event("a", 5, span("2020-01-04"))]
    columns = fill(store, [event("a", 0, span(first, last)), *sharp])
    result = histogram(columns, visible(columns, Filter()), unit)
    assert result.counts.sum(axis=0).tolist() == counts
    assert result.vague.sum(axis=0).tolist() == pytest.approx(vague)


def test_bars_tell_kinds_or_standings_apart(store: Store) -> None:
    columns = fill(store, [event("a", 0, span("2020-01-01")), event("a", 1, span("2020-03-20"))])
    by_status = histogram(columns, visible(columns, Filter()), by="status")
    assert by_status.kinds == STATUSES
    single = by_status.counts[STATUSES.index("single source")]
    assert (single[0], single[-1], single.sum()) == (1, 1, 2)


def test_a_new_save_makes_the_columns_out_of_date(store: Store) -> None:
    columns = fill(store, [event("a", 0, None)])
    store.save(Extraction(Document("z", "new"), (), (), (event("z", 1, None),)))
    assert store.version() > columns.version
    assert len(load(store).row) == 2
    assert len(columns.row) == 1
