"""Joining by hand: triggers, places, dates and claims of our own sentences."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.extraction.claims.finder import find_claims
from dashboard.extraction.dates.finder import find_dates
from dashboard.extraction.join import join_events
from dashboard.extraction.types.triggers import find_triggers
from dashboard.messages import ALL_OF, english
from dashboard.model import Document, Event, Trigger
from gazetteer.place import Mention, Place, Resolution
from gazetteer.reason import Reason
from tests.paths import SHARED
from tests.texts import as_text

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
    article = as_text(text, code)
    return join_events(
        Document("doc", text, published=MONDAY, language=code),
        article,
        triggers(text, words),
        resolutions(text, places),
        (),
        find_dates(article, MONDAY),
        find_claims(article),
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
    assert Reason("event.again", (2,)) in event.reasons


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
    words = triggers(text, [("bombed", "air_drone_strike")])
    found = join_events(document, as_text(text, "en"), words, places, (), (), ())
    assert only(found).place == PLACES_OF["Tabqa"]


PLACES_OF = {
    one.mention.text: one.place for one in resolutions("Moscow Tabqa", ["Moscow", "Tabqa"])
}


def test_boilerplate_tells_nothing() -> None:
    text = "Shells hit Manbij.\nRead also: rockets hit Tabqa"
    at = text.index("Read also")
    found = join_events(
        Document("doc", text, language="en"),
        replace(as_text(text, "en"), boilerplate=((at, len(text)),)),
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
        assert Reason("event.denied", (Reason(ALL_OF, ("The army",)),)) in event.reasons


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


def test_the_dead_of_the_next_sentence_belong_to_the_event() -> None:
    text = "Shells hit Manbij on Saturday. At least 3 people were killed."
    event = only(events("en", text, [("Shells", "shelling")], ["Manbij"]))
    assert event.fatalities is not None and event.fatalities.low == 3


def test_a_headline_is_told_more_closely_below() -> None:
    text = "Shells hit Syria\nShells hit Manbij on Saturday."
    event = only(
        events("en", text, [("Shells", "shelling"), ("Shells", "shelling")], ["Syria", "Manbij"])
    )
    assert event.place is not None and event.place.name == "Manbij"
    assert event.when is not None and str(event.when.first) == "2023-08-12"


def test_an_army_abroad_is_external_where_the_event_happened() -> None:
    text = "Turkish forces shelled Manbij."
    event = only(events("en", text, [("shelled", "shelling")], ["Manbij"]))
    assert [(actor.name, actor.inter) for actor in event.actors] == [("Turkish forces", 8)]


def test_the_founding_article_is_joined_as_people_joined_it() -> None:
    folder = SHARED / "articles"
    if not (folder / "deir-ez-zor.txt").exists():
        pytest.skip("../shared is absent: no founding article to read")
    text = (folder / "deir-ez-zor.txt").read_text(encoding="utf-8")
    gold = json.loads((folder / "deir-ez-zor.gold.json").read_text(encoding="utf-8"))
    places = [gold_place(mention) for mention in gold["mentions"]]
    spans = tuple((line["start"], line["end"]) for line in gold["boilerplate"])
    article = replace(as_text(text, "ar"), boilerplate=spans)
    found = join_events(
        Document("doc", text, published=MONDAY, language="ar"),
        article,
        find_triggers(article),
        places,
        (),
        find_dates(article, MONDAY),
        find_claims(article),
    )
    assert len(found) <= 8
    stances = {}
    for event in found:
        if event.place and event.when and event.when.first:
            key = (event.place.name, str(event.when.first), event.when.daypart)
            stances[key] = {claim.stance for claim in event.claims}
    assert "another cause" in stances[("Jibissa fields", "2023-08-11", "evening")]
    for key in (
        ("Conoco gas field", "2023-08-12", "dawn"),
        ("Green Village", "2023-08-12", "evening"),
    ):
        assert {"claims", "denies"} <= stances[key]


def gold_place(mention: dict[str, Any]) -> Resolution:
    features = {
        "river": ("H", "STM"),
        "sea": ("H", "SEA"),
        "country": ("A", "PCLI"),
        "continent": ("L", "CONT"),
        "city or governorate": ("A", "ADM1"),
        "oil field": ("S", "OILF"),
        "gas field": ("S", "GASF"),
    }
    feature, code = features.get(mention["kind"], ("P", "PPL"))
    name = mention["place"]
    place = Place(name, name, mention["lat"], mention["lon"], feature, code, "SY")
    kind = "metonym" if "metonym" in mention["kind"] else "place"
    stretch = Mention(mention["start"], mention["end"], mention["text"], kind=kind)
    return Resolution(stretch, place, 0.95)


def test_a_date_without_days_stays_open() -> None:
    text = "Shells hit Manbij yesterday."
    found = join_events(
        Document("doc", text, language="en"),
        as_text(text, "en"),
        triggers(text, [("Shells", "shelling")]),
        resolutions(text, ["Manbij"]),
        (),
        find_dates(as_text(text, "en")),
        (),
    )
    when = only(found).when
    assert when is not None and when.phrase == "yesterday" and when.first is None


def test_news_without_a_day_is_of_about_the_day_of_its_publication() -> None:
    said = only(events("ar", "قصف على الطبقة.", [("قصف", "shelling")], ["الطبقة"]))
    assert said.when is not None
    assert (said.when.first, said.when.edtf, said.when.precision) == (MONDAY, "2023-08-14~", 2)
    assert Reason("when.published", ("2023-08-14",)) in said.reasons


def test_far_from_the_opening_an_event_without_a_day_has_none() -> None:
    filler = "Prices of bread and fuel rose again. " * 30
    word = [("Shelling", "shelling")]
    text = f"{filler}Shelling hit Tabqa. Rain fell on 9 August 2023."
    assert only(events("en", text, word, ["Tabqa"])).when is None


def test_in_an_article_without_any_day_all_is_of_about_its_publication() -> None:
    filler = "Prices of bread and fuel rose again. " * 30
    word = [("Shelling", "shelling")]
    when = only(events("en", f"{filler}Shelling hit Tabqa.", word, ["Tabqa"])).when
    assert when is not None and when.edtf == "2023-08-14~"


def test_a_day_that_is_told_later_takes_the_place_of_the_day_of_publication() -> None:
    text = "Shelling hits Tabqa\n\nFour shells fell on Tabqa on Saturday."
    said = only(events("en", text, [("Shelling", "shelling"), ("shells", "shelling")], ["Tabqa"]))
    assert said.when is not None
    assert (said.when.first, said.when.edtf) == (date(2023, 8, 12), "2023-08-12")


def test_a_place_that_no_gazetteer_holds_is_told_with_its_words() -> None:
    text = "Shelling hit Tabqa on Monday. A mine exploded in Kafr Nowhere on Sunday."
    found = events("en", text, [("Shelling", "shelling"), ("mine", "remote_explosive")], ["Tabqa"])
    assert found[1].where is not None
    assert text[slice(*found[1].where)] == "Kafr Nowhere"
    assert Reason("where.unknown", ("Kafr Nowhere",)) in found[1].reasons
    assert found[0].where is not None and text[slice(*found[0].where)] == "Tabqa"


def test_ids_and_reasons_are_for_people_and_programs() -> None:
    event = only(
        events("en", "Shells hit Manbij on Saturday.", [("Shells", "shelling")], ["Manbij"])
    )
    assert event.id == "doc:0:shelling"
    assert (event.type, event.sub_type) == (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert list(map(english, event.reasons)) == [
        "“Shells” tells of shelling/artillery/missile attack.",
        "Manbij is named in the same sentence.",
        "“Saturday” stands in the same sentence.",
    ]
    assert 0 < event.probability < 1


@pytest.mark.parametrize(
    ("code", "text", "word", "place", "day"),
    [
        (
            "en",
            "RAQQA, August 14 - Mortars hit a school in Tabqa early on Sunday, a teacher said.",
            ("hit", "shelling"),
            "Tabqa",
            13,
        ),
        (
            "en",
            "Calm returned to Raqqa on Sunday after fighters clashed in Manbij on Friday.",
            ("clashed", "armed_clash"),
            "Manbij",
            11,
        ),
        (
            "en",
            "Police in Raqqa closed a road on Sunday, a day after gunmen robbed a bank in Tabqa.",
            ("robbed", "looting"),
            "Tabqa",
            12,
        ),
        (
            "ar",
            "انسحبت القوة من الرقة أمس الأحد، بعد يومين من هجوم على حاجز في الطبقة.",
            ("هجوم", "attack"),
            "الطبقة",
            11,
        ),
    ],
)
def test_each_clause_keeps_its_own_place_and_day(
    code: str, text: str, word: tuple[str, str], place: str, day: int
) -> None:
    names = [name for name in PLACES if name in text]
    text = text.replace("RAQQA", "Raqqa")
    event = only(events(code, text, [word], [*dict.fromkeys([*names, *_opening(text)])]))
    assert event.place is not None and event.place.name == place
    assert event.when is not None and event.when.first == date(2023, 8, day)


def _opening(text: str) -> list[str]:
    return [name for name in PLACES if text.startswith(name)]


def test_the_day_of_a_dateline_serves_where_no_other_is_told() -> None:
    text = "Raqqa, August 13 - Mortars hit a school."
    event = only(events("en", text, [("hit", "shelling")], ["Raqqa"]))
    assert event.place is not None and event.place.name == "Raqqa"
    assert event.when is not None and event.when.first == date(2023, 8, 13)


def test_the_sides_of_an_agreement_are_one_event() -> None:
    text = "Raqqa and Manbij exchanged prisoners on Sunday."
    assert len(events("en", text, [("exchanged", "agreement")], ["Raqqa", "Manbij"])) == 1


def test_police_who_end_a_protest_change_it_where_it_was() -> None:
    text = "مظاهرة في الرقة أمس الأحد. وقدم المحتجون من منبج. وفرقت الشرطة المحتجين بالغاز."
    words = [
        ("مظاهرة", "peaceful_protest"),
        ("المحتجون", "peaceful_protest"),
        ("فرقت", "protest_with_intervention"),
    ]
    event = only(events("ar", text, words, ["الرقة", "منبج"]))
    assert event.sub_type == "Protest with intervention"
    assert event.place is not None and event.place.name == "الرقة"


def test_a_toll_told_first_belongs_to_what_is_told_next() -> None:
    text = "ارتفعت حصيلة هجوم الطبقة اليوم الاثنين إلى 13 قتيلا. هاجم مسلحون الطبقة مساء السبت."
    event = only(events("ar", text, [("هجوم", "attack"), ("هاجم", "attack")], ["الطبقة"]))
    assert event.when is not None and event.when.first == date(2023, 8, 12)
    assert event.fatalities is not None and event.fatalities.low == 13


def test_a_day_that_nobody_can_name_is_no_other_day() -> None:
    text = "Mortars hit Raqqa yesterday. A convoy was hit in Raqqa on 3 May 2023."
    found = join_events(
        Document("doc", text, language="en"),
        as_text(text, "en"),
        triggers(text, [("hit", "shelling"), ("hit", "shelling")]),
        resolutions(text, ["Raqqa"]),
        (),
        find_dates(as_text(text, "en")),
        (),
    )
    assert len(found) == 2
