"""Who acts and who suffers, in sentences of our own."""

from datetime import date

import pytest

from dashboard.extraction.actors.finder import abroad, find_actors
from dashboard.extraction.languages.language import language
from dashboard.model import Actor, Trigger
from tests.texts import as_text


def actors(
    code: str, text: str, word: str, kind: str, year: int = 2022
) -> dict[str, tuple[str, int | None]]:
    at = text.index(word)
    trigger = Trigger(at, at + len(word), kind)
    found = find_actors(as_text(text, code), 0, len(text), date(year, 5, 1), trigger)
    return {actor.name: (actor.role, actor.inter) for actor in found}


@pytest.mark.parametrize(
    ("code", "text", "word", "kind", "expected"),
    [
        (
            "en",
            "Turkish forces shelled SDF positions near Manbij.",
            "shelled",
            "shelling",
            {"Turkish forces": ("attacker", 1), "Syrian Democratic Forces": ("target", 2)},
        ),
        (
            "en",
            "Unidentified gunmen killed two civilians in Daraa.",
            "killed",
            "attack",
            {"Unidentified gunmen": ("attacker", 3), "civilians": ("target", 7)},
        ),
        (
            "en",
            "The town was hit by Israeli airstrikes, killing 3 children.",
            "airstrikes",
            "air_drone_strike",
            {"Israeli forces": ("attacker", 1), "civilians": ("target", 7)},
        ),
        (
            "en",
            "Clashes erupted between the Syrian army and ISIS militants.",
            "Clashes",
            "armed_clash",
            {"Syrian forces": ("actor", 1), "Islamic State": ("actor", 2)},
        ),
        (
            "en",
            "Two women were hurt when a bus overturned.",
            "overturned",
            "transport_accident",
            {},
        ),
        ("ar", "أضرب عمال المرفأ يوم الاثنين", "أضرب", "labour_strike", {}),
        (
            "en",
            "The flood cut off police near the dam.",
            "flood",
            "flood",
            {"police": ("actor", 1)},
        ),
        (
            "ar",
            "قصفت القوات التركية مواقع قسد بريف منبج",
            "قصفت",
            "shelling",
            {"القوات التركية": ("attacker", 1), "قسد": ("target", 2)},
        ),
        (
            "ar",
            "مقتل مدني برصاص مسلحين مجهولين في درعا",
            "مقتل",
            "attack",
            {"مدنيون": ("target", 7), "مسلحين مجهولين": ("attacker", 3)},
        ),
        (
            "ar",
            "شنت المقاومة الشعبية هجوماً صاروخياً على القاعدة الأمريكية",
            "هجوماً",
            "shelling",
            {"المقاومة الشعبية": ("attacker", 3), "القوات الأمريكية": ("target", 1)},
        ),
        (
            "ar",
            "تظاهر محتجون في السويداء",
            "تظاهر",
            "peaceful_protest",
            {"محتجون": ("actor", 6)},
        ),
    ],
)
def test_roles_follow_the_words(
    code: str, text: str, word: str, kind: str, expected: dict[str, tuple[str, int]]
) -> None:
    assert actors(code, text, word, kind) == expected


def test_the_code_of_an_actor_depends_on_the_year() -> None:
    text = "Taliban fighters attacked a post."
    assert actors("en", text, "attacked", "attack", 2015) == {"Taliban": ("attacker", 2)}
    assert actors("en", text, "attacked", "attack", 2023) == {"Taliban": ("attacker", 1)}


def test_an_army_abroad_is_an_external_force() -> None:
    turkish = Actor("Turkish forces", "attacker", 1)
    syrian = Actor("Syrian forces", "target", 1)
    assert [a.inter for a in abroad((turkish, syrian), "SY", language("en"))] == [8, 1]


