"""A town written in letters of another script than the gazetteer has it in: "أرغوستولي"."""

from gazetteer.resolution.context import Name, arc_km, unit_point

TRANSCRIBED = 0.6  # how sure that is
_PEOPLE = 5_000
_TIMES = 5  # as many people as whatever else is spelt nearly so
_HERE_KM = 100.0  # a town and the district around it


def transcribed(name: Name) -> int | None:
    """Return the number of the candidate that a name of another script surely spells, if any.

    All candidates lie in the countries that the text is about; one of them is by far the largest.
    """
    if name.key.isascii() or not name.candidates:
        return None
    places = [c.place for c in name.candidates]
    best = max(range(len(places)), key=lambda n: places[n].population)
    if name.candidates[best].how not in ("skeleton", "typo"):
        return None
    here = unit_point(places[best])
    near = [arc_km(here, unit_point(place)) <= _HERE_KM for place in places]
    others = (place.population for place, is_near in zip(places, near, strict=True) if not is_near)
    if places[best].population < max(_PEOPLE, _TIMES * max(others, default=0)):
        return None
    towns = [n for n, place in enumerate(places) if near[n] and place.feature_class == "P"]
    return max(towns, key=lambda n: places[n].population, default=best)
