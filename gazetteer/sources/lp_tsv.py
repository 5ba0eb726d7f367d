"""LP-TSV, the table form of Linked Places: tab-separated without quotes, or comma-separated."""

import csv
from collections.abc import Iterator, Mapping

from gazetteer.errors import BadSource
from gazetteer.reason import Reason
from gazetteer.sources.files.reading import Part, lines
from gazetteer.sources.geometry import middle_of_wkt
from gazetteer.sources.lp_record import LinkedPlace, known_id, language, place, strings
from gazetteer.sources.records import ImportOptions, NoPlace, Row, point, reject

_NEEDED = ("id", "title")


def rows(part: Part, options: ImportOptions) -> Iterator[Row]:
    """Yield the places of a table; BadSource where it lacks an id or a title."""
    columns: list[str] = []
    delimiter = "\t"
    for line in lines(part, options.reading):
        if line.error and columns:
            yield reject(line, line.error)
            continue
        if not columns:
            delimiter = "\t" if "\t" in line.text else ","
            try:
                columns = [cell.strip().lower() for cell in _cells(line.text, delimiter)]
            except NoPlace as error:
                raise BadSource(Reason("source.titles", (part.name, error.reason))) from error
            if missing := [column for column in _NEEDED if column not in columns]:
                lacking = " and ".join(missing)
                raise BadSource(Reason("source.linked-table", (part.name, lacking)))
            continue
        try:
            cells = _cells(line.text, delimiter)
            if len(cells) > len(columns):
                raise NoPlace(Reason("row.cells", (len(cells), len(columns))))
            yield place(_record(dict(zip(columns, cells, strict=False))), options.source)
        except NoPlace as error:
            yield reject(line, error.reason)


def _cells(text: str, delimiter: str) -> list[str]:
    """Split a row; the table form has quotes around cells only where commas separate them."""
    if "\r" in text:
        raise NoPlace(Reason("row.table", ("the end of a line in the middle of it",)))
    if delimiter == "\t":
        return text.split("\t")
    try:
        return next(csv.reader([text]), [])
    except csv.Error as error:
        raise NoPlace(Reason("row.table", (str(error),))) from error


def _record(row: Mapping[str, str]) -> LinkedPlace:
    named = []
    for variant in strings(row.get("variants")):
        name, _, code = variant.rpartition("@")
        named.append((language(code), name) if name else ("", variant))
    return LinkedPlace(
        id=known_id([*strings(row.get("matches")), row.get("id", "")]),
        title=row.get("title"),
        names=named,
        classes=strings(row.get("fclasses")),
        types=[*strings(row.get("types")), *strings(row.get("aat_types"))],
        countries=strings(row.get("ccodes")),
        where=_where(row),
        tolerance=row.get("approximation"),
        note=row.get("description"),
        more=row,
    )


def _where(row: Mapping[str, str]) -> tuple[float, float, float]:
    if row.get("geowkt"):
        return middle_of_wkt(row["geowkt"])
    if not row.get("lon") or not row.get("lat"):
        raise NoPlace(Reason("row.geometry"))
    return *point(row["lat"], row["lon"]), 0.0
