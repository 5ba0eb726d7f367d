"""Rules that have the last word over the filter, where a few words make a name sure or none."""

from collections.abc import Mapping

from gazetteer.place import NameRules
from gazetteer.recognition.match import Span
from gazetteer.spelling.words import Words

NEVER, AT_LEAST = 0.0, 0.5
_TOWN = 5  # digits of its population
_RARE_CASED = 2.3
_RARE = 3.8  # Zipf frequency: hardly a word of another meaning
_KNOWN = 3.2  # Zipf frequency of a name that everybody knows
_ONE_LETTER = ("ب", "ل", "ك")  # prepositions that are written with the word behind them


def last_word(
    words: Words,
    span: Span,
    head: int,
    features: Mapping[str, float],
    probability: float,
    rules: NameRules,
    counted: bool,
) -> float:
    """Return how likely a span names a place, once the rules have been heard.

    `head` is the word that is its head noun, -1 for none; `counted` says whether it is known how
    common words are: where it is not, any name could be a word.
    """
    if _is_none(words, span, head, features, rules):
        return NEVER
    sure = counted and (_is_sure(features, rules) or _is_country(words, span, features, rules))
    return max(probability, AT_LEAST) if sure else probability


def _is_none(
    words: Words, span: Span, head: int, features: Mapping[str, float], rules: NameRules
) -> bool:
    if rules.cased:
        if _is_plain(words, span, head, rules):
            return True
        # "Vladimir Putin"; in "in Victoria Park" the preposition says place
        one = span.last - span.first == 1 and head < 0 and not features["after preposition"]
        return bool(one and features["is person name"] and features["next capital"])
    after_head = head >= 0 and head == span.first - 1
    if after_head and is_first_letter(span, features["word frequency"], rules):
        return True
    # "the city, which", "the channel al-Jazeera": with the article, words before they are names
    plain = head < 0 or words.keys[head] in rules.organisations
    return bool(features["never"] and plain and span.key.startswith(rules.article))


def _is_plain(words: Words, span: Span, head: int, rules: NameRules) -> bool:
    """Return whether it is only a side of the compass or a sort of place: "the Centre".

    Old names of provinces are such words ("Western", "Capital"); a head noun says that one is
    meant ("Western Region"), unless all of it is in small letters ("the southern province").
    """
    keys = [key for key in words.keys[span.first : span.last] if key not in rules.stop]
    sides, sorts = rules.compass | rules.never, rules.weak_heads | rules.heads.keys()
    if head < 0 and (sides.issuperset(keys) or rules.weak_heads.issuperset(keys)):
        return True
    small = all(shape == "x" for shape in words.shapes[span.first : span.last])
    return small and (sides | sorts).issuperset(keys)


def is_first_letter(span: Span, zipf: float, rules: NameRules) -> bool:
    """Return whether it is a name's first letter behind a head noun, no preposition: "بلدة بليدا".

    Behind "مدينة" stands a preposition only where a well-known name follows: "مدينة بسوريا".
    """
    clitic = span.clitic[-1:]
    return clitic in _ONE_LETTER and not span.key.startswith(rules.article) and zipf < _KNOWN


def _is_country(words: Words, span: Span, features: Mapping[str, float], rules: NameRules) -> bool:
    """Return whether it is a country behind a preposition, or a side of it: "في سورية"."""
    if features["curated"] and features["several tokens"] and not rules.cased:
        return words.keys[span.first] in rules.compass  # "شمالي لبنان"
    where = features["after preposition"] or span.clitic[-1:] == _ONE_LETTER[0]
    return bool(not rules.cased and features["country"] and where and not features["never"])


def _is_sure(features: Mapping[str, float], rules: NameRules) -> bool:
    """Return whether it is a town of some size whose name is hardly a word, where a place may be.

    In a language without capitals a preposition says so, in others that no name is beside it.
    """
    common = features["word frequency"] > (_RARE_CASED if rules.cased else _RARE)
    if common or features["population digits"] < _TOWN:
        return False
    if rules.cased:
        alone = not features["next capital"] and not features["previous capital"]
        may = alone and not features["all capitals"] and not features["several tokens"]
    else:
        may = bool(features["after preposition"])
    return bool(may and not features["is person name"] and not features["never"])
