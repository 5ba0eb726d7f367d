"""One spelling for every variant of a name, with a map back to the original offsets.

The index and the text are folded by the same table, so building and asking cannot disagree:
compatibility forms, case and Latin accents go; Arabic alef, ya, ta marbuta and hamza carriers
are unified; tashkeel, tatweel and direction marks are dropped; every digit becomes ASCII.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_ARABIC = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیېئۍێ", "ي"),
        **dict.fromkeys("ؤۆۇۋ", "و"),
        **dict.fromkeys("ةەۀھہۃ", "ه"),
        **dict.fromkeys("کڪگڭݣ", "ك"),
        **dict.fromkeys("ءـ", None),
        "پ": "ب",
        "چ": "ج",
        "ژ": "ز",
        "ڤ": "ف",
        "ڨ": "ق",
    }
)
_LATIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe"}
    | {"þ": "th", "ð": "d", "ħ": "h"}
)
_PLAIN = {
    **dict.fromkeys("“”«»„‟", '"'),
    **dict.fromkeys("‘’‛´`", "'"),
    **dict.fromkeys("–—−‐‑", "-"),
    **dict.fromkeys("ʻʼʾʿʹˈ\u00ad\u2060\ufeff", ""),
    "_": " ",
    "\n": "\n",
}
# Scripts whose vowel signs are letters in all but name: stripping marks would merge words.
_KEEPS_MARKS = re.compile("[\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\u3099\u309a]")
# Each begins with the character it is about, and looks behind from there: many times faster.
_POSSESSIVE = re.compile(r"['’](?<=\w.)(?=[sS]\b)")
_APOSTROPHE = re.compile(r"['’‘´`](?<=[^\W\d_].)(?=[^\W\d_])")
# What dodges platform filters: قـ.ـصف, قصـ ـف, الملا•حدة.
_DODGING = frozenset("ـ•·*")
_DODGE = re.compile(
    r"(?<!ـ)ـ++(?:[.•·*]++(?=[\u0621-\u064a])| (?=ـ[\u0621-\u064a]))"
    r"|[•·*](?<=[\u0621-\u064a].)(?=[\u0621-\u064a])"
)
_WORD = re.compile(
    r"(?:[^\W\d_]++|[\u0900-\u0963\u0970-\u0dff\u0e00-\u0e4f\u0f40-\u0fff\u1000-\u109f\u1780-\u17ff]++)++"
    r"|\d+"
)


_SPLIT = re.compile(f"({_WORD.pattern})")
_SPLIT_ASCII = re.compile("([a-zA-Z]+|[0-9]+)")  # the same, found several times as fast
_ODD = re.compile("\0+")
_NOTHING = "\u2060"  # folds to nothing
_PHRASES, _SHORT = 8192, 60  # phrases of so many letters are remembered


class _Table(dict[str, str]):
    """One character to its folded form, worked out the first time it is met."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = _fold_char(char)
        return folded


def _fold_char(char: str) -> str:
    if char in _PLAIN:
        return _PLAIN[char]
    if char.isspace():
        return " "
    if unicodedata.category(char) == "Cf":
        return ""
    text = unicodedata.normalize("NFKC", char).translate(_ARABIC).casefold().translate(_LATIN)
    text = unicodedata.normalize("NFD", text)
    if not _KEEPS_MARKS.search(text):
        text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    text = unicodedata.normalize("NFC", text)
    return "".join(str(unicodedata.decimal(c, c)) for c in text)


_TABLE = _Table()
_PLAIN_ASCII = frozenset(c for c in map(chr, range(128)) if _TABLE[c] == c.lower())


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Fold running text; `offsets[i]` is where folded character i stood, plus one end entry.

    Punctuation stays. "_" becomes a space (hashtags), "Syria's" becomes "syria s", other
    apostrophes inside a word vanish ("Ya'rubiyah" is "yarubiyah"). Offsets are a range where
    every character stayed in its place.
    """
    if text.isascii() and "'" not in text and "`" not in text and "_" not in text:
        return text.lower(), range(len(text) + 1)
    chars = set(text)
    text = _APOSTROPHE.sub(_NOTHING, _POSSESSIVE.sub(" ", text))
    if not chars.isdisjoint(_DODGING):
        text = _DODGE.sub(lambda dodge: _NOTHING * len(dodge[0]), text)
    folded = _fold_each(text)
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for odd in _ODD.finditer(folded):
        parts.append(folded[at : odd.start()])
        offsets.extend(range(at, odd.start()))
        for i in range(*odd.span()):
            piece = _TABLE[text[i]]
            parts.append(piece)
            offsets.extend([i] * len(piece))
        at = odd.end()
    if not parts:
        return folded, range(len(text) + 1)
    parts.append(folded[at:])
    offsets.extend(range(at, len(text) + 1))
    return "".join(parts), offsets


def _fold_each(text: str) -> str:
    """Fold every character that becomes one character, and put NUL for the others.

    A text has few different characters that change: one replacement each beats a loop over all.
    """
    plain = text
    for char in set(text) - _PLAIN_ASCII:
        folded = _TABLE[char] if len(_TABLE[char]) == 1 else "\0"
        if _TABLE[folded] != folded or folded != folded.lower():
            # one after another is not at once: what one brings, another would change
            return "".join([_TABLE[c] if len(_TABLE[c]) == 1 else "\0" for c in text])
        if folded != (char.lower() if char.isascii() else char):
            plain = plain.replace(char, folded)
    return plain.lower()


def fold(text: str) -> str:
    """Fold text without keeping the way back."""
    return _fold_phrase(text) if len(text) <= _SHORT else fold_with_offsets(text)[0]


@lru_cache(maxsize=_PHRASES)
def _fold_phrase(text: str) -> str:
    return fold_with_offsets(text)[0]


def name_key(name: str) -> str:
    """Return the key under which a name stands in the index: folded tokens, one space between.

    Letters and digits are kept apart: "T4" is "t 4", as in text.

    >>> name_key("Deir ez-Zor"), name_key("الشَّدّادي"), name_key("Al Ḩasakah")
    ('deir ez zor', 'الشدادي', 'al hasakah')
    """
    return " ".join(_WORD.findall(fold(name)))


def fold_word(word: str) -> str:
    """Fold one word or phrase of a word list, as `name_key` does."""
    return name_key(word)


def split_words(folded: str) -> list[str]:
    """Cut folded text into what is no word and words (runs of letters or of digits), in turns.

    >>> split_words("in t4, syria")
    ['', 'in', ' ', 't', '', '4', ', ', 'syria', '']
    """
    return (_SPLIT_ASCII if folded.isascii() else _SPLIT).split(folded)
