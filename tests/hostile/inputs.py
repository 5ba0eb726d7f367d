"""Inputs made from an expression's own alphabet: what it repeats, repeated and never finished."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
# One of each kind of character that classes and their complements are made of.
POOL = " \n\t.,:;-()<>\"'«»/@#=_+aZxاوي0٣\u00a0\u064bé"
TAILS = ("\0", "\n")  # what ends the repetition: nothing that an expression waits for, or a line
SAMPLES = 2  # of what stands before a repetition
LETTERS = 6  # of the alphabet, for pairs

Make = Callable[[int], str]


def inputs(expression: re.Pattern[Any]) -> Iterator[Make]:
    """Yield what makes the inputs for an expression, each from a size in characters."""
    dice = random.Random(0)
    tree = _parser.parse(expression.pattern, expression.flags)
    letters = sorted(_alphabet(tree))
    for letter in letters:
        yield from _repeated("", letter)
    few = letters if len(letters) <= LETTERS else dice.sample(letters, LETTERS)
    for first in few:
        for second in few:
            yield from _repeated("", first + second)
    for before, body in _repetitions(tree, "", dice):
        yield from _repeated(before, body)
        yield from _repeated("", before + body)
    for _ in range(SAMPLES):
        whole = _sample(tree, dice)
        yield from _repeated("", whole)
        yield from _repeated("", whole[:-1])


def _repeated(before: str, body: str) -> Iterator[Make]:
    """Repeat a body; with each of the ends that what is repeated may run into."""
    if body:
        for tail in TAILS:
            yield lambda size, tail=tail: before + body * (size // len(body)) + tail


def _alphabet(tree: Any) -> set[str]:
    """Return a character for each literal and each class of an expression, and one outside."""
    found: set[str] = set()
    for operation, value in tree:
        if operation in (_constants.LITERAL, _constants.NOT_LITERAL):
            found |= {chr(value), _other(value)}
        elif operation is _constants.IN:
            found |= set(_members(value))
        elif operation is _constants.ANY:
            found.add("x")
        for inner in _inner(operation, value):
            found |= _alphabet(inner)
    return found


def _inner(operation: Any, value: Any) -> Sequence[Any]:
    """Return the expressions inside one."""
    if operation is _constants.BRANCH:
        return list(value[1])
    if operation in (*REPEATS, _constants.SUBPATTERN):
        return [value[-1]]
    if operation in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [value[1]]
    return [value] if operation is _constants.ATOMIC_GROUP else []


def _members(items: Any) -> list[str]:
    """Return some characters of a class."""
    literals = {chr(value) for operation, value in items if operation is _constants.LITERAL}
    ranges = (value for operation, value in items if operation is _constants.RANGE)
    ends = literals | {chr(code) for value in ranges for code in value}
    return [letter for letter in sorted({*POOL, *ends}) if _is_in(letter, items)][:12] or ["x"]


CATEGORIES = {
    _constants.CATEGORY_DIGIT: r"\d",
    _constants.CATEGORY_NOT_DIGIT: r"\D",
    _constants.CATEGORY_SPACE: r"\s",
    _constants.CATEGORY_NOT_SPACE: r"\S",
    _constants.CATEGORY_WORD: r"\w",
    _constants.CATEGORY_NOT_WORD: r"\W",
}


def _is_in(letter: str, items: Any) -> bool:
    negated = items[0][0] is _constants.NEGATE
    for operation, value in items:
        if (
            (operation is _constants.LITERAL and ord(letter) == value)
            or (operation is _constants.RANGE and value[0] <= ord(letter) <= value[1])
            or (operation is _constants.CATEGORY and re.match(CATEGORIES[value], letter))
        ):
            return not negated
    return bool(negated)


def _other(code: int) -> str:
    return next(letter for letter in POOL if ord(letter) != code)


def _repetitions(tree: Any, before: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Yield what may stand before each repetition without end, and what it repeats."""
    for operation, value in tree:
        if operation in REPEATS and value[1] > LETTERS:
            for _ in range(SAMPLES):
                yield before, _sample(value[2], dice)
        for inner in _inner(operation, value):
            yield from _repetitions(inner, before, dice)
        before += _sample([(operation, value)], dice)


def _sample(tree: Any, dice: random.Random) -> str:
    """Return a string that an expression matches, look-around left out of account."""
    return "".join(_one(operation, value, dice) for operation, value in tree)


def _one(operation: Any, value: Any, dice: random.Random) -> str:
    if operation is _constants.LITERAL:
        return chr(value)
    if operation is _constants.NOT_LITERAL:
        return _other(value)
    if operation is _constants.ANY:
        return dice.choice("x ")
    if operation is _constants.IN:
        return dice.choice(_members(value))
    if operation in REPEATS:
        return _sample(value[2], dice) * max(value[0], min(1, value[1]))
    inner = _inner(operation, value)
    if not inner or operation in (_constants.ASSERT, _constants.ASSERT_NOT):
        return ""
    return _sample(dice.choice(inner), dice)
