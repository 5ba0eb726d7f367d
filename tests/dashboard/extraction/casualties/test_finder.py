"""How many were killed and hurt, in sentences of our own."""

import pytest

from dashboard.extraction.casualties.finder import find_counts, merge_counts
from dashboard.model import Count
from tests.texts import as_text

ENGLISH = [
    ("5 killed in blast", (5, 5), None),
    ("At least 20 dead after the raid.", (20, 20), None),
    ("Dozens were killed.", (20, 99), None),
    ("The attack killed between 10 and 15 people.", (10, 15), None),
    ("Two civilians and a child were killed and 10 others wounded.", (3, 3), (10, 10)),
    ("Twenty-five soldiers were killed and thirty-two injured.", (25, 25), (32, 32)),
    ("Two rockets hit the mill, killing a farmer and his son.", (2, 2), None),
    ("Two airstrikes on the market killed 12 people.", (12, 12), None),
    ("The strike killed three soldiers and two civilians.", (5, 5), None),
    ("The death toll rose to 15.", (15, 15), None),
    ("Gunmen shot and killed a policeman.", (1, 1), None),
    ("Up to 30 people were wounded.", None, (1, 30)),
    ("1,200 people have died.", (1200, 1200), None),
    ("A shell wounded four pupils. There were no fatalities.", (0, 0), (4, 4)),
    ("A shell hit a stall, killing six people, according to residents.", (6, 6), None),
    ("Attackers shot dead a schoolteacher.", (1, 1), None),
    ("Two drones fell in a field and no one was hurt.", (0, 0), (0, 0)),
]
ARABIC = [
    ("مقتل 3 مدنيين وإصابة 5 آخرين", (3, 3), (5, 5)),
    ("سقط قتيلان و4 جرحى", (2, 2), (4, 4)),
    ("أصيب جريحين بالقصف", None, (2, 2)),
    ("رصاصة طائشة تقتل شخصا في السوق", (1, 1), None),
    ("مقتل خمسة عشر شخصاً وجرح خمسة وعشرين", (15, 15), (25, 25)),
    ("قُتل ما بين 10 و15 شخصا", (10, 15), None),
    ("مقتل عشرات المدنيين", (20, 99), None),
    ("استشهاد امرأة وطفليها وإصابة ٤ آخرين", (3, 3), (4, 4)),
    ("قال إن مدنيين اثنين قتلا وأصيب مدني آخر بجراح", (2, 2), (1, 1)),
    ("3 قتلى و5 جرحى في انقلاب حافلة", (3, 3), (5, 5)),
    ("ارتفعت حصيلة القتلى إلى 15 قتيلاً", (15, 15), None),
    ("مقتل أحد عشر جنديا", (11, 11), None),
    ("إصابتان بقصف على السوق", None, (2, 2)),
    ("اغتيال سامر العلي برصاص مجهولين", (1, 1), None),
]


def pair(count: Count | None) -> tuple[int, int] | None:
    return None if count is None else (count.low, count.high)


