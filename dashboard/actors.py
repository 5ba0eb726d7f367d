"""Who acts in an event and who suffers: known actors, state forces, groups as the text has them."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from dashboard.event_type import event_types
from dashboard.language import Language
from dashboard.language import language as load_language
from dashboard.model import Actor, Trigger
from dashboard.words import Lexicon, Word, split_words
from gazetteer.fold import fold_word

EXTERNAL = 8
_CUE_REACH = 4  # words between a cue such as "by" and the actor it governs
_CLAUSE_REACH = 20  # words between an actor and the trigger it belongs to
_MODIFIERS = 3
_SHORT_FORM = 3  # "IS", "SAF": short names must be written in capitals
_BREAKS = frozenset(".;؛!?؟…\n")
_CALM = frozenset({"Protests", "Strategic developments"})


@dataclass(frozen=True, slots=True)
class _Known:
    """A row of the actor table; `home` "" means the code holds everywhere."""

    name: str
    inter: int
    home: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Nation:
    country: str
    demonym: str


@dataclass(frozen=True, slots=True)
class _ActorWords:
    known: Lexicon[tuple[_Known, ...]]
    generic: Lexicon[int]
    nations: Lexicon[_Nation]
    forces: Lexicon[str]
    between: frozenset[str]
    modifiers: frozenset[str]
    civilians: Lexicon[bool]
    cues: Lexicon[str]
    mutual: Lexicon[bool]
    never_after: frozenset[str]
    passive: frozenset[str]
    relative: frozenset[str]
    state_name: str
    civilian_name: str
    verb_first: bool


@dataclass(frozen=True, slots=True)
class _Named:
    """An actor at words `first` to `last` (not included), before its role is known."""

    first: int
    last: int
    name: str
    inter: int


def find_actors(
    text: str,
    start: int,
    end: int,
    language: Language,
    published: date | None,
    trigger: Trigger | None = None,
) -> tuple[Actor, ...]:
    """Find the actors of `text[start:end]` with their part in what `trigger` tells.

    `inter` is the code at home; `abroad` settles it once the country of the event is known.
    """
    words = split_words(text, start, end, language)
    table = _actor_words(language.code)
    year = published.year if published else None
    named = _find_named(words, text, table, year)
    at = _trigger_index(words, trigger)
    kind = event_types().get(trigger.type) if trigger else None
    calm = kind is not None and kind.event_type in _CALM
    mutual = calm or (kind is not None and kind.event_type == "Battles")
    found: dict[str, Actor] = {}
    for one in named:
        civilian = one.inter == 7 and one.name == table.civilian_name
        if civilian and calm:
            continue
        role = "target" if civilian else _role(words, one, at, mutual, table)
        if role is None:
            continue
        actor = Actor(one.name, role, one.inter, words[one.first].start, words[one.last - 1].end)
        before = found.get(actor.name)
        if before is None or (before.role == "actor" and role != "actor"):
            found[actor.name] = actor
    return tuple(sorted(found.values(), key=lambda actor: actor.start))


def abroad(actors: tuple[Actor, ...], country: str, language: Language) -> tuple[Actor, ...]:
    """Give armies outside their own country ACLED's code for external forces."""
    if not country:
        return actors
    homes = _homes(language.code)
    return tuple(
        replace(actor, inter=EXTERNAL)
        if homes.get(actor.name, country) != country and actor.inter in (1, 2, 3)
        else actor
        for actor in actors
    )


