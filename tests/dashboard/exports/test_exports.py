"""Every format can be read back by a parser of that format and says nothing we do not know."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from dashboard.events.outlines import rings
from dashboard.events.records import extraction_record
from dashboard.events.status import EventStatus
from dashboard.exports import EXPORTS, acled_csv, csv_, geojson, json_, kml
from dashboard.extraction.types.event_type import CONFLICT, event_types
from dashboard.model import (
    Actor,
    Area,
    Claim,
    Count,
    DateSpan,
    Document,
    Event,
    Extraction,
    Victims,
)
from gazetteer.place import Mention, Place, Resolution
from gazetteer.reason import Reason

TEXT = "Rockets hit the base near Raqqa\nat dawn, the army said."
RAQQA = Place("sy1", "Raqqa", 35.95281, 39.0079, "P", "PPLA", "SY", ("04",), radius_km=8.0)
DAWN = DateSpan(35, 39, date(2023, 8, 12), date(2023, 8, 12), 1, "dawn", "2023-08-12", "at dawn")
ARTICLE = Document("d1", TEXT, "Rockets", "Agency", "", date(2023, 8, 14), "en")
DOCUMENTS = {"d1": ARTICLE}
EVENT = Event(
    id="d1:0:shelling",
    document="d1",
    type="Explosions/Remote violence",
    sub_type="Shelling/artillery/missile attack",
    area=Area(35.95, 39.01, 2.0, "circle", None, 2, 21, 31),
    place=RAQQA,
    when=DAWN,
    actors=(Actor("Militia", "attacker", 3), Actor("Army", "target", 1)),
    fatalities=Count(2, 5),
    injuries=None,
    claims=(Claim(41, 54, "army", "reports"),),
    start=0,
    end=39,
    probability=0.81234567,
    reasons=(Reason("where.same-sentence", ("Raqqa",)),),
)
NOWHERE = replace(EVENT, id="d1:9:x", area=None, place=None, when=None, fatalities=None)
HOSTILE = "<img src=x onerror=alert(1)> {{ 7*7 }} \u202e ]]> & \x00\x0b \ud800"


def columns(data: bytes) -> list[dict[str, str]]:
    assert not data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def acled(event: Event, **options: bool) -> dict[str, str]:
    (row,) = columns(acled_csv.export([event], DOCUMENTS, **options))
    return row


def geometry(event: Event) -> Any:
    return json.loads(geojson.export([event], DOCUMENTS))["features"][0]["geometry"]


def read_back(mime: str, data: bytes) -> None:
    """Read a file as whoever opens it would; what is damaged raises."""
    text = data.decode()
    if "xml" in mime:
        ET.fromstring(text)
    elif "json" in mime:
        json.loads(text)
    elif mime == "text/csv":
        (head, *rows) = csv.reader(io.StringIO(text, newline=""), strict=True)
        assert all(len(row) == len(head) for row in rows)
    else:
        assert mime == "text/html" and text.startswith("<!doctype html>")


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_takes_everything_and_nothing(name: str) -> None:
    export = EXPORTS[name]
    hostile = replace(
        EVENT,
        actors=(Actor(HOSTILE, "actor"),),
        reasons=(Reason("where.same-sentence", (HOSTILE,)),),
    )
    documents = {"d1": replace(ARTICLE, text=HOSTILE + TEXT, title=HOSTILE)}
    for events in ([], [EVENT, NOWHERE, hostile], iter([EVENT])):
        for known in (documents, {}):
            read_back(export.mime, export.function(events, known))
    assert re.fullmatch(r"[a-z.-]+", export.extension) and "/" in export.mime


# ---- Status and incidents ----

TOGETHER = EventStatus("contested", "d0:0:shelling", ("d0:0:shelling", "d1:0:shelling"), 1)


def test_an_event_alone_stands_as_its_article_tells_it() -> None:
    (row,) = columns(csv_.export([EVENT], DOCUMENTS))
    assert (row["status"], row["incident"], row["reports"]) == ("single source", EVENT.id, "1")
    (record,) = json.loads(json_.export([EVENT], DOCUMENTS))["events"]
    assert record["status"] == "single source" and "incident" not in record
    assert acled(EVENT)["tags"] == ""


def test_a_report_of_an_incident_says_so_in_every_format() -> None:
    held = {EVENT.id: TOGETHER}
    (row,) = columns(csv_.export([EVENT], DOCUMENTS, held))
    status = (row["status"], row["incident"], row["reports"], row["sources"])
    assert status == ("contested", "d0:0:shelling", "2", "1")
    (feature,) = json.loads(geojson.export([EVENT], DOCUMENTS, held))["features"]
    assert feature["properties"]["status"] == "contested"
    assert feature["properties"]["incident"] == "d0:0:shelling"
    (record,) = json.loads(json_.export([EVENT], DOCUMENTS, held))["events"]
    assert record["status"] == "contested"
    reports = ["d0:0:shelling", "d1:0:shelling"]
    assert record["incident"] == {"id": reports[0], "reports": reports, "sources": 1}
    assert b"contested" in kml.export([EVENT], DOCUMENTS, held)
    (line,) = columns(acled_csv.export([EVENT], DOCUMENTS, held))
    assert line["tags"] == "accounts=contested; reports=2"


# ---- JSON ----


def test_json_has_the_keys_of_the_contract_in_order() -> None:
    mention = Resolution(Mention(26, 31, "Raqqa", kind="metonym"), RAQQA, 0.93)
    unknown = Resolution(Mention(0, 7, "Rockets"), None, 0.2)
    whole = Extraction(
        ARTICLE, (mention, unknown), (), (EVENT, NOWHERE), (Reason("published.unknown"),)
    )
    record = json.loads(json.dumps(extraction_record(whole)))
    assert list(record) == ["id", "language", "mentions", "events", "warnings"]
    assert record["mentions"] == [
        {
            "start": 26,
            "end": 31,
            "text": "Raqqa",
            "kind": "metonym",
            "probability": 0.93,
            "place": {
                "id": "sy1",
                "name": "Raqqa",
                "lat": 35.95281,
                "lon": 39.0079,
                "feature": "P.PPLA",
                "country": "SY",
                "radius_km": 8.0,
            },
        },
        {"start": 0, "end": 7, "text": "Rockets", "kind": "place", "probability": 0.2}
        | {"place": None},
    ]
    event, nowhere = record["events"]
    keys = "id group type sub_type codes first last daypart date_precision edtf place area"
    keys += " geo_precision actors fatalities injuries victims weapons claims start end"
    keys += " probability reasons mode status where other_places"
    assert list(event) == list(nowhere) == keys.split()
    assert list(event["area"]) == ["lat", "lon", "radius_km", "shape"]
    assert event["place"] == {"name": "Raqqa", "lat": 35.95281, "lon": 39.0079}
    assert event["actors"][0] == {
        "id": None,
        "name": "Militia",
        "role": "attacker",
        "inter": 3,
    }
    assert (event["first"], event["fatalities"]) == ("2023-08-12", {"low": 2, "high": 5})
    assert list(event["claims"][0]) == ["speaker", "stance", "start", "end", "date"]
    assert nowhere["place"] is nowhere["area"] is nowhere["first"] is nowhere["injuries"] is None


def test_exported_json_names_the_articles_it_uses() -> None:
    other = Document("d2", "unused")
    whole = json.loads(json_.export([EVENT, NOWHERE], {**DOCUMENTS, "d2": other}))
    assert [event["document"] for event in whole["events"]] == ["d1", "d1"]
    (document,) = whole["documents"]
    assert (document["id"], document["published"]) == ("d1", "2023-08-14")


# ---- CSV ----


def test_csv_holds_what_the_event_says() -> None:
    row, nowhere = columns(csv_.export([EVENT, NOWHERE], DOCUMENTS))
    assert tuple(row) == csv_.COLUMNS
    assert row["sentence"] == "Rockets hit the base near Raqqa at dawn"
    assert (row["lat"], row["lon"], row["radius_km"]) == ("35.95", "39.01", "2.0")
    assert (row["fatalities_low"], row["fatalities_high"], row["injuries_low"]) == ("2", "5", "")
    assert (row["actors"], row["claims"]) == ("attacker: Militia; target: Army", "army: reports")
    assert (nowhere["lat"], nowhere["first"], nowhere["place"]) == ("", "", "")


def test_what_the_model_holds_reaches_every_flat_format() -> None:
    rich = replace(
        EVENT,
        victims=(Victims("children", "killed", 2, 3), Victims("civilians", "injured", 4, 4)),
        weapons=("drone", "missile"),
    )
    (row,) = columns(csv_.export([rich], DOCUMENTS))
    assert row["victims"] == "killed, children: 2-3; injured, civilians: 4"
    assert row["weapons"] == "drone; missile"
    assert row["quotes"] == "army: “the army said”"
    (feature,) = json.loads(geojson.export([rich], DOCUMENTS))["features"]
    assert {key: feature["properties"][key] for key in ("victims", "weapons", "quotes")} == {
        key: row[key] for key in ("victims", "weapons", "quotes")
    }
    assert "killed, children: 2-3" in kml.export([rich], DOCUMENTS).decode()


def test_the_native_json_can_be_read_without_the_articles() -> None:
    (event,) = json.loads(json_.export([EVENT], DOCUMENTS))["events"]
    assert event["sentence"] == "Rockets hit the base near Raqqa at dawn"
    assert event["claims"][0]["quote"] == "the army said"
    assert (event["place"]["id"], event["place"]["country"]) == ("sy1", "SY")
    assert (event["area"]["bearing"], event["date_phrase"]) == (None, "at dawn")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", '=HYPERLINK("x")', "\n\n+1"],
)
def test_text_that_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    (row,) = columns(csv_.table(["name"], [[text]]).replace(b"\r\n", b"\n"))
    assert row["name"].startswith("'")


@pytest.mark.parametrize("value", [-3.5, -1, "a=b", "5-6", "قصف", "(-1)", ""])
def test_numbers_and_plain_text_are_left_alone(value: str | float) -> None:
    assert csv_.table(["x"], [[value, "end"]]) == f"x\r\n{value},end\r\n".encode()


# ---- GeoJSON ----


def test_geojson_writes_longitude_first() -> None:
    point = geometry(replace(EVENT, area=replace(EVENT.area, radius_km=0.5)))  # type: ignore[type-var]
    assert point == {"type": "Point", "coordinates": [39.01, 35.95]}
    assert geometry(replace(EVENT, area=None))["coordinates"] == [39.0079, 35.95281]
    assert geometry(NOWHERE) is None


def test_geojson_properties_are_plain_values() -> None:
    (feature,) = json.loads(geojson.export([EVENT], DOCUMENTS))["features"]
    assert list(feature) == ["type", "id", "geometry", "properties"]
    assert feature["id"] == "d1:0:shelling"
    for value in feature["properties"].values():
        assert value is None or isinstance(value, str | int | float)


def area_of(ring: list[tuple[float, float]]) -> float:
    """Twice the signed area in degrees: positive if counter-clockwise."""
    pairs = pairwise(ring)
    return sum(x * b - a * y for (x, y), (a, b) in pairs)


@given(
    st.floats(-80, 80),
    st.floats(-180, 180),
    st.floats(0.6, 900),
    st.none() | st.floats(0, 360),
)
def test_every_outline_is_closed_turns_left_and_keeps_its_radius(
    lat: float, lon: float, radius: float, bearing: float | None
) -> None:
    shape = "circle" if bearing is None else "sector"
    parts = rings(Area(lat, lon, radius, shape, bearing))
    assert 1 <= len(parts) <= 2
    for ring in parts:
        assert ring[0] == ring[-1] and len(ring) >= 4
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert area_of(ring) >= 0
        for x, y in ring:
            assert great_circle((y, x), (lat, lon)).km <= radius * 1.01 + 0.001


def test_an_outline_across_the_antimeridian_is_cut_in_two() -> None:
    fiji = geometry(replace(EVENT, area=Area(-17, 179.9, 50)))
    assert fiji["type"] == "MultiPolygon"
    west, east = ([x for x, _ in polygon[0]] for polygon in fiji["coordinates"])
    assert max(west) == 180 and min(west) > 179
    assert min(east) == -180 and max(east) < -179


def test_a_sector_lies_on_its_side_of_the_centre() -> None:
    (ring,) = rings(Area(10, 20, 30, "sector", 90))
    assert min(x for x, _ in ring) == 20 and ring[0] == (20, 10)
    assert geometry(replace(EVENT, area=Area(89.9, 0, 100)))["type"] == "Point"


@pytest.mark.parametrize("shape", ["circle", "region", "line"])
def test_whatever_lies_within_a_radius_is_a_circle(shape: str) -> None:
    outline = geometry(replace(EVENT, area=Area(10, 20, 30, shape)))
    assert outline["type"] == "Polygon" and len(outline["coordinates"][0]) == 65


# ---- KML ----

KML = "{http://www.opengis.net/kml/2.2}"


def test_kml_has_time_place_and_words() -> None:
    root = ET.fromstring(kml.export([EVENT, NOWHERE], DOCUMENTS))
    first, second = root.iter(f"{KML}Placemark")
    assert first.findtext(f"{KML}name") == "Shelling/artillery/missile attack, Raqqa"
    assert first.findtext(f"{KML}TimeSpan/{KML}begin") == "2023-08-12"
    assert first.findtext(f".//{KML}Point/{KML}coordinates") == "39.01,35.95"
    ring = first.findtext(f".//{KML}LinearRing/{KML}coordinates") or ""
    assert len(ring.split()) == 65
    assert second.find(f"{KML}MultiGeometry") is None and second.find(f"{KML}TimeSpan") is None


def test_kml_tells_status_and_claims_in_words() -> None:
    root = ET.fromstring(kml.export([EVENT], DOCUMENTS, {EVENT.id: TOGETHER}))
    description = root.findtext(f".//{KML}description") or ""
    assert description.split("<br>") == [
        "Rockets hit the base near Raqqa at dawn",
        "Status: contested",
        "army, reports: “the army said”",
        "Rockets, Agency, 2023-08-14",
    ]


def test_hostile_words_stay_words_in_kml() -> None:
    article = replace(ARTICLE, text=HOSTILE + TEXT, title=HOSTILE)
    root = ET.fromstring(kml.export([replace(EVENT, end=len(HOSTILE))], {"d1": article}))
    assert {element.tag for element in root.iter()}.isdisjoint({"img", f"{KML}img"})
    description = root.findtext(f".//{KML}description") or ""
    assert description.startswith("&lt;img src=x") and "\ud800" not in description


# ---- ACLED-compatible ----


def test_acled_columns_stand_in_their_order() -> None:
    row = acled(EVENT)
    assert len(row) == 31
    assert list(row)[:3] == ["event_id_cnty", "event_date", "year"]
    assert list(row)[-4:] == ["notes", "fatalities", "tags", "timestamp"]
    expected = {
        "event_date": "2023-08-12",
        "year": "2023",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "actor1": "Militia",
        "inter1": "Political militia",
        "actor2": "Army",
        "inter2": "State forces",
        "interaction": "State forces-Political militia",
        "civilian_targeting": "",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "",
        "location": "Raqqa",
        "latitude": "35.9528",
        "longitude": "39.0079",
        "geo_precision": "2",
        "source": "Agency",
        "notes": "Rockets hit the base near Raqqa at dawn",
        "fatalities": "2",
        "timestamp": "1691971200",
    }
    assert {name: row[name] for name in expected} == expected


def test_acled_ids_are_ours_stable_and_distinct() -> None:
    rows = columns(acled_csv.export([EVENT, EVENT, replace(EVENT, id="d1:1:x")], DOCUMENTS))
    ids = [row["event_id_cnty"] for row in rows]
    assert len(set(ids)) == 3
    assert all(re.fullmatch(r"SYR-X\d{12}", id) for id in ids)
    assert not any(re.fullmatch(r"[A-Z]{3}\d+", id) for id in ids)
    assert ids[0] == acled(EVENT)["event_id_cnty"]


ARMY, REBELS = Actor("Army", "actor", 1), Actor("Rebels", "actor", 2)
PEOPLE = Actor("Villagers", "target", 7)


@pytest.mark.parametrize(
    ("type", "actors", "sides", "text", "number"),
    [
        ("Battles", (ARMY, REBELS), ("Army", "Rebels"), "State forces-Rebel group", "12"),
        ("Battles", (), ("Unidentified Armed Group (Syria)", ""), "Political militia only", "30"),
        ("Protests", (), ("Protesters (Syria)", ""), "Protesters only", "60"),
        ("Riots", (PEOPLE,), ("Rioters (Syria)", "Villagers"), "Rioters-Civilians", "57"),
        ("Strategic developments", (), ("", ""), "", "0"),
        ("Strategic developments", (Actor("Union", "actor"),), ("Union", ""), "", ""),
        (
            "Violence against civilians",
            (ARMY,),
            ("Army", "Civilians (Syria)"),
            "State forces-Civilians",
            "17",
        ),
    ],
)
def test_acled_sides_and_interaction(
    type: str, actors: tuple[Actor, ...], sides: tuple[str, str], text: str, number: str
) -> None:
    event = replace(EVENT, type=type, actors=actors)
    row = acled(event)
    assert ((row["actor1"], row["actor2"]), row["interaction"]) == (sides, text)
    assert acled(event, numeric=True)["interaction"] == number


def test_acled_keeps_more_actors_of_a_side_together() -> None:
    actors = (REBELS, Actor("Jets", "attacker", 8), PEOPLE, Actor("Medics", "target", 7))
    row = acled(replace(EVENT, actors=actors), numeric=True)
    assert (row["actor1"], row["assoc_actor_1"], row["inter1"]) == ("Jets", "Rebels", "8")
    assert (row["actor2"], row["assoc_actor_2"], row["inter2"]) == ("Villagers", "Medics", "7")
    assert (row["interaction"], row["civilian_targeting"]) == ("78", "Civilian targeting")


@pytest.mark.parametrize(
    ("first", "last", "ucdp", "expected"),
    [
        ("2023-08-12", "2023-08-12", 1, ("2023-08-12", "1")),
        ("2023-08-12", "2023-08-13", 2, ("2023-08-12", "2")),
        ("2023-08-07", "2023-08-13", 3, ("2023-08-10", "2")),
        ("2023-08-01", "2023-08-31", 4, ("2023-08-16", "3")),
        ("2023-08-01", "2023-08-03", 1, ("2023-08-02", "2")),
    ],
)
def test_acled_days_and_time_precision(
    first: str, last: str, ucdp: int, expected: tuple[str, str]
) -> None:
    days = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
    row = acled(replace(EVENT, when=replace(DAWN, **days, precision=ucdp)))
    assert (row["event_date"], row["time_precision"]) == expected


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"place": None}, "no place in a known country"),
        ({"place": replace(RAQQA, country="")}, "no place in a known country"),
        ({"area": Area(35, 38, 300, precision=4)}, "placed no better than in a country"),
        ({"when": None}, "not dated to a month or better"),
        ({"when": replace(DAWN, precision=5)}, "not dated to a month or better"),
        ({"when": replace(DAWN, first=None, last=None)}, "not dated to a month or better"),
        ({"mode": "denied"}, "not reported as having happened"),
    ],
)
def test_what_acled_would_not_code_is_left_out_and_counted(
    changes: dict[str, Any], reason: str
) -> None:
    event = replace(EVENT, **changes)
    assert len(columns(acled_csv.export([event, EVENT], DOCUMENTS))) == 1
    assert acled_csv.omitted([event, EVENT]) == {reason: 1}


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("DE", ("DEU", "276", "Germany", "Europe")),
        ("SD", ("SDN", "729", "Sudan", "Northern Africa")),
        ("MM", ("MMR", "104", "Myanmar", "Southeast Asia")),
        ("PS", ("PSE", "275", "Palestine", "Middle East")),
        ("AF", ("AFG", "4", "Afghanistan", "Caucasus and Central Asia")),
        ("BA", ("BIH", "70", "Bosnia and Herzegovina", "Europe")),
        ("XK", ("XKX", "0", "Kosovo", "Europe")),
    ],
)
def test_countries_have_their_codes(country: str, expected: tuple[str, ...]) -> None:
    row = acled(replace(EVENT, place=replace(RAQQA, country=country)))
    assert (row["event_id_cnty"][:3], row["iso"], row["country"], row["region"]) == expected


def test_a_governorate_is_its_own_admin1() -> None:
    place = replace(RAQQA, feature_class="A", feature_code="ADM1", name="Raqqa Governorate")
    row = acled(replace(EVENT, place=place))
    assert (row["admin1"], row["admin2"]) == ("Raqqa Governorate", "")


def test_nothing_claims_to_be_acled_data() -> None:
    export = EXPORTS["acled"]
    assert "compatible" in export.label and "compatible" in export.extension
    assert b"ACLED" not in acled_csv.export([EVENT], DOCUMENTS)


# ---- ACLED's own taxonomy, where it is at hand ----


@pytest.fixture(scope="module")
def taxonomy(shared: Path) -> dict[str, Any]:
    file = shared / "taxonomy" / "acled_taxonomy.json"
    if not file.is_file():
        pytest.skip("the taxonomy is absent: nothing to compare with")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_the_columns_are_those_of_acled(taxonomy: dict[str, Any]) -> None:
    assert list(acled_csv.COLUMNS) == taxonomy["columns_since_2023_03_20"]


def test_every_sub_event_has_the_type_and_disorder_type_of_acled(taxonomy: dict[str, Any]) -> None:
    keys = ("sub_event_type", "event_type", "disorder_type")
    found = []
    for kind in (kind for kind in event_types().values() if kind.group == CONFLICT):
        event = replace(EVENT, type=kind.event_type, sub_type=kind.sub_event_type)
        found.append(tuple(acled(event)[key] for key in keys))
    listed = [tuple(row[key] for key in keys) for row in taxonomy["sub_events_in_hierarchy_order"]]
    assert sorted(found) == sorted(listed)


@pytest.mark.parametrize("code", range(1, 9))
def test_kinds_of_actors_have_the_labels_and_numbers_of_acled(
    code: int, taxonomy: dict[str, Any]
) -> None:
    event = replace(EVENT, actors=(Actor("Somebody", "attacker", code),))
    label = taxonomy["inter_codes"][str(code)]["label_in_2024plus_exports"]
    row, numbers = acled(event), acled(event, numeric=True)
    assert (row["inter1"], row["interaction"]) == (label, f"{label} only")
    assert (numbers["inter1"], numbers["interaction"]) == (str(code), f"{code}0")


def test_every_interaction_acled_allows_is_written_in_both_forms(taxonomy: dict[str, Any]) -> None:
    rows = taxonomy["sub_events_in_hierarchy_order"]
    allowed = {code for row in rows for code in row["allowed_interactions"] or ()}
    labels = {
        code: inter["label_in_2024plus_exports"] for code, inter in taxonomy["inter_codes"].items()
    }
    for code in allowed:
        one, two = str(code)
        sides = [Actor("One", "attacker", int(one)), Actor("Two", "target", int(two))]
        event = replace(EVENT, actors=tuple(side for side in sides if side.inter))
        text = f"{labels[one]}-{labels[two]}" if two != "0" else f"{labels[one]} only"
        assert acled(event)["interaction"] == text
        assert acled(event, numeric=True)["interaction"] == str(code)


def test_both_code_forms_are_offered() -> None:
    (text,) = columns(EXPORTS["acled"].function([EVENT], DOCUMENTS))
    (numbers,) = columns(EXPORTS["acled-numeric"].function([EVENT], DOCUMENTS))
    assert (text["inter1"], numbers["inter1"]) == ("Political militia", "3")
    assert {name for name in text if text[name] != numbers[name]} == {
        "inter1",
        "inter2",
        "interaction",
    }


def test_what_acled_does_not_code_is_left_out_and_said() -> None:
    flood = replace(EVENT, type="Disaster", sub_type="Flood")
    assert acled_csv.omitted([EVENT, flood]) == {"of a kind that ACLED does not code": 1}