def read(text: str, code: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    found = find_counts(as_text(text, code), 0, len(text))
    return pair(found.fatalities), pair(found.injuries)


@pytest.mark.parametrize(("text", "killed", "hurt"), ENGLISH)
def test_english_counts(
    text: str, killed: tuple[int, int] | None, hurt: tuple[int, int] | None
) -> None:
    assert read(text, "en") == (killed, hurt)


@pytest.mark.parametrize(("text", "killed", "hurt"), ARABIC)
def test_arabic_counts(
    text: str, killed: tuple[int, int] | None, hurt: tuple[int, int] | None
) -> None:
    assert read(text, "ar") == (killed, hurt)


@pytest.mark.parametrize(
    ("code", "text", "killed"),
    [
        ("en", "A missile hit a house, killing six civilians, including 2 women.", (6, 6)),
        ("en", "Gunmen killed 5 people, among them 2 children.", (5, 5)),
        ("en", "Eight killed and over 29 injured in a rocket attack.", (8, 8)),
        ("en", "Six people were killed, and among the dead two children.", (6, 6)),
        ("ar", "قتل ستة مدنيين بينهم طفلان وأصيب سبعة", (6, 6)),
        ("ar", "مقتل ستة مدنيين، وبين القتلى طفلان", (6, 6)),
    ],
)
def test_a_part_of_the_dead_is_not_counted_again(
    code: str, text: str, killed: tuple[int, int]
) -> None:
    assert read(text, code)[0] == killed


@pytest.mark.parametrize(
    ("code", "text", "killed"),
    [
        ("en", "A blast hit the market, killing four people, local officials said.", (4, 4)),
        ("en", "Police said seven Sudanese soldiers were killed.", (7, 7)),
        ("ar", "مقتل أربعة أشخاص في انفجار، وقال طبيب إن المصابين نقلوا", (4, 4)),
        ("ar", "مقتل ثلاثة من الشرطة في الهجوم", (3, 3)),
        ("ar", "وقتل عشرون من الضحايا في القرية", (20, 20)),
        ("en", "On 17 May 2021, 2 guards were killed at the gate.", (2, 2)),
        ("en", "Eleven people were killed in a like raid about a year ago.", (11, 11)),
    ],
)
def test_who_speaks_is_not_counted_and_a_number_of_many_is(
    code: str, text: str, killed: tuple[int, int]
) -> None:
    assert read(text, code)[0] == killed


@pytest.mark.parametrize(
    ("code", "text", "killed"),
    [
        (
            "en",
            "The death toll from the fire at a market hall in the old port rose to 45.",
            (45, 45),
        ),
        ("ar", "ارتفاع حصيلة قتلى الحريق الكبير في سوق المدينة القديمة إلى 45 شخصا", (45, 45)),
        ("ar", "تسليم جثامين أربعة جنود إلى ذويهم", None),
        ("en", "They handed over the bodies of the two hikers.", None),
    ],
)
def test_a_toll_is_found_behind_a_long_name_and_bodies_that_come_home_are_no_new_dead(
    code: str, text: str, killed: tuple[int, int] | None
) -> None:
    assert read(text, code)[0] == killed


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The army fired 122mm shells from 3 km away."),
        ("en", "On 5 May 2022 the army shelled the hills."),
        ("en", "Casualties unknown."),
        ("en", "More than 10,000 people have been killed since the start of the war."),
        ("en", "Road accidents killed 750 people so far this year."),
        ("en", "The bishop, 79, died on Sunday."),
        ("ar", "قتل أكثر من أربعين ألف شخص منذ بدء الحرب"),
        ("en", "There was no information on casualties."),
        ("ar", "قصف بعيار 155 على مسافة 3 كم"),
        ("ar", "لم ترد أنباء عن إصابات"),
    ],
)
def test_calibres_distances_dates_and_unknowns_are_not_counts(code: str, text: str) -> None:
    assert read(text, code) == (None, None)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The drone fell in a field without casualties."),
        ("en", "Neither fatalities nor injuries were reported."),
        ("ar", "سقطت قذيفة في أرض زراعية دون إصابات"),
        ("ar", "ولم تسفر الضربة على المستودع عن سقوط ضحايا"),
        ("ar", "وقعت القذيفة قرب المدرسة واقتصرت الأضرار على الماديات"),
    ],
)
def test_no_casualties_is_zero_and_not_unknown(code: str, text: str) -> None:
    assert read(text, code) == ((0, 0), (0, 0))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A 45-year-old man was killed at the gate."),
        ("ar", "مقتل شاب يبلغ من العمر 16 عاما"),
    ],
)
def test_an_age_is_not_a_count(code: str, text: str) -> None:
    assert read(text, code) == ((1, 1), None)


def test_killed_and_wounded_together_may_be_any_part() -> None:
    assert read("مقتل وإصابة 12 عنصرا", "ar") == ((0, 12), (0, 12))


def test_the_larger_telling_wins() -> None:
    assert merge_counts([None, Count(2, 2), Count(5, 5)]) == Count(5, 5)
    assert merge_counts([None, None]) is None


