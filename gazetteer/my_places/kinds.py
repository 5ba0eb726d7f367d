"""The kinds of place a person may choose from, and what GeoNames calls them."""

import tomllib
from dataclasses import dataclass
from functools import cache

from gazetteer.data import data_path
from gazetteer.errors import BadPlace


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of place; `radius_km` is how far off a point on one usually is."""

    label: str
    feature_class: str
    feature_code: str
    radius_km: float


@cache
def kinds() -> tuple[Kind, ...]:
    """Return all kinds, the most frequent first."""
    rows = tomllib.loads(data_path("place_kinds.toml").read_text(encoding="utf-8"))["kind"]
    return tuple(Kind(r["label"], r["class"], r["code"], float(r["radius_km"])) for r in rows)


def kind_of(feature_class: str, feature_code: str) -> Kind:
    """Return the kind nearest to GeoNames' class and code: the same, else the class's first."""
    same = [k for k in kinds() if k.feature_class == feature_class]
    exact = [k for k in same if k.feature_code == feature_code]
    return (exact or same or list(kinds()))[0]


def find_kind(asked: str) -> Kind:
    """Return the kind somebody named: by its label, a part of it, or a code such as S.OILF."""
    wanted = asked.strip().casefold()
    for kind in kinds():
        code = f"{kind.feature_class}.{kind.feature_code}".casefold()
        if wanted in (kind.label, code, kind.feature_code.casefold()):
            return kind
    near = [k for k in kinds() if wanted and wanted in k.label.replace(" or ", ", ").split(", ")]
    near = near or [k for k in kinds() if wanted and wanted in k.label]
    if len(near) == 1:
        return near[0]
    known = "; ".join(kind.label for kind in near or kinds())
    raise BadPlace(f"{asked!r}: no such kind of place; known: {known}")
