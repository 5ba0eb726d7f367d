"""Why a place was chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gazetteer.place import Place
from gazetteer.reason import Reason
from gazetteer.resolution.context import (
    Name,
    Point,
    Reals,
    arc_km,
    is_country,
    unit_point,
)

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
_AS_NEAR = 1e-9  # cosines so alike are compared in km


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """The names of a text and the places they mean, no countries: where each place is, by id."""

    texts: Sequence[str]
    points: Sequence[Point]
    matrix: Reals
    rows: Mapping[str, Sequence[int]]


def named_places(places: Iterable[tuple[str, Place]]) -> NamedPlaces:
    """Lay the places of a text side by side, each with its name in the text."""
    texts: list[str] = []
    points: list[Point] = []
    rows: dict[str, list[int]] = {}
    for text, place in places:
        rows.setdefault(place.id, []).append(len(texts))
        texts.append(text)
        points.append(unit_point(place))
    return NamedPlaces(texts, points, np.array(points, dtype=np.float64).reshape(-1, 3), rows)


def reasons(
    name: Name, features: Mapping[str, float], place: Place, named: NamedPlaces
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


def _nearest(place: Place, named: NamedPlaces) -> list[Reason]:
    """Say which other place is nearest; all are compared at once, since a list has thousands."""
    own = named.rows.get(place.id, ())
    if len(own) == len(named.texts):
        return []
    here = unit_point(place)
    cosines = named.matrix @ here
    cosines[list(own)] = -2.0
    near: list[int] = np.flatnonzero(cosines >= cosines.max() - _AS_NEAR).tolist()
    km, text = min((arc_km(here, named.points[n]), named.texts[n]) for n in near)
    return [Reason("place.nearest", (round(km), text))]
