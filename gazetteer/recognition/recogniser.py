"""Which of the stretches that could name a place are used as one here.

A small CRF reads the sentence, head nouns license and discover names that the gazetteer lacks,
and a logistic filter of readable weights joins both with what the gazetteer knows: its
probability is what a mention carries.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import compress, count
from math import exp
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import NamedTuple

from gazetteer.data import data_path
from gazetteer.encoder.encoded import Encoded
from gazetteer.index.index import Index
from gazetteer.place import Candidate, Mention, NameRules
from gazetteer.recognition.casing import recase
from gazetteer.recognition.discover import discover, occurrences
from gazetteer.recognition.features import Lexicon, SeenText, view
from gazetteer.recognition.last_word import NEVER, last_word
from gazetteer.recognition.match import Span, span_offsets
from gazetteer.recognition.name_head import encoder_features, name_shares, tags_of_both
from gazetteer.recognition.span_features import span_features
from gazetteer.recognition.spans import listed_spans, logit, merge_spans
from gazetteer.recognition.tagger import Tagger, untagged
from gazetteer.spelling.words import FoldedText, Words

# Divisions and places of our own tables are rarely words: less is asked of them.
THRESHOLD, THRESHOLD_RARE = 0.42, 0.3
SURE, LICENSED = 0.8, 0.6
CAPITAL = "P.PPLC"
HEAD_WINS = 0.55  # the least a strong head noun gives the name after it in an article


class SpanReading(NamedTuple):  # as Span
    """A span with everything the filter weighs; `head` is the word that is its head noun."""

    span: Span
    features: Mapping[str, float]
    head: int = -1
    feature: str = ""


class Recogniser:
    """The recogniser of one language over one index."""

    def __init__(
        self,
        index: Index,
        rules: NameRules,
        *,
        model: str | None = None,
        weights: Mapping[str, float] | None = None,
    ) -> None:
        """Load the model that ships for the language, or the one given.

        Without one, the gazetteer and head nouns have to do, with weights for any language.
        """
        self.lexicon = Lexicon(index, rules)
        path = Path(model) if model else data_path(f"recogniser.{rules.language}.crf")
        self.tagger = Tagger(path, self.lexicon) if model or path.is_file() else None
        any_language = "cased" if rules.cased else "uncased"
        self._name = rules.language if self.tagger else any_language
        self._given = weights

    def recognise(self, text: FoldedText, encoded: Encoded | None = None) -> list[Mention]:
        """Return the places a text names, in text order, none inside another.

        With what the encoder made of the text, its name head is weighed too.
        """
        if not text.words.keys:
            return []
        seen = view(recase(text, self.lexicon), self.lexicon)
        weights = self._given
        if weights is None:
            weights = read_weights(self._name, careful=encoded is not None)
        readings = self.readings(seen, encoded)
        full = self._full_names(readings)
        weighed = self._weighed(text.words, readings, weights)
        scored = sorted(self._propagate(weighed), key=lambda pair: -pair[0])
        taken: set[int] = set()
        mentions = []
        for probability, reading in scored:
            span = range(reading.span.first, reading.span.last)
            rare = reading.features["first division"] or reading.features["curated"]
            if probability < (THRESHOLD_RARE if rare else THRESHOLD):
                continue
            if taken.isdisjoint(span):
                taken.update(span)
                mentions.append(self._mention(text, reading, probability, full))
        mentions += self._demonyms(text, seen, taken)
        return sorted(mentions, key=lambda m: m.start)

    def _propagate(
        self, weighed: list[tuple[float, SpanReading]]
    ) -> Iterator[tuple[float, SpanReading]]:
        """Give every reading its probability; a name that a head licensed counts throughout."""
        sure = {r.span.key for p, r in weighed if p >= SURE and r.head >= 0}
        # "نهر الفرات" licenses "الفرات" as well
        heads = self.lexicon.rules.heads
        sure |= {
            rest for key in sure if (rest := key.partition(" ")[2]) and key.split()[0] in heads
        }
        # where names have no capitals, a head noun is the best sign there is
        head_wins = not self.lexicon.rules.cased
        for probability, reading in weighed:
            if probability == NEVER:
                continue
            if reading.span.key in sure and not reading.features["never"]:
                probability = max(probability, LICENSED)
            article = "post" not in reading.features and not reading.features["never"]
            if head_wins and article and reading.head >= 0:
                probability = max(probability, HEAD_WINS)
            yield probability, reading

    def _weighed(
        self, words: Words, readings: list[SpanReading], weights: Mapping[str, float]
    ) -> list[tuple[float, SpanReading]]:
        found = []
        for reading in readings:
            sure, span = place_probability(reading.features, weights), reading.span
            rules = self.lexicon.rules
            counted = bool(self.lexicon.zipf)
            sure = last_word(words, span, reading.head, reading.features, sure, rules, counted)
            found.append((sure, reading))
        return found

    def readings(self, seen: SeenText, encoded: Encoded | None = None) -> list[SpanReading]:
        """Return every span worth weighing: known, tagged or discovered by a head noun."""
        words = seen.words
        tagging = self.tagger.tag(seen) if self.tagger else untagged(len(words.keys))
        tags, place, other = tagging.tags, tagging.probability("BI"), tagging.probability("XY")
        shares = name_shares(encoded, words) if encoded is not None else None
        if shares is not None:
            tags = tags_of_both(tags, shares)
        heads = discover(seen, self.lexicon)
        spans = merge_spans(words, seen, tags, heads.found, self.lexicon)
        spans += occurrences(words, heads.licensed, spans, self.lexicon)
        spans = [s for s in spans if self._is_worth_weighing(words, s)]
        ends = listed_spans(words, spans, place)
        likely = [min(place[span.first : span.last]) for span in spans]
        surest: dict[str, list[float]] = {}
        for span, sure in sorted(zip(spans, likely, strict=True), key=itemgetter(1)):
            surest.setdefault(span.key, [0.0]).append(sure)
        out = []
        for span, sure in zip(spans, likely, strict=True):
            head = heads.heads.get(span.first, (-1, ""))
            licensed = head[0] >= 0
            odds = logit(sure)
            second, best = surest[span.key][-2:]
            elsewhere = second if sure == best else best
            features = span_features(words, span, self.lexicon, seen)
            if shares is not None:
                features |= encoder_features(span, shares, seen.social)
            if seen.social:
                features |= {
                    "post, crf": odds,
                    "post, same name": elsewhere,
                    "post, head": licensed,
                }
            features |= {
                "crf": odds,
                "listed with a place": (span.first, span.last) in ends,
                "crf sure": sure > 0.5,
                "crf other name": max(other[span.first : span.last]),
                "same name": elsewhere,
                "same name licensed": span.key in heads.licensed,
                "head": licensed,
                "discovered": licensed and not span.candidates,
            }
            out.append(SpanReading(span, features, *head))
        return out

    def _is_worth_weighing(self, words: Words, span: Span) -> bool:
        """Leave out demonyms, bare head nouns, and unknown words in small letters."""
        rules = self.lexicon.rules
        if span.key in rules.heads:
            return False
        if span.key in rules.demonyms:  # "siria" is one too, written with a capital only as a name
            may = self.tagger is None if rules.cased else self._says_where(words, span)
            known = bool(span.candidates) and may
            return known and self.lexicon.place_class(span) == "C"
        shapes = words.shapes[span.first : span.last]
        if span.candidates and self.tagger is None and rules.cased:
            return shapes[-1] != "x" or self.lexicon.is_head(words.keys[span.last - 1])
        if span.candidates or not rules.cased:
            return True
        return "X" in shapes or "A" in shapes

    def _says_where(self, words: Words, span: Span) -> bool:
        """Return whether a preposition stands right before a name: "في سورية" is no people."""
        before = span.first and words.gaps[span.first] == " "
        kinds = self.lexicon.entries[words.keys[span.first - 1]].kinds if before else ""
        return "p" in kinds or span.clitic[-1:] == "ب"

    def _full_names(self, readings: list[SpanReading]) -> dict[str, tuple[Candidate, ...]]:
        """Let "العمر" mean what "حقل العمر" means where an article has both."""
        heads = self.lexicon.rules.heads
        return {
            r.span.key.partition(" ")[2]: r.span.candidates
            for r in readings
            if r.span.candidates and r.span.key.partition(" ")[0] in heads
        }

    def _mention(
        self,
        text: FoldedText,
        reading: SpanReading,
        probability: float,
        full: Mapping[str, tuple[Candidate, ...]],
    ) -> Mention:
        start, end = span_offsets(text, reading.span)
        candidates = reading.span.candidates
        if reading.head < 0 or not candidates:  # "مدينة صعدة" is not what "محافظة صعدة" is
            candidates = full.get(reading.span.key, candidates)
        head = text.words.starts[reading.head] if reading.head >= 0 else start
        how = "clitic" if reading.span.clitic else "exact"
        return Mention(
            start,
            end,
            text.original[start:end],
            tuple(c if c.how == how else replace(c, how=how) for c in candidates),
            self._kind(text.words, reading),
            round(probability, 3),
            min(head, start),
            reading.feature or self._capital(text.words, reading.span),
        )

    def _capital(self, words: Words, span: Span) -> str:
        """Return the feature of a capital where the words say so: "the Libyan capital Tripoli"."""
        if not any(c.place.feature_code == "PPLC" for c in span.candidates):
            return ""
        rules, at = self.lexicon.rules, span.first - 1
        while at > 0 and words.gaps[at + 1] == " " and words.keys[at] in rules.demonyms:
            at -= 1
        said = at >= 0 and words.gaps[at + 1] == " "
        is_one = said and self.lexicon.entries[words.keys[at]].stem in rules.capital
        return CAPITAL if is_one else ""

    def _kind(self, words: Words, reading: SpanReading) -> str:
        """Return the kind of name: in "Washington said" and "نفت دمشق" it is a government."""
        span, gaps = reading.span, words.gaps
        if reading.head >= 0 or reading.features["after preposition"]:
            return "place"
        around = []
        if span.last < len(gaps) and gaps[span.last] == " ":
            around.append(words.keys[span.last])
        if span.first and not self.lexicon.rules.cased and gaps[span.first] == " ":
            around.append(words.keys[span.first - 1])
        speaks = any("v" in self.lexicon.entries[key].kinds for key in around)
        if speaks and any(c.place.feature_code in ("PCLI", "PPLC") for c in span.candidates):
            return "metonym"
        return "place"

    def _demonyms(self, text: FoldedText, seen: SeenText, taken: set[int]) -> Iterator[Mention]:
        words, cased = seen.words, self.lexicon.rules.cased
        countries = list(map(attrgetter("country"), seen.entries))
        for i in compress(count(), countries):
            if i not in taken and not (cased and words.shapes[i] == "x"):
                start, end = words.starts[i], words.ends[i]
                yield Mention(
                    start,
                    end,
                    text.original[start:end],
                    kind="demonym",
                    probability=0.9,
                    head=start,
                    feature=f"A.{countries[i]}",
                )


def place_probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return how likely a span with these features names a place."""
    score = sum([weights.get(name, 0.0) * value for name, value in features.items() if value])
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


@cache
def read_weights(name: str, careful: bool) -> Mapping[str, float]:
    """Read the filter's weights of a language; for a careful reading those that know the encoder.

    Where a language has none of these, the encoder counts for nothing.
    """
    file = data_path(f"recogniser.{name}.careful.json")
    if not (careful and file.is_file()):
        file = data_path(f"recogniser.{name}.json")
    found: Mapping[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return found
