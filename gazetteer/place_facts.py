"""What speaks for a candidate being the place that is meant: numbers by name."""

from math import log1p, log10

import numpy as np
from numpy.typing import NDArray

from gazetteer.context import Context, Name, is_country
from gazetteer.place import Candidate, Place


def none_facts(name: Name) -> dict[str, float]:
    """Return what speaks for none of a name's candidates."""
    hows = {c.how for c in name.candidates}
    places = [c.place for c in name.candidates]
    return {
        "none": 1.0,
        "none, inexact": float(not hows & {"exact", "clitic"}),
        "none, many candidates": log1p(len(name.candidates)),
        "none, population digits": log10(1 + max((p.population for p in places), default=0)),
        "none, well known": float(any(p.feature_code in ("PCLI", "PPLC", "CONT") for p in places)),
        "none, curated": float(any(p.source != "starter" for p in places)),
    }


def facts_of(
    name: Name,
    n: int,
    candidate: Candidate,
    seen: Context,
    far: NDArray[np.float64] | None,
) -> dict[str, float]:
    """Return what speaks for one candidate, the `n`th, given the context; `far` is in km."""
    place = candidate.place
    largest = max(c.place.population for c in name.candidates)
    facts = _sort_facts(candidate)
    facts |= {
        "population digits": log10(place.population + 1),
        "share of largest": place.population / largest if largest else 0.0,
        "alternate name": 1.0 - candidate.score,
        candidate.how: 1.0,
        "first listed": float(n == 0),
        "only one": float(len(name.candidates) == 1),
    }
    features = {m.feature for m in name.mentions if m.feature}
    if features:
        fits = any(fits_feature(place, feature) for feature in features)
        facts["promised sort"] = float(fits)
        facts["other sort"] = float(not fits)
    facts |= _container_facts(name, place)
    named = seen.countries.get(place.country, 0) - (len(name.mentions) if is_country(place) else 0)
    everything = sum(seen.countries.values()) or 1
    votes = seen.votes.get(place.country, 0) - 1
    facts["country named"] = min(1.0, max(0, named) / everything)
    facts["country named at all"] = float(named > 0)
    facts["country votes"] = max(0, votes) / max(1, sum(seen.votes.values()) - 1)
    if place.admin and place.feature_code != "ADM1":
        facts["division named"] = float((place.country, place.admin[0]) in seen.divisions)
    if far is not None and not is_country(place):
        reach = place.radius_km if place.feature_class in "AHLT" else 0.0
        near = np.maximum(0.0, far - reach)
        known_far = float(place.population > 500_000 or place.feature_class in "HLT")
        facts["near 50 km"] = log1p(float((near < 50).sum()))
        facts["near 150 km"] = log1p(float((near < 150).sum()))
        facts["near 400 km"] = log1p(float((near < 400).sum()))
        facts["nearest km"] = log10(float(near.min()) + 1)
        facts["nearest km, well known"] = known_far * facts["nearest km"]
        facts["median km"] = log10(float(np.median(near)) + 1)
    return facts


def _sort_facts(candidate: Candidate) -> dict[str, float]:
    place = candidate.place
    code, letter = place.feature_code, place.feature_class
    return {
        "country": float(code == "PCLI"),
        "continent": float(code == "CONT"),
        "first division": float(code == "ADM1"),
        "lower division": float(letter == "A" and code not in ("PCLI", "ADM1")),
        "capital": float(code == "PPLC"),
        "town": float(letter == "P"),
        "hamlet": float(letter == "P" and 0 < place.population < 1000),
        "population unknown": float(letter == "P" and not place.population),
        "water": float(letter == "H"),
        "region": float(letter in "LT"),
        "site": float(letter in "SRUV"),
        "curated": float(place.source != "starter" and letter not in "PA"),
    }


def _container_facts(name: Name, place: Place) -> dict[str, float]:
    """Say whether "X, Admin" agrees: in the division or country that the next name may mean."""
    if not name.containers:
        return {}
    agrees = 0.0
    for candidates in name.containers:
        for container in (c.place for c in candidates):
            if container.id == place.id or container.country != place.country:
                continue
            if container.feature_code == "PCLI" or (
                container.feature_code == "ADM1" and place.admin[:1] == container.admin[:1]
            ):
                agrees = max(agrees, 1.0)
    return {"in the next name": agrees, "not in the next name": 1.0 - agrees}


def fits_feature(place: Place, feature: str) -> bool:
    """Say whether a place is of the sort a head noun promises ("P", "S.OILF", "H")."""
    letter, _, code = feature.partition(".")
    if place.feature_class != letter:
        # an oil field's name alone is often listed as the field, a camp as a town
        return letter == "S" and code == "CMPRF" and place.feature_class == "P"
    return not code or place.feature_code == code or letter == "S"
