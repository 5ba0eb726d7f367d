"""The gazetteer alone finds the places of a text in the languages it has a folder for."""

import pytest

from gazetteer import Index, find_places
from gazetteer.errors import BadNamesFile


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Two people were hurt in the city of Mosul, medics in Baghdad said.", None, ["IQ", "IQ"]),
        ("سقطت قذائف على مدينة منبج يوم السبت، وقال سكان إن رجلا قتل.", None, ["SY"]),
        ("Syrian troops left Damascus", "en", ["SY", "SY"]),
        ("القوات السورية في دمشق", "ar", ["SY"]),
        ("Bei einem Brand in Hamburg wurden am Montag zwei Menschen verletzt.", None, []),
        ("", None, []),
    ],
)
def test_places_are_found_in_the_language_given_or_told_by_the_text(
    text: str, language: str | None, found: list[str], index: Index
) -> None:
    places = find_places(text, index, language)
    assert [place.place.country for place in places if place.place] == found
    starts = [place.mention.start for place in places]
    assert starts == sorted(starts)


def test_a_language_without_a_folder_is_refused_by_name(index: Index) -> None:
    with pytest.raises(BadNamesFile, match="de: no such language; known: ar, en"):
        find_places("Hamburg", index, "de")
