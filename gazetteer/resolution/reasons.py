"""Why a place was chosen."""

from collections.abc import Mapping, Sequence

from gazetteer.place import Place
from gazetteer.reason import Reason
from gazetteer.resolution.context import Name, Point, arc_km, is_country, unit_point

_PLACE = Reason("beside.place")
_FEATURES = {
    "S.OILF": Reason("beside.oil-field"),
    "S.INSM": Reason("beside.base"),
    "S.CMPRF": Reason("beside.camp"),
    "S.CTRB": Reason("beside.crossing"),
    "S.AIRP": Reason("beside.airport"),
    "H.STM": Reason("beside.river"),
    "A": Reason("beside.division"),
    "P": Reason("beside.town"),
}
_SPELLINGS = {
    "typo": Reason("spelling.typo"),
    "skeleton": Reason("spelling.skeleton"),
    "article": Reason("spelling.article"),
}
Named = tuple[str, Place, Point]  # a name, the place it means and where that is


def reasons(
    name: Name, features: Mapping[str, float], place: Place, named: Sequence[Named]
) -> tuple[Reason, ...]:
    """Return why, the strongest first; `named` are the text's places, no countries."""
    found = []
    if place.source == "mine":
        found.append(Reason("place.mine"))
    elif len(name.candidates) == 1:
        found.append(Reason("place.only"))
    elif features.get("in the next name"):
        found.append(Reason("place.in-next"))
    elif features.get("share of largest") == 1.0 and place.population:
        found.append(Reason("place.most-populous", (len(name.candidates),)))
    promised = {m.feature for m in name.mentions if m.feature}
    if features.get("promised sort") and promised:
        feature = min(promised)
        kind = _FEATURES.get(feature, _FEATURES.get(feature[0], _PLACE))
        found.append(Reason("place.word-beside", (kind,)))
    found += [reason for how, reason in _SPELLINGS.items() if features.get(how)]
    if features.get("division named"):
        found.append(Reason("place.province"))
    if features.get("country named at all") and not is_country(place):
        found.append(Reason("place.country"))
    if not is_country(place):
        found += _nearest(place, named)
    if features.get("curated") and place.source != "mine":
        found.append(Reason("place.curated", (place.radius_km,)))
    return tuple(found) or (Reason("place.likeliest"),)


def _nearest(place: Place, named: Sequence[Named]) -> list[Reason]:
    here = unit_point(place)
    others = [(arc_km(here, point), text) for text, other, point in named if other.id != place.id]
    if not others:
        return []
    km, text = min(others)
    return [Reason("place.nearest", (round(km), text))]
