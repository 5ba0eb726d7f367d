"""Measure imports: python -m tests.benchmarks.imports [--format FORMAT] FILE...

One row a file, each imported by itself beside the bundled index: places, names, rejects, how many
were known before, and how many doubles remain: places not linked to a bundled one although one of
the same class and a name of theirs lies within 5 km. Of those, "two ids" are pairs to which the
source itself gives two ids (GeoNames is in the starter), so that they are two places to it.
With --blind also the same places without their ids, as from a source that has others: how many of
those that the ids say are known were linked by name, place and sort alone, and how many to another.
"""

import argparse
import csv
import tempfile
import time
from pathlib import Path

from geopy.distance import great_circle

from gazetteer.importing.imports import Request, import_files
from gazetteer.index.index import Index, default_path
from gazetteer.index.layers import drop_layer, layer_path
from gazetteer.index.update import places_of
from gazetteer.place import Place
from gazetteer.sources import geonames
from gazetteer.sources.records import ImportOptions
from gazetteer.spelling.fold import name_key

NEAR_KM = 5
COLUMNS = ("file", "places", "names", "rejected", "known", "doubles", "of them two ids", "CPU s")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--format", default="geonames")
    parser.add_argument("--country", default="")
    parser.add_argument("--kind", default="")
    parser.add_argument("--blind", action="store_true")
    options = parser.parse_args()
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
    countries = frozenset(filter(None, options.country.split(",")))
    asked = ImportOptions("measured", countries=countries, kind=options.kind)
    with Index(default_path(), check=True) as bundled, tempfile.TemporaryDirectory() as home:
        index = Path(home) / "gazetteer.sqlite"
        index.symlink_to(default_path().resolve())
        said: list[str] = []
        for file in options.files:
            started = time.process_time()
            done = import_files(
                index, Request(options.format, (file,), asked, replace=True), lambda _: None
            )
            seconds = time.process_time() - started
            both, other = doubles(layer_path(index.parent, "measured"), bundled)
            cells = (done.places, done.names, done.rejected, done.linked, both + other, both)
            drop_layer(index.parent, "measured")
            if options.blind:
                said.append(blind(file, bundled, index.parent))
            print(f"| {file.name} | " + " | ".join(f"{n:,}" for n in cells), f"| {seconds:.1f} |")
    print(*said, sep="\n")


def blind(file: Path, bundled: Index, home: Path) -> str:
    """Import a GeoNames file without its ids; say how right the links are."""
    table = home / "blind.csv"
    columns = ("id", "name", "lat", "lon", "feature_class", "feature_code", "country", "population")
    known = set()
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow((*columns, "names"))
        for place in geonames.read((file,), ImportOptions("geonames")):
            if not isinstance(place, Place):
                continue
            if bundled.place(place.id):
                known.add(place.id)
            about = (place.name, place.lat, place.lon, place.feature_class, place.feature_code)
            names = "|".join(place.names)
            number = place.id.removeprefix("gn:")
            writer.writerow((number, *about, place.country, place.population, names))
    index = home / "gazetteer.sqlite"
    import_files(index, Request("csv", (table,), ImportOptions("blind")), lambda _: None)
    right = wrong = 0
    for place, same in places_of(layer_path(home, "blind")):
        truth = place.id.replace("blind:", "gn:")
        right += same == truth
        wrong += same not in ("", truth)
    both, other = doubles(layer_path(home, "blind"), bundled)
    drop_layer(home, "blind")
    return (
        f"{file.name} without its ids: {len(known):,} known by id, {right:,} linked to the same"
        f" place, {wrong:,} to another; doubles {both + other:,}"
    )


def doubles(layer: Path, bundled: Index) -> tuple[int, int]:
    """Return how many places are doubles by two ids of one register, and otherwise."""
    both = other = 0
    for place, same in places_of(layer):
        twins = [] if same else twins_of(place, bundled)
        register = place.id.partition(":")[0]
        if any(twin.id.partition(":")[0] != register for twin in twins):
            other += 1
        elif twins:
            both += 1
    return both, other


def twins_of(place: Place, bundled: Index) -> list[Place]:
    """Return the bundled places of a name and the class of a place that are near."""
    keys = {name_key(name.rpartition("=")[2]) for name in (place.name, *place.names)}
    return [
        candidate.place
        for key in keys
        for candidate in bundled.lookup(key)
        if candidate.place.feature_class == place.feature_class
        and _km(candidate.place, place) <= NEAR_KM
    ]


def _km(one: Place, other: Place) -> float:
    return float(great_circle((one.lat, one.lon), (other.lat, other.lon)).km)


if __name__ == "__main__":
    main()
