"""Which spans to weigh: known, tagged and discovered ones, and which of them stand in a list."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import compress, count
from math import log
from operator import itemgetter

from gazetteer.recognition.features import Lexicon, SeenText
from gazetteer.recognition.match import Span, lookup_words
from gazetteer.spelling.words import Words

_COMMAS = (", ", "، ", "،", ",")


def listed_spans(words: Words, spans: list[Span], place: list[float]) -> set[tuple[int, int]]:
    """Return the spans that stand in a list with one the CRF is sure of: "X and Y", "X, Y"."""
    keys = words.keys
    starts: dict[int, list[Span]] = {}
    for span in spans:
        starts.setdefault(span.first, []).append(span)
    found = set()
    for one in spans:
        after = one.last + (one.last < len(keys) and keys[one.last] in ("and", "و"))
        for two in starts.get(after, ()):
            if two.first == one.last and not (
                two.clitic == "و" or words.gaps[two.first] in _COMMAS
            ):
                continue
            for a, b in ((one, two), (two, one)):
                if min(place[b.first : b.last]) > 0.5:
                    found.add((a.first, a.last))
    return found


def logit(p: float) -> float:
    """Return the log odds of a probability, cut off at 1 in 2000."""
    p = min(max(p, 0.0005), 0.9995)
    return log(p / (1 - p))


def merge_spans(
    words: Words, seen: SeenText, tags: list[str], discovered: list[Span], lexicon: Lexicon
) -> list[Span]:
    """Join tagged, known and discovered spans; where they overlap, each stays to be weighed."""
    known = seen.spans  # in order, none inside another
    spans = {(s.first, s.last, s.key): s for s in known}
    firsts, lasts = [s.first for s in known], [s.last for s in known]
    for first, last in _tagged(tags):
        # the only one that can hold what is tagged is the last that does not begin behind it
        holds = bisect_right(firsts, first) - 1
        if holds >= 0 and last <= lasts[holds]:
            continue
        key, candidates = lookup_words(words.keys[first:last], lexicon.index, lexicon.rules)
        inside = known[bisect_left(firsts, first) : bisect_right(lasts, last)]
        if not candidates and len(inside) == 1 and inside[0].last == last:
            candidates = inside[0].candidates
        clitic = inside[0].clitic if inside and inside[0].first == first else ""
        spans.setdefault((first, last, key), Span(first, last, key, clitic, candidates))
    for span in discovered:
        spans.setdefault((span.first, span.last, span.key), span)
    return sorted(spans.values(), key=itemgetter(0, 1))  # first, last


def _tagged(tags: list[str]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for i in compress(count(), map("BI".__contains__, tags)):
        if i == end and tags[i] == "I":
            end += 1
            continue
        if end >= 0:
            yield start, end
        start, end = i, i + 1
    if end >= 0:
        yield start, end
