"""Date phrases of the languages whose places and dates are read, as of Wednesday, 10 May 2023."""

from datetime import date

import pytest

from dashboard.extraction.dates.finder import find_dates
from tests.texts import as_text

DAY = date(2023, 5, 10)
# phrase, the days it means, part of the day; the phrase stands alone in its text
PHRASES = {
    "fr": [
        ("le lundi 12 mars 2023", "2023-03-12", None),
        ("Lundi 12 mars dans la soirée", "2023-03-12", "evening"),
        ("le 1er avril 2021", "2021-04-01", None),
        ("le 12 mars dernier", "2023-03-12", None),
        ("12/04/2021", "2021-04-12", None),
        ("le 4 mai à 15 h 30", "2023-05-04", "afternoon"),
        ("du 3 au 5 mars 2022", "2022-03-03/2022-03-05", None),
        ("entre le 3 et le 7 avril", "2023-04-03/2023-04-07", None),
        ("dans la nuit du 3 au 4 mars", "2023-03-03", "night"),
        ("dans la nuit de lundi à mardi", "2023-05-08", "night"),
        ("de lundi à mercredi", "2023-05-08/2023-05-10", None),
        ("hier soir", "2023-05-09", "evening"),
        ("avant-hier", "2023-05-08", None),
        ("ce matin", "2023-05-10", "morning"),
        ("Dans la soirée de mardi", "2023-05-09", "evening"),
        ("lundi matin à 9 h", "2023-05-08", "morning"),
        ("il y a trois jours", "2023-05-07", None),
        ("il y a une semaine", "2023-05-03~", None),
        ("dans deux semaines", "2023-05-24~", None),
        ("depuis dix jours", "", None),
        ("ces trois derniers jours", "2023-05-07/2023-05-10", None),
        ("la semaine dernière", "2023-05-01/2023-05-07", None),
        ("le mois prochain", "2023-06", None),
        ("l'année dernière", "2022", None),
        ("début avril", "2023-04-01/2023-04-10", None),
        ("à la fin du mois d'août 2020", "2020-08-22/2020-08-31", None),
        ("l'été 2021", "2021-06-01/2021-08-31", None),
        ("entre 2015 et 2019", "2015/2019", None),
    ],
    "ru": [
        ("12 марта 2023 года", "2023-03-12", None),
        ("В понедельник, 12 марта", "2023-03-12", None),
        ("с 3 по 5 марта 2022 года", "2022-03-03/2022-03-05", None),
        ("3–5 марта", "2023-03-03/2023-03-05", None),
        ("12.03.2023 г.", "2023-03-12", None),
        ("4 мая в 15:30", "2023-05-04", "afternoon"),
        ("в ночь на вторник", "2023-05-09", "night"),
        ("с понедельника по среду", "2023-05-08/2023-05-10", None),
        ("вчера вечером", "2023-05-09", "evening"),
        ("Накануне", "2023-05-09", None),
        ("сегодня утром", "2023-05-10", "morning"),
        ("в прошлую пятницу", "2023-05-05", None),
        ("три дня назад", "2023-05-07", None),
        ("неделю назад", "2023-05-03~", None),
        ("через два дня", "2023-05-12", None),
        ("за последние три дня", "2023-05-07/2023-05-10", None),
        ("прошлой неделе", "2023-05-01/2023-05-07", None),
        ("прошлом году", "2022", None),
        ("марте 2019 года", "2019-03", None),
        ("в начале апреля", "2023-04-01/2023-04-10", None),
        ("летом 2021 года", "2021-06-01/2021-08-31", None),
        ("с 2015 по 2019 год", "2015/2019", None),
    ],
}


@pytest.mark.parametrize(
    ("code", "phrase", "edtf", "part"),
    [(code, *row) for code, rows in PHRASES.items() for row in rows],
)
def test_a_phrase_means_its_days(code: str, phrase: str, edtf: str, part: str | None) -> None:
    found = [(d.phrase, d.edtf, d.daypart) for d in find_dates(as_text(phrase, code), DAY)]
    assert found == [(phrase, edtf, part)]


@pytest.mark.parametrize(
    ("code", "text", "edtf"),
    [
        ("fr", "Il est venu lundi. Le lendemain, il est reparti.", "2023-05-09"),
        ("ru", "Это было 5 мая. На следующий день он уехал.", "2023-05-06"),
    ],
)
def test_the_next_day_is_counted_from_the_day_named_last(code: str, text: str, edtf: str) -> None:
    assert find_dates(as_text(text, code), DAY)[-1].edtf == edtf


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Sept personnes ont visité les deux musées de Mars."),
        ("ru", "Пять человек вышли из дома номер 12."),
    ],
)
def test_numbers_and_names_are_no_dates(code: str, text: str) -> None:
    assert not find_dates(as_text(text, code), DAY)
