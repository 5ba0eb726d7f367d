"""Which of several places is meant, how sure we are, and why.

The weights are readable numbers in data/ranker.json, fitted by `python -m gazetteer train`.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gazetteer.data import data_path
from gazetteer.index.index import Index
from gazetteer.place import Candidate, Mention, Place, Resolution
from gazetteer.reason import Reason
from gazetteer.resolution.context import is_country
from gazetteer.resolution.ranker import Ranked, Vectors, chosen, rank, vectors
from gazetteer.resolution.reasons import NamedPlaces, named_places, reasons
from gazetteer.resolution.seats import as_promised

ALTERNATIVES = 3
_PEOPLE = Reason("place.people")


@cache
def shipped_weights() -> Vectors:
    """Return the weights that ship."""
    return vectors(json.loads(data_path("ranker.json").read_text(encoding="utf-8")))


def resolve(text: str, mentions: Sequence[Mention], index: Index) -> list[Resolution]:
    """Resolve the mentions of one text, in their order; demonyms mean their country."""
    ranked = rank(text, mentions, index, shipped_weights())
    best = [chosen(r) for r in ranked]
    named = named_places(
        (r.name.mentions[0].text, place)
        for r, place in zip(ranked, best, strict=True)
        if place is not None and not is_country(place)
    )
    found: dict[int, Resolution] = {}
    for r, place in zip(ranked, best, strict=True):
        answer = _answer(r, place, named)
        for mention in r.name.mentions:
            found[id(mention)] = _as_promised(r, mention, answer)
    return [
        _demonym(mention, index)
        if mention.kind == "demonym"
        else _of_mention(mention, found[id(mention)])
        for mention in mentions
    ]


def _as_promised(ranked: Ranked, mention: Mention, answer: Resolution) -> Resolution:
    """Return the answer for a name with what the head noun of one of its mentions says."""
    if answer.place is None:
        return answer
    place = as_promised(ranked.name, mention, answer.place)
    return answer if place is answer.place else replace(answer, place=place)


def _of_mention(mention: Mention, answer: Resolution) -> Resolution:
    probability = round(answer.probability * mention.probability, 3)
    return Resolution(mention, answer.place, probability, answer.reasons, answer.alternatives)


def _demonym(mention: Mention, index: Index) -> Resolution:
    country = country_place(mention.feature[2:], index)
    return Resolution(mention, country, mention.probability, (_PEOPLE,))


@cache
def country_place(code: str, index: Index) -> Place | None:
    """Return the country with an ISO 3166-1 alpha-2 code."""
    return index.country(code)


def _answer(ranked: Ranked, place: Place | None, named: NamedPlaces) -> Resolution:
    """Return what a name means, for its first mention were it surely a place."""
    name = ranked.name
    order = sorted(range(len(name.candidates)), key=lambda n: -ranked.probabilities[n])
    alternatives = tuple(
        Candidate(c.place, round(ranked.probabilities[n], 3), c.how)
        for n, c in ((n, name.candidates[n]) for n in order[: ALTERNATIVES + 2])
        if place is None or c.place.id != place.id
    )[:ALTERNATIVES]
    if place is None:
        nothing = Reason("place.none-fits" if order else "place.unknown")
        return Resolution(name.mentions[0], None, 0.0, (nothing,), alternatives)
    why = reasons(name, ranked.features(order[0]), place, named)
    return Resolution(name.mentions[0], place, ranked.probabilities[order[0]], why, alternatives)
