"""The consonant skeleton joins spellings of one name across scripts."""

import pytest

from gazetteer.spelling.skeleton import skeleton

GROUPS = [
    ["دير الزور", "Deir ez-Zor", "Dayr az Zawr", "Deir al-Zour", "Дейр-эз-Зор", "Der Zor"],
    ["الشدادي", "الشدادة", "Ash Shaddadah", "Al-Shaddadah", "Shaddadi"],
    ["القامشلي", "Qamishli", "Al Qāmishlī", "Kamishly"],
    ["الرقة", "Raqqa", "Ar Raqqah", "Rakka"],
]


@pytest.mark.parametrize("names", GROUPS)
def test_spellings_of_one_name_share_a_skeleton(names: list[str]) -> None:
    assert len({skeleton(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), [("دمشق", "حمص"), ("Mosul", "Basra"), ("حلب", "حماة")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("name", ["", "...", "ا", "٢٣"])
def test_nothing_is_left_of_what_has_no_consonant(name: str) -> None:
    assert skeleton(name) == ""
