"""Which of a place's names to show to a reader of some language."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache

from gazetteer.place import Place
from gazetteer.spelling.fold import name_key
from gazetteer.spelling.skeleton import skeleton_of_key

# languages that are, for place names, practically alone in their script; many names are written
# down without their language, as GeoNames' cities are
_SCRIPTS = {"ar": "ARABIC", "he": "HEBREW", "el": "GREEK", "ko": "HANGUL", "th": "THAI"} | {
    "ka": "GEORGIAN",
    "hy": "ARMENIAN",
}
# letters of the other languages that are written in Arabic script
_NOT_ARABIC = re.compile("[\u0671-\u06d3\u06d5-\u06ef]")

_COMMON = 0.1  # what a step of Zipf frequency (0 to 8) weighs beside likeness of sound (0 to 1)


def shown_name(
    place: Place, languages: Iterable[str], words: Mapping[str, float] | None = None
) -> str:
    """Return the place's name in the first of the languages that has one, else its main name.

    Of several names in a language the one nearest in sound to the main name is shown (a province
    may also be called by the name of its countryside), and rather one whose words are common:
    `words` are Zipf frequencies by folded word. `place` must hold all names ("lang=name").
    """
    for language in languages:
        names = _in_language(place, language)
        if names:
            return max(names, key=lambda name: _likeness(name, place, words or {}))
    return place.name


def _in_language(place: Place, language: str) -> list[str]:
    pairs = [name.rpartition("=")[::2] for name in place.names]
    tagged = [name for code, name in pairs if code == language]
    if tagged and (place.feature_code.startswith("PCL") or language not in _SCRIPTS):
        return tagged
    names = tagged + [name for code, name in pairs if not code and _is_in(name, language)]
    if not names and _is_in(place.name, language):
        return [place.name]
    return names


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _is_in(name: str, language: str) -> bool:
    script = _SCRIPTS.get(language, "LATIN" if language == "en" else "")
    if language == "ar" and _NOT_ARABIC.search(name):
        return False
    letters = [character for character in name if character.isalpha()]
    return bool(letters) and all(_script(letter) == script for letter in letters)


def _likeness(name: str, place: Place, words: Mapping[str, float]) -> tuple[float, int]:
    if place.feature_code.startswith("PCL"):  # the first of a country's names is its common one
        return 0.0, 0
    key = name_key(name)
    own, other = skeleton_of_key(name_key(place.name)), skeleton_of_key(key)
    common = min((words.get(word, 0.0) for word in key.split()), default=0.0)
    return SequenceMatcher(None, own, other).ratio() + _COMMON * common, -name.count(" ")
