"""Stores of before, whose reasons were sentences: read once, and data from then on."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.messages import ALL_OF, LABEL, ONE_OF, english
from dashboard.stores import Filter
from dashboard.stores.old_reasons import reason_of
from dashboard.stores.rows import digest
from dashboard.stores.sqlite import SQLiteStore
from gazetteer.reason import TEXT, Reason

SHELLED, MINED, STRUCK = (
    "a0803abc5bd2395c:0:shelling",
    "a0803abc5bd2395c:93:remote_explosive",
    "ffc2f07d750160fc:0:air_drone_strike",
)


def type_of(label: str) -> Reason:
    return Reason(LABEL, (label,))


def share(label: str, percent: int) -> Reason:
    return Reason("event.share", (type_of(label), percent))


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (
            "“shelled” tells of shelling/artillery/missile attack.",
            Reason("event.word", ("shelled", type_of("Shelling/artillery/missile attack"))),
        ),
        (
            "“tells of” tells of armed clash.",
            Reason("event.word", ("tells of", type_of("Armed clash"))),
        ),
        (
            "The words could also mean armed clash (30%) or headquarters or base established (2%).",
            Reason(
                "event.other-types",
                (
                    Reason(
                        ONE_OF,
                        (
                            share("Armed clash", 30),
                            share("Headquarters or base established", 2),
                        ),
                    ),
                ),
            ),
        ),
        ("دير الزور is named in the same sentence.", Reason("where.same-sentence", ("دير الزور",))),
        ("A\nB is named earlier in the paragraph.", Reason("where.same-paragraph", ("A\nB",))),
        ("Suva is where the story was before.", Reason("where.earlier", ("Suva",))),
        ("Suva is named in the opening sentence.", Reason("where.opening", ("Suva",))),
        ("Suva is where the report was filed.", Reason("where.dateline", ("Suva",))),
        ("No place is named near it.", Reason("where.none")),
        (
            "“Kafr Nowhere”, named as its place, is in no gazetteer here.",
            Reason("where.unknown", ("Kafr Nowhere",)),
        ),
        (
            "The article is at odds with itself about where: “east of Suva”, “the “old” port”.",
            Reason(
                "where.at-odds",
                (
                    Reason(
                        ALL_OF,
                        (
                            Reason("where.words", ("east of Suva",)),
                            Reason("where.words", ("the “old” port",)),
                        ),
                    ),
                ),
            ),
        ),
        ("“Sunday” stands in the same sentence.", Reason("when.same-sentence", ("Sunday",))),
        ("“أمس” stands earlier in the paragraph.", Reason("when.same-paragraph", ("أمس",))),
        ("“أمس” is the date of the event told before.", Reason("when.carried-on", ("أمس",))),
        ("“أمس” stands in the opening sentences.", Reason("when.opening", ("أمس",))),
        ("No date is told.", Reason("when.none")),
        (
            "No day is told: about 2023-08-12, when the article was published.",
            Reason("when.published", ("2023-08-12",)),
        ),
        ("“in spring” names no day.", Reason("when.no-day", ("in spring",))),
        ("“yesterday” needs a publication date.", Reason("when.unpublished", ("yesterday",))),
        ("It is told 3 times in this article.", Reason("event.again", (3,))),
        (
            "Denied by the army, a minister.",
            Reason("event.denied", (Reason(ALL_OF, ("the army", "a minister")),)),
        ),
        ("one of your own places, which win", Reason("place.mine")),
        ("the most populous of 4 places of that name", Reason("place.most-populous", (4,))),
        (
            "the word beside it says: military base",
            Reason("place.word-beside", (Reason("beside.base"),)),
        ),
        ("the word beside it says: place", Reason("place.word-beside", (Reason("beside.place"),))),
        (
            "12 km from 3 km from Suva, the nearest other place named",
            Reason("place.nearest", (12, "3 km from Suva")),
        ),
        ("from Dateline's own table, within 2.5 km", Reason("place.curated", (2.5,))),
        ("none fits well", Reason("place.none-fits")),
        (
            "no language we know for certain: read as العربية",
            Reason("reading.language", ("العربية",)),
        ),
        (
            "no publication date: read as if of 2023-08-13, which “yesterday” points to",
            Reason("published.inferred", ("2023-08-13", "yesterday")),
        ),
        (
            "“Friday 12 August 2023”: 2023-08-12 was a Saturday",
            Reason(
                "published.weekday",
                ("Friday 12 August 2023", "2023-08-12", Reason("weekday.saturday")),
            ),
        ),
        (
            "“أمس السبت” does not fit the publication date 2023-08-15, a Tuesday: "
            "it would fit 2023-08-13",
            Reason(
                "published.day",
                ("أمس السبت", "2023-08-15", Reason("weekday.tuesday"), "2023-08-13"),
            ),
        ),
        (
            "“Saturday 12 August” does not fit the publication date 2025-09-20: "
            "it was that weekday in 2023",
            Reason("published.year", ("Saturday 12 August", "2025-09-20", 2023)),
        ),
        ("An older version said this.", Reason(TEXT, ("An older version said this.",))),
        ("", Reason(TEXT, ("",))),
    ],
)
def test_a_sentence_is_read_as_the_reason_that_says_it(sentence: str, reason: Reason) -> None:
    assert reason_of(sentence) == reason
    assert english(reason) == sentence


@pytest.fixture
def store(tmp_path: Path):
    """Open a store that version 5 left, with a sentence of a version before it added by hand."""
    path = tmp_path / "store.db"
    script = Path(__file__).with_name("version_5.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)
    with SQLiteStore(path) as opened:
        yield opened


def test_the_reasons_of_an_old_store_are_data(store: SQLiteStore) -> None:
    found = {event.id: event.reasons for event, _ in store.reports([SHELLED, MINED, STRUCK])}
    assert found[SHELLED] == (
        Reason("event.word", ("Shells hit", type_of("Shelling/artillery/missile attack"))),
        Reason("where.same-sentence", ("Manbij",)),
        Reason("when.same-sentence", ("Saturday",)),
        Reason("event.denied", (Reason(ALL_OF, ("The army",)),)),
    )
    assert [english(reason) for reason in found[MINED]] == [
        "“mine exploded” tells of remote explosive/landmine/ied.",
        "Manbij is named earlier in the paragraph.",
        "“Kafr Nowhere”, named as its place, is in no gazetteer here.",
        "“Sunday” stands in the same sentence.",
    ]
    assert found[STRUCK][-1] == Reason(TEXT, ("An older version said this.",))
    assert TEXT not in {reason.code for reason in found[STRUCK][:-1]}


def test_what_is_said_of_names_and_of_the_reading_is_data_too(store: SQLiteStore) -> None:
    struck = store.extraction("ffc2f07d750160fc")
    assert struck.mentions[1].reasons == (Reason("place.nearest", (45, "الميادين")),)
    assert [warning.code for warning in struck.warnings] == ["published.day"]
    undated = store.extraction("38a7ae16530b9557")
    assert undated.warnings == (Reason("published.unknown"),)


def test_an_article_of_an_old_store_is_known_again_and_can_be_read_again(
    store: SQLiteStore,
) -> None:
    for summary in store.documents():
        kept = store.extraction(summary.id)
        before = store.version()
        assert not store.save(kept) and store.version() == before
        read = replace(kept, warnings=(Reason("published.unknown"), *kept.warnings))
        assert store.update([(kept, read)]) == [summary.id]
        assert store.extraction(summary.id) == read and digest(read) != digest(kept)


def test_an_old_store_can_be_searched_once_it_is_migrated(store: SQLiteStore) -> None:
    assert [event.id for event in store.events(Filter(words="الميادين"))] == [STRUCK]
