"""Places of one's own as files: written for others, and read from whatever holds places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from gazetteer.errors import BadPlace, BadSource
from gazetteer.index.schema import MINE
from gazetteer.my_places.exports import EXPORTS, Said
from gazetteer.my_places.journal import MOST_NAMES, draft
from gazetteer.my_places.places import MyPlace
from gazetteer.place import Place
from gazetteer.reason import Reason
from gazetteer.sources import LOADERS
from gazetteer.sources.records import ImportOptions, Reject

MOST = 50_000  # more is a source of its own: `python -m gazetteer import`
# Formats by the ending of a file, the likeliest first.
_FORMATS = {
    ".csv": ("csv",),
    ".tsv": ("linked_places", "csv"),
    ".json": ("linked_places", "geojson"),
    ".jsonld": ("linked_places", "geojson"),
    ".jsonl": ("linked_places", "geojson"),
    ".geojson": ("geojson", "linked_places"),
}
ENDINGS = tuple(_FORMATS)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: places of one's own to be, and the rows that are none, with the reason."""

    places: tuple[Place, ...]
    rejects: tuple[Reject, ...]


def written(kept: Iterable[MyPlace], form: str) -> Iterator[str]:
    """Write places in one of EXPORTS; all names and fields can be read again."""
    if form not in EXPORTS:
        raise BadPlace(f"{form!r}: no format for places; known: {', '.join(EXPORTS)}")
    places = [mine.place for mine in kept]
    by = "; ".join(dict.fromkeys(mine.said_by for mine in kept if mine.said_by))
    return EXPORTS[form][0](places, Said(by[:200] or "own knowledge", datetime.now(UTC).year))


def read_places(path: Path) -> Read:
    """Read a file of places; BadSource where no loader knows it."""
    formats = _FORMATS.get(path.suffix.lower())
    if formats is None:
        raise BadSource(Reason("source.ending", (path.name, ", ".join(ENDINGS))))
    errors: list[BadSource] = []
    for form in formats:
        try:
            return _read(path, form)
        except BadSource as error:
            errors.append(error)
    raise errors[0]


def _read(path: Path, form: str) -> Read:
    places: list[Place] = []
    rejects: list[Reject] = []
    # which module it is depends on the file
    for row in import_module(LOADERS[form].module).read([path], ImportOptions(MINE)):
        if isinstance(row, Reject):
            rejects.append(row)
        elif isinstance(row, Place):
            try:
                places.append(_own(row))
            except BadPlace as error:
                rejects.append(Reject(path.name, 0, error.reason, row.name))
        if len(places) > MOST:
            raise BadSource(Reason("source.many", (path.name, MOST, form)))
    if not places and not rejects:
        raise BadSource(Reason("source.places", (path.name,)))
    return Read(tuple(places), tuple(rejects))


def _own(place: Place) -> Place:
    """Make a place of one's own of one that was read; one that was ours keeps its id."""
    first = [n for n in place.names if n.rpartition("=")[2] == place.name][:1]
    names = list(dict.fromkeys([*(first or [place.name]), *place.names]))[:MOST_NAMES]
    made = draft(
        names,
        place.lat,
        place.lon,
        feature_class=place.feature_class,
        feature_code=place.feature_code,
        country=place.country,
        admin=place.admin,
        population=place.population,
        radius_km=place.radius_km,
        note=place.note,
    )
    return replace(made, id=place.id) if place.id.startswith(f"{MINE}:") else made
