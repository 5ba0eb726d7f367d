"""Places that articles name, written for other programs."""

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from dashboard.events.namings import namings
from dashboard.exports.namings import NAMING_EXPORTS
from dashboard.exports.namings.csv_ import COLUMNS, flat
from dashboard.model import Document
from tests import synthetic

ARTICLES = {one.document.id: one for one in synthetic.few()}
NAMINGS = [naming for one in ARTICLES.values() for naming in namings(one)]
DOCUMENTS = {id: one.document for id, one in ARTICLES.items()}
KML = "{http://www.opengis.net/kml/2.2}"


def written(form: str) -> str:
    return NAMING_EXPORTS[form].function(NAMINGS, DOCUMENTS).decode()


@pytest.mark.parametrize("form", NAMING_EXPORTS)
def test_every_place_is_in_every_format_also_without_its_article(form: str) -> None:
    text = written(form)
    assert all(one.place.name[:6] in text for one in NAMINGS)
    assert NAMING_EXPORTS[form].function(NAMINGS, {})


def test_the_table_says_where_when_and_in_which_sentence() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    lyon = next(row for row in rows if row["place"] == "Lyon")
    assert (lyon["first"], lyon["times"], lyon["country"]) == ("2023-08-21", "1", "FR")
    assert lyon["sentences"] == "A second rally is planned in Lyon."
    assert tuple(flat(NAMINGS[0], Document("", ""))) == COLUMNS


def test_no_cell_of_the_table_is_run_as_a_formula() -> None:
    assert not any(
        cell.startswith("=") for row in csv.reader(io.StringIO(written("csv"))) for cell in row
    )


def test_points_are_longitude_before_latitude() -> None:
    feature = json.loads(written("geojson"))["features"][0]
    assert feature["geometry"]["coordinates"] == [40.45, 35.02]
    point = ET.fromstring(written("kml")).find(f".//{KML}Point/{KML}coordinates")
    assert point is not None and point.text == "40.45,35.02"


def test_linked_places_have_one_feature_a_place_that_cites_its_articles() -> None:
    features = json.loads(written("linked-places"))["features"]
    raqqa = next(f for f in features if f["properties"]["title"] == "Raqqa")
    assert len([f for f in features if f["@id"] == raqqa["@id"]]) == 1
    labels = {c["label"] for name in raqqa["names"] for c in name["citations"]}
    assert labels == {"Rally for water, The Sample", "Loose ends"}
    starts = [span["start"]["earliest"] for span in raqqa["when"]["timespans"]]
    assert starts == ["2023-07-04", "2023-08-20"]


def test_an_annotation_finds_the_words_in_the_text() -> None:
    for item in json.loads(written("annotations"))["items"]:
        position, quote = item["target"]["selector"]
        text = DOCUMENTS[item["id"].split(":")[2]].text
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in text


def test_days_are_those_of_the_sentence() -> None:
    days = {one.first for one in NAMINGS}
    assert date(2023, 8, 12) in days
