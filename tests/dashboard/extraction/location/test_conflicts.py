"""One event that an article puts in two places. All sentences are our own."""

import pytest

from dashboard.extraction.location.areas import find_areas
from dashboard.extraction.location.conflicts import other_accounts, sides
from dashboard.extraction.pipeline import extract
from dashboard.messages import english
from gazetteer.index.index import Index
from gazetteer.place import Mention, Place, Resolution
from tests.case_files import ROOT, read_case
from tests.texts import as_text

DALO = Place("dalo", "Dalo", 35.0, 38.0, "P", "PPL", "SY", population=900)
KARNA = Place("karna", "Karna", 35.2, 38.2, "P", "PPL", "SY", population=90_000)
TARNA = Place("tarna", "Tarna", 36.0, 39.0, "P", "PPL", "SY", population=900)
NAMES = {"دالو": DALO, "كرنا": KARNA, "ترنا": TARNA, "Dalo": DALO, "Karna": KARNA, "Tarna": TARNA}


def names(text: str) -> list[Resolution]:
    found = [
        Resolution(Mention(at, at + len(name), name), place, 0.9)
        for name, place in NAMES.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return sorted(found, key=lambda one: one.mention.start)


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("ar", "قصف على دالو بريف كرنا الشرقي. وقيل إن دالو بريف كرنا الشمالي قصفت.", 2),
        ("ar", "قصف على دالو بريف كرنا الشرقي. وقيل إن دالو بريف كرنا الشرقي قصفت.", 0),
        ("ar", "قصف على دالو بريف كرنا الشرقي. وقيل إن دالو بريف كرنا قصفت.", 0),
        ("ar", "قصف على دالو بريف كرنا الشرقي. وقصفت ترنا بريف كرنا الشمالي.", 0),
        ("en", "Shells hit Dalo in the eastern Karna countryside. Dalo lies west of Karna.", 2),
        ("en", "Shells hit Dalo in the eastern Karna countryside, east of Karna.", 0),
    ],
)
def test_a_place_on_two_sides_of_a_town_is_told(code: str, text: str, number: int) -> None:
    places = names(text)
    areas = [area for area in find_areas(as_text(text, code), places) if area is not None]
    found = sides(as_text(text, code), DALO, places, areas)
    assert len(found) == number
    assert all(text[start:].startswith(("دالو", "Dalo")) for start, _ in found)


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        (
            "en",
            "Shells hit Dalo. An aide placed the shelling in Tarna.",
            "placed the shelling in Tarna",
        ),
        (
            "en",
            "Shells hit Dalo. He said the attack took place in Tarna.",
            "the attack took place in Tarna",
        ),
        ("en", "Shells hit Dalo. He said the attack took place in Dalo.", ""),
        ("en", "Shells hit Dalo. The attack was like one in Tarna.", ""),
        ("ar", "سقطت قذائف على دالو، فيما قال المرصد إن القصف وقع في ترنا.", "القصف وقع في ترنا"),
        ("ar", "سقطت قذائف على دالو، ووقع القصف قرب دالو.", ""),
    ],
)
def test_an_account_that_puts_the_event_elsewhere_is_told(code: str, text: str, words: str) -> None:
    found = other_accounts(as_text(text, code), DALO, 0, names(text))
    assert [text[start:end] for start, end in found] == ([words] if words else [])


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("ar/059-conflicting-countryside", "حقل الجفرة بريف دير الزور الشمالي"),
        ("en/058-conflicting-accounts-of-place", "placed the shelling in Nertiti"),
    ],
)
def test_an_event_in_two_places_says_so(index: Index, case: str, words: str) -> None:
    document = read_case(ROOT / f"{case}.txt").document
    event = next(one for one in extract(document, index).events if one.other_places)
    assert words in [document.text[start:end] for start, end in event.other_places]
    assert any(f"“{words}”" in english(reason) for reason in event.reasons)
