"""Why a place was chosen, in words for people."""

from collections.abc import Mapping, Sequence

from gazetteer.place import Place
from gazetteer.resolution.context import Name, Point, arc_km, is_country, unit_point

_SORTS = {
    "S.OILF": "oil or gas field",
    "S.INSM": "military base",
    "S.CMPRF": "camp",
    "S.CTRB": "border crossing",
    "S.AIRP": "airport",
    "H.STM": "river",
    "A": "administrative division",
    "P": "town or village",
}
_HOW = {
    "typo": "one letter differs from the gazetteer's spelling",
    "skeleton": "same consonants as the gazetteer's spelling",
    "article": "written with or without its article or feature word",
}
Told = tuple[str, Place, Point]  # a name, the place it means and where that is


def reasons(
    name: Name, features: Mapping[str, float], place: Place, told: Sequence[Told]
) -> tuple[str, ...]:
    """Return short sentences, the strongest first; `told` are the text's places, no countries."""
    found = []
    if place.source == "mine":
        found.append("one of your own places, which win")
    elif len(name.candidates) == 1:
        found.append("the only place of that name in the gazetteer")
    elif features.get("in the next name"):
        found.append("lies in the place named right after it")
    elif features.get("share of largest") == 1.0 and place.population:
        found.append(f"the most populous of {len(name.candidates)} places of that name")
    promised = {m.feature for m in name.mentions if m.feature}
    if features.get("promised sort") and promised:
        feature = sorted(promised)[0]
        found.append(
            f"the word beside it says: {_SORTS.get(feature, _SORTS.get(feature[0], 'place'))}"
        )
    found += [text for how, text in _HOW.items() if features.get(how)]
    if features.get("division named"):
        found.append("the article names its province")
    if features.get("country named at all") and not is_country(place):
        found.append("the article names its country")
    if not is_country(place) and (nearest := _nearest(place, told)):
        found.append(nearest)
    if features.get("curated") and place.source != "mine":
        found.append(f"from Dateline's own table, within {place.radius_km:g} km")
    return tuple(found) or ("the likeliest of the places of that name",)


def _nearest(place: Place, told: Sequence[Told]) -> str:
    here = unit_point(place)
    named = [(arc_km(here, point), text) for text, other, point in told if other.id != place.id]
    if not named:
        return ""
    km, text = min(named)
    return f"{km:.0f} km from {text}, the nearest other place named"
