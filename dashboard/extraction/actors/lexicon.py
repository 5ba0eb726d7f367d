"""The actors a language knows, and the names it has for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from dashboard.extraction.actors.identities import CIVILIANS, FORCES, span
from dashboard.extraction.languages.language import Language
from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.text.tokens import PhraseMatcher, phrase_list
from gazetteer.spelling.fold import fold_word


@dataclass(frozen=True, slots=True)
class Known:
    """What an actor is called from `first` to `last`, both included."""

    key: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Nation:
    """A country and its adjective, as the language file writes it."""

    country: str
    demonym: str


@dataclass(frozen=True, slots=True)
class ActorWords:
    """What a language says of actors, ready to be looked up.

    `opening` are the forms that somebody's name may begin with.
    """

    known: PhraseMatcher[tuple[Known, ...]]
    generic: PhraseMatcher[int]
    nameless: frozenset[str]
    openers: frozenset[str]
    loyal: frozenset[str]
    nations: PhraseMatcher[Nation]
    forces: PhraseMatcher[str]
    between: frozenset[str]
    modifiers: frozenset[str]
    civilians: PhraseMatcher[bool]
    cues: PhraseMatcher[str]
    mutual: PhraseMatcher[bool]
    never_after: frozenset[str]
    passive: frozenset[str]
    relative: frozenset[str]
    bases: frozenset[str]
    says: frozenset[str]
    sources: frozenset[str]
    themselves: frozenset[str]
    conjunctions: frozenset[str]
    state_name: str
    civilian_name: str
    verb_first: bool
    opening: frozenset[str]


@cache
def actor_words(code: str) -> ActorWords:
    """Read a language's actors.toml."""
    language = load_language(code)
    table = language.actors
    rows: dict[str, list[Known]] = {}
    for row in table.known:
        first, last = span(row.first, row.last)
        known = Known(row.key, row.name, first, last)
        for form in row.forms:
            rows.setdefault(form, []).append(known)
    forces = [(f, "force") for f in table.forces]
    strikes = [(s, "strike") for s in table.strikes]
    actors = PhraseMatcher((form, tuple(known)) for form, known in rows.items())
    generic = PhraseMatcher(table.generic.items())
    demonyms = PhraseMatcher(nations(language))
    armed = PhraseMatcher(forces + strikes)
    civilians = PhraseMatcher((c, True) for c in table.civilians)
    return ActorWords(
        known=actors,
        generic=generic,
        nameless=_folded(table.nameless),
        openers=_folded(table.openers),
        loyal=_folded(table.loyal),
        nations=demonyms,
        forces=armed,
        between=_folded(table.between),
        modifiers=_folded(table.modifiers),
        civilians=civilians,
        cues=PhraseMatcher(phrase_list(table.cues, "by", "on", "together")),
        mutual=PhraseMatcher((m, True) for m in table.mutual),
        never_after=_folded(table.never_after),
        passive=_folded(table.passive),
        relative=_folded(table.relative),
        bases=_folded(table.bases),
        says=_folded(language.claims.says),
        sources=_folded(phrase.split()[0] for phrase in language.claims.according),
        themselves=_folded(table.themselves),
        conjunctions=_folded(table.conjunctions),
        state_name=table.state_name,
        civilian_name=table.civilian_name,
        verb_first=table.verb_first,
        opening=frozenset().union(
            *(one.firsts for one in (actors, generic, demonyms, armed, civilians))
        ),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_word, words))


def nations(language: Language) -> list[tuple[str, Nation]]:
    """List every form of every demonym with its country."""
    endings, article = language.actors.demonym_endings, language.names.article
    found = []
    for country, bases in language.names.demonyms.items():
        for base in bases:
            nation = Nation(country, base)
            for prefix in ("", article) if article else ("",):
                found += [(prefix + base + ending, nation) for ending in endings]
    return found


@cache
def keys(code: str) -> dict[str, str]:
    """Map every name that a language gives to a known actor to its key, the latest name first."""
    table = load_language(code).actors
    found = {row.name: row.key for row in reversed(table.known)}
    if table.forces:
        for _, nation in nations(load_language(code)):
            name = table.state_name.format(nation.demonym)
            found.setdefault(name, f"{FORCES}{nation.country}")
    if table.civilian_name:
        found.setdefault(table.civilian_name, CIVILIANS)
    return found
