"""Numbers in running text: digits, number words, ranges and vague ones such as "dozens"."""

import re
from dataclasses import dataclass
from functools import cache

from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.text.tokens import PhraseMatcher, Token, Tokens, phrase_list
from gazetteer.spelling.fold import fold_word

_GROUPED = re.compile(r"\d{1,3}(?:[.,٬]\d{3})+")
_LARGEST, _DIGITS = 10_000_000, 15


@dataclass(frozen=True, slots=True)
class Number:
    """A number from token `first` up to token `last` (not included), as a range."""

    first: int
    last: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A language's number words, folded; `firsts` are those that a number may begin with."""

    values: dict[str, int]
    factors: dict[str, int]
    vague: PhraseMatcher[tuple[int, int]]
    bounds: PhraseMatcher[str]
    joiners: frozenset[str]
    range_words: frozenset[str]
    between: frozenset[str]
    firsts: frozenset[str]


@cache
def number_words(code: str) -> NumberWords:
    """Read a language's number words from counts.toml."""
    table = load_language(code).counts
    values = {fold_word(k): v for k, v in table.numbers.items()}
    factors = {fold_word(k): v for k, v in table.factors.items()}
    vague = PhraseMatcher(table.vague.items())
    return NumberWords(
        values=values,
        factors=factors,
        vague=vague,
        bounds=PhraseMatcher(phrase_list(table, "at_least", "at_most")),
        joiners=frozenset(map(fold_word, table.joiners)),
        range_words=frozenset(map(fold_word, table.to)),
        between=frozenset(map(fold_word, table.between)),
        firsts=vague.firsts.union(values, factors),
    )


def find_numbers(tokens: Tokens, code: str) -> list[Number]:
    """Find every number in tokens of a language, left to right, without overlaps."""
    table = number_words(code)
    found: list[Number] = []
    done = 0
    for index, (key, forms) in enumerate(zip(tokens.keys, tokens.forms, strict=True)):
        # most words are none: they must cost next to nothing
        if table.firsts.isdisjoint(forms) and not key[0].isdecimal():
            continue
        number = _number_at(tokens, index, table) if index >= done else None
        if number is not None:
            found.append(_bounded(tokens, number, table))
            done = number.last
    return found


def _number_at(tokens: Tokens, index: int, table: NumberWords) -> Number | None:
    vague = table.vague.at(tokens, index)
    if vague:
        return Number(index, vague[0], *vague[1])
    first = _exact(tokens, index, table)
    if first is None:
        return None
    value, stop = first
    second = _range_end(tokens, index, stop, table)
    if second and second[0] > value:
        return Number(index, second[1], value, second[0])
    return Number(index, stop, value, value)


def _range_end(tokens: Tokens, first: int, stop: int, table: NumberWords) -> tuple[int, int] | None:
    """Read the second half of "10 to 15", "10-15" or "between 10 and 15"."""
    if stop >= len(tokens):
        return None
    between = first > 0 and not table.between.isdisjoint(tokens.forms[first - 1])
    text = tokens.keys[stop]
    if text in table.range_words or text == "-" or (between and text in table.joiners):
        return _exact(tokens, stop + 1, table)
    if between and len(tokens.forms[stop]) > 1:  # the "and" is glued to a number word
        return _exact(tokens, stop, table)
    return None


def _exact(tokens: Tokens, index: int, table: NumberWords) -> tuple[int, int] | None:
    """Read one number that may run over several words; return it and where it ends."""
    if index >= len(tokens):
        return None
    text = tokens.keys[index]
    if text[0].isdecimal():
        if _GROUPED.fullmatch(text):
            text = re.sub(r"[.,٬]", "", text)
        if not text.isdecimal() or len(text) > _DIGITS:
            return None
        return _scaled(tokens, index, int(text), table)
    value = _value(tokens[index], table)
    if value is not None:
        return _composed(tokens, index + 1, value, table)
    factor = table.factors.get(tokens.forms[index][-1])
    return (factor, index + 1) if factor else None


def _scaled(tokens: Tokens, index: int, value: int, table: NumberWords) -> tuple[int, int] | None:
    stop = index + 1
    while stop < len(tokens) and tokens.keys[stop] in table.factors:
        value *= table.factors[tokens.keys[stop]]
        stop += 1
    return (value, stop) if value < _LARGEST else None


def _value(token: Token, table: NumberWords) -> int | None:
    return next((table.values[form] for form in token.forms if form in table.values), None)


def _composed(tokens: Tokens, index: int, value: int, table: NumberWords) -> tuple[int, int]:
    """Go on from a number word: "twenty-five", "ثلاثة عشر", "two hundred and six"."""
    total = 0
    while index < len(tokens):
        text = tokens.keys[index]
        if text in table.factors:
            factor = table.factors[text]
            total, value = (
                (total + value * factor, 0) if factor >= 1000 else (total, value * factor)
            )
            index += 1
            continue
        joined = text in table.joiners or text == "-"
        following = tokens[index + joined] if index + joined < len(tokens) else None
        more = _value(following, table) if following else None
        glued = following is not None and following.key not in table.values
        if more is None or not _fits(value, more, joined or glued, text == "-"):
            break
        value += more
        index += 1 + joined
    return total + value, index


def _fits(value: int, more: int, joined: bool, hyphen: bool) -> bool:
    """Return whether two number words make one number rather than two."""
    if value >= 100:
        return more < 100 and value % 100 == 0
    if 20 <= value < 100 and value % 10 == 0:  # twenty-five, but not "twenty and five"
        return more < 10 and (hyphen or not joined)
    if value < 10 and more == 10:  # Arabic teens
        return not joined
    return value < 10 and more % 10 == 0 and more > 10 and joined  # Arabic 21 to 99


def _bounded(tokens: Tokens, number: Number, table: NumberWords) -> Number:
    """Widen a number by what stands before it: "up to 30" is 1 to 30."""
    for back in range(1, 4):
        at = number.first - back
        bound = table.bounds.at(tokens, at) if at >= 0 else None
        if bound and bound[0] == number.first and bound[1] == "at_most":
            return Number(number.first, number.last, 1, number.high)
    return number
