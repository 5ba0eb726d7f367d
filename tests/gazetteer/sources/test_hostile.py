"""Whatever stands where in a record, a loader gives a place or a reason, and goes on."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.place import Place
from gazetteer.sources import linked_places, nominatim, ocha, wikidata
from gazetteer.sources.records import ImportOptions, Loader, MoreNames, Note, Reject
from tests.gazetteer.sources import test_linked_places, test_nominatim, test_ocha, test_wikidata

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)  # yajl takes much larger ones for a broken file
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=12)
    | st.sampled_from(["x" * 1_000_000, "NaN", "1e999", "\u202e\ufeff", "=1+1", "\x00"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def paths(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return where something stands in a record, the record itself first."""
    found = [above]
    keys = value.keys() if isinstance(value, dict) else ()
    for key in range(len(value)) if isinstance(value, list) else keys:
        found += paths(value[key], (*above, key))
    return found


def changed(record: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    whole = copy.deepcopy(record)
    inner = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return whole


def dump(record: Any) -> str:
    lines = [test_nominatim.HEADER, {"type": "Place", "content": [record]}]
    return "\n".join(map(json.dumps, lines))


def entities(record: Any) -> str:
    return "\n".join(map(json.dumps, [test_wikidata.VILLAGE, record]))


def records(record: Any) -> str:
    return test_linked_places.collection(test_linked_places.FEATURE, record)


def units(record: Any) -> str:
    first = {"type": "Feature", "properties": test_ocha.ADMIN1[0], "geometry": None}
    return json.dumps({"type": "FeatureCollection", "features": [first, record]})


POINT = {"type": "Point", "coordinates": [40.5, 35.25]}
LOADERS: list[tuple[Loader, Any, Any]] = [
    (nominatim.read, dump, test_nominatim.VILLAGE),
    (wikidata.read, entities, test_wikidata.VILLAGE),
    (linked_places.read, records, test_linked_places.FEATURE),
    (
        ocha.read,
        units,
        {"type": "Feature", "properties": test_ocha.ADMIN3[0], "geometry": POINT},
    ),
]


FORMATS = ("nominatim", "wikidata", "linked_places", "ocha")


@pytest.mark.parametrize(("read", "written", "record"), LOADERS, ids=FORMATS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_one_broken_value_stops_no_loader(
    read: Loader,
    written: Any,
    record: Any,
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = data.draw(st.sampled_from(paths(record)))
    broken = changed(record, path, data.draw(ANYTHING))
    file = tmp_path_factory.mktemp("hostile") / "file.json"
    file.write_text(written(broken), encoding="utf-8")
    rows = [row for row in read([file], ImportOptions("x")) if not isinstance(row, Note)]
    assert all(isinstance(row, Place | MoreNames | Reject) for row in rows)
    for row in rows:
        if isinstance(row, Place):
            assert -90 <= row.lat <= 90
            assert -180 <= row.lon <= 180
            assert 0 <= row.radius_km < 21_000
            assert any(letter.isalpha() for letter in row.name)
            assert all(len(name) <= 220 for name in (row.id, row.name, *row.names))
