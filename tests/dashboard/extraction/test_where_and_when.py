"""Where, when and by whom briefs happened, read whole: a row a phenomenon, in both languages."""

from datetime import date

import pytest

from dashboard.extraction.pipeline import extract
from dashboard.model import Document, Event
from gazetteer import Index

FRIDAY = date(2024, 5, 3)


def _events(text: str, index: Index) -> list[Event]:
    code = "ar" if any("\u0621" <= char <= "\u064a" for char in text) else "en"
    found = extract(Document("brief", text, published=FRIDAY, language=code), index).events
    return [event for event in found if event.mode == "reported"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # a dateline far away is no neighbourhood that a known town would have to lie in
        ("LISBON, May 2 (Wire) - A car bomb exploded in Mosul on Wednesday.", "Mosul"),
        ("أوسلو - وكالات: سقطت قذائف على خاركيف يوم الأربعاء.", "Kharkiv"),
        # a village nobody knows says nothing of the town beside it
        ("هاجم مسلحون رعاة في قرية زلطومة جنوبي نابلس.", "Nablus"),
        # the head noun of each mention says whether the town is meant or the province
        ("استهدفت غارتان شرق مدينة صعدة في محافظة صعدة باليمن.", "Sa'dah"),
        # a town of the country at hand in the letters of another script
        ("أصيب عشرة في انفجار قنبلة في بلدة ماستونغ في باكستان.", "Mastung"),
        ("تظاهر العشرات في مدينة كالاماتا في اليونان.", "Kalamata"),
        # what a crowd marches for is not where it marches
        ("شهد ميناء بيروت مظاهرة مؤيدة لغزة.", "Beirut"),
        ("Hundreds marched through Athens in solidarity with Gaza.", "Athens"),
        # a sea is where things happen over it, where nothing closer is named
        ("A destroyer shot down two drones over the Red Sea on Monday.", "Red Sea"),
        # the first letter of a village's name is no preposition behind "the town of"
        ("سقطت قذيفة على منزل في بلدة بليدا جنوبي لبنان.", "South Lebanon"),
        # names in small letters at their beginning
        ("Shells hit the city of el-Obeid in Sudan on Monday.", "El Obeid"),
        # towns of some size whose names are hardly words
        ("قُتل شخصان في غارة على سراقب يوم الأربعاء.", "Saraqib"),
        # "the city" is no Medina, a channel no Algiers, a first name no town
        ("استهدفت الغارة سوقا في المدينة الواقعة في محافظة إدلب.", "Idlib Governorate"),
        ("قال مراسل قناة الجزيرة إن قذيفة سقطت في رام الله.", "Ramallah"),
        ("Gunmen who hated Vladimir Petrov shot a judge in Mosul.", "Mosul"),
    ],
)
def test_an_event_is_where_its_words_put_it(text: str, place: str, index: Index) -> None:
    assert {event.place.name for event in _events(text, index) if event.place} == {place}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # "today" is the day that a dateline was written on
        ("طرابلس أول مايو 2024 (وكالة) سقطت قذائف اليوم على بنغازي.", date(2024, 5, 1)),
        ("TRIPOLI, May 1 (Wire) - Shells hit Benghazi today.", date(2024, 5, 1)),
        # nothing reported has yet to happen, nor is it dated by a week that another one fills
        ("وبعد يومين، انفجر لغم في منبج.", FRIDAY),
        ("Raids were common in the past week. A bomb exploded in Mosul.", FRIDAY),
    ],
)
def test_an_event_is_when_its_clause_puts_it(text: str, day: date, index: Index) -> None:
    assert [event.when.first for event in _events(text, index) if event.when] == [day]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Shelling hit Mosul before Wednesday.", "/2024-05-01"),
        ("Shells hit Mosul after 20 April 2024.", "2024-04-20/.."),
        ("سقطت قذائف على منبج قبل يوم الأربعاء.", "/2024-05-01"),
        ("سقطت قذائف على منبج بعد 20 نيسان 2024.", "2024-04-20/.."),
        # at its end a clause has a bound; here the day is that of the prayers
        ("Shells hit Mosul after Friday prayers.", "2024-05-03"),
    ],
)
def test_before_and_after_keep_their_meaning(text: str, edtf: str, index: Index) -> None:
    assert [event.when.edtf for event in _events(text, index) if event.when] == [edtf]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # who only tells of it has no part in it
        ("A bomb exploded in Mosul on Tuesday, police said.", {}),
        ("انفجرت عبوة ناسفة في كركوك يوم الثلاثاء، بحسب الشرطة.", {}),
        # who says that they did it has
        (
            "The Israeli army said it shelled Tyre on Tuesday.",
            {"Israeli forces": "attacker"},
        ),
        (
            "قال الجيش الإسرائيلي إنه قصف أهدافا لحزب الله في بيروت.",
            {"القوات الإسرائيلية": "attacker", "حزب الله": "target"},
        ),
    ],
)
def test_who_speaks_is_no_side(text: str, roles: dict[str, str], index: Index) -> None:
    (event,) = _events(text, index)
    assert {actor.name: actor.role for actor in event.actors} == roles