def test_a_name_inside_another_word_is_no_actor() -> None:
    assert actors("en", "Assadullah was attacked.", "attacked", "attack") == {}
    assert actors("en", "The army is here, it was said after he attacked.", "attacked", "attack")
    found = actors("ar", "تنفيذ حملة اعتقالات", "اعتقالات", "arrests")
    assert found == {}


def test_a_headline_in_capitals_names_no_short_actor() -> None:
    assert actors("en", "THE ROAD IS ATTACKED AGAIN", "ATTACKED", "attack") == {}


def test_a_backed_by_adjective_does_not_act() -> None:
    assert "US forces" not in actors("en", "US-backed SDF arrested 3 men.", "arrested", "arrests")


@pytest.mark.parametrize(
    ("code", "text", "word", "kind", "target"),
    [
        ("ar", "قال سكان إن صواريخ استهدفت القاعدة الأمريكية", "استهدفت", "shelling", True),
        ("en", "Residents said rockets hit the US base", "rockets hit", "shelling", True),
        ("en", "Houthi militants attacked a shop", "militants attacked", "attack", False),
    ],
)
def test_a_base_is_struck_and_a_witness_only_speaks(
    code: str, text: str, word: str, kind: str, target: bool
) -> None:
    at = text.index(word)
    trigger = Trigger(at, at + len(word), kind)
    (actor,) = find_actors(as_text(text, code), 0, len(text), None, trigger)
    assert actor.role == ("target" if target else "attacker")


@pytest.mark.parametrize(
    ("code", "text", "word", "day", "name", "inter"),
    [
        ("en", "HTS shelled the village.", "shelled", "2014-06-01", "Hayat Tahrir al-Sham", 2),
        ("en", "HTS shelled the village.", "shelled", "2024-12-07", "Hayat Tahrir al-Sham", 2),
        ("en", "HTS shelled the village.", "shelled", "2024-12-08", "Hayat Tahrir al-Sham", 1),
        ("en", "The Taliban shot at a car.", "shot", "2021-08-01", "Taliban", 2),
        ("en", "The Taliban shot at a car.", "shot", "2021-08-20", "Taliban", 1),
        ("ar", "قصفت قوات الدعم السريع الحي", "قصفت", "2023-04-14", "قوات الدعم السريع", 1),
        ("ar", "قصفت قوات الدعم السريع الحي", "قصفت", "2023-04-15", "قوات الدعم السريع", 2),
        ("ar", "قصفت هيئة تحرير الشام القرية", "قصفت", "2025-03-01", "هيئة تحرير الشام", 1),
    ],
)
def test_the_same_name_is_rebel_before_and_state_after_the_day_it_took_power(
    code: str, text: str, word: str, day: str, name: str, inter: int
) -> None:
    at = text.index(word)
    trigger = Trigger(at, at + len(word), "shelling")
    found = find_actors(as_text(text, code), 0, len(text), date.fromisoformat(day), trigger)
    assert (name, inter) in [(actor.name, actor.inter) for actor in found]


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("استهدف القصف مقرا للفصائل المحلية", "القصف", ["الفصائل المحلية"]),
        ("هجوم على مخفر للشرطة", "هجوم", ["الشرطة"]),
        ("قصف نفذته ميليشيا (قسد) على البلدة", "قصف", ["قسد"]),
        ("قصف على مواقع الفصائل الموالية لتركيا في البلدة", "قصف", ["الفصائل الموالية لتركيا"]),
        ("قصف أعقبته حركة نزوح واسعة", "قصف", []),
        ("هجوم نفذته كتيبة أنصار الجبل على الحاجز", "هجوم", ["كتيبة أنصار الجبل"]),
        ("هجوم نفذته خلايا داعش", "هجوم", ["تنظيم الدولة الإسلامية"]),
    ],
)
def test_arabic_groups_are_named_without_clitics_and_only_where_they_have_a_name(
    text: str, word: str, names: list[str]
) -> None:
    assert list(actors("ar", text, word, "shelling")) == names
