"""The actors a language knows, with the years and the country their code holds in."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from dashboard.extraction.text.language import Language
from dashboard.extraction.text.language import language as load_language
from dashboard.extraction.text.tokens import Lexicon, phrase_list
from gazetteer.languages.schema import Words
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
    """Read a language's actors.toml."""
    language = load_language(code)
    table = language.actors
    rows: dict[str, list[Known]] = {}
    for row in table.known:
        first, last = _day(row.first, 1, 1), _day(row.last, 12, 31)
        known = Known(row.name, row.inter, row.home, first, last)
        for form in row.forms:
            rows.setdefault(form, []).append(known)
    forces = [(f, "force") for f in table.forces]
    strikes = [(s, "strike") for s in table.strikes]
    return ActorWords(
        known=Lexicon((form, tuple(known)) for form, known in rows.items()),
        generic=Lexicon(table.generic.items()),
        nameless=_folded(table.nameless),
        openers=_folded(table.openers),
        loyal=_folded(table.loyal),
        nations=Lexicon(nations(language)),
        forces=Lexicon(forces + strikes),
        between=_folded(table.between),
        modifiers=_folded(table.modifiers),
        civilians=Lexicon((c, True) for c in table.civilians),
        cues=Lexicon(phrase_list(table.cues, "by", "on", "together")),
        mutual=Lexicon((m, True) for m in table.mutual),
        never_after=_folded(table.never_after),
        passive=_folded(table.passive),
        relative=_folded(table.relative),
        bases=_folded(table.bases),
        says=_folded(language.claims.says),
        state_name=table.state_name,
        civilian_name=table.civilian_name,
        verb_first=table.verb_first,
    )


def _folded(words: Words) -> frozenset[str]:
    return frozenset(map(fold_word, words))


def _day(given: int | date, month: int, day: int) -> date:
    """Read a year, or the very day where power changed hands."""
    return given if isinstance(given, date) else date(given, month, day)


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
def homes(code: str) -> dict[str, str]:
    """Map the name of an actor to the country where it is at home."""
    table = load_language(code).actors
    homes = {row.name: row.home for row in table.known if row.home}
    for _, nation in nations(load_language(code)):
        homes.setdefault(table.state_name.format(nation.demonym), nation.country)
    return homes
