"""A town and the division named after it: which of both a name, or one mention of it, means."""

from gazetteer.place import Mention, Place
from gazetteer.resolution.context import Name, distances_km, is_country, unit_points

OWN_NAME = 0.8  # the score of a candidate that is called so itself
SEAT_KM = 200.0
SEAT_PEOPLE = 20_000  # of a seat further from the middle of its division than a town is wide


def seat_of(name: Name, place: Place) -> Place:
    """Prefer the town to the division named after it, unless all head nouns say division.

    So "القاهرة" is the city and "محافظة القاهرة" the governorate.
    """
    promised = {mention.feature[:1] for mention in name.mentions if mention.feature}
    return place if promised == {"A"} else _town(name, place) or place


def as_promised(name: Name, mention: Mention, place: Place) -> Place:
    """Return what one mention means where its own head noun says town, or division.

    "The city of Saada" is the town in an article that also names Saada governorate.
    """
    if mention.feature == "P":
        return _town(name, place) or place
    return (_division(name, place) if mention.feature == "A" else None) or place


def _town(name: Name, division: Place) -> Place | None:
    """Return the town of a division's name that lies in it."""
    if division.feature_class != "A" or is_country(division):
        return None
    towns = [
        c.place
        for c in name.candidates
        if c.place.feature_class == "P"
        and c.place.country == division.country
        and c.score >= OWN_NAME
    ]
    near = [(km, n) for km, n in _far(division, towns) if _is_seat(division, towns[n], km)]
    return towns[min(near)[1]] if near else None


def _division(name: Name, town: Place) -> Place | None:
    """Return the division of a town's name that the town lies in, the largest there is."""
    if town.feature_class != "P":
        return None
    divisions = [
        c.place
        for c in name.candidates
        if c.place.feature_class == "A"
        and not is_country(c.place)
        and c.place.country == town.country
    ]
    near = [n for km, n in _far(town, divisions) if _is_seat(divisions[n], town, km)]
    return min((divisions[n] for n in near), key=lambda one: one.feature_code, default=None)


def _far(one: Place, others: list[Place]) -> list[tuple[float, int]]:
    """Return how far each of the others lies, in km, with its number."""
    if not others:
        return []
    far = distances_km(unit_points([one]), unit_points(others))[0]
    return [(km, n) for n, km in enumerate(far.tolist())]


def _is_seat(division: Place, town: Place, km: float) -> bool:
    reach = min(SEAT_KM, max(20.0, division.radius_km))
    return km <= 40 or (km <= reach and town.population >= SEAT_PEOPLE)