@pytest.mark.parametrize(
    ("code", "text", "killed", "hurt"),
    [
        ("en", "A dozen porters, four of them boys, were killed.", (12, 12), None),
        ("en", "Nine clerks were taken, two of them were later killed.", (2, 2), None),
        ("en", "A rocket fell on a depot, killing two guards, the mayor said.", (2, 2), None),
        (
            "en",
            "A blast hurt nobody but a grenade went off, injuring 7, police said.",
            None,
            (7, 7),
        ),
        ("en", "A councillor was assassinated outside his home.", (1, 1), None),
        ("en", "A councillor survived an assassination attempt.", None, None),
        ("ar", "لقي أربعة رعاة مصرعهم وأصيب خامس", (4, 4), None),
        ("ar", "اغتال ملثمون رئيس البلدية", (1, 1), None),
        ("ar", "محاولة اغتيال رئيس البلدية", None, None),
        ("ar", "اقتحم مسلحون منزل المختار وقتلوه", (1, 1), None),
        ("ar", "بلغت الحصيلة سبعة قتلى، بينهم القتلى الثلاثة من الشرطة", (7, 7), None),
        ("ar", "أدت إلى مقتل حارس وجرح اثنين", (1, 1), (2, 2)),
        ("ar", "سقط صاروخ من دون أن ترد أنباء عن إصابات", None, None),
    ],
)
def test_each_is_counted_once_and_nobody_who_was_not_hit(
    code: str, text: str, killed: tuple[int, int] | None, hurt: tuple[int, int] | None
) -> None:
    found = read(text, code)
    assert found[0] == killed
    assert hurt is None or found[1] == hurt


@pytest.mark.parametrize(
    ("code", "text", "victims"),
    [
        (
            "en",
            "The shells killed 9 civilians, including 3 children and two women, and hurt a guard.",
            {
                ("civilians", "killed", 9),
                ("children", "killed", 3),
                ("women", "killed", 2),
                ("fighters", "injured", 1),
            },
        ),
        (
            "en",
            "Gunmen killed three soldiers and two farmers.",
            {("fighters", "killed", 3), ("civilians", "killed", 2)},
        ),
        ("en", "The raid killed 12 women and children.", set()),
        ("en", "A mine killed six people, according to residents.", set()),
        (
            "ar",
            "قُتل تسعة مدنيين بينهم طفلان وأصيبت امرأتان",
            {("civilians", "killed", 9), ("children", "killed", 2), ("women", "injured", 2)},
        ),
        (
            "ar",
            "قتلت الغارة جنديين وخمسة مدنيين وامرأة",
            {("fighters", "killed", 2), ("civilians", "killed", 5), ("women", "killed", 1)},
        ),
    ],
)
def test_victims_are_told_apart_where_the_words_do(
    code: str, text: str, victims: set[tuple[str, str, int]]
) -> None:
    found = find_counts(as_text(text, code), 0, len(text)).victims
    assert {(some.who, some.fate, some.low) for some in found} == victims


@pytest.mark.parametrize(
    ("code", "text", "killed", "hurt"),
    [
        ("en", "Nobody was killed, the mayor's office said, and two drivers were hurt.", 0, 2),
        ("en", "The shell left ten people wounded, four of them seriously.", None, 10),
        ("en", "Mortars killed six people, according to residents, an official said.", 6, None),
        ("en", "A crowd dragged the driver out and beat him to death.", 1, None),
        ("ar", "سقطت قذيفة قرب مدرسة واقتصرت الأضرار على الماديات", 0, 0),
    ],
)
def test_who_tells_and_who_is_spared_is_not_counted(
    code: str, text: str, killed: int | None, hurt: int | None
) -> None:
    found = read(text, code)
    assert found[0] == (None if killed is None else (killed, killed))
    assert found[1] == (None if hurt is None else (hurt, hurt))


@pytest.mark.parametrize(
    ("code", "text", "killed", "hurt"),
    [
        ("en", "The bomb left 12 dead and wounded.", (0, 12), (0, 12)),
        ("en", "3 dead and several wounded", (3, 3), (3, 9)),
        ("en", "Gunmen killed a guard and abducted two engineers.", (1, 1), None),
        ("ar", "ارتفعت الحصيلة إلى 40 قتيلاً وجريحاً", (0, 40), (0, 40)),
        ("ar", "قُتل الشاب سامر، واعتقل شقيقاه", (1, 1), None),
    ],
)
def test_a_number_counts_what_its_words_share_and_nobody_who_was_only_taken(
    code: str, text: str, killed: tuple[int, int], hurt: tuple[int, int] | None
) -> None:
    assert read(text, code) == (killed, hurt)
