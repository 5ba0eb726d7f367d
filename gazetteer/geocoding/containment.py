"""Which place may lie in which: by codes where both have them, else by distance."""

from geopy.distance import great_circle

from gazetteer.place import Candidate, Place

CODE = "code of a division"  # the feature code of an area of which only the admin1 code is known


def lies_in(place: Place, area: Place) -> bool:
    """Return whether a place may lie in an area: by codes where it has them, else by distance."""
    if area.id == place.id or (area.feature_class, place.feature_class) == ("P", "A"):
        return False
    if area.feature_code == CODE:
        return area.admin[0] in place.admin[:1]
    if area.feature_code.startswith("PCL"):
        return place.country == area.country
    if area.feature_code == "ADM1" and area.admin and place.admin:
        return (place.country, place.admin[0]) == (area.country, area.admin[0])
    if area.feature_code != "CONT" and area.country and area.country != place.country:
        return False
    km = float(great_circle((place.lat, place.lon), (area.lat, area.lon)).km)
    # a division is seldom a circle; what is near a town is up to a drive away
    return km <= max(1.5 * area.radius_km, 30.0) + place.radius_km


def towns_first(found: list[Candidate]) -> list[Candidate]:
    """Put a town before the division that is named after it; Georgia is no town in Georgia."""
    ordered: list[Candidate] = []
    for candidate in found:
        place = candidate.place
        at = next((i for i, other in enumerate(ordered) if _is_named_after(other.place, place)), -1)
        ordered.insert(at if at >= 0 else len(ordered), candidate)
    return ordered


def _is_named_after(division: Place, town: Place) -> bool:
    return (
        division.feature_code.startswith("ADM")
        and town.feature_class == "P"
        and 20 * town.population >= division.population
        and lies_in(town, division)
    )
