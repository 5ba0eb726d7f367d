"""All that is known of a language: a folder of TOML files each."""

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
from dashboard.extraction.languages.dates import DateKnowledge
from dashboard.extraction.languages.location import Location
from dashboard.extraction.languages.phrases import Table
from dashboard.extraction.languages.sentences import Boilerplate, Sentences
from dashboard.extraction.languages.triggers import Modes, PatternKnowledge, TriggerKnowledge
from dashboard.extraction.languages.weapons import Weapons
from gazetteer.languages import knowledge
from gazetteer.languages.knowledge import Letters, Names
from gazetteer.languages.schema import Knowledge, Words, read_file, read_toml

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
    dates: DateKnowledge = field(default_factory=DateKnowledge)
    location: Location = field(default_factory=Location)
    actors: ActorKnowledge = field(default_factory=ActorKnowledge)
    claims: ClaimKnowledge = field(default_factory=ClaimKnowledge)
    counts: CountKnowledge = field(default_factory=CountKnowledge)
    weapons: Weapons = field(default_factory=Weapons)
    modes: Modes = field(default_factory=Modes)
    patterns: PatternKnowledge = field(default_factory=PatternKnowledge)
    triggers: Mapping[str, TriggerKnowledge] = field(default_factory=dict)

    def number_phrases(self) -> Table:
        """Return the phrases for each number: words of counts up to a month's days, and dates' own.

        "Forty days" are told in figures, and hardly ever mean forty.
        """
        found: dict[str, Words] = dict(self.dates.values.count)
        for word, number in self.counts.numbers.items():
            if number <= _MONTH:
                found[str(number)] = (*found.get(str(number), ()), word)
        return found

    @property
    def name(self) -> str:
        """Return what the language calls itself."""
        return self.letters.name


FILES: Mapping[str, type[Knowledge]] = {
    "sentences": Sentences,
    "boilerplate": Boilerplate,
    "dates": DateKnowledge,
    "location": Location,
    "actors": ActorKnowledge,
    "claims": ClaimKnowledge,
    "counts": CountKnowledge,
    "weapons": Weapons,
    "modes": Modes,
    "patterns": PatternKnowledge,
}
_MONTH = 31  # days
_SHARED = ("words", "calendar")  # the files of lists that others take in
_PATTERNS = ("modes", "patterns")  # and triggers: in them @name is a class of words


def read_language(code: str, letters: Letters, names: Names, folder: Traversable) -> Language:
    """Read the folder of a language; BadLanguageFile for a mistake, or a file nobody reads."""
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.name.removesuffix(".toml") not in (*FILES, *_SHARED, _TRIGGERS):
            known = ", ".join(f"{name}.toml" for name in (*FILES, *_SHARED))
            raise BadLanguageFile(f"languages/{code}/{file.name}: expected one of: {known}")
    toml = {name: folder / f"{name}.toml" for name in (*FILES, *_SHARED)}
    lists = {name: read_toml(file, BadLanguageFile) for name, file in toml.items()}
    files: dict[str, Any] = {
        name: read_file(toml[name], kind, BadLanguageFile, {} if name in _PATTERNS else lists)
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
