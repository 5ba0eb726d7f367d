"""The index of places and names: everything that is asked of it, over all its files."""

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from geopy.distance import great_circle

from gazetteer.environment import usual_index
from gazetteer.errors import IndexMissing
from gazetteer.index.beginnings import Beginnings
from gazetteer.index.file import IndexFile, Row
from gazetteer.index.fingerprint import fingerprint
from gazetteer.index.layers import broken, layer_files, my_places_path, stamp
from gazetteer.index.schema import place_of
from gazetteer.place import Candidate, Place
from gazetteer.reason import Reason
from gazetteer.sources import is_curated
from gazetteer.spelling.edits import one_letter_away, with_or_without_article
from gazetteer.spelling.fold import name_key
from gazetteer.spelling.skeleton import skeleton_of_key

MAX_CANDIDATES = 60
# what an alternate name says less than a main or curated one
_KIND_SCORE = {0: 1.0, 1: 1.0, 2: 0.8, 3: 0.5}
_SAME = 13  # where a row tells the place of another layer that it is


def default_path() -> Path:
    """Return where the index stands: DATELINE_INDEX, else in the home of all data."""
    given = os.environ.get("DATELINE_INDEX")
    return Path(given).expanduser().resolve() if given else usual_index()


class Index:
    """An open index: the base, every imported source beside it, and my places, which win.

    Usable from several threads, closed by `with` or `close`. It answers from its caches: ask
    `is_current` before an open index is used again, and open it anew where it is not.
    """

    def __init__(self, path: Path, *, check: bool = False) -> None:
        """Open an index; IndexMissing where there is none, LayerBroken where one layer is bad.

        `check` asks for the base only: IndexMissing where it is stale too.
        """
        if not path.is_file():
            raise IndexMissing(Reason("index.missing", (str(path),)))
        self.path = path
        self.opened_at = stamp(path)
        try:
            self._base = IndexFile(path)
        except IndexMissing as error:
            raise IndexMissing(Reason("index.build", (error.reason,))) from error
        if check and self._base.meta.get("fingerprint") != fingerprint():
            self._base.close()
            other = Reason("index.version", (str(path),))
            raise IndexMissing(Reason("index.build", (other,)))
        self._mine: IndexFile | None = None
        self._files = [self._base]  # base, layers, my places last
        self._overruled: dict[str, Place] = {}
        if not check:
            self._open_layers(path.parent)
        self._beginnings = Beginnings(self._files)
        self.firsts, self.longest = self._beginnings.firsts, self._beginnings.longest
        self.lookup = lru_cache(maxsize=20_000)(self._lookup)
        self.lookup_other_letters = lru_cache(maxsize=20_000)(partial(self._lookup, other=True))
        self.typo = lru_cache(maxsize=2_000)(self._typo)
        self._root = lru_cache(maxsize=20_000)(self._find_root)

    def _open_layers(self, home: Path) -> None:
        try:
            for file in layer_files(home):
                self._files.append(_layer(file))
            if my_places_path(home).is_file():
                self._mine = _layer(my_places_path(home))
                self._files.append(self._mine)
                self._overruled = {row[_SAME]: place_of(row) for row in self._mine.linked()}
        except IndexMissing:
            self._close_files()
            raise

    def __enter__(self) -> Self:
        """Return the index to a `with` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the files."""
        self.close()

    def close(self) -> None:
        """Close the files."""
        self.forget()
        self._close_files()

    def forget(self) -> None:
        """Free what is remembered; another thread may still be asking."""
        self._beginnings.forget()
        self.lookup.cache_clear()
        self.lookup_other_letters.cache_clear()
        self.typo.cache_clear()
        self._root.cache_clear()

    def _close_files(self) -> None:
        for file in self._files:
            file.close()

    def version(self) -> str:
        """Return a stamp that changes whenever a file of the index does; cheap."""
        return stamp(self.path)

    def is_current(self) -> bool:
        """Return whether the files are still those that were opened."""
        return self.version() == self.opened_at

    def layers(self) -> list[IndexFile]:
        """Return the open files below my places, the base first."""
        return [file for file in self._files if file is not self._mine]

    def _lookup(self, key: str, country: str = "", other: bool = False) -> tuple[Candidate, ...]:
        """Return the places whose folded name is `key`, most populous first.

        Where my places have one of that name, they alone. `other`: also by names in other letters.
        """
        found: list[Row] = []
        for file in self._beginnings.files_knowing(key):
            rows = file.named(key, MAX_CANDIDATES, country, other_letters=other)
            found += rows
            if rows and file is self._mine:
                break
        return self._candidates(found)

    def _candidates(self, rows: list[Row], how: str = "exact") -> tuple[Candidate, ...]:
        """Return one candidate a place, the best kind of name kept, most populous first."""
        best: dict[str, Candidate] = {}
        for row in rows:
            place = self._place_of(row)
            score = _KIND_SCORE[row[-1]] if how == "exact" else 0.5
            if place.id not in best or best[place.id].score < score:
                best[place.id] = Candidate(place, score, how)
        found = list(best.values())
        if len(self._files) > 1:
            found.sort(key=lambda c: c.place.population, reverse=True)
        return tuple(found[:MAX_CANDIDATES])

    def _place_of(self, row: Row) -> Place:
        """Return the place of a row: that of another layer where it is said to be that."""
        place = place_of(row)
        if place.source == "mine":
            return place
        root = self._root(row[_SAME]) if row[_SAME] else None
        place = root or place
        return self._overruled.get(place.id, place)

    def _find_root(self, sid: str) -> Place | None:
        for file in self._files:
            row = file.by_id(sid)
            if row and not row[_SAME]:
                return place_of(row)
        return None

    def find(self, name: str, *, limit: int = 10, country: str = "") -> list[Candidate]:
        """Return the places a name may mean, best first; of one country (ISO 3166-1) or any.

        Exact, else with or without article, else typo, else skeleton: the score falls with
        every step away from the exact name. At most 60 of a name are looked at, the largest.
        """
        key = name_key(name)
        for how, share in (("exact", 1.0), ("article", 0.9), ("typo", 0.7), ("skeleton", 0.5)):
            found = self._find(key, how, country) if key else ()
            if found:
                ranked = [
                    Candidate(c.place, round(c.score * share, 3), how)
                    for c in sorted(found, key=_weight, reverse=True)
                ]
                return ranked[:limit]
        return []

    def _find(self, key: str, how: str, country: str) -> Iterable[Candidate]:
        if how == "exact":
            return self._named(key, country) or self._only_other_letters(key, country)
        if how == "article":
            return [c for o in with_or_without_article(key) for c in self._named(o, country)]
        other = self.typo if how == "typo" else self.skeleton
        return other(key, country=country)

    def _named(self, key: str, country: str) -> tuple[Candidate, ...]:
        return self._lookup(key, country) if country else self.lookup(key)

    def _only_other_letters(self, key: str, country: str) -> tuple[Candidate, ...]:
        files = self._beginnings.files_knowing(key)
        rows = [row for f in files for row in f.named_in_other_letters(key, MAX_CANDIDATES)]
        found = self._candidates(rows)
        return tuple(c for c in found if not country or c.place.country == country)

    def _typo(self, key: str, *, country: str = "") -> tuple[Candidate, ...]:
        """Return the places one letter away from `key`; keys under four letters have none.

        What stands before the letter begins a name, so it is the beginning of one beside the key.
        """
        if len(key) < 4:
            return ()
        beside = (name for file in self._files for name in file.beside(key))
        until = max(_alike(key, name) for name in beside)
        others = list(dict.fromkeys(one_letter_away(key, until)))
        known = {other for file in self._files for other in file.known_keys(others)}
        found = {c.place.id: c for o in others if o in known for c in self._named(o, country)}
        return tuple(Candidate(c.place, 0.7 * c.score, "typo") for c in found.values())

    def skeleton(self, key: str, *, country: str = "") -> tuple[Candidate, ...]:
        """Return the places with the consonants of `key`; fewer than two consonants have none."""
        consonants = skeleton_of_key(key)
        if len(consonants) < 2:
            return ()
        rows = [row for f in self._files for row in f.skeleton(consonants, country, MAX_CANDIDATES)]
        return self._candidates(rows, "skeleton")

    def near(
        self, lat: float, lon: float, *, radius_km: float = 25, limit: int = 10
    ) -> list[tuple[float, Place]]:
        """Return (distance in km, place) of the places around a point, nearest first."""
        found: dict[str, Place] = {}
        for file in self._files:
            for row in file.near(lat, lon, radius_km, 2 * limit + 20):
                place = self._place_of(row)
                found.setdefault(place.id, place)
        ranked = sorted(
            ((great_circle((lat, lon), (p.lat, p.lon)).km, p) for p in found.values()),
            key=lambda pair: pair[0],
        )
        return [pair for pair in ranked if pair[0] <= radius_km][:limit]

    def place(self, sid: str) -> Place | None:
        """Return one place by its id, with all its names ("lang=name" or plain).

        The id of a place that is said to be one of another layer gives that one.
        """
        for file in self._files:
            row = file.by_id(sid)
            if row:
                root = self._root(row[_SAME]) if row[_SAME] and file is not self._mine else None
                place = root or place_of(row)
                names = dict.fromkeys(name for name, _ in self.names(place.id))
                return replace(place, names=tuple(names))
        return None

    def names(self, sid: str) -> list[tuple[str, str]]:
        """Return (name, source key) of a place in all layers, the base's first."""
        return list(dict.fromkeys(p for file in self._files for p in file.spellings(sid)))

    def country(self, code: str) -> Place | None:
        """Return the country with an ISO 3166-1 alpha-2 code."""
        for file in self._files:
            row = file.country(code)
            if row:
                return self._place_of(row)
        return None

    def words(self, language: str) -> dict[str, float]:
        """Return the Zipf frequencies of a language's common words, folded."""
        return self._base.words(language)

    def sources(self) -> list[dict[str, Any]]:
        """Return what the index consists of: licence, attribution, version, places."""
        return [row for file in self._files for row in file.sources()]

    def size(self) -> dict[str, int]:
        """Return the number of places, those of several layers counted once, and of names."""
        sizes = [file.size() for file in self._files]
        return {"places": sum(p for p, _ in sizes), "names": sum(n for _, n in sizes)}


def _alike(one: str, two: str) -> int:
    """Return how many letters two have in common at their beginning."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))


def _layer(path: Path) -> IndexFile:
    try:
        return IndexFile(path)
    except IndexMissing as error:
        raise broken(path, str(error).removeprefix(f"{path}: ")) from error


def _weight(candidate: Candidate) -> tuple[float, float]:
    place = candidate.place
    rank = {"A": 3.0, "P": 2.0, "H": 2.5, "L": 2.5}.get(place.feature_class, 1.0)
    seat = place.feature_code in ("PCLI", "CONT", "PPLC")
    size = len(str(place.population)) if place.population else 0
    return rank + size + 3 * seat + 3 * is_curated(place) + candidate.score, place.population
