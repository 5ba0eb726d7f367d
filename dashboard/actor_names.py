"""Where a sentence names somebody who may act: known actors, state forces, other groups."""

from dataclasses import dataclass, replace

from dashboard.actor_words import ActorWords, Nation
from dashboard.words import Lexicon, Word

MODIFIERS = 3
_SHORT_FORM = 3  # "IS", "SAF": short names must be written in capitals
BREAKS = frozenset(".;؛!?؟…\n")


@dataclass(frozen=True, slots=True)
class Named:
    """An actor at words `first` to `last` (not included), before its role is known."""

    first: int
    last: int
    name: str
    inter: int


def find_named(words: list[Word], text: str, table: ActorWords, year: int | None) -> list[Named]:
    """List everybody a sentence names, left to right, each known by the code of its year."""
    found: list[Named] = []
    index = 0
    while index < len(words):
        named = (
            _known_at(words, index, text, table, year)
            or _state_at(words, index, table)
            or _generic_at(words, index, text, table)
        )
        if named is None:
            match = table.civilians.at(words, index)
            named = Named(index, match[0], table.civilian_name, 7) if match else None
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


def _is_generic(words: list[Word], index: int, table: ActorWords) -> bool:
    """Tell whether a plain group noun stands here; in verb-first languages none follows a name."""
    return not table.verb_first and table.generic.at(words, index) is not None


def _known_at(
    words: list[Word], index: int, text: str, table: ActorWords, year: int | None
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
    when = year or 9000
    row = next((row for row in rows if row.first <= when <= row.last), rows[-1])
    return Named(index, last, row.name, row.inter)


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
        last = _grow_right(words, last, table)
    else:
        first = _grow_left(words, first, text, table)
    name = text[words[first].start : words[last - 1].end].strip(" \"'“”«»")
    if table.verb_first and len(words[first].forms) > 1:
        name = _without_clitic(name, words[first], table.generic)
    return Named(first, last, " ".join(name.split()), match[1])


def _without_clitic(name: str, word: Word, lexicon: Lexicon[int]) -> str:
    """Drop the "and" or "for" that is glued to a group's first word."""
    for form in word.forms:
        if lexicon.has(form):
            return name[len(word.text) - len(form) :]
    return name


def _grow_right(words: list[Word], last: int, table: ActorWords) -> int:
    quoted = last < len(words) and words[last].text == '"'
    if quoted:
        for at in range(last + 1, min(last + 6, len(words))):
            if words[at].text == '"':
                return at + 1
    limit = last + MODIFIERS
    while last < min(limit, len(words)) and words[last].text in table.modifiers:
        last += 1
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
