"""What OCHA's columns mean, in the schemas of the years: adm1_name1, ADM1_AR, admin1Name_ar."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from gazetteer.sources.ocha_tables import Cells

_UNIT = re.compile(
    r"adm(?:in)?(?P<level>[0-5])_?(?:(?P<pcode>p_?code)|(?P<ref>ref(?:_?name)?)"
    r"|(?:name_?)?(?:alt_?(?:name_?)?\d_?)?(?P<language>(?!id|cd)[a-z]{2})|name(?P<number>\d?))"
)
_THING = re.compile(
    r"(?P<thing>feature|neighbou?rhood|location|community|settlement)_?(?:(?P<pcode>p_?code)"
    r"|(?P<ref>ref_?name)|(?:alt)?_?name_?\d?_?(?P<language>[a-z]{2})?)"
)
_ALONE = re.compile(r"(?P<pcode>p_?code)|name_(?P<language>[a-z]{2})")
_POINTS = (
    ("center_lat", "center_lon"),
    ("point_y", "point_x"),
    ("latitude", "longitude"),
    ("latitude_y", "longitude_x"),
    ("lat", "lon"),
    ("y_coord", "x_coord"),
    ("y", "x"),
)
TOTALS = ("t_tl", "total", "population", "pop_total", "tot_pop", "total_population")
TITLES = ("popplaceclasstitle", "popplaceclass", "location_type", "class")


@cache
def role(column: str) -> tuple[str, str, str]:
    """Return what a column is about, what it holds, and in which language.

    About: "0" to "5" for a unit of that level, else neighbourhood or place, "" for none of ours.
    Holds: pcode or name; the language of a numbered name is "#" and its number.

    >>> role("adm1_name1"), role("admin4pcode"), role("featurealtname1_ar"), role("area_sqkm")
    (('1', 'name', '#1'), ('4', 'pcode', ''), ('place', 'name', 'ar'), ('', '', ''))
    """
    if match := _UNIT.fullmatch(column):
        about = match["level"]
        numbered = "" if match["number"] is None else f"#{match['number']}"
        language = match["language"] or numbered
    elif match := _THING.fullmatch(column):
        about = "neighbourhood" if match["thing"].startswith("neigh") else "place"
        language = match["language"] or ""
    elif match := _ALONE.fullmatch(column):
        about, language = "place", match["language"] or ""
    else:
        return "", "", ""
    return about, "pcode" if match["pcode"] else "name", language


def about(columns: Iterable[str], *, drawn: bool) -> str:
    """Return what a table tells: population, units, places, neighbourhoods, "" nothing of ours."""
    columns = list(columns)
    coded = {about for about, holds, _ in map(role, columns) if holds == "pcode"}
    named = {about for about, holds, _ in map(role, columns) if holds == "name"}
    if "neighbourhood" in coded:
        return "neighbourhoods"
    if "place" in coded and "place" in named:
        return "places"
    if not coded & set("012345"):
        return ""
    if any(total in columns for total in TOTALS) and not drawn and point_columns(columns) is None:
        return "population"
    return "units"


def point_columns(columns: Iterable[str]) -> tuple[str, str] | None:
    """Return the columns of latitude and longitude."""
    columns = list(columns)
    return next((pair for pair in _POINTS if pair[0] in columns and pair[1] in columns), None)


def pcode(row: Cells, wanted: str) -> str:
    """Return the P-code that a row has for a level, a place or a neighbourhood, "" for none."""
    for column in row.values:
        if role(column)[:2] == (wanted, "pcode") and row.text(column):
            return row.text(column)
    return ""


def level(row: Cells) -> int:
    """Return the level of the unit that a row tells of, the lowest one with a P-code; -1 none."""
    return max((n for n in range(6) if pcode(row, str(n))), default=-1)


def names(row: Cells, wanted: str) -> Iterator[tuple[str, str]]:
    """Yield (language, name) of what a row tells of; columns lang, lang1 say of numbered ones."""
    for column in row.values:
        of, holds, language = role(column)
        if of == wanted and holds == "name" and row.text(column):
            if language.startswith("#"):
                language = row.text(f"lang{language[1:]}")
            yield language, row.text(column)
