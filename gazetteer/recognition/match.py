"""Every stretch of text that could name a place: words, clitics, known names of any length."""

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from itertools import compress, count
from typing import NamedTuple

from gazetteer.index.index import Index
from gazetteer.index.schema import MAX_TOKENS
from gazetteer.place import Candidate, NameRules
from gazetteer.recognition.word_forms import followings, strip_clitics
from gazetteer.spelling.words import FoldedText, Words

_JOINERS = frozenset(" -\"'.\u00a0")
_ARABIC_ARTICLES = frozenset(("al", "el", "ad", "as", "ash", "an", "ar", "at", "az", "ed", "er"))
_ABBREVIATIONS = frozenset(("st", "mt", "ft", "pt", "d", "u", "n", "s", "e", "w", "dr", "gen", "c"))


LARGER = 10  # times


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


def lookup_in(index: Index, rules: NameRules) -> Callable[[str], tuple[Candidate, ...]]:
    """Return what finds the places of a folded name as a language writes it."""
    return index.lookup_other_letters if rules.other_letters else index.lookup


def find_spans(words: Words, index: Index, rules: NameRules) -> list[Span]:
    """Return the known names in a text, longest first at every word, none inside another."""
    phrases = list(_phrases(words, index, rules))
    several = {" ".join(phrase) for _, _, phrase in phrases if len(phrase) > 1}
    longest = index.longest(several, rules.other_letters) if several else {}
    lookup = lookup_in(index, rules)
    spans: list[Span] = []
    first = last = 0  # of the span before
    for at, clitic, phrase in phrases:
        length = (len(phrase) > 1 and longest[" ".join(phrase)]) or 1
        # what one reading of a word finds, a longer name may replace that another finds
        again = rules.endings and at == first and at + length == last
        if at < last and not again and (at > first or at + length <= last):
            continue
        key = " ".join(phrase[:length])
        candidates = lookup(key)
        if candidates and (len(key) > 2 or _is_abbreviation(words, at, rules)):
            span = Span(at, at + length, key, clitic, candidates)
            if at < last:
                before = spans.pop()
                span = _either(before, span) if again else span
            first, last = at, at + length
            spans.append(span)
    return spans


def _either(one: Span, other: Span) -> Span:
    """Return a span that may be the form of two names: "Рима" is of Рим too.

    Where the other is by far the larger place it goes by that name, and may mean the places of
    both: a city is more often named in another case than a hamlet is at all.
    """
    population = one.candidates[0].place.population
    if one.clitic != other.clitic or other.candidates[0].place.population < LARGER * population:
        return one
    known = {c.place.id for c in one.candidates}
    more = [c for c in other.candidates if c.place.id not in known]
    both = sorted((*one.candidates, *more), key=lambda c: -c.place.population)
    return other._replace(candidates=tuple(both))


def lookup_words(
    keys: Sequence[str], index: Index, rules: NameRules
) -> tuple[str, tuple[Candidate, ...]]:
    """Return the name that words are together, and the places of it; as they are if it is none."""
    whole = " ".join([strip_clitics(key, rules)[0][1] for key in keys])
    lookup = lookup_in(index, rules)
    if not rules.endings and not rules.apostrophe_endings:
        return whole, lookup(whole)
    for _, word in strip_clitics(keys[0], rules):
        for rest in followings(keys[1:], rules):
            key = " ".join((word, *rest))
            if candidates := lookup(key):
                return key, candidates
    return whole, ()


def _phrases(
    words: Words, index: Index, rules: NameRules
) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield (word, clitic, the words from there on that may be one name), for each reading."""
    keys = words.keys
    no_name = "9x" if rules.cased else "9"  # shapes
    starts = [
        at
        for at, shape in enumerate(words.shapes)
        if shape not in no_name or (shape == "x" and _is_arabic_article(words, at))
    ]
    readings = [strip_clitics(keys[at], rules) for at in starts]
    reaches = index.firsts([word for found in readings for _, word in found])
    apart = compress(count(), map(" ".__ne__, words.gaps))
    stops = [*[at for at in apart if not joined(words, at)], len(keys)]
    for at, found in zip(starts, readings, strict=True):
        for clitic, word in found:
            reach = min(reaches[word], MAX_TOKENS)
            if reach:
                last = min(at + reach, stops[bisect(stops, at)])
                for rest in followings(keys[at + 1 : last], rules):
                    yield at, clitic, (word, *rest)


def _is_arabic_article(words: Words, at: int) -> bool:
    """Return whether it is as "el" of "el-Obeid": a name that begins in small letters."""
    return (
        words.keys[at] in _ARABIC_ARTICLES
        and at + 1 < len(words.keys)
        and words.gaps[at + 1] == "-"
        and words.shapes[at + 1] in "XA"
        and words.gaps[at] != "-"
    )


def _is_abbreviation(words: Words, i: int, rules: NameRules) -> bool:
    """Return whether it is as "US" and "Ky.", not "In" and "La": capitals, or a stop behind."""
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
