"""What speaks for and against a span naming a place: sort, frequency, the words around it."""

from gazetteer.recognition.features import Lexicon, SeenText
from gazetteer.recognition.match import Span
from gazetteer.spelling.words import Words


def span_features(words: Words, span: Span, lexicon: Lexicon, seen: SeenText) -> dict[str, float]:
    """Return what the filter weighs of a span, apart from what the CRF says: numbers by name.

    True is as good as 1 and costs less.
    """
    rules, shapes = lexicon.rules, words.shapes
    first, gap = words.keys[span.first], words.gaps[span.first]
    near_before = seen.gaps[span.first] == "_"
    kinds_before = seen.kinds[span.first - 1] if span.first else ""
    kinds_after = after = gap_after = ""
    near_after = False
    if span.last < len(shapes):
        kinds_after, near_after = seen.kinds[span.last], seen.gaps[span.last] == "_"
        after, gap_after = words.keys[span.last], words.gaps[span.last]
    place_class = lexicon.place_class(span) if span.candidates else ""
    single = span.last - span.first == 1
    inflected = bool(rules.endings) and span.key != " ".join(words.keys[span.first : span.last])
    zipf = max(lexicon.zipf.get(first, 0.0), lexicon.zipf.get(span.key, 0.0)) if single else 0.0
    features = {
        "bias": 1.0,
        "known": bool(span.candidates),
        "country": place_class == "C",
        "first division": place_class == "A",
        "curated": place_class == "N",
        "population digits": float(place_class[1:]) if place_class[:1] == "P" else 0.0,
        "hamlet": place_class in ("P1", "P2", "P3", "P4"),
        "population unknown": place_class == "P0",
        "word frequency": zipf,
        "common word": max(0.0, zipf - 4.5),
        "several tokens": not single,
        "clitic": bool(span.clitic),
        "after preposition": "p" in kinds_before and near_before,
        "after weak head": "w" in kinds_before and near_before,
        "before head": "a" in kinds_after and near_after,
        # "президент Сербии", but "Иван Москва"
        "after title or name": (
            ("t" in kinds_before or "f" in kinds_before) and near_before and not inflected
        ),
        "after organisation": "o" in kinds_before and near_before,
        "inside organisation": (
            "o" in kinds_before
            and near_before
            and near_after
            and bool(rules.article)
            and after.startswith(rules.article)
        ),
        "before organisation": "o" in kinds_after and near_after,
        "is person name": "f" in seen.kinds[span.first],
        "never": span.key in rules.never or (single and first in rules.never),
        "stop inside": not single
        and not rules.stop.isdisjoint(words.keys[span.first + 1 : span.last]),
        "in commas": gap.startswith(",") or "," in gap_after,
        "hashtag": "#" in gap,
        "quoted": '"' in gap,
    }
    if rules.endings:
        features["inflected"] = inflected
    if seen.social:
        features |= {
            "post": 1.0,
            "post, hashtag": features["hashtag"],
            "post, country": features["country"],
            "post, known": features["known"],
        }
    if rules.cased:
        features |= {
            "next capital": near_after and shapes[span.last] in "XA",
            "previous capital": (
                near_before
                and span.first > 0
                and shapes[span.first - 1] in "XA"
                and not kinds_before
            ),
            "all capitals": shapes[span.first] == "A",
            "seen small": single and first in seen.lowered,
        }
    return features
