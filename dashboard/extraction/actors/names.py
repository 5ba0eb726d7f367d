"""Where a sentence names somebody who may act: known actors, state forces, other groups."""

import re
from dataclasses import dataclass, replace
from datetime import date

from dashboard.extraction.actors.lexicon import ActorWords, Nation
from dashboard.extraction.text.tokens import Lexicon, Word

MODIFIERS = 3
_SHORT_FORM = 3  # "IS", "SAF": short names must be written in capitals
_NAME = 2  # words after an opener such as "أحرار" that make a name
_GLUE = "\"'(«“#"
# What passes filters or carries vowels, and belongs to no name.
_NOISE = re.compile(r"[^\w-]|[_\u0640\u064b-\u065f\u0670]")
BREAKS = frozenset(".;؛!?؟…\n")


@dataclass(frozen=True, slots=True)
class Named:
    """An actor at words `first` to `last` (not included), before its role is known."""

    first: int
    last: int
    name: str
    inter: int


def find_named(
    words: list[Word], text: str, table: ActorWords, published: date | None
) -> list[Named]:
    """List everybody a sentence names, left to right, each known by the code of its day."""
    found: list[Named] = []
    done = 0
    for index in _openings(words, table):
        if index < done:
            continue
        named = (
            _known_at(words, index, text, table, published)
            or _known_group_at(words, index, text, table, published)
            or _state_at(words, index, table)
            or _generic_at(words, index, text, table)
        )
        if named is None:
            match = table.civilians.at(words, index)
            named = Named(index, match[0], table.civilian_name, 7) if match else None
        if named is None:
            continue
        after_known = found and found[-1].last > named.first
        if after_known or (found and found[-1].last == index and _is_generic(words, index, table)):
            found[-1] = replace(found[-1], last=named.last)  # "ISIS militants"
        else:
            found.append(named)
        done = named.last
    return found


def _openings(words: list[Word], table: ActorWords) -> list[int]:
    """List the words that somebody's name may begin at."""
    lexicons = (table.known, table.generic, table.forces, table.nations, table.civilians)
    return sorted({at for lexicon in lexicons for at in lexicon.openings(words)})


def _is_generic(words: list[Word], index: int, table: ActorWords) -> bool:
    """Return whether a plain group noun stands here; in verb-first languages none follows names."""
    return not table.verb_first and table.generic.at(words, index) is not None


def _known_at(
    words: list[Word], index: int, text: str, table: ActorWords, published: date | None
) -> Named | None:
    match = table.known.at(words, index)
    if match is None:
        return None
    last, rows = match
    raw = text[words[index].start : words[last - 1].end]
    if raw.isascii() and len(raw) <= _SHORT_FORM + 1 and not raw.isupper():
        return None
    if raw.isascii() and raw.islower():
        return None
    beside = [text[w.start : w.end] for w in words[max(0, index - 2) : last + 2]]
    if len(raw) < _SHORT_FORM and all(w.isupper() for w in beside if w.isalpha()):
        return None  # a headline in capitals: "THE ROAD IS CLOSED"
    if (
        last < len(words)
        and words[last].text == "-"
        and _next_text(words, last) in (table.never_after)
    ):
        return None
    when = published or date.max
    row = next((row for row in rows if row.first <= when <= row.last), rows[-1])
    return Named(index, last, row.name, row.inter)


def _known_group_at(
    words: list[Word], index: int, text: str, table: ActorWords, published: date | None
) -> Named | None:
    """Read "ميليشيا (قسد)" as the actor that is named after the noun."""
    match = table.generic.at(words, index) if table.verb_first else None
    if match is None:
        return None
    at = match[0]
    while at < len(words) and words[at].text in _GLUE:
        at += 1
    if at >= len(words) or len(words[at].forms[0]) != len(words[at].text):
        return None
    known = _known_at(words, at, text, table, published)
    return known and replace(known, first=index)


