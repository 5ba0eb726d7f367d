"""Which language a text is in, and the words it uses: one TOML file per language."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dashboard.errors import BadLanguageFile


@dataclass(frozen=True, slots=True)
class Language:
    """A language file; each consumer owns one section and gets it by name."""

    code: str
    name: str
    sections: Mapping[str, Mapping[str, Any]]

    def section(self, name: str) -> Mapping[str, Any]:
        """Return one section of the file, empty where the language has none."""
        return self.sections.get(name, {})


@cache
def language(code: str) -> Language:
    """Load a language by its ISO 639-1 code; BadLanguageFile where there is none."""
    file = resources.files("dashboard.extraction") / "languages" / f"{code}.toml"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadLanguageFile(f"{code}: no such language; known: {', '.join(codes())}") from error
    except tomllib.TOMLDecodeError as error:
        raise BadLanguageFile(f"languages/{code}.toml: {error}") from error
    sections = {key: value for key, value in data.items() if isinstance(value, dict)}
    return Language(code, data["name"], sections)


@cache
def codes() -> tuple[str, ...]:
    """List the languages there is a file for."""
    folder = resources.files("dashboard.extraction") / "languages"
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


# Enough of an article to know its language by.
_SAMPLE = 4000
_WORD = re.compile(r"[^\W\d_]+")
_WORD_ASCII = re.compile("[a-zA-Z]+")  # the same in ASCII, found several times as fast
# Addresses and handles are in Latin letters whatever language a post is in.
_NOT_PROSE = re.compile(r"\S*(?:://|www\.|\.com/)\S*|@\w+", re.ASCII)
_OWN_SCRIPT = 0.3  # of the letters: pages around a post say "Follow" and "Share" in English


def detect(text: str) -> str | None:
    """Tell which known language a text is in, None where it is none of them.

    A language's words are written in its `alphabet`, and enough of them are its commonest ones; a
    headline too short to hold any is taken for the one language of its script.
    """
    sample = text[:_SAMPLE].casefold()
    words: list[str] = (_WORD_ASCII if sample.isascii() else _WORD).findall(sample)
    scores = {code: _score(words, code) for code in codes()} if words else {}
    best = max(scores, key=lambda code: scores[code], default=None)
    if best and scores[best] > 0:
        return best
    return None


def likeliest(text: str) -> str:
    """Guess what to read a text in that `detect` does not know: a post amid a page's Latin words.

    A language of other letters than Latin is taken where enough of the letters are its own.
    """
    letters = "".join(_WORD.findall(_NOT_PROSE.sub(" ", text[:_SAMPLE]).casefold()))
    if not letters:
        return "en"
    shares = {}
    for code in codes():
        own = "".join(_letters(code)[0].findall(letters))
        if not own.isascii():
            shares[code] = len(own) / len(letters)
    best = max(shares, key=lambda code: shares[code], default="en")
    return best if shares.get(best, 0.0) >= _OWN_SCRIPT else "en"


def _score(words: list[str], code: str) -> float:
    section = language(code).section("letters")
    alphabet, common = _letters(code)
    hits = sum(map(common.__contains__, words))
    few = hits < section.get("common_share", 0.06) * len(words)
    if few and len(words) >= section.get("headline", 8):
        return 0.0
    own = len(words)
    if not alphabet.fullmatch("".join(words)):  # most often all of them
        own -= list(map(alphabet.fullmatch, words)).count(None)
    if own < section.get("share", 0.9) * len(words):
        return 0.0
    if few:
        foreign = not set(words).isdisjoint(section.get("foreign", ()))
        return 0.0 if foreign else own / len(words) / 100
    return hits / len(words)


@cache
def _letters(code: str) -> tuple[re.Pattern[str], frozenset[str]]:
    section = language(code).section("letters")
    alphabet = re.compile(f"[{section.get('alphabet', '')}]+" if section else r"(?!)")
    return alphabet, frozenset(section.get("common", ()))
