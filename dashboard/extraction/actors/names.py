"""Where a sentence names somebody who may act: known actors, state forces, other groups."""

import re
from dataclasses import dataclass, replace
from datetime import date

from dashboard.extraction.actors.identities import inter_on
from dashboard.extraction.actors.lexicon import ActorWords, Nation
from dashboard.extraction.text.text import Text
from dashboard.extraction.text.tokens import PhraseMatcher, Token, Tokens, openings

MODIFIERS = 3
_SHORT_FORM = 3  # "IS", "SAF": short names must be written in capitals
_NAME = 2  # words after an opener such as "أحرار" that make a name
_GLUE = "\"'(«“#"
# What passes filters or carries vowels, and belongs to no name.
_NOISE = re.compile(r"[^\w-]|[_\u0640\u064b-\u065f\u0670]")
BREAKS = frozenset(".;؛!?؟…\n")


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor at tokens `first` to `last` (not included), before its role is known."""

    first: int
    last: int
    name: str
    inter: int


def find_named(
    tokens: Tokens, text: Text, table: ActorWords, published: date | None
) -> list[NamedActor]:
    """List everybody a sentence names, left to right, each known by the code of its day."""
    found: list[NamedActor] = []
    done = 0
    for index in openings(table.opening, tokens):
        if index < done:
            continue
        named = (
            _known_at(tokens, index, text, table, published)
            or _known_group_at(tokens, index, text, table, published)
            or _state_at(tokens, index, table)
            or _generic_at(tokens, index, text, table)
        )
        if named is None:
            match = table.civilians.at(tokens, index)
            named = NamedActor(index, match[0], table.civilian_name, 7) if match else None
        if named is None:
            continue
        after_known = found and found[-1].last > named.first
        if after_known or (found and found[-1].last == index and _is_generic(tokens, index, table)):
            found[-1] = replace(found[-1], last=named.last)  # "ISIS militants"
        else:
            found.append(named)
        done = named.last
    return found


def _is_generic(tokens: Tokens, index: int, table: ActorWords) -> bool:
    """Return whether a plain group noun stands here; in verb-first languages none follows names."""
    return not table.verb_first and table.generic.at(tokens, index) is not None


def _known_at(
    tokens: Tokens, index: int, text: Text, table: ActorWords, published: date | None
) -> NamedActor | None:
    match = table.known.at(tokens, index)
    if match is None:
        return None
    last, rows = match
    raw = text.original[tokens.starts[index] : tokens.ends[last - 1]]
    if raw.isascii() and len(raw) <= _SHORT_FORM + 1 and not raw.isupper():
        return None
    if raw.isascii() and raw.islower():
        return None
    near = range(max(0, index - 2), min(last + 2, len(tokens)))
    beside = [text.original[tokens.starts[i] : tokens.ends[i]] for i in near]
    if len(raw) < _SHORT_FORM and all(w.isupper() for w in beside if w.isalpha()):
        return None  # a headline in capitals: "THE ROAD IS CLOSED"
    if (
        last < len(tokens)
        and tokens.keys[last] == "-"
        and _next_key(tokens, last) in (table.never_after)
    ):
        return None
    when = published or date.max
    row = next((row for row in rows if row.first <= when <= row.last), rows[-1])
    return NamedActor(index, last, row.name, inter_on(row.key, when))


def _known_group_at(
    tokens: Tokens, index: int, text: Text, table: ActorWords, published: date | None
) -> NamedActor | None:
    """Read "ميليشيا (قسد)" as the actor that is named after the noun."""
    match = table.generic.at(tokens, index) if table.verb_first else None
    if match is None:
        return None
    at = match[0]
    while at < len(tokens) and tokens.keys[at] in _GLUE:
        at += 1
    if at >= len(tokens) or len(tokens.forms[at][0]) != len(tokens.keys[at]):
        return None
    known = _known_at(tokens, at, text, table, published)
    return known and replace(known, first=index)


def _next_key(tokens: Tokens, index: int) -> str:
    return tokens.keys[index + 1] if index + 1 < len(tokens) else ""


def _state_at(tokens: Tokens, index: int, table: ActorWords) -> NamedActor | None:
    """Read "Turkish army" and "الجيش التركي"; of "Turkish shelling", only whose it is."""
    first, second = (
        (table.forces, table.nations)
        if table.verb_first
        else (
            table.nations,
            table.forces,
        )
    )
    opening = first.at(tokens, index)
    if opening is None:
        return None
    at = opening[0]
    for _ in range(MODIFIERS):
        if at >= len(tokens):
            return None
        closing = second.at(tokens, at)
        if closing is not None:
            pair = (opening[1], closing[1])
            nation = next(part for part in pair if isinstance(part, Nation))
            strike = "strike" in pair
            # What the strike is called stays free to be read as a cue.
            span = (at, closing[0]) if strike and table.verb_first else (index, closing[0])
            return NamedActor(*span, table.state_name.format(nation.demonym), 1)
        if tokens.keys[at] not in table.between and tokens.keys[at] not in ("-", '"'):
            return None
        at += 1
    return None


def _generic_at(tokens: Tokens, index: int, text: Text, table: ActorWords) -> NamedActor | None:
    """Take an unnamed or unknown group from the text: "مسلحون مجهولون", "X militia"."""
    match = table.generic.at(tokens, index)
    if match is None:
        return None
    first, last = index, match[0]
    if table.verb_first:
        return _group_at(tokens, first, last, match[1], text, table)
    first = _grow_left(tokens, first, text, table)
    name = text.original[tokens.starts[first] : tokens.ends[last - 1]].strip(" \"'“”«»")
    if first == index and (first == 0 or tokens.keys[first - 1] in BREAKS):
        name = name[0].lower() + name[1:]  # it only opens a sentence
    return NamedActor(first, last, " ".join(name.split()), match[1])


def _group_at(
    tokens: Tokens, first: int, last: int, inter: int, text: Text, table: ActorWords
) -> NamedActor | None:
    """Read "مسلحون مجهولون"; a bare "حركة" or "خلايا" needs a name to be anybody."""
    grown = _grow_right(tokens, last, table)
    if grown == last and not table.nameless.isdisjoint(tokens.forms[first]):
        return None
    kept = (i for i in range(first, grown) if tokens.keys[i].isalnum())
    name = [_NOISE.sub("", text.original[tokens.starts[i] : tokens.ends[i]]) for i in kept]
    name[0] = _without_clitic(name[0], tokens[first], table.generic)
    return NamedActor(first, grown, " ".join(name), inter)


def _without_clitic(name: str, token: Token, groups: PhraseMatcher[int]) -> str:
    """Drop the "and" or "for" that is glued to a group's first word: "للفصائل"."""
    form = next((form for form in token.forms if groups.has(form)), token.key)
    dropped = len(token.key) - len(form)
    if token.key.endswith(form):
        return name[dropped:]
    return "ال" + name[dropped + 2 :]  # "lil-" swallows the article's alef


