"""Which pieces of the vocabulary stay: those of the scripts we read, rare Latin ones not."""

import json
import unicodedata
from collections.abc import Sequence
from itertools import islice
from typing import Any

from wordfreq import zipf_frequency

SCRIPTS = frozenset(("ARABIC", "LATIN", "CYRILLIC", "HEBREW"))
MOST = 146_000  # pieces: their table is four fifths of the files, which 45 MB must hold
LANGUAGES = ("en", "es", "fr", "tr")  # of those in Latin letters
_COMMON = 3.0  # Zipf frequency: once in a million words
_SPECIAL = 4  # <s>, <pad>, </s>, <unk>
_SPACE = "▁"


def kept_pieces(vocabulary: Sequence[tuple[str, float]]) -> list[int]:
    """Return the numbers of the pieces to keep, in order; the likelier a piece, the earlier."""
    of_ours = [i for i, (piece, _) in enumerate(vocabulary) if i < _SPECIAL or _is_ours(piece)]
    excess = max(0, len(of_ours) - MOST)
    rarest = (i for i in reversed(of_ours) if i >= _SPECIAL and _is_foreign(vocabulary[i][0]))
    dropped = set(islice(rarest, excess))
    return [i for i in of_ours if i not in dropped]


def prune(tokenizer: str) -> tuple[str, list[int]]:
    """Return tokenizer.json with the kept pieces only, and their old numbers in order."""
    data: dict[str, Any] = json.loads(tokenizer)
    vocabulary = data["model"]["vocab"]
    kept = kept_pieces(vocabulary)
    data["model"]["vocab"] = [vocabulary[i] for i in kept]
    data["added_tokens"] = [one for one in data["added_tokens"] if one["id"] < _SPECIAL]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")), kept


def _is_foreign(piece: str) -> bool:
    """Return whether a piece is in Latin letters and no common word of a language we read."""
    word = piece.lstrip(_SPACE)
    if len(word) < 2 or _scripts(word) != {"LATIN"}:
        return False
    return all(zipf_frequency(word, code) < _COMMON for code in LANGUAGES)


def _is_ours(piece: str) -> bool:
    return piece != "<mask>" and _scripts(piece) <= SCRIPTS


def _scripts(piece: str) -> set[str]:
    """Return the scripts of a piece's letters, with "?" for what no text of ours holds."""
    scripts = set()
    for character in piece.replace(_SPACE, ""):
        category = unicodedata.category(character)
        name = unicodedata.name(character, "?").split()[0]
        if category[0] == "L" and name != "MODIFIER":
            scripts.add(name)
        elif category in ("Co", "Cn") or (category == "Nd" and not _is_digit(character)):
            scripts.add("?")
        elif category[0] == "M" and name not in ("COMBINING", "VARIATION"):
            scripts.add(name)
    return scripts


def _is_digit(character: str) -> bool:
    """Return whether a digit is one of the scripts we read: Western, Arabic or Persian."""
    return character.isascii() or unicodedata.name(character).startswith(
        ("ARABIC-INDIC", "EXTENDED ARABIC-INDIC", "FULLWIDTH")
    )
