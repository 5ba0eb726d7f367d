"""Which language a text is in: one of those that are read, or another, by name."""

import re
from functools import cache
from typing import NamedTuple

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from gazetteer.languages.knowledge import codes, letters

# Enough of an article to know its language by.
_SAMPLE = 4000
_WORD = re.compile(r"[^\W\d_]+")
_WORD_ASCII = re.compile("[a-zA-Z]+")  # the same in ASCII, found several times as fast
# Addresses and handles are in Latin letters whatever language a post is in.
_NOT_PROSE = re.compile(r"(?<!\S)(?=\S*?(?:://|www\.|\.com/))\S+|@\w+", re.ASCII)
_OWN_SCRIPT = 0.3  # of the letters: pages around a post say "Follow" and "Share" in English
_FEW = 100  # by which the score of a text is divided that has too few of the commonest words
# Another language has to be so likely, and those that are read so unlikely.
_OTHER, _OURS = 0.5, 0.1
_DOUBTFUL = 0.05  # under which a headline is not taken for what is read without a word
# What the identifier calls varieties of a language; its "zxx" is no language at all.
_VARIETIES = {"arz": "ar", "ary": "ar", "pcm": "en", "zxx": ""}


class Guess(NamedTuple):
    """The ISO 639 code of a language, perhaps of one that is not read, and whether it is sure."""

    code: str
    sure: bool


def language_of(text: str) -> Guess:
    """Return which language a text is in.

    What has enough of a language's commonest words is in it, and so is what has its letters if no
    other language shares them. Of the rest, headlines and pages amid Latin words among them, an
    identifier of some 140 languages is asked whether they are in one that is not read.
    """
    code, score = _best(text)
    few = score <= 1 / _FEW
    if score and not (few and letters(code).shared):
        return Guess(code, True)
    guess = code if score else likeliest(text)
    if not (letters(guess).shared or _has_others_letters(text, guess)):
        return Guess(guess, False)
    shares = _identified(text)
    other = max(shares, key=lambda one: shares[one], default="")
    ours = shares.get(guess, 0.0)
    if other and other != guess and shares[other] >= _OTHER and ours < _OURS:
        return Guess(other, True)
    return Guess(guess, score > 0 and (ours >= _DOUBTFUL or shares.get(other, 0.0) < _OURS))


def likeliest(text: str) -> str:
    """Guess what to read a text in that has too few common words: a post amid a page's Latin ones.

    A language of other letters than Latin is taken where enough of the letters are its own.
    """
    own_letters = "".join(_WORD.findall(_NOT_PROSE.sub(" ", text[:_SAMPLE]).casefold()))
    if not own_letters:
        return "en"
    shares = {}
    for code in codes():
        alphabet = _patterns(code)[0]
        if not alphabet.fullmatch("e"):
            own = "".join(alphabet.findall(own_letters))
            shares[code] = len(own) / len(own_letters)
    best = max(shares, key=lambda code: shares[code], default="en")
    return best if shares.get(best, 0.0) >= _OWN_SCRIPT else "en"


def _has_others_letters(text: str, code: str) -> bool:
    """Return whether a text has letters, ASCII apart, that are not of a language's alphabet."""
    alphabet = _patterns(code)[0]
    beyond = {char for char in text[:_SAMPLE].casefold() if char.isalpha() and not char.isascii()}
    return any(alphabet.fullmatch(char) is None for char in beyond)


def _best(text: str) -> tuple[str, float]:
    """Return the language with the highest score, 0 where a text is in none.

    A language's words are written in its `alphabet`, and enough of them are its commonest ones; a
    headline too short to hold any scores little.
    """
    sample = text[:_SAMPLE].casefold()
    words: list[str] = (_WORD_ASCII if sample.isascii() else _WORD).findall(sample)
    scores = {code: _score(words, code) for code in codes()} if words else {}
    best = max(scores, key=lambda code: scores[code], default="")
    return best, scores.get(best, 0.0)


def _score(words: list[str], code: str) -> float:
    known = letters(code)
    alphabet, common = _patterns(code)
    hits = sum(map(common.__contains__, words))
    few = hits < max(known.fewest, known.common_share * len(words))
    if few and len(words) >= known.headline:
        return 0.0
    own = len(words)
    if not alphabet.fullmatch("".join(words)):  # most often all of them
        own -= list(map(alphabet.fullmatch, words)).count(None)
    if own < known.share * len(words):
        return 0.0
    return own / len(words) / _FEW if few else hits / len(words)


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], frozenset[str]]:
    known = letters(code)
    return re.compile(f"[{known.alphabet}]+"), frozenset(known.common)


def _identified(text: str) -> dict[str, float]:
    """Return how likely a text is in each language that the identifier knows."""
    shares: dict[str, float] = {}
    prose = _NOT_PROSE.sub(" ", text[:_SAMPLE])
    if not _WORD.search(prose):
        return shares
    for name, share in _identifier().rank(prose):
        code = _VARIETIES.get(name, name)
        shares[code] = shares.get(code, 0.0) + float(share)
    shares.pop("", None)
    return shares


@cache
def _identifier() -> LanguageIdentifier:
    """Load the identifier, which takes most of a second: most texts need none."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
