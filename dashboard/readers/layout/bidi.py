"""From the order glyphs stand on paper to the order they are read in.

The inverse of Unicode's bidirectional algorithm, for one line at a time: a page only shows where
each glyph is, and Arabic runs from the right while numbers and Latin words in it run from the left.
"""

import re
import unicodedata
from collections.abc import Sequence

_RTL = re.compile(
    "[\u0590-\u05ff\u0608-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
# Between two digits these belong to the number; a hyphen does not: 2021-2023 is turned around.
_IN_NUMBERS = frozenset(".,:/٫٬")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_OPEN_WELL = re.compile(r"(?:^|\s)[(\[{«‹]\S|\S[)\]}»›](?:\s|[.,،؛:]|$)", re.M)


def is_rtl(text: str) -> bool:
    """Return whether the text has a letter that is written from right to left."""
    return _RTL.search(text) is not None


def rtl_share(text: str) -> float:
    """Return the share of letters that are written from right to left."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(is_rtl, letters)) / len(letters) if letters else 0.0


def unshape(text: str) -> str:
    """Replace presentation forms (the shape a letter takes in a word) by the letters they show."""
    # Vowel signs standing alone come apart into a space and the sign.
    return _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m[0]).replace(" ", ""), text)


def logical(units: Sequence[str], *, rtl: bool, mirror: bool) -> str:
    """Return a line's text from its glyphs' texts, leftmost first.

    `rtl` is the paragraph's direction; `mirror` says that a bracket's shape was recorded, not its
    meaning: ")" then opens in Arabic.
    """
    kinds = _kinds(units)
    if rtl:
        return _right_to_left(units, kinds, mirror=mirror)
    parts: list[str] = []
    start = 0
    for first, last in _runs(kinds, "R", "RN"):
        parts += units[start:first]
        parts.append(_right_to_left(units[first:last], kinds[first:last], mirror=mirror))
        start = last
    return "".join(parts) + "".join(units[start:])


def brackets_open_well(text: str) -> int:
    """Count brackets that stand as brackets do: a space outside, none inside."""
    return sum(1 for _ in _OPEN_WELL.finditer(text))


def _right_to_left(units: Sequence[str], kinds: str, *, mirror: bool) -> str:
    """Read from the right; Latin words and numbers keep their own direction."""
    runs = _runs(kinds, "L", "LN") or []
    covered = {index for first, last in runs for index in range(first, last)}
    numbers = [run for run in _runs(kinds, "N", "N", gap=False) if run[0] not in covered]
    ends = {last: first for first, last in runs + numbers}
    parts: list[str] = []
    position = len(units)
    while position > 0:
        if (first := ends.get(position)) is not None:
            parts += units[first:position]
            position = first
        else:
            position -= 1
            unit = units[position]
            parts.append(unit.translate(_MIRRORED) if mirror else unit)
    return "".join(parts)


def _kinds(units: Sequence[str]) -> str:
    """Classify units: R right to left, L left to right, N number, S separator and the rest."""
    kinds = [_kind(unit) for unit in units]
    for index in range(1, len(kinds) - 1):
        if units[index] in _IN_NUMBERS and kinds[index - 1] == kinds[index + 1] == "N":
            kinds[index] = "N"
    return "".join(kinds)


def _kind(unit: str) -> str:
    """Classify one unit by its first telling character."""
    for letter in unit:
        if letter.isdigit():
            return "N"
        if _RTL.match(letter):
            return "R"
        if letter.isalpha():
            return "L"
    return "S"


def _runs(kinds: str, core: str, allowed: str, *, gap: bool = True) -> list[tuple[int, int]]:
    """Return half-open runs of `allowed` units that hold a `core` one, separators between them."""
    between = "S*" if gap else ""
    pattern = re.compile(f"[{allowed}](?:{between}[{allowed}])*")
    return [match.span() for match in pattern.finditer(kinds) if core in match[0]]
