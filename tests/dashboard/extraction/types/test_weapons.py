"""With what it was done, in sentences of our own."""

from dataclasses import replace

import pytest

from dashboard.events.records import event_record
from dashboard.extraction.types.event_type import event_types
from dashboard.extraction.types.weapons import find_weapons
from dashboard.model import Event, Victims
from tests.texts import as_text

ZERO = Event("", "", "", "", None, None, None, (), None, None, (), 0, 0, 0.0)


@pytest.mark.parametrize(
    ("code", "kind", "text", "weapons"),
    [
        (
            "en",
            "air_drone_strike",
            "Two drones and a warplane hit the depot.",
            ("drone", "warplane"),
        ),
        ("en", "shelling", "Mortar shells fell on the mill.", ("mortar",)),
        ("en", "remote_explosive", "A car bomb went off.", ("vehicle_bomb",)),
        ("en", "attack", "A gold mine worker was found dead.", ()),
        ("en", "agreement", "They agreed on rockets.", ()),
        ("ar", "air_drone_strike", "استهدفت مسيّرة سيارة", ("drone",)),
        ("ar", "violent_demonstration", "خرجت مسيرة ورشق المشاركون الشرطة", ()),
        ("ar", "shelling", "سقوط قذائف هاون وصاروخين على البلدة", ("mortar", "rocket")),
        ("ar", "remote_explosive", "انفجار عبوة ناسفة بسيارة", ("ied",)),
    ],
)
def test_weapons_are_those_the_words_name(
    code: str, kind: str, text: str, weapons: tuple[str, ...]
) -> None:
    found = find_weapons(as_text(text, code), 0, len(text), event_types()[kind])
    assert found == weapons


def test_weapons_and_victims_reach_the_json_of_an_event() -> None:
    event = replace(ZERO, victims=(Victims("children", "killed", 2, 3),), weapons=("drone",))
    record = event_record(event)
    assert record["weapons"] == ["drone"]
    assert record["victims"] == [{"who": "children", "fate": "killed", "low": 2, "high": 3}]
