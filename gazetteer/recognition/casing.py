"""Small letters throughout: give the names in such a line the capitals that prose would.

A recogniser of a language with capitals learns from them, and finds nothing in a line that has
none. Only the shapes of words change: the text stays as it was written. Headlines and lines all in
capitals are left alone: they were measured to be read better as they are.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from gazetteer.index.schema import MAX_TOKENS
from gazetteer.recognition.features import Lexicon, class_of
from gazetteer.recognition.match import joined
from gazetteer.spelling.words import FoldedText, Words, shape_of

FEWEST = 4  # words a line needs to show how it is written
EVERYDAY = 4.4  # Zipf frequency from which a word is more than the name of a town
COMMON = 3.3  # ... and from which a word that nobody put a preposition before is one
_LINE = re.compile(r"[^\n]+")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def recase(text: FoldedText, lexicon: Lexicon) -> FoldedText:
    """Return a text with the shapes that the names in its lines without any capital should have."""
    if not lexicon.rules.cased:
        return text
    words, written = text.words, text.original
    capitals: list[int] = []
    for line in _LINE.finditer(written):
        if _is_small(line.group()):
            first = bisect_left(words.starts, line.start())
            last = bisect_left(words.starts, line.end(), first)
            capitals += range(first, min(first + 1, last))
            capitals += (n for span in _names(words, first, last, lexicon) for n in span)
    if not capitals:
        return text
    shapes = list(words.shapes)
    for number in capitals:
        surface = written[words.starts[number] : words.ends[number]]
        capital = surface[0].upper()
        if len(capital) == 1:
            shapes[number] = shape_of(capital + surface[1:])
    return replace(text, words=replace(words, shapes=shapes))


def _is_small(line: str) -> bool:
    return line.lower() == line and len(_LETTERS.findall(line)) >= FEWEST


def _names(words: Words, first: int, last: int, lexicon: Lexicon) -> Iterator[range]:
    """Yield the words of each known name that is no everyday word, longest first."""
    keys = words.keys
    reaches = lexicon.index.firsts(keys[first:last])
    i = first
    while i < last:
        reach = min(reaches[keys[i]], MAX_TOKENS, last - i)
        end = next(
            (n for n in range(i + reach, i, -1) if _is_name(words, first, (i, n), lexicon)), i
        )
        if end > i:
            yield range(i, end)
        i = max(end, i + 1)


def _is_name(words: Words, line: int, name: tuple[int, int], lexicon: Lexicon) -> bool:
    first, last = name
    keys, rules = words.keys[first:last], lexicon.rules
    if not all(joined(words, n) for n in range(first + 1, last)):
        return False
    key = " ".join(keys)
    if key in rules.demonyms:
        return True
    if key in rules.never or key in rules.stop or len(key) < 3:
        return False
    candidates = lexicon.lookup(key)
    if not candidates:
        return False
    known = class_of(candidates)[0] in "CA"
    frequency = min(lexicon.zipf.get(word, 0.0) for word in keys)
    behind = first > line and words.keys[first - 1] in rules.prepositions
    return known or frequency < (EVERYDAY if behind else COMMON)
