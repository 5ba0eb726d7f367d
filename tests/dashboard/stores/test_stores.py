"""The same tests over every store; what only SQLite can get wrong comes last."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import StoreUnavailable
from dashboard.events.filter import MODES
from dashboard.model import (
    Actor,
    Area,
    Claim,
    Count,
    DateSpan,
    Document,
    Event,
    Extraction,
    Occurrence,
)
from dashboard.stores import STORES, Filter, Store, from_query, open_store, to_query
from dashboard.stores.bulk import packed
from dashboard.stores.rows import EVENT, details_row, document_row, event_row
from dashboard.stores.schema import APPLICATION, MIGRATIONS
from dashboard.stores.sqlite import SQLiteStore
from gazetteer.environment import private_file
from gazetteer.place import Candidate, Mention, Place, Resolution
from gazetteer.reason import Reason
from tests.paths import ROOT

RAQQA = Place("sy1", "الرقة", 35.95, 39.01, "P", "PPLA", "SY", ("04",), 220_000, 8.0, ("Raqqa",))
SUVA = Place("fj1", "Suva", -18.14, 178.44, "P", "PPLC", "FJ", radius_km=8.0)
APIA = Place("ws1", "Apia", -13.83, -171.77, "P", "PPLC", "WS", radius_km=3.0)
SHELLING, PROTEST = "Shelling/artillery/missile attack", "Peaceful protest"


def day(text: str, until: str = "") -> DateSpan:
    first, last = date.fromisoformat(text), date.fromisoformat(until or text)
    return DateSpan(0, 4, first, last, 1, "dawn", text, "فجر", relative=True)


def event(document: str, place: Place | None = RAQQA, **changes: object) -> Event:
    event = Event(
        id=f"{document}:0:shelling",
        document=document,
        type="Explosions/Remote violence",
        sub_type=SHELLING,
        area=Area(place.lat, place.lon, 2.0) if place else None,
        place=place,
        when=day("2023-08-12"),
        actors=(Actor("قسد", "attacker", 3, 0, 3),),
        fatalities=Count(0, 2),
        injuries=None,
        claims=(Claim(0, 4, "التحالف", "denies"),),
        start=0,
        end=40,
        probability=0.8,
        reasons=(Reason("where.same-sentence", ("الرقة",)),),
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def extraction(id: str, *events: Event, text: str = "قصف صاروخي بالرقة فجر السبت.") -> Extraction:
    mention = Mention(10, 17, "بالرقة", (Candidate(RAQQA, 0.9, "clitic"),), probability=0.97)
    return Extraction(
        Document(id, text, f"Title of {id}", "Agency", "", date(2023, 8, 14), "ar"),
        (Resolution(mention, RAQQA, 0.93, (Reason("place.province"),), (Candidate(SUVA, 0.01),)),),
        (day("2023-08-12"),),
        events,
        (Reason("published.unknown"),),
    )


@pytest.fixture(params=list(STORES))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"{request.param}:///{tmp_path / 'new folder' / 'store.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as store:
        yield store


@pytest.fixture
def filled(store: Store) -> Store:
    """Raqqa on the 12th, Suva on the 1st to 3rd, Apia without a day, one nowhere, a denial."""
    store.save(extraction("a", event("a")))
    suva = event("b", SUVA, sub_type=PROTEST, when=day("2023-09-01", "2023-09-03"), end=23)
    suva = replace(suva, probability=0.3)
    apia = event("b", APIA, id="b:9:shelling", when=None, start=24)
    apia = replace(apia, actors=(Actor("Nurses", "actor"),))
    text = "People marched in Suva. Shells hit Apia."
    store.save(extraction("b", suva, apia, text=text))
    nowhere = event("c", None, when=day("2023-08-20"))
    store.save(extraction("c", nowhere, event("c", id="c:1:x", mode="denied"), text="Elsewhere"))
    return store


def documents_of(store: Store, filter: Filter) -> str:
    return "".join(e.document + ("" if e.place else "-") for e in store.events(filter))


def test_what_is_saved_comes_back_exactly(store: Store) -> None:
    rich = extraction("a", event("a"), event("a", None, when=None, mode="feared"))
    bare = Extraction(Document("b", "nothing\nhere"), (), (), ())
    assert store.save(rich) and store.save(bare)
    assert store.extraction("a") == rich
    assert store.extraction("b") == bare
    assert store.document("a") == rich.document
    assert store.events(Filter(modes=())) == list(rich.events)
    assert store.event("a:0:shelling") == rich.events[0]


def test_rows_having_words_and_actors_are_those_of_a_filter(filled: Store) -> None:
    for words, actors in (("shells", ()), ("", ("Nurses",)), ("apia", ("Nurses",)), ("", ())):
        wanted = Filter(words=words, actors=actors, modes=())
        assert sorted(filled.having(words, actors)) == sorted(filled.rows(wanted))


def test_casualties_and_actors_are_told_by_row(filled: Store) -> None:
    killed = replace(event("d"), fatalities=Count(2, 4), injuries=None)
    filled.save(extraction("d", killed, text="Two died"))
    rows, dead, hurt, most_dead, most_hurt = filled.casualties()
    at = rows.index(filled.row_of(killed.id) or 0)
    assert (dead[at], hurt[at], most_dead[at], most_hurt[at]) == (2, None, 4, None)
    assert filled.row_of("gone") is None
    (nurses,) = dict(filled.acting())["Nurses"]
    assert filled.events_at([nurses])[0].actors[0].name == "Nurses"


def test_what_articles_name_is_told_by_place_and_day_until_they_are_removed(store: Store) -> None:
    store.save(extraction("a", event("a")))
    (point,) = store.namings()
    assert (point.document, point.place, point.lat) == ("a", "sy1", 35.95)
    assert point.first == point.last == date(2023, 8, 12).toordinal()
    (row,) = store.namings_at([point.row, -1])
    assert (row.place_name, row.start, row.times) == ("الرقة", 10, 1)
    store.remove("a")
    assert list(store.namings()) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [("رقة", {"a"}), ("الرقة قصف", {"a"}), ("march", {"b"}), ("arched", set()), ("", {"a", "b"})],
)
def test_articles_are_found_by_how_their_words_begin(
    store: Store, words: str, found: set[str]
) -> None:
    store.save(extraction("a", event("a")))
    store.save(extraction("b", text="People marched in Suva."))
    assert set(store.articles_with(words)) == found


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.extraction("x") is None
    assert store.document("x") is None
    assert store.event("x") is None
    assert not store.remove("x")
    assert store.documents() == [] and store.events() == [] and store.types() == {}


numbers = st.floats(allow_nan=False, allow_infinity=False)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
reasons = st.recursive(
    st.builds(Reason, words),
    lambda inner: st.builds(
        Reason,
        words,
        st.lists(words | numbers | st.integers(0, 99) | inner, max_size=3).map(tuple),
    ),
)
areas = st.none() | st.builds(
    Area, numbers, numbers, numbers, words, st.none() | numbers, st.integers(1, 4)
)
spans = st.none() | st.builds(
    DateSpan,
    st.integers(0, 9),
    st.integers(0, 9),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.integers(1, 6),
    st.none() | words,
    words,
    words,
    st.booleans(),
)
documents = st.builds(Document, words, words, words, words, words, st.none() | st.dates(), words)
events_found = st.builds(
    event,
    words,
    st.sampled_from([None, RAQQA, SUVA]),
    area=areas,
    when=spans,
    probability=numbers,
    mode=st.sampled_from(MODES),
    reasons=st.lists(reasons, max_size=2).map(tuple),
    where=st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(documents, st.lists(events_found, max_size=3))
def test_any_extraction_comes_back_exactly(
    store: Store, document: Document, events: list[Event]
) -> None:
    found = Extraction(document, (), (), tuple(events))
    store.save(found)
    assert store.extraction(document.id) == found


def test_saving_twice_changes_nothing(store: Store) -> None:
    assert store.save(extraction("a", event("a")))
    version, (row,) = store.version(), store.rows()
    assert not store.save(extraction("a", event("a")))
    assert (store.version(), store.rows()) == (version, [row])


def test_the_same_text_with_a_new_date_replaces_what_was_found(store: Store) -> None:
    old = extraction("a", event("a", when=None), event("a", SUVA))
    store.save(old)
    (before,), version = store.documents(), store.version()
    new = extraction("a", event("a"))
    new = replace(new, document=replace(new.document, published=date(2024, 1, 2)))
    assert not store.save(new)
    assert store.extraction("a") == new
    (after,) = store.documents()
    assert (after.published, after.events, after.added) == (date(2024, 1, 2), 1, before.added)
    assert store.version() > version
    assert [facet.key for facet in store.facets().actors] == ["sdf"]


def test_an_actor_is_the_same_in_all_languages(store: Store) -> None:
    english = replace(event("b"), actors=(Actor("Syrian Democratic Forces", "target", 2),))
    store.save(extraction("a", event("a")))
    store.save(extraction("b", english))
    list(store.load([packed(extraction("c", event("c")))]))
    assert [(facet.key, facet.count) for facet in store.facets().actors] == [("sdf", 3)]
    for wanted in ("sdf", "قسد", "Syrian Democratic Forces"):
        assert len(store.rows(Filter(actors=(wanted,)))) == 3
    assert len(store.rows(Filter(words="democratic"))) == 3


def test_a_load_that_knows_less_of_an_article_takes_nothing_from_it(store: Store) -> None:
    known = extraction("a", event("a"))
    known = replace(known, document=replace(known.document, url="https://paper.example/a"))
    store.save(known)
    bare = replace(known, document=replace(known.document, title="", source="", url=""))
    undated = replace(bare, document=replace(bare.document, published=None), events=())
    for less in (bare, undated):
        (written,) = store.load([packed(less)])
        assert (written["known"], written["changed"]) == (1, 0)
        assert store.extraction("a") == known
    more = replace(bare, events=())
    (written,) = store.load([packed(more)])
    assert written["changed"] == 1
    assert store.extraction("a") == replace(known, events=())


def test_a_removed_article_takes_its_events_along(filled: Store) -> None:
    version = filled.version()
    rows = filled.rows(Filter(articles=("b",)))
    assert filled.remove("b")
    assert filled.version() > version
    assert filled.extraction("b") is None and filled.events_at(rows) == []
    assert filled.count(Filter(words="Suva")) == 0
    assert not filled.remove("b")
    filled.save(extraction("d", event("d")))
    assert not set(filled.rows()) & set(rows), "a row number was given to another event"


def test_summaries_count_and_put_the_newest_first(store: Store) -> None:
    old = extraction("a", event("a"), event("a", None, when=None), event("a", mode="denied"))
    new = replace(extraction("b"), document=Document("b", "x", published=date(2024, 1, 1)))
    undated = replace(extraction("c"), document=Document("c", "y"))
    for found in (undated, old, new):
        store.save(found, sample=found is new)
    summaries = store.documents()
    assert [summary.id for summary in summaries] == ["b", "a", "c"]
    assert [summary.sample for summary in summaries] == [True, False, False]
    a = summaries[1]
    assert (a.title, a.source, a.language) == ("Title of a", "Agency", "ar")
    assert (a.mentions, a.events, a.others, a.undated, a.unplaced) == (1, 2, 1, 1, 1)
    assert a.added.tzinfo is not None


def test_an_article_of_the_user_never_becomes_a_sample(store: Store) -> None:
    store.save(extraction("a"), sample=True)
    assert store.documents()[0].sample
    store.save(extraction("a"))
    assert not store.documents()[0].sample
    store.save(extraction("a"), sample=True)
    assert not store.documents()[0].sample


PACIFIC = (-30.0, 170.0, 0.0, -170.0)


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (Filter(), "ac-bb"),
        (Filter(newest=True), "bc-ab"),
        (Filter(limit=2), "ac-"),
        (Filter(limit=2, offset=1), "c-b"),
        (Filter(offset=3), "b"),
        (Filter(types=(PROTEST,)), "b"),
        (Filter(types=(PROTEST, SHELLING)), "ac-bb"),
        (Filter(places=("sy1", "ws1")), "ab"),
        (Filter(articles=("c",)), "c-"),
        (Filter(actors=("Nurses",)), "b"),
        (Filter(actors=("Nurses", "قسد")), "ac-bb"),
        (Filter(min_probability=0.5), "ac-b"),
        (Filter(modes=("denied",)), "c"),
        (Filter(modes=(), articles=("c",)), "cc-"),
        (Filter(since=date(2023, 8, 12), until=date(2023, 8, 12)), "ab"),
        (Filter(since=date(2023, 8, 13), undated=False), "c-b"),
        (Filter(since=date(2023, 9, 2), until=date(2023, 9, 2), undated=False), "b"),
        (Filter(since=date(2023, 9, 4), undated=False), ""),
        (Filter(until=date(2023, 8, 19), undated=False), "a"),
        (Filter(undated=False), "ac-b"),
        (Filter(unplaced=False), "abb"),
        (Filter(box=(30, 35, 40, 45)), "ac-"),
        (Filter(box=(30, 35, 40, 45), unplaced=False), "a"),
        (Filter(box=PACIFIC, unplaced=False), "bb"),
        (Filter(box=(-30, 170, 0, 190), unplaced=False), "bb"),
        (Filter(box=(-30, -190, 0, -179), unplaced=False), "b"),
        (Filter(box=(-90, -300, 90, 300), unplaced=False), "abb"),
        (Filter(words="suva"), "b"),
        (Filter(words="SHELLS  hit"), "b"),
        (Filter(words="march suv"), "b"),
        (Filter(words="marched nowhere"), ""),
        (Filter(words="arched"), ""),
        (Filter(words="الرقة"), "a"),
        (Filter(words="قصف"), "a"),
        (Filter(words='"%_ OR* NEAR('), ""),
        (Filter(words="—"), "ac-bb"),
        (Filter(types=("' OR 1=1 --",)), ""),
    ],
)
def test_a_filter_finds(filled: Store, filter: Filter, found: str) -> None:
    assert documents_of(filled, filter) == found
    assert filled.events_at(filled.rows(filter)) == filled.events(filter)
    assert filled.count(replace(filter, limit=0, offset=0)) == filled.count(filter)


@pytest.mark.parametrize("words", ["مدرسة", "المدرسة", "بالمدرسة", "وقذائف", "قذائف"])
def test_a_word_is_found_under_its_proclitic_and_article(store: Store, words: str) -> None:
    store.save(extraction("a", event("a"), text="حريق بالمدرسة وقذائف على الطريق"))
    assert store.count(Filter(words=words)) == 1
    assert store.count(Filter(words=words[-3:])) == 0


def test_facets_keep_the_other_values_of_their_own_field(filled: Store) -> None:
    facets = filled.facets(Filter(types=(PROTEST,)))
    assert [(facet.key, facet.count) for facet in facets.types] == [(SHELLING, 3), (PROTEST, 1)]
    assert [(facet.key, facet.label, facet.count) for facet in facets.places] == [
        ("fj1", "Suva", 1)
    ]
    assert [(facet.key, facet.label) for facet in facets.articles] == [("b", "Title of b")]
    everything = filled.facets()
    assert {facet.key: facet.count for facet in everything.actors} == {"sdf": 3, "Nurses": 1}
    assert filled.types() == {SHELLING: 3, PROTEST: 1}


def test_events_are_found_and_counted_by_how_they_stand(filled: Store) -> None:
    claimed = event("d", claims=(Claim(0, 4, "Front", "claims"),))
    filled.save(extraction("d", claimed, text="Another text."))
    facets = {facet.key: facet.count for facet in filled.facets().statuses}
    assert facets == {"contested": 4, "claimed": 1}
    assert documents_of(filled, Filter(statuses=("claimed",))) == "d"
    assert documents_of(filled, Filter(statuses=("denied",), modes=())) == "c"
    assert filled.count(Filter(statuses=("several sources",))) == 0
    narrowed = filled.facets(Filter(statuses=("claimed",)))
    assert {facet.key for facet in narrowed.statuses} == {"contested", "claimed"}
    assert [facet.key for facet in narrowed.articles] == ["d"]


def test_a_file_that_knows_no_status_learns_it(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    one = extraction("a", event("a"), event("a", id="a:9:x", claims=()))
    known = EVENT[: EVENT.index("status")]
    with closing(sqlite3.connect(path)) as db, db:
        for statement in MIGRATIONS[0]:
            db.execute(statement)
        row = document_row(one, sample=False)
        db.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(row))})", row)
        for position, kept in enumerate(one.events):
            values = event_row(kept, position, one.document)[: len(known)]
            marks = ", ".join("?" * len(known))
            db.execute(f"INSERT INTO events ({', '.join(known)}) VALUES ({marks})", values)
            db.execute(
                "INSERT INTO details VALUES (?, ?, ?)",
                details_row(kept, position + 1, one.document),
            )
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute("PRAGMA user_version = 1")
    with SQLiteStore(path) as store:
        assert [point.status for point in store.points()] == ["contested", "single source"]
        assert store.extraction("a") == one


def test_points_hold_what_the_map_needs(filled: Store) -> None:
    points = {point.row: point for point in filled.points()}
    assert len(points) == 5
    point = points[filled.rows(Filter(places=("fj1",)))[0]]
    first, last = date(2023, 9, 1).toordinal(), date(2023, 9, 3).toordinal()
    assert point[1:] == (
        "b",
        PROTEST,
        "fj1",
        "Suva",
        "FJ",
        first,
        last,
        -18.14,
        178.44,
        2.0,
        0.3,
        "reported",
        "contested",
        "",
    )
    nowhere = points[filled.rows(Filter(articles=("c",)))[0]]
    assert (nowhere.place, nowhere.lat, nowhere.lon) == ("", None, None)


def test_another_reader_sees_every_write(store: Store, url: str) -> None:
    with open_store(url) as other:
        version = other.version()
        store.save(extraction("a", event("a")))
        assert other.version() > version
        assert other.count() == 1


def test_a_snapshot_sees_nothing_that_is_written_meanwhile(store: Store) -> None:
    store.save(extraction("a", event("a")))
    with store.snapshot() as now:
        before = now.version(), now.rows(), now.documents(), list(now.points())
        store.save(extraction("a", event("a"), event("a", SUVA, id="a:1:x")))
        store.save(extraction("b", event("b")))
        assert before == (now.version(), now.rows(), now.documents(), list(now.points()))
        assert len(now.events_at(now.rows())) == 1
    with store.snapshot() as now:
        assert now.count() == 3 and len(list(now.points())) == 3


def test_as_many_read_snapshots_as_like(store: Store) -> None:
    store.save(extraction("a", event("a")))
    with ExitStack() as stack:
        for number in range(12):
            now = stack.enter_context(store.snapshot())
            assert now.count() == number + 1
            store.save(extraction(f"b{number}", event(f"b{number}")))


def test_what_a_reading_was_worked_out_from_is_not_kept(store: Store) -> None:
    sentence = Occurrence(0, 9, 0.9, {"conflict": 1.0}, {"shelling": 1.0})
    store.save(replace(extraction("a", event("a")), occurrences=(sentence,)))
    kept = store.extraction("a")
    assert kept == extraction("a", event("a")) and kept.occurrences == ()


def test_threads_share_a_store(store: Store) -> None:
    def work(name: str) -> None:
        for i in range(10):
            store.save(extraction(f"{name}{i}", event(f"{name}{i}")))
            store.events(Filter(limit=3))

    threads = [threading.Thread(target=work, args=[name]) for name in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.count() == 30 and store.version() == 30


# ---- The URL of a filter ----

FULL = Filter(
    types=(PROTEST, "a|b\\c"),
    since=date(2023, 8, 1),
    until=date(2023, 8, 31),
    box=(-30.5, 170.0, 0.25, -170.0),
    places=("sy1",),
    articles=("a", "b"),
    actors=("قسد",),
    words="قصف x",
    min_probability=0.25,
    modes=("denied", "feared"),
    undated=False,
    unplaced=False,
    limit=50,
    offset=100,
    newest=True,
    statuses=("contested", "denied"),
    once=True,
)


@pytest.mark.parametrize("filter", [Filter(), FULL, Filter(modes=())])
def test_a_filter_survives_the_url(filter: Filter) -> None:
    query = to_query(filter)
    assert from_query({**query, "page": "map"}) == (filter, [])
    assert hash(filter) == hash(from_query(query)[0])


def test_the_plain_filter_leaves_the_url_clean() -> None:
    assert to_query(Filter()) == {}
    assert len(to_query(FULL)) == 17


@given(st.lists(words.filter(bool), max_size=4, unique=True))
def test_any_names_survive_the_url(names: list[str]) -> None:
    filter = Filter(actors=tuple(names))
    assert from_query(to_query(filter)) == (filter, [])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("since", "yesterday"),
        ("until", "2023-02-30"),
        ("box", "1,2,3"),
        ("box", "40,1,30,2"),
        ("box", "nan,1,2,3"),
        ("box", "0,0,1,1e300"),
        ("probability", "2"),
        ("probability", "nan"),
        ("mode", "rumoured"),
        ("mode", ""),
        ("status", "true"),
        ("count", "pins"),
        ("undated", "yes"),
        ("limit", "-1"),
        ("offset", "٣"),
        ("limit", "9" * 5000),
    ],
)
def test_a_bad_value_is_reported_and_left_out(key: str, value: str) -> None:
    filter, problems = from_query({key: value, "words": "fire"})
    assert filter == Filter(words="fire")
    assert len(problems) == 1 and problems[0].startswith(key)


def test_days_the_wrong_way_round_are_left_out() -> None:
    filter, problems = from_query({"since": "2023-08-02", "until": "2023-08-01"})
    assert filter == Filter() and len(problems) == 1


# ---- SQLite ----


def test_search_works_without_fts5_and_catches_up_with_it(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    wanted = Filter(words="مدفع")
    with SQLiteStore(path) as store:
        store.save(extraction("a", event("a"), text="قصف مدفعي على البلدة"))
        assert store.full_text and store.count(wanted) == 1
    with SQLiteStore(path, full_text=False) as store:
        store.save(extraction("b", event("b"), text="قصف مدفعي على المدينة"))
        assert store.count(wanted) == 2
        assert store.count(Filter(words="دفعي")) == 0
        store.remove("a")
    with SQLiteStore(path) as store:
        assert store.full_text and store.count(wanted) == 1
        store.remove("b")
        assert store.count(wanted) == 0


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.dashboard.stores.test_stores import event, extraction
from dashboard.stores import open_store
with open_store("sqlite:///" + sys.argv[2]) as store:
    for i in range(40):
        store.save(extraction(f"shared{i}", event(f"shared{i}")))
        store.save(extraction(f"{sys.argv[3]}{i}", event(f"{sys.argv[3]}{i}")))
"""


