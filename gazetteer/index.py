"""The SQLite file of places and names: everything that is asked of it."""

import os
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from math import cos, radians
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from geopy.distance import great_circle

from gazetteer.errors import IndexMissing
from gazetteer.fold import name_key
from gazetteer.index_build import OTHER_LETTERS, VERSION, cell, fingerprint
from gazetteer.place import Candidate, Place
from gazetteer.skeleton import skeleton_of_key
from gazetteer.spelling import one_letter_away, with_or_without_article

_PLACE = (
    "p.sid, p.name, p.lat, p.lon, p.fclass, p.fcode, p.country, p.admin1, p.admin2,"
    " p.population, p.radius_km, p.source, p.note"
)
MAX_CANDIDATES = 60
# what an alternate name says less than a main or curated one
_KIND_SCORE = {0: 1.0, 1: 1.0, 2: 0.8, 3: 0.5}


def default_path() -> Path:
    """Return where the index stands: DATELINE_HOME, else .dateline beside the packages."""
    home = os.environ.get("DATELINE_HOME")
    folder = Path(home) if home else Path(__file__).resolve().parents[1] / ".dateline"
    return folder / "gazetteer.sqlite"


class Index:
    """An open index; read-only, usable from several threads, closed by `with` or `close`."""

    def __init__(self, path: Path, *, check: bool = False) -> None:
        """Open an index; IndexMissing where there is none or, with `check`, a stale one."""
        if not path.is_file():
            raise IndexMissing(f"{path}: no gazetteer here; run: python -m gazetteer build")
        self.path = path
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            meta = dict(self._db.execute("select key, value from meta"))
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise IndexMissing(f"{path}: not a gazetteer ({error}); build it again") from error
        if meta["version"] != str(VERSION) or (check and meta["fingerprint"] != fingerprint()):
            self._db.close()
            raise IndexMissing(f"{path}: made by another version; run: python -m gazetteer build")
        self.first = lru_cache(maxsize=60_000)(self._first)
        self.lookup = lru_cache(maxsize=20_000)(self._lookup)

    def __enter__(self) -> Self:
        """Give the index to a `with` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.first.cache_clear()
        self.lookup.cache_clear()
        self._db.close()

    def _first(self, token: str) -> int:
        """Return how many tokens the longest name that starts with `token` has, 0 for none."""
        row = self._db.execute("select n from first where token = ?", (token,)).fetchone()
        return row[0] if row else 0

    def _lookup(self, key: str) -> tuple[Candidate, ...]:
        """Return the places whose folded name is `key`, most populous first, all scored alike."""
        rows = self._db.execute(
            f"select {_PLACE}, n.kind from name n join place p on p.id = n.place"
            " where n.key = ? order by p.population desc limit ?",
            (key, MAX_CANDIDATES),
        )
        return tuple(
            Candidate(_place(row), _KIND_SCORE[row[-1]]) for row in rows if row[-1] != OTHER_LETTERS
        )

    def find(self, name: str, *, limit: int = 10) -> list[Candidate]:
        """Return the places a name may mean, best first.

        Exact, else with or without article, else typo, else skeleton: the score falls with
        every step away from the exact name.
        """
        key = name_key(name)
        for how, share in (("exact", 1.0), ("article", 0.9), ("typo", 0.7), ("skeleton", 0.5)):
            found = self._find(key, how)
            if found:
                ranked = [
                    Candidate(c.place, round(c.score * share, 3), how)
                    for c in sorted(found, key=_weight, reverse=True)
                ]
                return ranked[:limit]
        return []

    def _find(self, key: str, how: str) -> list[Candidate]:
        if how == "exact":
            return list(self.lookup(key)) or list(self._lookup_any(key))
        if how == "article":
            return [c for other in with_or_without_article(key) for c in self.lookup(other)]
        return list(self.typo(key) if how == "typo" else self.skeleton(key))

    def _lookup_any(self, key: str) -> Iterator[Candidate]:
        rows = self._db.execute(
            f"select {_PLACE}, n.kind from name n join place p on p.id = n.place where n.key = ?",
            (key,),
        )
        return (Candidate(_place(row), _KIND_SCORE[row[-1]]) for row in rows)

    def typo(self, key: str) -> tuple[Candidate, ...]:
        """Return the places one letter away from `key`; keys under four letters have none."""
        if len(key) < 4:
            return ()
        found = {c.place.id: c for other in one_letter_away(key) for c in self.lookup(other)}
        return tuple(Candidate(c.place, 0.7 * c.score, "typo") for c in found.values())

    def skeleton(self, key: str, *, country: str = "") -> tuple[Candidate, ...]:
        """Return the places with the consonants of `key`; fewer than two consonants have none."""
        consonants = skeleton_of_key(key)
        if len(consonants) < 2:
            return ()
        rows = self._db.execute(
            f"select {_PLACE} from skel s join place p on p.id = s.place where s.key = ?"
            " and (? = '' or p.country = ?) order by p.population desc limit ?",
            (consonants, country, country, MAX_CANDIDATES),
        )
        return tuple(Candidate(_place(row), 0.5, "skeleton") for row in rows)

    def near(
        self, lat: float, lon: float, *, radius_km: float = 25, limit: int = 10
    ) -> list[tuple[float, Place]]:
        """Return (distance in km, place) of the places around a point, nearest first."""
        reach = radius_km / 111.0
        wide = reach / max(0.05, cos(radians(lat)))
        found = []
        for step in range(int(2 * reach * 10) + 2):
            row_lat = min(90.0, lat - reach + step / 10)
            low, high = cell(row_lat, max(-180, lon - wide)), cell(row_lat, min(180, lon + wide))
            rows = self._db.execute(
                f"select {_PLACE} from cell c join place p on p.id = c.place"
                " where c.cell between ? and ?",
                (low, high),
            )
            found += [_place(row) for row in rows]
        ranked = sorted(
            ((great_circle((lat, lon), (p.lat, p.lon)).km, p) for p in dict.fromkeys(found)),
            key=lambda pair: pair[0],
        )
        return [pair for pair in ranked if pair[0] <= radius_km][:limit]

    def place(self, sid: str) -> Place | None:
        """Return one place by its id, with all its names ("lang=name" or plain)."""
        row = self._db.execute(
            f"select {_PLACE}, p.id from place p where p.sid = ?", (sid,)
        ).fetchone()
        if row is None:
            return None
        names = self._db.execute(
            "select lang, coalesce(raw, key) from name where place = ? order by kind, lang desc",
            (row[-1],),
        )
        return _place(row, tuple(f"{lang}={raw}" if lang else raw for lang, raw in names))

    def country(self, code: str) -> Place | None:
        """Return the country with an ISO 3166-1 alpha-2 code."""
        row = self._db.execute(
            f"select {_PLACE} from place p where p.country = ? and p.fcode = 'PCLI' limit 1",
            (code,),
        ).fetchone()
        return _place(row) if row else None

    def words(self, language: str) -> dict[str, float]:
        """Return the Zipf frequencies of a language's common words, folded."""
        return dict(self._db.execute("select token, zipf from word where lang = ?", (language,)))

    def sources(self) -> list[dict[str, Any]]:
        """Return what the index was built from: licence, attribution, version, places."""
        rows = self._db.execute("select * from source order by key")
        columns = [column[0] for column in rows.description]
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def size(self) -> dict[str, int]:
        """Return the number of places and of names."""
        (places,) = self._db.execute("select count(*) from place").fetchone()
        (names,) = self._db.execute("select count(*) from name").fetchone()
        return {"places": places, "names": names}


def _place(row: tuple[Any, ...], names: tuple[str, ...] = ()) -> Place:
    sid, name, lat, lon, letter, code, country, admin1, admin2, population, radius = row[:11]
    admin = tuple(part for part in (admin1, admin2) if part)
    source, note = row[11:13]
    return Place(
        *(sid, name, lat, lon, letter, code, country, admin),
        *(population, radius, names, source, note),
    )


def _weight(candidate: Candidate) -> tuple[float, float]:
    place = candidate.place
    rank = {"A": 3.0, "P": 2.0, "H": 2.5, "L": 2.5}.get(place.feature_class, 1.0)
    seat = place.feature_code in ("PCLI", "CONT", "PPLC")
    size = len(str(place.population)) if place.population else 0
    curated = place.source in ("features", "facilities", "mine")
    return rank + size + 3 * seat + 3 * curated + candidate.score, place.population
