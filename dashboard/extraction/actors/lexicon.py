"""The actors a language knows, with the years and the country their code holds in."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from dashboard.extraction.text.language import Language
from dashboard.extraction.text.language import language as load_language
from dashboard.extraction.text.tokens import Lexicon
from gazetteer.spelling.fold import fold_word


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the actor table, `first` to `last` included; `home` "": it holds everywhere."""

    name: str
    inter: int
    home: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Nation:
    """A country and its adjective, as the language file writes it."""

    country: str
    demonym: str


@dataclass(frozen=True, slots=True)
class ActorWords:
    """What a language says of actors, ready to be looked up."""

    known: Lexicon[tuple[Known, ...]]
    generic: Lexicon[int]
    nameless: frozenset[str]
    openers: frozenset[str]
    loyal: frozenset[str]
    nations: Lexicon[Nation]
    forces: Lexicon[str]
    between: frozenset[str]
    modifiers: frozenset[str]
    civilians: Lexicon[bool]
    cues: Lexicon[str]
    mutual: Lexicon[bool]
    never_after: frozenset[str]
    passive: frozenset[str]
    relative: frozenset[str]
    bases: frozenset[str]
    says: frozenset[str]
    state_name: str
    civilian_name: str
    verb_first: bool


@cache
def actor_words(code: str) -> ActorWords:
    """Read a language's [actors] section."""
    language = load_language(code)
    table = language.section("actors")

    def folded(key: str) -> frozenset[str]:
        return frozenset(map(fold_word, table.get(key, ())))

    rows: dict[str, list[Known]] = {}
    for row in table.get("known", ()):
        known = Known(
            row["name"],
            row["inter"],
            row.get("home", ""),
            _day(row.get("from", 1), 1, 1),
            _day(row.get("to", 9999), 12, 31),
        )
        for form in row["forms"]:
            rows.setdefault(form, []).append(known)
    forces = [(f, "force") for f in table.get("forces", ())]
    strikes = [(s, "strike") for s in table.get("strikes", ())]
    cues = [(p, k) for k in ("by", "on", "with") for p in table.get(k, ())]
    return ActorWords(
        known=Lexicon((form, tuple(known)) for form, known in rows.items()),
        generic=Lexicon(table.get("generic", {}).items()),
        nameless=folded("nameless"),
        openers=folded("openers"),
        loyal=folded("loyal"),
        nations=Lexicon(nations(language)),
        forces=Lexicon(forces + strikes),
        between=folded("between"),
        modifiers=frozenset(map(fold_word, table.get("modifiers", {}).get("words", ()))),
        civilians=Lexicon((c, True) for c in table.get("civilians", ())),
        cues=Lexicon(cues),
        mutual=Lexicon((m, True) for m in table.get("mutual", ())),
        never_after=folded("never_after"),
        passive=folded("passive"),
        relative=folded("relative"),
        bases=folded("bases"),
        says=frozenset(map(fold_word, language.section("claims").get("says", ()))),
        state_name=table.get("state_name", "{}"),
        civilian_name=table.get("civilian_name", ""),
        verb_first=bool(table.get("verb_first")),
    )


def _day(given: int | date, month: int, day: int) -> date:
    """Read a year, or the very day where power changed hands."""
    return given if isinstance(given, date) else date(given, month, day)


def nations(language: Language) -> list[tuple[str, Nation]]:
    """List every form of every demonym with its country."""
    endings = language.section("actors").get("demonym_endings", [""])
    article = language.section("names").get("article", "")
    found = []
    demonyms: dict[str, Any] = language.section("names").get("demonyms", {})
    for country, bases in demonyms.items():
        for base in [bases] if isinstance(bases, str) else bases:
            nation = Nation(country, base)
            for prefix in ("", article) if article else ("",):
                found += [(prefix + base + ending, nation) for ending in endings]
    return found


@cache
def homes(code: str) -> dict[str, str]:
    """Map the name of an actor to the country where it is at home."""
    table = load_language(code).section("actors")
    homes = {row["name"]: row["home"] for row in table.get("known", ()) if "home" in row}
    for _, nation in nations(load_language(code)):
        homes.setdefault(table.get("state_name", "{}").format(nation.demonym), nation.country)
    return homes
