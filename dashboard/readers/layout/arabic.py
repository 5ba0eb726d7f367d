"""How much a text looks like written Arabic: decides encodings and reading order."""

import re
import tomllib
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
_DROPPED = re.compile("[\u064b-\u0652\u0640]")  # vowel signs and tatweel
_FOREIGN = -5.0  # a letter Arabic does not have, inside a word with Arabic letters
_CHANCE = 5  # the digit in the table that means "as often as chance"


def plausibility(text: str) -> float:
    """Return how Arabic the words with an Arabic letter are: doublings over chance, per letter.

    About 1.5 for news; below 0.5 for Arabic letters that come of a wrong encoding or are read
    backwards; 0 where there is no Arabic letter.
    """
    total, letters = 0.0, 0
    for word in _WORD.findall(_DROPPED.sub("", text)):
        if _LETTER.search(word):
            total += _word_score(word)
            letters += len(word) + 1
    return total / letters if letters else 0.0


def _word_score(word: str) -> float:
    """Add up how well each letter follows the one before, from the word's start to its end."""
    pairs = _pairs()
    return sum(
        pairs.get(first + second, _FOREIGN)
        for first, second in zip("^" + word, word + "$", strict=True)
    )


@cache
def _pairs() -> dict[str, float]:
    """Read the table of letter pairs."""
    file = resources.files("dashboard.readers.layout") / "arabic_pairs.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    seconds = table["letters"] + "$"
    return {
        first + second: float(int(digit) - _CHANCE)
        for first, row in table["after"].items()
        for second, digit in zip(seconds, row, strict=True)
    }
