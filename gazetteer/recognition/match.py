"""Every stretch of text that could name a place: words, clitics, known names of any length."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from gazetteer.index.index import Index
from gazetteer.index.schema import MAX_TOKENS
from gazetteer.place import Candidate, NameRules
from gazetteer.spelling.words import FoldedText, Words

_JOINERS = frozenset(" -\"'.\u00a0")
_ABBREVIATIONS = frozenset(("st", "mt", "ft", "pt", "d", "u", "n", "s", "e", "w", "dr", "gen", "c"))


class Span(NamedTuple):  # a text makes dozens: a tuple is built three times as fast
    """Words `first:last` (half open), the first without its `clitic`; `key` is the folded name."""

    first: int
    last: int
    key: str
    clitic: str = ""
    candidates: tuple[Candidate, ...] = ()


def joined(words: Words, i: int) -> bool:
    """Return whether word `i` may stand in the same name as the word before it."""
    gap = words.gaps[i]
    if gap == " ":
        return True
    if "\n" in gap or not all(char in _JOINERS for char in gap) or len(gap) > 3:
        return False
    return "." not in gap or words.keys[i - 1] in _ABBREVIATIONS


@lru_cache(maxsize=50_000)
def strip_clitics(word: str, rules: NameRules) -> tuple[tuple[str, str], ...]:
    """Return (clitic, rest) for every way a folded word may be read, the whole word first.

    Arabic: و or ف, then one of ب ل ك, with لل standing for ل + ال.
    """
    found = [("", word)]
    if not rules.proclitics:
        return tuple(found)
    conjunctions = [c for c in ("و", "ف") if word.startswith(c) and len(word) > 3]
    for conjunction in ("", *conjunctions):
        rest = word[len(conjunction) :]
        if conjunction:
            found.append((conjunction, rest))
        if rest.startswith("لل") and len(rest) > 4:
            found.append((conjunction + "ل", rules.article + rest[2:]))
        if rest[0] in "بلك" and len(rest) > 3:
            found.append((conjunction + rest[0], rest[1:]))
    return tuple(found)


def find_spans(words: Words, index: Index, rules: NameRules) -> list[Span]:
    """Return the known names in a text, longest first at every word, none inside another."""
    phrases = list(_phrases(words, index, rules))
    several = {" ".join(phrase) for _, _, phrase in phrases if len(phrase) > 1}
    longest = index.longest(several) if several else {}
    spans: list[Span] = []
    first = last = 0  # of the span before
    for at, clitic, phrase in phrases:
        length = (len(phrase) > 1 and longest[" ".join(phrase)]) or 1
        # what one reading of a word finds, a longer name may replace that another finds
        if at < last and (at > first or at + length <= last):
            continue
        key = " ".join(phrase[:length])
        candidates = index.lookup(key)
        if candidates and (len(key) > 2 or _is_abbreviation(words, at, rules)):
            if at < last:
                spans.pop()
            first, last = at, at + length
            spans.append(Span(first, last, key, clitic, candidates))
    return spans


def _phrases(
    words: Words, index: Index, rules: NameRules
) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield (word, clitic, the words from there on that may be one name), for each reading."""
    keys = words.keys
    no_name = "9x" if rules.cased else "9"  # shapes
    starts = [at for at, shape in enumerate(words.shapes) if shape not in no_name]
    readings = [strip_clitics(keys[at], rules) for at in starts]
    reaches = index.firsts([word for found in readings for _, word in found])
    apart = compress(count(), map(" ".__ne__, words.gaps))
    stops = [*[at for at in apart if not joined(words, at)], len(keys)]
    for at, found in zip(starts, readings, strict=True):
        for clitic, word in found:
            reach = min(reaches[word], MAX_TOKENS)
            if reach:
                last = min(at + reach, stops[bisect(stops, at)])
                yield at, clitic, (word, *keys[at + 1 : last])


def _is_abbreviation(words: Words, i: int, rules: NameRules) -> bool:
    """Tell "US" and "Ky." from "us", "In" and "La": capitals, or a full stop behind."""
    if not rules.cased:
        return False
    after = words.gaps[i + 1] if i + 1 < len(words.keys) else "."
    return words.shapes[i] == "A" or after.startswith(".")


def span_offsets(text: FoldedText, span: Span) -> tuple[int, int]:
    """Return the half-open offsets of a span in the text, without its clitic."""
    words = text.words
    start = words.starts[span.first]
    if span.clitic:
        # لل hides the alef of the article: the span then starts at its second lam
        start = text.offsets[words.at[span.first] + len(span.clitic)]
    return start, words.ends[span.last - 1]
