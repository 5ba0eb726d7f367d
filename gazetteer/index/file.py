"""One open file of the index: everything that is asked of it, answered in rows."""

import json
from collections.abc import Iterable, Iterator
from math import cos, radians
from pathlib import Path
from typing import Any

from gazetteer.index.layers import connect, source_rows
from gazetteer.index.schema import OTHER_LETTERS, PLACE_COLUMNS, cell, place_of
from gazetteer.place import Place

Row = tuple[Any, ...]


class IndexFile:
    """An open file of the index; rows start with PLACE_COLUMNS."""

    def __init__(self, path: Path) -> None:
        """Open a file; IndexMissing where it is no index of this version."""
        self.path = path
        self._db, self.meta = connect(path)
        # SQLite's own 2 MB make it read the upper pages of a big tree again and again
        self._db.execute("pragma cache_size=-8000")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def firsts(self, tokens: Iterable[str]) -> dict[str, int]:
        """Return of those tokens that names start with how many the longest such name has."""
        rows = self._db.execute(
            "select token, n from first where token in (select value from json_each(?))",
            (json.dumps(list(tokens), ensure_ascii=False),),
        )
        return dict(rows.fetchall())

    def named(
        self, key: str, limit: int, country: str = "", *, other_letters: bool = False
    ) -> list[Row]:
        """Return the largest places of a name, of one country or any; the kind of name last."""
        here, values = (" and p.country = ?", (country,)) if country else ("", ())
        kinds = "" if other_letters else f" and n.kind <> {OTHER_LETTERS}"
        return self._db.execute(
            f"select {PLACE_COLUMNS}, n.kind from name n join place p on p.id = n.place"
            f" where n.key = ?{kinds}{here} order by n.rank limit ?",
            (key, *values, limit),
        ).fetchall()

    def named_in_other_letters(self, key: str, limit: int) -> list[Row]:
        """Return places of a name that is only theirs as Persian, Urdu or Kurdish writes it."""
        return self._db.execute(
            f"select {PLACE_COLUMNS}, n.kind from name n join place p on p.id = n.place"
            f" where n.key = ? and n.kind = {OTHER_LETTERS} order by n.rank limit ?",
            (key, limit),
        ).fetchall()

    def last_before(
        self, phrases: Iterable[str], *, other_letters: bool = False
    ) -> list[tuple[str, str | None]]:
        """Return each phrase with the last name, in the order of code points, not behind it."""
        kinds = "" if other_letters else f" and kind <> {OTHER_LETTERS}"
        return self._db.execute(
            "select value, (select key from name where key <= value"
            f"{kinds} order by key desc limit 1) from json_each(?)",
            (json.dumps(list(phrases), ensure_ascii=False),),
        ).fetchall()

    def beside(self, key: str) -> tuple[str, str]:
        """Return the last name not behind a key and the first not before it, "" for none."""
        last, first = self._db.execute(
            "select (select key from name where key <= ?1 order by key desc limit 1),"
            " (select key from name where key >= ?1 order by key limit 1)",
            (key,),
        ).fetchone()
        return last or "", first or ""

    def known_keys(self, keys: Iterable[str]) -> list[str]:
        """Return those of many keys that are names here."""
        rows = self._db.execute(
            "select value from json_each(?) where exists (select 1 from name where key = value)",
            (json.dumps(list(keys), ensure_ascii=False),),
        )
        return [key for (key,) in rows.fetchall()]

    def skeleton(self, consonants: str, country: str, limit: int) -> list[Row]:
        """Return the largest places of some consonants, in one country or ("") any."""
        return self._db.execute(
            f"select {PLACE_COLUMNS} from skel s join place p on p.id = s.place where s.key = ?1"
            " and (?2 = '' or s.country = ?2) order by s.rank limit ?3",
            (consonants, country, limit),
        ).fetchall()

    def near(self, lat: float, lon: float, radius_km: float, limit: int) -> list[Row]:
        """Return the nearest places of each row of cells that a circle touches."""
        found: dict[str, Row] = {}
        for low, high in _cells(lat, lon, radius_km):
            # on a flat earth, only to leave out what is farther than `limit` others
            rows = self._db.execute(
                f"select {PLACE_COLUMNS} from cell c join place p on p.id = c.place"
                " where c.cell between ?1 and ?2 order by (p.lat - ?3) * (p.lat - ?3)"
                " + (p.lon - ?4) * (p.lon - ?4) * ?5 limit ?6",
                (low, high, lat, lon, cos(radians(lat)) ** 2, limit),
            )
            found.update((row[0], row) for row in rows.fetchall())
        return list(found.values())

    def by_id(self, sid: str) -> Row | None:
        """Return the place of an id."""
        row: Row | None = self._db.execute(
            f"select {PLACE_COLUMNS} from place p where p.sid = ?", (sid,)
        ).fetchone()
        return row

    def ids(self, sids: Iterable[str]) -> list[tuple[str, str]]:
        """Return (id, id of the place it is said to be) of those ids that are known here."""
        return self._db.execute(
            "select sid, same from place where sid in (select value from json_each(?))",
            (json.dumps(list(sids), ensure_ascii=False),),
        ).fetchall()

    def spellings(self, sid: str) -> list[tuple[str, str]]:
        """Return (name, source) of the place of an id and of those that are said to be it."""
        rows = self._db.execute(
            "select s.names, p.source from place p join spelled s on s.place = p.id"
            " where p.sid = ?1 or (p.same = ?1 and p.same <> '')",
            (sid,),
        ).fetchall()
        return [(name, source) for names, source in rows for name in names.split("\n") if name]

    def cells_of_others(self, register: str) -> bytearray | None:
        """Return which cells hold a place whose id is of another register; None for none at all."""
        first, last = f"{register}:", f"{register};"
        ours, others = (
            self._db.execute(f"select exists(select 1 from place where {where})", (first, last))
            for where in ("sid >= ? and sid < ?", "sid < ? or sid >= ?")
        )
        if not others.fetchone()[0]:
            return None
        sql = "select distinct cell from cell"
        if ours.fetchone()[0]:
            sql += " c join place p on p.id = c.place where p.sid < ? or p.sid >= ?"
        cells = bytearray(1801 * 3601)
        for (number,) in self._db.execute(sql, (first, last) if "?" in sql else ()):
            cells[number] = 1
        return cells

    def others_named(
        self, words: tuple[Iterable[str], Iterable[str]], place: Place, km: float
    ) -> list[tuple[Place, str]]:
        """Return (place with names, id it stands for) of those that may be a place.

        They share one of its names, or in its country one of its skeletons, are of its class, lie
        within a box of some km around it, and have their ids from another register.
        """
        register = place.id.partition(":")[0]
        reach = km / 111.0
        wide = reach / max(0.05, cos(radians(place.lat)))
        found: dict[str, Row] = {}
        for table, keys, country in zip(("name", "skel"), words, ("", place.country), strict=True):
            rows = self._db.execute(
                f"select {PLACE_COLUMNS}, s.names from {table} n join place p on p.id = n.place"
                " join spelled s on s.place = p.id"
                " where n.key in (select value from json_each(?)) and p.fclass = ?"
                f" {'and n.country = ?' if country else 'and ? is not null'}"
                " and p.lat between ? and ? and p.lon between ? and ?"
                " and (p.sid < ? or p.sid >= ?)",
                (
                    json.dumps(list(keys), ensure_ascii=False),
                    place.feature_class,
                    country,
                    place.lat - reach,
                    place.lat + reach,
                    place.lon - wide,
                    place.lon + wide,
                    f"{register}:",
                    f"{register};",
                ),
            )
            found.update((row[0], row) for row in rows.fetchall())
        return [_named(row) for row in found.values()]

    def country(self, code: str) -> Row | None:
        """Return the country with an ISO 3166-1 alpha-2 code."""
        row: Row | None = self._db.execute(
            f"select {PLACE_COLUMNS} from place p where p.country = ? and p.fcode = 'PCLI'"
            " and p.same = '' limit 1",
            (code,),
        ).fetchone()
        return row

    def linked(self) -> list[Row]:
        """Return the places that are said to be one of another layer."""
        return self._db.execute(
            f"select {PLACE_COLUMNS} from place p where p.same <> ''"
        ).fetchall()

    def words(self, language: str) -> dict[str, float]:
        """Return the Zipf frequencies of a language's common words, folded."""
        rows = self._db.execute("select token, zipf from word where lang = ?", (language,))
        return dict(rows.fetchall())

    def sources(self) -> list[dict[str, Any]]:
        """Return the rows of table source."""
        return source_rows(self._db)

    def size(self) -> tuple[int, int]:
        """Return how many places no other layer has, and how many names."""
        return int(self.meta["places"]) - int(self.meta["linked"]), int(self.meta["names"])


def _cells(lat: float, lon: float, radius_km: float) -> Iterator[tuple[int, int]]:
    """Yield (first, last) number of the cells that a circle touches, row by row."""
    reach = radius_km / 111.0
    wide = reach / max(0.05, cos(radians(lat)))
    for step in range(int(2 * reach * 10) + 2):
        row = min(90.0, lat - reach + step / 10)
        yield cell(row, max(-180, lon - wide)), cell(row, min(180, lon + wide))


def _named(row: Row) -> tuple[Place, str]:
    return place_of(row, tuple(row[-1].split("\n"))), row[-2] or row[0]