@cache
def _actor_words(code: str) -> _ActorWords:
    language = load_language(code)
    table = language.section("actors")

    def folded(key: str) -> frozenset[str]:
        return frozenset(map(fold_word, table.get(key, ())))

    rows: dict[str, list[_Known]] = {}
    for row in table.get("known", ()):
        known = _Known(
            row["name"], row["inter"], row.get("home", ""), row.get("from", 0), row.get("to", 9999)
        )
        for form in row["forms"]:
            rows.setdefault(form, []).append(known)
    forces = [(f, "force") for f in table.get("forces", ())]
    strikes = [(s, "strike") for s in table.get("strikes", ())]
    cues = [(p, k) for k in ("by", "on", "with") for p in table.get(k, ())]
    return _ActorWords(
        known=Lexicon((form, tuple(known)) for form, known in rows.items()),
        generic=Lexicon(table.get("generic", {}).items()),
        nations=Lexicon(_nations(language)),
        forces=Lexicon(forces + strikes),
        between=folded("between"),
        modifiers=frozenset(map(fold_word, table.get("modifiers", {}).get("words", ()))),
        civilians=Lexicon((c, True) for c in table.get("civilians", ())),
        cues=Lexicon(cues),
        mutual=Lexicon((m, True) for m in table.get("mutual", ())),
        never_after=folded("never_after"),
        passive=folded("passive"),
        relative=folded("relative"),
        state_name=table.get("state_name", "{}"),
        civilian_name=table.get("civilian_name", ""),
        verb_first=bool(table.get("verb_first")),
    )


def _nations(language: Language) -> list[tuple[str, _Nation]]:
    """List every form of every demonym with its country."""
    endings = language.section("actors").get("demonym_endings", [""])
    article = language.section("names").get("article", "")
    found = []
    demonyms: dict[str, Any] = language.section("names").get("demonyms", {})
    for country, bases in demonyms.items():
        for base in [bases] if isinstance(bases, str) else bases:
            nation = _Nation(country, base)
            for prefix in ("", article) if article else ("",):
                found += [(prefix + base + ending, nation) for ending in endings]
    return found


@cache
def _homes(code: str) -> dict[str, str]:
    """Map the name of an actor to the country where it is at home."""
    table = load_language(code).section("actors")
    homes = {row["name"]: row["home"] for row in table.get("known", ()) if "home" in row}
    for _, nation in _nations(load_language(code)):
        homes.setdefault(table.get("state_name", "{}").format(nation.demonym), nation.country)
    return homes


def _find_named(words: list[Word], text: str, table: _ActorWords, year: int | None) -> list[_Named]:
    found: list[_Named] = []
    index = 0
    while index < len(words):
        named = (
            _known_at(words, index, text, table, year)
            or _state_at(words, index, table)
            or _generic_at(words, index, text, table)
        )
        if named is None:
            match = table.civilians.at(words, index)
            named = _Named(index, match[0], table.civilian_name, 7) if match else None
        if named is None:
            index += 1
            continue
        after_known = found and found[-1].last > named.first
        if after_known or (found and found[-1].last == index and _is_generic(words, index, table)):
            found[-1] = replace(found[-1], last=named.last)  # "ISIS militants"
        else:
            found.append(named)
        index = named.last
    return found


def _is_generic(words: list[Word], index: int, table: _ActorWords) -> bool:
    """Tell whether a plain group noun stands here; in verb-first languages none follows a name."""
    return not table.verb_first and table.generic.at(words, index) is not None


def _known_at(
    words: list[Word], index: int, text: str, table: _ActorWords, year: int | None
) -> _Named | None:
    match = table.known.at(words, index)
    if match is None:
        return None
    last, rows = match
    raw = text[words[index].start : words[last - 1].end]
    if raw.isascii() and len(raw) <= _SHORT_FORM + 1 and not raw.isupper():
        return None
    if raw.isascii() and raw.islower():
        return None
    if (
        last < len(words)
        and words[last].text == "-"
        and _next_text(words, last) in (table.never_after)
    ):
        return None
    when = year or 9000
    row = next((row for row in rows if row.first <= when <= row.last), rows[-1])
    return _Named(index, last, row.name, row.inter)


def _next_text(words: list[Word], index: int) -> str:
    return words[index + 1].text if index + 1 < len(words) else ""


