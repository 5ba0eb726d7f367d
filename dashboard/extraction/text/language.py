"""Which language a text is in, and all that is known of it: a folder of TOML files each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from dashboard.errors import BadLanguageFile
from dashboard.extraction.languages.actors import ActorKnowledge
from dashboard.extraction.languages.claims import ClaimKnowledge
from dashboard.extraction.languages.counts import CountKnowledge
from dashboard.extraction.languages.dates import Dates
from dashboard.extraction.languages.location import Location
from dashboard.extraction.languages.sentences import Boilerplate, Sentences
from dashboard.extraction.languages.triggers import Modes, PatternKnowledge, TriggerKnowledge
from dashboard.extraction.languages.weapons import Weapons
from gazetteer.languages import knowledge
from gazetteer.languages.knowledge import Letters, Names
from gazetteer.languages.schema import Knowledge, read_file

_TRIGGERS = "triggers"  # the folder of a language that has a file for each event type


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity: read once
class Language:
    """All that is known of a language, a field for each of its files; an absent file knows nothing.

    `letters` and `names` are the gazetteer's, `triggers` are by the key of their event type.
    """

    code: str
    letters: Letters
    names: Names
    sentences: Sentences = field(default_factory=Sentences)
    boilerplate: Boilerplate = field(default_factory=Boilerplate)
    dates: Dates = field(default_factory=Dates)
    location: Location = field(default_factory=Location)
    actors: ActorKnowledge = field(default_factory=ActorKnowledge)
    claims: ClaimKnowledge = field(default_factory=ClaimKnowledge)
    counts: CountKnowledge = field(default_factory=CountKnowledge)
    weapons: Weapons = field(default_factory=Weapons)
    modes: Modes = field(default_factory=Modes)
    patterns: PatternKnowledge = field(default_factory=PatternKnowledge)
    triggers: Mapping[str, TriggerKnowledge] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return what the language calls itself."""
        return self.letters.name


FILES: Mapping[str, type[Knowledge]] = {
    "sentences": Sentences,
    "boilerplate": Boilerplate,
    "dates": Dates,
    "location": Location,
    "actors": ActorKnowledge,
    "claims": ClaimKnowledge,
    "counts": CountKnowledge,
    "weapons": Weapons,
    "modes": Modes,
    "patterns": PatternKnowledge,
}


def read_language(code: str, letters: Letters, names: Names, folder: Traversable) -> Language:
    """Read the folder of a language; BadLanguageFile for a mistake, or a file nobody reads."""
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.name.removesuffix(".toml") not in (*FILES, _TRIGGERS):
            known = ", ".join(f"{name}.toml" for name in FILES)
            raise BadLanguageFile(f"languages/{code}/{file.name}: expected one of: {known}")
    files: dict[str, Any] = {
        name: read_file(folder / f"{name}.toml", kind, BadLanguageFile)
        for name, kind in FILES.items()
    }
    types = folder / _TRIGGERS
    triggers = {
        file.name.removesuffix(".toml"): read_file(file, TriggerKnowledge, BadLanguageFile)
        for file in (types.iterdir() if types.is_dir() else ())
    }
    return Language(code, letters, names, **files, triggers=triggers)


@cache
def language(code: str) -> Language:
    """Load a language by its ISO 639-1 code; BadLanguageFile where there is none."""
    if code not in codes():
        raise BadLanguageFile(f"{code}: no such language; known: {', '.join(codes())}")
    folder = resources.files("dashboard.extraction") / "languages" / code
    return read_language(code, knowledge.letters(code), knowledge.names(code), folder)


def codes() -> tuple[str, ...]:
    """List the languages there are."""
    return knowledge.codes()


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
    known = knowledge.letters(code)
    alphabet, common = _letters(code)
    hits = sum(map(common.__contains__, words))
    few = hits < known.common_share * len(words)
    if few and len(words) >= known.headline:
        return 0.0
    own = len(words)
    if not alphabet.fullmatch("".join(words)):  # most often all of them
        own -= list(map(alphabet.fullmatch, words)).count(None)
    if own < known.share * len(words):
        return 0.0
    if few:
        foreign = not set(words).isdisjoint(known.foreign)
        return 0.0 if foreign else own / len(words) / 100
    return hits / len(words)


@cache
def _letters(code: str) -> tuple[re.Pattern[str], frozenset[str]]:
    known = knowledge.letters(code)
    return re.compile(f"[{known.alphabet}]+"), frozenset(known.common)
