"""One identity for an actor, whatever a language calls it."""

from datetime import date

import pytest

from dashboard.extraction.actors.across_languages import identity_of, name_in, names_of
from dashboard.extraction.actors.identities import FORCES, identities, inter_in, inter_on
from dashboard.extraction.actors.lexicon import keys

KNOWN = set(identities())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_actor_has_a_name_in_both_languages_and_every_name_an_actor(language: str) -> None:
    named = {key for key in keys(language).values() if not key.startswith(FORCES)}
    assert named == KNOWN


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("قسد", "sdf"),
        ("Syrian Democratic Forces", "sdf"),
        ("القوات التركية", "forces-TR"),
        ("Turkish forces", "forces-TR"),
        ("الجيش السوري", "forces-SY"),
        ("قوات النظام السوري", "forces-SY"),
        ("Syrian army", "forces-SY"),
        ("مدنيون", "civilians"),
        ("sdf", "sdf"),
        ("QSD: Syrian Democratic Forces", "sdf"),
        ("Islamic State (Syria)", "islamic-state"),
        ("Military Forces of Syria (2000-2024)", "forces-SY"),
        ("Military Forces of Nowhere (2000-)", "Military Forces of Nowhere (2000-)"),
        ("Civilians (Syria)", "civilians"),
        ("masked men", "masked men"),
        ("masked men (Idlib)", "masked men (Idlib)"),
    ],
)
def test_a_name_leads_to_its_actor(name: str, key: str) -> None:
    assert identity_of(name) == key


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("قسد", "en", "Syrian Democratic Forces"),
        ("sdf", "ar", "قسد"),
        ("Hezbollah", "ar", "حزب الله"),
        ("forces-TR", "en", "Turkish forces"),
        ("forces-RU", "ar", "القوات الروسية"),
        ("قوات النظام السوري", "ar", "قوات النظام السوري"),
        ("forces-SY", "ar", "الجيش السوري"),
        ("حماس", "fr", "Hamas"),
        ("masked men", "ar", "masked men"),
    ],
)
def test_an_actor_is_called_as_the_reader_calls_it(name: str, language: str, said: str) -> None:
    assert name_in(name, language) == said


def test_all_names_of_an_actor_are_found_by_its_key() -> None:
    assert {"قسد", "Syrian Democratic Forces"} == set(names_of("sdf"))
    assert names_of("masked men") == ("masked men",)


@pytest.mark.parametrize(
    ("key", "day", "inter"),
    [
        ("taliban", date(2021, 8, 14), 2),
        ("taliban", date(2021, 8, 15), 1),
        ("rapid-support-forces", date(2023, 4, 15), 2),
        ("houthis", date.min, 2),
        ("forces-TR", date(2020, 1, 1), 1),
    ],
)
def test_a_code_holds_for_its_days(key: str, day: date, inter: int) -> None:
    assert inter_on(key, day) == inter


@pytest.mark.parametrize(
    ("key", "country", "inter"),
    [("forces-TR", "TR", 1), ("forces-TR", "SY", 8), ("forces-TR", "", 1), ("sdf", "TR", 1)],
)
def test_a_code_holds_at_home(key: str, country: str, inter: int) -> None:
    assert inter_in(key, 1, country) == inter
