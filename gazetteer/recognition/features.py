"""What the recogniser sees of each word: spelling, frequency, gazetteer, kind of word, context."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, count, pairwise
from operator import attrgetter
from typing import NamedTuple

from gazetteer.index.index import Index
from gazetteer.languages.knowledge import frequencies
from gazetteer.place import Candidate, NameRules
from gazetteer.recognition.match import Span, find_spans, lookup_in
from gazetteer.recognition.word_forms import mark_apostrophes, strip_clitics
from gazetteer.sources import is_curated, is_imported
from gazetteer.spelling.remembered import Remembered
from gazetteer.spelling.words import FoldedText, Words

SENTENCE_END = frozenset(".!?؟;…")
SOCIAL_LENGTH = 600  # characters; with a hashtag, a handle or a link, a text so short is a post
_SOCIAL = re.compile(r"#\w|@\w|https?:")
# dumps hold villages called "Police" and "الحي": a word as common as this names no hamlet, unless
# a head noun or the tagger says so
EVERYDAY_ZIPF = 4.0


@dataclass(frozen=True, slots=True)
class SeenText:
    """A text as the recogniser sees it: known names, and by word what the CRF is told of it.

    `tags` tell what the gazetteer knows, `entries` and `kinds` what the language does, `gaps` what
    stands before.
    `everyday` are known names that are taken for words, unless a head noun stands before them.
    """

    words: Words
    spans: tuple[Span, ...]
    tags: list[str]
    shapes: Sequence[str]
    entries: list["Entry"]
    kinds: list[str]
    gaps: list[str]
    sentences: tuple[tuple[int, int], ...]
    lowered: frozenset[str]
    social: bool
    everyday: tuple[Span, ...] = ()


class Entry(NamedTuple):
    """What a language knows of a word, `kinds` in one letter each; "" is nothing.

    `head` is the feature that it promises of the name behind it, `country` whose people it names.
    """

    stem: str
    clitic: str
    kinds: str
    head: str
    country: str


class Lexicon:
    """Per-word knowledge of one language over one index, worked out once per word."""

    def __init__(self, index: Index, rules: NameRules) -> None:
        self.index = index
        self.rules = rules
        self.lookup = lookup_in(index, rules)
        self.zipf = index.words(rules.language) or frequencies(rules.language)
        self._kinds = _kinds(rules)
        self.entries = Remembered(self._entry, 30_000)
        self.tags = Remembered(self._tag, 50_000)
        self.everyday = Remembered(self._is_everyday, 50_000)

    def head_after(self, key: str) -> str:
        """Return the feature that a word promises of the name before it, "" for none."""
        after = self.rules.heads_after
        readings = strip_clitics(key, self.rules)
        return next((after[word] for clitic, word in readings if word in after and not clitic), "")

    def is_head(self, key: str) -> bool:
        """Return whether a word is a head noun, before a name or behind it."""
        return bool(self.entries[key].head or self.head_after(key))

    def _entry(self, key: str) -> Entry:
        heads, countries = self.rules.heads, self.rules.demonyms
        readings = strip_clitics(key, self.rules)
        clitic, stem = self._likeliest(readings)
        kinds = self._kinds.get(stem) or self._kinds.get(key, "")
        if not kinds and self.rules.endings:
            kinds = next((self._kinds[word] for _, word in readings if word in self._kinds), "")
        head = next((heads[word] for _, word in readings if word in heads), "")
        country = countries.get(key) or countries.get(stem, "")
        return Entry(stem, clitic, kinds, head, country)

    def _likeliest(self, readings: tuple[tuple[str, str], ...]) -> tuple[str, str]:
        """Return (clitic, rest) as a word is most often read: rest must be the commoner."""
        best = readings[0]
        if len(readings) > 1:
            best_zipf = self.zipf.get(best[1], 0.0)
            for clitic, rest in readings[1:]:
                known = self.zipf.get(rest, 0.0)
                if known > best_zipf + 0.3:
                    best, best_zipf = (clitic, rest), known
        return best

    def _tag(self, key: str) -> str:
        """Return the class of place a known name is at best: C country, A division, P1-P7, N, S."""
        return class_of(self.lookup(key))

    def place_class(self, span: Span) -> str:
        """Return the class of place a span is at best, worked out once for a name of the index."""
        known = span.candidates is self.lookup(span.key)
        return self.tags[span.key] if known else class_of(span.candidates)

    def _is_everyday(self, key: str) -> bool:
        """Return whether a known name is a common word, and a name only of imported hamlets."""
        return self.zipf.get(key, 0.0) >= EVERYDAY_ZIPF and all(
            is_imported(c.place) and not c.place.population for c in self.lookup(key)
        )


def class_of(candidates: tuple[Candidate, ...]) -> str:
    """Return the class of the weightiest candidate: C, A, P with the digits of its size, N, S."""
    places = [c.place for c in candidates]
    codes = {p.feature_code for p in places}
    if "PCLI" in codes or "CONT" in codes:
        return "C"
    if any(map(is_curated, places)):
        return "N"
    if "ADM1" in codes:
        return "A"
    largest = max([p.population for p in places])
    return f"P{len(str(largest))}" if largest else "P0"


def _kinds(rules: NameRules) -> dict[str, str]:
    """Return the kinds of every word of the rules, one letter each."""
    tables = {
        "h": rules.heads,
        "a": rules.heads_after,
        "w": rules.weak_heads,
        "p": rules.prepositions,
        "c": rules.compass,
        "t": rules.titles,
        "f": rules.person_names,
        "o": rules.organisations,
        "n": rules.never,
        "s": rules.stop,
        "v": rules.speech,
        "d": rules.demonyms,
        "q": rules.compass_adjectives,
        "m": rules.name_parts,
    }
    kinds: dict[str, str] = {}
    for letter in sorted(tables):
        for word in tables[letter]:
            kinds[word] = kinds.get(word, "") + letter
    return kinds


def gap_class(gap: str) -> str:
    """Return one character for what stands between two words: "_" for a plain space."""
    if "\n" in gap:
        return "n"
    return next((c for c in gap if c not in " '"), "_")


_GAP_CLASSES = Remembered(gap_class, 1_000)


def view(text: FoldedText, lexicon: Lexicon) -> SeenText:
    """Prepare a text for the recogniser."""
    words = mark_apostrophes(text, lexicon.rules)
    found = find_spans(words, lexicon.index, lexicon.rules)
    everyday = tuple(span for span in found if lexicon.everyday[span.key])
    spans = tuple(found)
    if everyday:
        spans = tuple(span for span in found if not lexicon.everyday[span.key])
    cased = lexicon.rules.cased
    shapes = words.shapes
    lowered = frozenset(compress(words.keys, map("x".__eq__, shapes)) if cased else ())
    tags = ["O"] * len(shapes)
    for span in spans:
        place_class = lexicon.tags[span.key]
        length = span.last - span.first
        for i in range(span.first, span.last):
            tags[i] = f"{'B' if i == span.first else 'I'}{place_class}{min(length, 3)}"
        if span.clitic:
            tags[span.first] += span.clitic[-1]
    if not cased:
        shapes = ["9" if shape == "9" else "x" for shape in shapes]
    entries = list(map(lexicon.entries.__getitem__, words.keys))
    kinds = list(map(attrgetter("kinds"), entries))
    gaps = list(map(_GAP_CLASSES.__getitem__, words.gaps))
    sentences = tuple(_sentences(words))
    social = is_social(text.original)
    return SeenText(
        words, spans, tags, shapes, entries, kinds, gaps, sentences, lowered, social, everyday
    )


def is_social(text: str) -> bool:
    """Return whether a text is a post on a social network rather than an article."""
    return len(text) < SOCIAL_LENGTH and bool(_SOCIAL.search(text))


def _sentences(words: Words) -> list[tuple[int, int]]:
    """Cut at paragraph ends and at full stops that are followed by a space."""
    cuts = [0]
    keys, gaps = words.keys, words.gaps
    for i in compress(count(), map(" ".__ne__, gaps)):
        if i and _ends_sentence(gaps[i], keys[i - 1]):
            cuts.append(i)
    cuts.append(len(keys))
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _ends_sentence(gap: str, before: str) -> bool:
    if "\n" in gap:
        return True
    if SENTENCE_END.isdisjoint(gap) or gap[-1] == ".":
        return False
    return len(before) > 2 or "." not in gap
