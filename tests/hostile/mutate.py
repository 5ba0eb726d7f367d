"""Change a file a little, at random: as transport, other programs and attackers change files."""

import io
import random
import zipfile
from collections.abc import Callable, Sequence

from tests.hostile.corpus import ODD, packed

Dice = random.Random
_WORDS = (
    b"< > <p> <w:p> </w:p> <!-- ]]> &#0; &x; [ ] { } null true 0 -0 -1 1e400 99999999999999999999 "
    b"\xff \x80 obj endobj stream endstream << >> 0\tR /Kids ( ) Do charset= =?utf-8?q? ?= --b , "
    b"Content-Type:"
)
_TOKENS = [*_WORDS.split(b" "), *(one.encode("utf-8", "replace") for one in ODD), b" ", b"\n\n"]
_MOST = 4  # changes of one input
_LONGEST = 200_000  # bytes


def mutated(data: bytes, others: Sequence[bytes], dice: Dice) -> bytes:
    """Return a changed copy; of a zip most often one of its members is changed."""
    if data[:2] == b"PK" and dice.random() < 0.7:
        inside = _inside(data, others, dice)
        if inside is not None:
            return inside
    for _ in range(dice.randint(1, _MOST)):
        data = dice.choice(CHANGES)(data, others, dice)[:_LONGEST]
    return data


def _inside(data: bytes, others: Sequence[bytes], dice: Dice) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # an earlier change has broken it
        return None
    if not members:
        return None
    name = dice.choice(sorted(members))
    members[name] = mutated(members[name], others, dice)
    return packed(members)


def _flip(data: bytes, others: Sequence[bytes], dice: Dice) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, others: Sequence[bytes], dice: Dice) -> bytes:
    start, end = _stretch(data, dice)
    return data[:start] + data[end:]


def _repeat(data: bytes, others: Sequence[bytes], dice: Dice) -> bytes:
    start, end = _stretch(data, dice)
    return data[:end] + data[start:end] * dice.choice((1, 1, 2, 50)) + data[end:]


def _insert(data: bytes, others: Sequence[bytes], dice: Dice) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(_TOKENS) * dice.choice((1, 1, 1, 20)) + data[at:]


def _number(data: bytes, others: Sequence[bytes], dice: Dice) -> bytes:
    """Put another number in the place of one."""
    digits = [at for at in range(len(data)) if data[at : at + 1].isdigit()]
    if not digits:
        return _insert(data, others, dice)
    start = end = dice.choice(digits)
    while data[end : end + 1].isdigit():
        end += 1
    number = dice.choice((b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"9" * 40, b"1e9"))
    return data[:start] + number + data[end:]


def _splice(data: bytes, others: Sequence[bytes], dice: Dice) -> bytes:
    """Go on as another file does."""
    other = dice.choice(others)
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]


def _truncate(data: bytes, others: Sequence[bytes], dice: Dice) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


CHANGES: list[Callable[[bytes, Sequence[bytes], Dice], bytes]] = [
    _flip,
    _flip,
    _cut,
    _repeat,
    _insert,
    _insert,
    _number,
    _splice,
    _truncate,
]


def _stretch(data: bytes, dice: Dice) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.choice((1, 4, 30, 400)))
