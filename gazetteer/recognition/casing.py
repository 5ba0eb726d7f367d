"""Small letters throughout: give the names in such a line the capitals that prose would.

A recogniser of a language with capitals learns from them, and finds nothing in a line that has
none. Only letters change, never their number: offsets stay those of the text. Headlines and lines
all in capitals are left alone: they were measured to be read better as they are.
"""

import re
from collections.abc import Iterator

from gazetteer.index.schema import MAX_TOKENS
from gazetteer.recognition.features import Lexicon, place_sort
from gazetteer.recognition.match import Tokens, joined, tokenize

FEWEST = 4  # words a line needs to show how it is written
EVERYDAY = 4.4  # Zipf frequency from which a word is more than the name of a town
COMMON = 3.3  # ... and from which a word that nobody put a preposition before is one
_LINE = re.compile(r"[^\n]+")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def recase(text: str, lexicon: Lexicon) -> str:
    """Return a text whose lines without any capital have those of the names in them."""
    if not lexicon.rules.cased:
        return text
    parts = []
    at = 0
    for match in _LINE.finditer(text):
        if _is_small(match.group()):
            parts += [text[at : match.start()], _recased(match.group(), lexicon)]
            at = match.end()
    return "".join([*parts, text[at:]]) if parts else text


def _is_small(line: str) -> bool:
    return line.lower() == line and len(_LETTERS.findall(line)) >= FEWEST


def _recased(line: str, lexicon: Lexicon) -> str:
    letters = list(line)
    tokens = tokenize(line)
    upper = [0] if tokens.keys else []
    upper += [n for span in _names(tokens, lexicon) for n in span]
    for number in upper:
        start = tokens.starts[number]
        capital = letters[start].upper()
        letters[start] = capital if len(capital) == 1 else letters[start]
    return "".join(letters)


def _names(tokens: Tokens, lexicon: Lexicon) -> Iterator[range]:
    """Yield the tokens of each known name that is no everyday word, longest first."""
    keys = tokens.keys
    reaches = lexicon.index.firsts(keys)
    i = 0
    while i < len(keys):
        reach = min(reaches[keys[i]], MAX_TOKENS, len(keys) - i)
        last = next((n for n in range(i + reach, i, -1) if _is_name(tokens, i, n, lexicon)), i)
        if last > i:
            yield range(i, last)
        i = max(last, i + 1)


def _is_name(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    keys, rules = tokens.keys[first:last], lexicon.rules
    if not all(joined(tokens, n) for n in range(first + 1, last)):
        return False
    key = " ".join(keys)
    if key in rules.demonyms:
        return True
    if key in rules.never or key in rules.stop or len(key) < 3:
        return False
    candidates = lexicon.index.lookup(key)
    if not candidates:
        return False
    known = place_sort(candidates)[0] in "CA"
    frequency = min(lexicon.zipf.get(word, 0.0) for word in keys)
    behind = first > 0 and tokens.keys[first - 1] in rules.prepositions
    return known or frequency < (EVERYDAY if behind else COMMON)
