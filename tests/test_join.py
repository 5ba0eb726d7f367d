"""Joining by hand: triggers, places, dates and claims of our own sentences."""

from collections.abc import Sequence
from datetime import date

import pytest

from dashboard.claims import find_claims
from dashboard.dates import find_dates
from dashboard.join import join_events
from dashboard.language import language
from dashboard.model import Document, Event, Trigger
from dashboard.sentences import find_sentences
from gazetteer.place import Mention, Place, Resolution

PLACES = {
    "Raqqa": ("P", "PPLA", 35.95, 39.01, "SY"),
    "Tabqa": ("P", "PPL", 35.84, 38.55, "SY"),
    "Manbij": ("P", "PPL", 36.53, 37.95, "SY"),
    "Aleppo": ("A", "ADM1", 36.2, 37.2, "SY"),
    "Syria": ("A", "PCLI", 35.0, 38.5, "SY"),
    "Moscow": ("P", "PPLC", 55.75, 37.62, "RU"),
    "الطبقة": ("P", "PPL", 35.84, 38.55, "SY"),
    "الرقة": ("P", "PPLA", 35.95, 39.01, "SY"),
    "منبج": ("P", "PPL", 36.53, 37.95, "SY"),
    "حلب": ("A", "ADM1", 36.2, 37.2, "SY"),
}
MONDAY = date(2023, 8, 14)


def resolutions(text: str, names: Sequence[str]) -> list[Resolution]:
    found = []
    for name in names:
        feature, code, lat, lon, country = PLACES[name]
        place = Place(name, name, lat, lon, feature, code, country)
        at = text.find(name)
        while at >= 0:
            mention = Mention(at, at + len(name), name)
            found.append(Resolution(mention, place, 0.9))
            at = text.find(name, at + 1)
    return sorted(found, key=lambda one: one.mention.start)


def triggers(text: str, words: Sequence[tuple[str, str]]) -> list[Trigger]:
    found, begin = [], 0
    for word, kind in words:
        at = text.index(word, begin)
        found.append(Trigger(at, at + len(word), kind))
        begin = at + len(word)
    return found


def events(
    code: str, text: str, words: Sequence[tuple[str, str]], places: Sequence[str]
) -> tuple[Event, ...]:
    sentences = find_sentences(text, code)
    return join_events(
        Document("doc", text, published=MONDAY, language=code),
        language(code),
        sentences,
        (),
        triggers(text, words),
        resolutions(text, places),
        (),
        find_dates(text, code, MONDAY),
        find_claims(text, sentences, language(code)),
    )


def only(found: tuple[Event, ...]) -> Event:
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("code", "text", "word", "places", "expected"),
    [
        (
            "en",
            "Rockets from Raqqa hit a farm in Tabqa on Saturday.",
            ("Rockets", "shelling"),
            ["Raqqa", "Tabqa"],
            "Tabqa",
        ),
        (
            "en",
            "In Syria, a mine exploded near Manbij in Aleppo.",
            ("mine exploded", "remote_explosive"),
            ["Syria", "Manbij", "Aleppo"],
            "Manbij",
        ),
        (
            "ar",
            "قصف مدفعي على بلدة الطبقة غرب الرقة",
            ("قصف مدفعي", "shelling"),
            ["الطبقة", "الرقة"],
            "الطبقة",
        ),
        (
            "ar",
            "سقط صاروخ في مدينة منبج بريف حلب",
            ("صاروخ", "shelling"),
            ["منبج", "حلب"],
            "منبج",
        ),
    ],
)
def test_an_event_is_where_it_hit_and_not_what_holds_it(
    code: str, text: str, word: tuple[str, str], places: list[str], expected: str
) -> None:
    place = only(events(code, text, [word], places)).place
    assert place is not None and place.name == expected


def test_an_army_moves_to_where_it_goes() -> None:
    text = "The army sent reinforcements from Raqqa to Manbij."
    event = only(events("en", text, [("reinforcements", "change_to_group")], ["Raqqa", "Manbij"]))
    assert event.place is not None and event.place.name == "Manbij"


def test_a_list_of_places_is_an_event_at_each() -> None:
    text = "Shells killed two men in Raqqa and Tabqa."
    found = events("en", text, [("Shells", "shelling")], ["Raqqa", "Tabqa"])
    assert {event.place.name for event in found if event.place} == {"Raqqa", "Tabqa"}
    assert sum(event.fatalities.high for event in found if event.fatalities) == 2
    assert len({event.id for event in found}) == 2


