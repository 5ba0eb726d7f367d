"""What the recogniser sees of each token: spelling, frequency, gazetteer, kind of word, context."""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from gazetteer.index import Index
from gazetteer.match import Span, Token, Tokens, find_spans, strip_clitics
from gazetteer.place import Candidate, NameRules

SENTENCE_END = frozenset(".!?؟;…")
SOCIAL_LENGTH = 600  # characters; with a hashtag, a handle or a link, a text so short is a post
_SOCIAL = re.compile(r"#\w|@\w|https?:")
# what a post writes otherwise than an article does; the model weighs these apart in posts
_SOCIAL_FEATURES = ("g=", "g1=", "k=", "w=", "G=", "kk=", "-1k|g=")
_CURATED = ("features", "facilities", "mine")


@dataclass(frozen=True, slots=True)
class View:
    """A text as the recogniser sees it: tokens, known names, features, one sequence a sentence."""

    tokens: Tokens
    spans: tuple[Span, ...]
    features: list[list[str]]
    sentences: tuple[tuple[int, int], ...]
    lowered: frozenset[str]
    social: bool


class Lexicon:
    """Per-word knowledge of one language over one index, worked out once per word."""

    def __init__(self, index: Index, rules: NameRules) -> None:
        self.index = index
        self.rules = rules
        self.zipf = index.words(rules.language)
        self.word = lru_cache(maxsize=100_000)(self._word)
        self.tag = lru_cache(maxsize=50_000)(self._tag)

    def _word(self, key: str) -> tuple[str, str, str, tuple[str, ...]]:
        """Return (stem, clitic, kinds, ready features) of a folded word."""
        clitic, stem = self.stem(key)
        kinds = "".join(sorted(_kinds(stem, self.rules) or _kinds(key, self.rules)))
        z = int(2 * self.zipf.get(key, 0))
        features = [f"w={key}", f"z={z}", f"l={min(len(key), 9)}", f"k={kinds}"]
        features += [f"p{n}={stem[:n]}" for n in (2, 3)] + [f"s{n}={key[-n:]}" for n in (2, 3, 4)]
        if self.rules.article:
            core = stem.removeprefix(self.rules.article) if len(stem) > 4 else stem
            features += [f"c={core}", f"st={stem}", f"pro={clitic}"]
            if stem.startswith(self.rules.article):
                features.append("al")
        return stem, clitic, kinds, tuple(features)

    def stem(self, key: str) -> tuple[str, str]:
        """Return (clitic, rest) as the word is most often read: rest must be the commoner."""
        best, best_zipf = ("", key), self.zipf.get(key, 0.0)
        for clitic, rest in strip_clitics(key, self.rules)[1:]:
            known = self.zipf.get(rest, 0.0)
            if known > best_zipf + 0.3:
                best, best_zipf = (clitic, rest), known
        return best

    def _tag(self, key: str) -> str:
        """Return the sort of place a known name is at best: C country, A division, P1-P7, N, S."""
        return place_sort(self.index.lookup(key))

    def kinds(self, token: Token) -> str:
        """Return the kinds of word a token is, one letter each (see _kinds)."""
        return self.word(token.key)[2]


def place_sort(candidates: tuple[Candidate, ...]) -> str:
    """Return the sort of the weightiest candidate: C, A, P with the digits of its size, N, S."""
    places = [c.place for c in candidates]
    if any(p.feature_code in ("PCLI", "CONT") for p in places):
        return "C"
    if any(p.source in _CURATED for p in places):
        return "N"
    if any(p.feature_code == "ADM1" for p in places):
        return "A"
    largest = max(p.population for p in places)
    return f"P{len(str(largest))}" if largest else "P0"


def _kinds(word: str, rules: NameRules) -> set[str]:
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
    return {letter for letter, table in tables.items() if word in table}


def gap_sort(gap: str) -> str:
    """Return one character for what stands between two tokens: "_" for a plain space."""
    if "\n" in gap:
        return "n"
    return next((c for c in gap if c not in " '"), "_")


def view(tokens: Tokens, lexicon: Lexicon) -> View:
    """Prepare a text for the recogniser."""
    spans = tuple(find_spans(tokens, lexicon.index, lexicon.rules))
    small = (t.key for t in tokens.items if t.shape == "x" and lexicon.rules.cased)
    lowered = frozenset(small)
    social = is_social(tokens.text)
    tags = ["O"] * len(tokens.items)
    for span in spans:
        sort = lexicon.tag(span.key)
        length = span.last - span.first
        for i in range(span.first, span.last):
            tags[i] = f"{'B' if i == span.first else 'I'}{sort}{min(length, 3)}"
        if span.clitic:
            tags[span.first] += span.clitic[-1]
    sentences = tuple(_sentences(tokens))
    features: list[list[str]] = []
    for first, last in sentences:
        features += _sentence_features(tokens.items[first:last], tags[first:last], lexicon, lowered)
    if social:
        features = [
            row + ["T"] + ["T" + f for f in row if f.startswith(_SOCIAL_FEATURES)]
            for row in features
        ]
    return View(tokens, spans, features, sentences, lowered, social)


def is_social(text: str) -> bool:
    """Say whether a text is a post on a social network rather than an article."""
    return len(text) < SOCIAL_LENGTH and bool(_SOCIAL.search(text))


def _sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Cut at paragraph ends and at full stops that are followed by a space."""
    cuts = [0]
    for i, token in enumerate(tokens.items[1:], start=1):
        gap = token.gap
        if "\n" in gap or (
            not SENTENCE_END.isdisjoint(gap)
            and gap[-1] != "."
            and (len(tokens.items[i - 1].key) > 2 or "." not in gap)
        ):
            cuts.append(i)
    cuts.append(len(tokens.items))
    return [(a, b) for a, b in itertools.pairwise(cuts) if a < b]


def _sentence_features(
    items: tuple[Token, ...], tags: list[str], lexicon: Lexicon, lowered: frozenset[str]
) -> list[list[str]]:
    words = [lexicon.word(token.key) for token in items]
    gaps = [gap_sort(token.gap) for token in items]
    cased = lexicon.rules.cased
    shapes = [t.shape for t in items] if cased else ["9" if t.shape == "9" else "x" for t in items]
    rows = []
    last = len(items) - 1
    for i, (_, _, kinds, own) in enumerate(words):
        tag, shape = tags[i], shapes[i]
        after = gaps[i + 1] if i < last else "$"
        row = ["b", f"g={tag}", f"g1={tag[:2]}", f"sh={shape}", f"G={gaps[i]}", f"H={after}", *own]
        if cased:
            row.append(f"gs={tag[:2]}{shape}{'l' if items[i].key in lowered else ''}")
        if i == 0:
            row.append("first" + shape)
        for d in (-2, -1, 1, 2):
            j = i + d
            if 0 <= j <= last:
                row += [f"{d}w={items[j].key}", f"{d}g={tags[j][:2]}", f"{d}k={words[j][2]}"]
                if cased:
                    row.append(f"{d}sh={shapes[j]}")
                if d == -1 and not cased:
                    row += [f"-1st={words[j][0]}", f"-1s2={items[j].key[-2:]}"]
            else:
                row.append(f"{d}#")
        if i:
            row += [f"-1k|g={words[i - 1][2]}|{tag[:2]}", f"-1w|sh={items[i - 1].key}|{shape}"]
        if i < last:
            row += [f"+1k|g={words[i + 1][2]}|{tag[:2]}", f"HG={after}|{tags[i + 1][:2]}"]
        row.append(f"kk={kinds}{tag[:2]}")
        rows.append(row)
    return rows