def _grow_right(tokens: Tokens, last: int, table: ActorWords) -> int:
    at = last
    if at < len(tokens) and tokens.keys[at] in _GLUE:
        for end in range(at + 1, min(at + 6, len(tokens))):
            if tokens.keys[end] in '")»”':
                return end + 1
    if at < len(tokens) and tokens.keys[at] in table.openers:
        following = tokens.keys[at + 1 : at + 1 + _NAME]
        named = sum(1 for key in following[1:] if key.startswith("ال"))
        return min(len(tokens), at + 2 + named) if following else last
    while last < min(at + MODIFIERS, len(tokens)) and tokens.keys[last] in table.modifiers:
        last += 1
    loyal = last > at and tokens.keys[last - 1] in table.loyal
    if loyal and last < len(tokens) and tokens.keys[last].startswith("ل"):
        whom = table.known.at(tokens, last)  # "الموالية لتركيا", "لحزب الله", but not "لها"
        return whom[0] if whom else last + (len(tokens.keys[last]) > _SHORT_FORM)
    return last


def _grow_left(tokens: Tokens, first: int, text: Text, table: ActorWords) -> int:
    limit = first - MODIFIERS - 1
    while first > max(0, limit):
        token = tokens[first - 1]
        raw = text.original[token.start : token.end]
        proper = raw[0].isupper() and first - 1 > 0 and tokens.keys[first - 2] not in BREAKS
        hyphen = raw == "-" and first > 1
        if not (token.key in table.modifiers or proper or hyphen):
            break
        first -= 1
    while tokens.keys[first] == "-":
        first += 1
    return first