def _state_at(words: list[Word], index: int, table: _ActorWords) -> _Named | None:
    """Read "Turkish army" and "الجيش التركي"; of "Turkish shelling", only whose it is."""
    first, second = (
        (table.forces, table.nations)
        if table.verb_first
        else (
            table.nations,
            table.forces,
        )
    )
    opening = first.at(words, index)
    if opening is None:
        return None
    at = opening[0]
    for _ in range(_MODIFIERS):
        if at >= len(words):
            return None
        closing = second.at(words, at)
        if closing is not None:
            pair = (opening[1], closing[1])
            nation = next(part for part in pair if isinstance(part, _Nation))
            strike = "strike" in pair
            # What the strike is called stays free to be read as a cue.
            span = (at, closing[0]) if strike and table.verb_first else (index, closing[0])
            return _Named(*span, table.state_name.format(nation.demonym), 1)
        if words[at].text not in table.between and words[at].text not in ("-", '"'):
            return None
        at += 1
    return None


def _generic_at(words: list[Word], index: int, text: str, table: _ActorWords) -> _Named | None:
    """Take an unnamed or unknown group from the text: "مسلحون مجهولون", "X militia"."""
    match = table.generic.at(words, index)
    if match is None:
        return None
    first, last = index, match[0]
    if table.verb_first:
        last = _grow_right(words, last, table)
    else:
        first = _grow_left(words, first, text, table)
    name = text[words[first].start : words[last - 1].end].strip(" \"'“”«»")
    if table.verb_first and len(words[first].forms) > 1:
        name = _without_clitic(name, words[first], table.generic)
    return _Named(first, last, " ".join(name.split()), match[1])


def _without_clitic(name: str, word: Word, lexicon: Lexicon[int]) -> str:
    """Drop the "and" or "for" that is glued to a group's first word."""
    for form in word.forms:
        if lexicon.has(form):
            return name[len(word.text) - len(form) :]
    return name


def _grow_right(words: list[Word], last: int, table: _ActorWords) -> int:
    quoted = last < len(words) and words[last].text == '"'
    if quoted:
        for at in range(last + 1, min(last + 6, len(words))):
            if words[at].text == '"':
                return at + 1
    limit = last + _MODIFIERS
    while last < min(limit, len(words)) and words[last].text in table.modifiers:
        last += 1
    return last


def _grow_left(words: list[Word], first: int, text: str, table: _ActorWords) -> int:
    limit = first - _MODIFIERS - 1
    while first > max(0, limit):
        word = words[first - 1]
        raw = text[word.start : word.end]
        proper = raw[0].isupper() and first - 1 > 0 and words[first - 2].text not in _BREAKS
        hyphen = raw == "-" and first > 1
        if not (word.text in table.modifiers or proper or hyphen):
            break
        first -= 1
    while words[first].text == "-":
        first += 1
    return first


def _trigger_index(words: list[Word], trigger: Trigger | None) -> int | None:
    if trigger is None:
        return None
    inside = (i for i, word in enumerate(words) if word.start >= trigger.start)
    return next(inside, None)


def _role(
    words: list[Word], named: _Named, at: int | None, mutual: bool, table: _ActorWords
) -> str | None:
    """Tell the part an actor plays; None when it stands in another clause than the trigger."""
    if at is not None and abs(named.first - at) > _CLAUSE_REACH:
        return None
    cue = _cue_before(words, named.first, table)
    if mutual:
        return "actor"
    if cue == "by":
        return "attacker"
    if cue == "on":
        return "target"
    if at is None:
        return "actor"
    near = words[max(0, named.first - 3) : named.first]
    if any(form in table.relative for word in near for form in word.forms):
        return "actor"  # in a relative clause about something else
    if table.verb_first:
        return "attacker"
    if named.last <= at:
        passive = any(word.text in table.passive for word in words[named.last : at + 1])
        return "target" if passive else "attacker"
    return "target"


def _cue_before(words: list[Word], index: int, table: _ActorWords) -> str:
    """Return the nearest cue that governs the actor at `index`: by, on, with or nothing."""
    for back in range(1, _CUE_REACH + 1):
        at = index - back
        if at < 0 or words[at].text in _BREAKS:
            return ""
        match = table.cues.at(words, at)
        if match and match[0] <= index:
            return match[1]
    return ""
