"""Where paragraphs and sentences begin and end."""

import re
from functools import cache

from dashboard.extraction.languages.language import codes, language
from dashboard.extraction.languages.sentences import Sentences

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_CLOSERS = "\"'”’»›)]}“\u200f\u200e"
_OPENERS = "\"'“‘«‹([{„-–—•* \u200f\u200e"
_LETTERS = re.compile(r"[^\W\d_]")
_STRETCH = "\u0640"  # tatweel
_LONGEST_WORD = 40  # characters that are read of a word before a full stop


@cache
def _knowledge(code: str) -> tuple[re.Pattern[str], frozenset[str], frozenset[str], frozenset[str]]:
    known = language(code).sentences if code in codes() else Sentences()
    ends = re.escape(known.ends)
    # What may be a boundary: signs, then quotes or brackets that close with them, unless the next
    # sentence opens with one of these. A run of signs is looked at once, from its beginning.
    closers = f"[{re.escape(_CLOSERS)}]"
    behind = r"(?=[\s“«\"(\[]|$" + (r"|[^\W\d_])" if known.glued else ")")
    run = rf"[{ends}](?<![{ends}].)[{ends}]*+"
    boundary = re.compile(rf"{run}(?:{closers}*+[{ends}]*+{behind}|{closers}*(?=[“\"]))")
    words = map(frozenset, (known.abbreviations, known.closing, known.openers))
    abbreviations, closing, openers = words
    return boundary, abbreviations, closing, openers


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the half-open spans of the lines that hold something, without outer space."""
    found = []
    for line in _LINE.finditer(text):
        start, end = _trimmed(text, line.start(), line.end())
        if start < end:
            found.append((start, end))
    return tuple(found)


def find_sentences(text: str, language: str) -> tuple[Span, ...]:
    """Return the half-open spans of the sentences; none goes over the end of a line.

    `language` is an ISO 639-1 code; one without a file is cut at full stops alone.
    """
    boundary = _knowledge(language)[0]
    found = []
    for begin, end in find_paragraphs(text):
        start = searched = begin  # of the sentence; no letter stands between it and `searched`
        for sign in boundary.finditer(text, begin, end):
            if sign.end() < end and _is_end(text, sign, language):
                if _LETTERS.search(text, searched, sign.end()):
                    found.append(_trimmed(text, start, sign.end()))
                    start = sign.end()
                searched = sign.end()
        first, last = _trimmed(text, start, end)
        if first < last:
            found.append((first, last))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_end(text: str, sign: re.Match[str], code: str) -> bool:
    """Return whether a full stop ends a sentence here, by the words around it."""
    if not text[sign.end()].isspace() and _STRETCH in (text[sign.start() - 1], text[sign.end()]):
        return False  # a word broken up to pass a filter: "قصـ.ـف"
    following = text[sign.end() : sign.end() + 40].lstrip(_OPENERS)
    if following[:1].islower():
        return False
    if sign[0][0] != "." or sign[0].startswith(".."):
        return True
    _, abbreviations, closing, openers = _knowledge(code)
    word = _word_before(text, sign.start())
    plain = word.casefold()
    if plain in closing:
        return _first_word(following) in openers
    if plain in abbreviations:
        return False
    glued = not text[sign.end()].isspace()
    if len(word) == 1 and (word.isupper() or glued):
        return False  # an initial: "J. Smith", "أ.د"
    return not (glued and _LETTERS.match(text, sign.end()) and "." in word)


def _word_before(text: str, end: int) -> str:
    """Return the word that ends at `end`, with the stops inside it: "U.S", "ق.م"."""
    start, limit = end, max(0, end - _LONGEST_WORD)
    while start > limit and (text[start - 1].isalnum() or text[start - 1] in ".ـ"):
        start -= 1
    return text[start:end].lstrip(".")


def _first_word(text: str) -> str:
    match = re.match(r"[^\W\d_]+", text)
    return match[0].casefold() if match else ""