def test_a_second_telling_is_the_same_event() -> None:
    text = (
        "Shells hit Manbij on Saturday.\n"
        "The shelling of Manbij killed 3 people on Saturday and wounded five."
    )
    event = only(events("en", text, [("Shells", "shelling"), ("shelling", "shelling")], ["Manbij"]))
    assert (event.start, event.end) == (0, text.index("\n"))
    assert event.fatalities is not None and event.fatalities.low == 3
    assert any("2 times" in reason for reason in event.reasons)


def test_another_day_is_another_event() -> None:
    text = "Shells hit Manbij on Friday. Shells hit Manbij on Saturday."
    found = events("en", text, [("Shells", "shelling"), ("Shells", "shelling")], ["Manbij"])
    days = [str(event.when.first) for event in found if event.when]
    assert days == ["2023-08-11", "2023-08-12"]


def test_the_day_goes_on_until_another_is_named() -> None:
    text = "On Saturday shells hit Manbij.\nRockets then hit Tabqa."
    words = [("shells", "shelling"), ("Rockets", "shelling")]
    found = events("en", text, words, ["Manbij", "Tabqa"])
    assert [str(e.when.first) for e in found if e.when] == ["2023-08-12", "2023-08-12"]
    assert found[1].probability < found[0].probability


def test_a_metonym_is_never_where_it_happened() -> None:
    text = "Moscow bombed Tabqa."
    places = [
        Resolution(
            Mention(one.mention.start, one.mention.end, one.mention.text, kind="metonym"),
            one.place,
            0.9,
        )
        if one.mention.text == "Moscow"
        else one
        for one in resolutions(text, ["Moscow", "Tabqa"])
    ]
    document = Document("doc", text, language="en")
    spans = find_sentences(text, "en")
    words = triggers(text, [("bombed", "air_drone_strike")])
    found = join_events(document, language("en"), spans, (), words, places, (), (), ())
    assert only(found).place == PLACES_OF["Tabqa"]


PLACES_OF = {
    one.mention.text: one.place for one in resolutions("Moscow Tabqa", ["Moscow", "Tabqa"])
}


def test_boilerplate_tells_nothing() -> None:
    text = "Shells hit Manbij.\nRead also: rockets hit Tabqa"
    at = text.index("Read also")
    found = join_events(
        Document("doc", text, language="en"),
        language("en"),
        find_sentences(text, "en"),
        ((at, len(text)),),
        triggers(text, [("Shells", "shelling"), ("rockets", "shelling")]),
        resolutions(text, ["Manbij", "Tabqa"]),
        (),
        (),
        (),
    )
    assert only(found).place is not None


def test_a_claim_and_a_denial_stand_with_every_event_they_speak_of() -> None:
    text = (
        "On Friday rockets hit Manbij. On Saturday rockets hit Tabqa.\n"
        "The Desert Front claimed responsibility for all these operations.\n"
        "The army denied that there had been any attack."
    )
    words = [("rockets", "shelling"), ("rockets", "shelling")]
    found = events("en", text, words, ["Manbij", "Tabqa"])
    assert len(found) == 2
    for event in found:
        assert [claim.stance for claim in event.claims] == ["claims", "denies"]
        assert any("Denied by The army" in reason for reason in event.reasons)


def test_another_cause_is_no_second_event() -> None:
    text = (
        "Witnesses said a rocket exploded in Manbij on Friday. Shells hit Tabqa on Saturday.\n"
        "The ministry said the explosion in Manbij was caused by a gas leak."
    )
    words = [("exploded", "remote_explosive"), ("Shells", "shelling"), ("explosion", "shelling")]
    found = events("en", text, words, ["Manbij", "Tabqa"])
    assert [event.place.name for event in found if event.place] == ["Manbij", "Tabqa"]
    assert [claim.stance for claim in found[0].claims] == ["reports", "another cause"]
    assert all(claim.stance != "another cause" for claim in found[1].claims)


def test_a_date_without_days_stays_open() -> None:
    text = "Shells hit Manbij yesterday."
    found = join_events(
        Document("doc", text, language="en"),
        language("en"),
        find_sentences(text, "en"),
        (),
        triggers(text, [("Shells", "shelling")]),
        resolutions(text, ["Manbij"]),
        (),
        find_dates(text, "en", None),
        (),
    )
    when = only(found).when
    assert when is not None and when.phrase == "yesterday" and when.first is None


def test_ids_and_reasons_are_for_people_and_programs() -> None:
    event = only(
        events("en", "Shells hit Manbij on Saturday.", [("Shells", "shelling")], ["Manbij"])
    )
    assert event.id == "doc:0:shelling"
    assert (event.type, event.sub_type) == (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert all(reason.endswith(".") for reason in event.reasons)
    assert 0 < event.probability < 1