@pytest.mark.process
def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path, root = tmp_path / "store.db", ROOT
    commands = [[sys.executable, "-c", WRITER, str(root), str(path), name] for name in "pqr"]
    processes = [subprocess.Popen(command, cwd=root) for command in commands]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    with SQLiteStore(path) as store:
        assert store.count() == len(store.documents()) == store.version() == 160


def test_what_a_first_start_left_that_was_cut_off_is_made_a_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    private_file(path)
    with SQLiteStore(path) as store:
        store.save(extraction("a", event("a")))
    with SQLiteStore(path) as store:
        assert store.count() == 1
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()
    assert path.stat().st_mode & 0o077 == 0


def newer(path: Path) -> None:
    SQLiteStore(path).close()
    run(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")


def run(path: Path, sql: str) -> None:
    db = sqlite3.connect(path)
    db.execute(sql)
    db.commit()
    db.close()


def torn(path: Path) -> None:
    SQLiteStore(path).close()
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (newer, "newer Dateline"),
        (torn, "damaged"),
        (lambda path: path.write_text("an article, by mistake\n" * 300), "damaged"),
        (lambda path: run(path, "CREATE TABLE other (x)"), "another program"),
        (lambda path: path.write_bytes(b""), "empty and no store; delete it"),
    ],
)
def test_a_file_that_is_no_store_is_refused_and_stays_as_it_is(
    tmp_path: Path, spoil: object, words: str
) -> None:
    path = tmp_path / "store.db"
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match=words) as caught:
        open_store(f"sqlite:///{path}")
    assert str(path) in str(caught.value)
    assert path.read_bytes() == before and [*tmp_path.iterdir()] == [path]


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="choose another file"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_password_in_an_address_is_not_told() -> None:
    with pytest.raises(StoreUnavailable) as caught:
        open_store("oracle://editor:secret@db.example/news")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("oracle:///x", "write sqlite"),
        ("sqlite:x.db", "write sqlite:///"),
        ("sqlite:////proc/no/store.db", "choose another file"),
    ],
)
def test_a_url_that_cannot_be_opened_is_explained(url: str, words: str) -> None:
    with pytest.raises(StoreUnavailable, match=words):
        open_store(url)


def test_a_file_locked_for_too_long_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(f"sqlite:///{path}?timeout=0.1") as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="another process is writing"):
            store.save(extraction("a"))
        assert store.count() == 0, "reading goes on meanwhile"
        other.close()
        assert store.save(extraction("a"))


def test_a_failed_save_leaves_the_article_as_it_was(tmp_path: Path) -> None:
    with SQLiteStore(tmp_path / "store.db") as store:
        store.save(extraction("a", event("a")))
        version = store.version()
        run(
            store.path,
            "CREATE TRIGGER full AFTER INSERT ON actors BEGIN "
            "SELECT RAISE(ABORT, 'disk is full'); END",
        )
        with pytest.raises(StoreUnavailable, match="no space left"):
            store.save(extraction("a", event("a"), event("a", SUVA)))
        assert store.extraction("a") == extraction("a", event("a"))
        assert store.version() == version


def test_a_file_made_read_only_is_explained(tmp_path: Path) -> None:
    with SQLiteStore(tmp_path / "store.db") as store:
        store._db.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreUnavailable, match="make the file and its folder writable"):
            store.save(extraction("a"))