def _next_text(words: list[Word], index: int) -> str:
    return words[index + 1].text if index + 1 < len(words) else ""


def _state_at(words: list[Word], index: int, table: ActorWords) -> Named | None:
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
    for _ in range(MODIFIERS):
        if at >= len(words):
            return None
        closing = second.at(words, at)
        if closing is not None:
            pair = (opening[1], closing[1])
            nation = next(part for part in pair if isinstance(part, Nation))
            strike = "strike" in pair
            # What the strike is called stays free to be read as a cue.
            span = (at, closing[0]) if strike and table.verb_first else (index, closing[0])
            return Named(*span, table.state_name.format(nation.demonym), 1)
        if words[at].text not in table.between and words[at].text not in ("-", '"'):
            return None
        at += 1
    return None


def _generic_at(words: list[Word], index: int, text: str, table: ActorWords) -> Named | None:
    """Take an unnamed or unknown group from the text: "مسلحون مجهولون", "X militia"."""
    match = table.generic.at(words, index)
    if match is None:
        return None
    first, last = index, match[0]
    if table.verb_first:
        return _group_at(words, first, last, match[1], text, table)
    first = _grow_left(words, first, text, table)
    name = text[words[first].start : words[last - 1].end].strip(" \"'“”«»")
    if first == index and (first == 0 or words[first - 1].text in BREAKS):
        name = name[0].lower() + name[1:]  # it only opens a sentence
    return Named(first, last, " ".join(name.split()), match[1])


def _group_at(
    words: list[Word], first: int, last: int, inter: int, text: str, table: ActorWords
) -> Named | None:
    """Read "مسلحون مجهولون"; a bare "حركة" or "خلايا" needs a name to be anybody."""
    grown = _grow_right(words, last, table)
    if grown == last and not table.nameless.isdisjoint(words[first].forms):
        return None
    kept = [word for word in words[first:grown] if word.text.isalnum()]
    name = [_NOISE.sub("", text[word.start : word.end]) for word in kept]
    name[0] = _without_clitic(name[0], words[first], table.generic)
    return Named(first, grown, " ".join(name), inter)


def _without_clitic(name: str, word: Word, lexicon: Lexicon[int]) -> str:
    """Drop the "and" or "for" that is glued to a group's first word: "للفصائل"."""
    form = next((form for form in word.forms if lexicon.has(form)), word.text)
    dropped = len(word.text) - len(form)
    if word.text.endswith(form):
        return name[dropped:]
    return "ال" + name[dropped + 2 :]  # "lil-" swallows the article's alef


def _grow_right(words: list[Word], last: int, table: ActorWords) -> int:
    at = last
    if at < len(words) and words[at].text in _GLUE:
        for end in range(at + 1, min(at + 6, len(words))):
            if words[end].text in '")»”':
                return end + 1
    if at < len(words) and words[at].text in table.openers:
        following = words[at + 1 : at + 1 + _NAME]
        named = sum(1 for word in following[1:] if word.text.startswith("ال"))
        return min(len(words), at + 2 + named) if following else last
    while last < min(at + MODIFIERS, len(words)) and words[last].text in table.modifiers:
        last += 1
    loyal = last > at and words[last - 1].text in table.loyal
    if loyal and last < len(words) and words[last].text.startswith("ل"):
        whom = table.known.at(words, last)  # "الموالية لتركيا", "لحزب الله", but not "لها"
        return whom[0] if whom else last + (len(words[last].text) > _SHORT_FORM)
    return last


def _grow_left(words: list[Word], first: int, text: str, table: ActorWords) -> int:
    limit = first - MODIFIERS - 1
    while first > max(0, limit):
        word = words[first - 1]
        raw = text[word.start : word.end]
        proper = raw[0].isupper() and first - 1 > 0 and words[first - 2].text not in BREAKS
        hyphen = raw == "-" and first > 1
        if not (word.text in table.modifiers or proper or hyphen):
            break
        first -= 1
    while words[first].text == "-":
        first += 1
    return first
