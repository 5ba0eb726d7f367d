"""Where an event happened: the name its words point to, not one that only stands nearby."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dashboard.extraction.location.chooser import Choice, choose_place
from dashboard.extraction.location.setting import read_setting
from dashboard.extraction.location.unknown_names import unknown_names
from dashboard.model import Trigger
from gazetteer.place import Mention, Place, Resolution
from tests.texts import as_text

KINDS = {"village": ("P", "PPL"), "province": ("A", "ADM1"), "country": ("A", "PCLI")}
KINDS |= {"state": ("P", "PPLC")}  # a capital stands for its state
SEA = Place("sea", "sea", 35.0, 18.0, "H", "SEA", radius_km=1200.0)


def resolution(text: str, name: str, kind: str = "village") -> Resolution:
    start = text.index(name)
    place = Place(name, name, 35.0, 38.0 + start / 10, *KINDS[kind], country="SY")
    return Resolution(Mention(start, start + len(name), name, probability=0.9), place, 0.9)


def chosen(code: str, text: str, word: str, places: Sequence[Resolution], kind: str) -> str:
    at = text.index(word)
    sentences = [(0, len(text))]
    setting = read_setting(as_text(text, code), sentences, (), places, ())
    choice = choose_place(setting, Trigger(at, at + len(word), kind), 0)
    return choice.resolution.mention.text if choice else ""


@pytest.mark.parametrize(
    ("code", "text", "word", "names", "place"),
    [
        ("en", "According to officials in Damra, shells fell on Tarna.", "shells", {}, "Tarna"),
        ("en", "Residents of Karna said shells fell on Dalo.", "shells", {}, "Dalo"),
        ("en", "Shells fell on Dalo, a doctor in Karna told us.", "Shells", {}, "Dalo"),
        ("en", "Speaking from Karna, he said shells fell on Dalo.", "shells", {}, "Dalo"),
        ("en", "Shells fell by Dalo; residents of Karna reported blasts.", "Shells", {}, "Dalo"),
        ("en", "Shells hit homes of residents of Karna near Dalo.", "Shells", {}, "Karna"),
        ("ar", "قال أهالي مدينة كرنا إن قذائف سقطت على دالو.", "قذائف", {}, "دالو"),
        ("ar", "من كرنا أفاد مراسلنا أن قذائف سقطت على دالو.", "قذائف", {}, "دالو"),
        ("ar", "سقطت قذائف قرب دالو، وقال سكان كرنا إنهم سمعوها.", "قذائف", {}, "دالو"),
        ("ar", "وأفاد ناشطون بمقتل مدني في كرنا بعد دالو.", "بمقتل", {}, "كرنا"),
        ("en", "A bomb exploded in the Dalo area of Karna.", "exploded", {}, "Dalo"),
        ("en", "In Dalo, south of Karna, gunmen killed a judge.", "killed", {}, "Dalo"),
        ("en", "Jets bombed Dalo in Karna province.", "bombed", {"Karna": "province"}, "Dalo"),
        ("ar", "قصفت الطائرات قرية دالو بريف كرنا.", "قصفت", {"كرنا": "province"}, "دالو"),
        ("ar", "انفجر لغم في دالو قادما من كرنا.", "انفجر", {}, "دالو"),
        ("en", "Karna has launched a strike that hit Dalo.", "strike", {"Karna": "state"}, "Dalo"),
        ("en", "Karna's armed forces shelled Dalo.", "shelled", {"Karna": "state"}, "Dalo"),
        ("en", "Rockets fired by Karna fell at Dalo.", "Rockets", {"Karna": "state"}, "Dalo"),
        ("en", "A Karna resident blew himself up outside Dalo.", "blew", {}, "Dalo"),
        ("ar", "أطلقت كرنا صواريخ على ريف دالو.", "صواريخ", {"كرنا": "state"}, "دالو"),
    ],
)
def test_the_place_is_where_the_words_put_it(
    code: str, text: str, word: str, names: dict[str, str], place: str
) -> None:
    known = ("Damra", "Tarna", "Dalo", "Karna", "دالو", "كرنا")
    places = [resolution(text, n, names.get(n, "village")) for n in known if n in text]
    assert chosen(code, text, word, places, "shelling") == place


def test_initials_that_describe_are_no_place() -> None:
    for text, place in (
        ("Crowds marched over the US dollar rate.", ""),
        ("In the US crowds marched.", "US"),
    ):
        assert chosen("en", text, "marched", [resolution(text, "US", "country")], "other") == place


def test_a_sea_is_no_point_for_an_event() -> None:
    text = "Warships were sent to the Great Sea."
    mention = Mention(26, 35, "Great Sea", probability=0.9)
    assert chosen("en", text, "sent", [Resolution(mention, SEA, 0.9)], "change_to_group") == ""


def test_an_unknown_name_makes_the_others_less_sure() -> None:
    def probability(text: str) -> float:
        setting = read_setting(
            as_text(text, "en"), [(0, len(text))], (), [resolution(text, "Karna")], ()
        )
        choice = choose_place(setting, Trigger(0, 9, "shelling"), 0)
        assert choice is not None
        return choice.probability

    assert probability("Shelling hit homes in Tel Oboda near Karna.") < probability(
        "Shelling hit homes in the hills near Karna."
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell in Tel Oboda on Monday.", ["Tel Oboda"]),
        ("Shells fell in the village of al-Oboda.", ["al-Oboda"]),
        ("Oboda was shelled.", []),  # nothing says that it is a place
        ("He came from the Ministry Council.", []),
    ],
)
def test_names_nobody_knows_are_read_after_a_preposition(text: str, names: list[str]) -> None:
    monday = (text.find("Monday"), text.find("Monday") + 6)
    found = unknown_names(as_text(text, "en"), [(0, len(text))], [monday])
    assert [one.mention.text for one in found] == names


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Dalo was quiet.\nKarna is a town.\nIn Tarna, shells fell.\nDamra slept.", "Tarna"),
        ("Dalo was quiet.\nIn Karna, people met.\nThen shells fell.\nDamra slept.", "Karna"),
        ("In Dalo, people met.\nIt was late.\nIt rained.\nIt snowed.\nShells fell.", "Dalo"),
    ],
)
def test_reading_only_the_names_around_the_triggers_changes_no_choice(
    text: str, place: str
) -> None:
    ends = [at for at, char in enumerate(text + "\n") if char == "\n"]
    sentences = list(zip([0, *(end + 1 for end in ends)], ends, strict=False))
    at = text.lower().index("shells")
    trigger = Trigger(at, at + 6, "shelling")
    index = next(i for i, (start, end) in enumerate(sentences) if start <= at < end)
    places = [resolution(text, n) for n in ("Dalo", "Karna", "Tarna", "Damra") if n in text]
    every, near = (
        read_setting(as_text(text, "en"), sentences, (), places, (), triggers)
        for triggers in ((), (trigger,))
    )
    choice = choose_place(near, trigger, index)
    assert choice == choose_place(every, trigger, index)
    assert choice is not None and choice.resolution.mention.text == place


def nested(text: str, word: str, known: Sequence[str], extents: dict[str, str]) -> Choice | None:
    at = text.index(word)
    places = []
    for n, name in enumerate(known):
        one = resolution(text, name, extents.get(name, "village"))
        assert one.place
        people = 1000 * 10**n  # the later named, the larger
        places.append(replace(one, place=replace(one.place, lon=38 + n / 10, population=people)))
    setting = read_setting(as_text(text, "en"), [(0, len(text))], (), places, ())
    return choose_place(setting, Trigger(at, at + len(word), "shelling"), 0)


@pytest.mark.parametrize(
    ("text", "names", "extents", "place"),
    [
        ("Jets shelled the vicinity of Dalo town in Karna countryside.", "Dalo Karna", {}, "Dalo"),
        ("Jets shelled Dalo (Tarna, Karna) at dawn.", "Tarna Karna", {}, "Tarna"),
        ("Jets shelled the Karna town of Dalo.", "Karna Dalo", {"Karna": "province"}, "Dalo"),
        ("Residents of Dalo in Karna were shelled.", "Dalo Karna", {}, "Dalo"),
        ("Jets shelled Dalo, Tarna and Karna.", "Dalo Tarna Karna", {}, "Dalo"),
    ],
)
def test_of_places_told_one_in_the_other_the_finest_is_where_it_happened(
    text: str, names: str, extents: dict[str, str], place: str
) -> None:
    choice = nested(text, "shelled", names.split(), extents)
    assert choice and choice.resolution.mention.text == place


@pytest.mark.parametrize(
    ("text", "unknown", "words"),
    [
        ("Jets shelled the Nowhere district of Karna.", "Nowhere", "Nowhere district of Karna"),
        ("Jets shelled Nowhere in Karna.", "Nowhere", "Nowhere in Karna"),
        ("Jets shelled Karna's Nowhere district.", "Nowhere", "Karna's Nowhere"),
        ("Jets shelled a market in the Nowhere bus area of Karna.", "Nowhere", "Nowhere"),
        ("Jets shelled Karna.", "", "Karna"),
    ],
)
def test_a_finer_name_that_nobody_knows_is_told_and_makes_the_area_wider(
    text: str, unknown: str, words: str
) -> None:
    choice = nested(text, "shelled", ["Karna"], {})
    assert choice and choice.place.name == "Karna"
    assert (choice.unknown.text if choice.unknown else "") == unknown
    assert text[choice.area.start : choice.area.end] == words
    assert (choice.area.radius_km, choice.area.precision) == ((10.0, 2) if unknown else (3.0, 1))
