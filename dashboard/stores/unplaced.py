"""Names that head nouns say are places and the gazetteer lacks, collected over all articles.

What an article names beside them says roughly where they are: near enough to open a map there.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dashboard.extraction.text.sentences import find_sentences
from dashboard.model import Extraction
from dashboard.stores import NameInArticle, ReadOnlyStore
from gazetteer.my_places.kinds import Kind, kind_of
from gazetteer.place import Place
from gazetteer.spelling.fold import name_key

SAME_SENTENCE, SAME_ARTICLE = 3, 1  # what a place named there weighs as context
MOST_READ = 8  # articles of a name that are read for their context
_VAST = 100.0  # km: a larger place says little of where to look


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A name without a point: how its articles write it, what it is said to be, and near what.

    `text` stands at `start` in the first of `articles`, which come with the most telling first.
    """

    key: str
    text: str
    kind: Kind
    articles: tuple[str, ...]
    times: int
    start: int
    near: Place | None = None
    beside: bool = False


def collect(
    store: ReadOnlyStore, *, known: Collection[str] = (), limit: int = 50
) -> list[Unplaced]:
    """Collect the names without a place, those of most articles first.

    `known` are names that have a place meanwhile, though their articles were not read again.
    """
    kept = {name_key(name) for name in known}
    groups: dict[str, list[NameInArticle]] = {}
    for row in store.unplaced():
        if row.key not in kept:
            groups.setdefault(row.key, []).append(row)
    licensed = [rows for rows in groups.values() if any(row.feature for row in rows)]
    licensed.sort(key=lambda rows: (-_articles(rows), -_times(rows), rows[0].key))
    found = (_unplaced(rows, store) for rows in licensed[:limit])
    return [one for one in found if one]


def count(store: ReadOnlyStore, *, known: Collection[str] = ()) -> int:
    """Count the names `collect` would list without its limit."""
    kept = {name_key(name) for name in known}
    return len({row.key for row in store.unplaced() if row.feature} - kept)


def _articles(rows: list[NameInArticle]) -> int:
    return len({row.document for row in rows})


def _times(rows: list[NameInArticle]) -> int:
    return sum(row.times for row in rows)


def _unplaced(rows: list[NameInArticle], store: ReadOnlyStore) -> Unplaced | None:
    """Read the articles of a name; None where they were removed meanwhile."""
    # where a head noun stands beside the name, the reader sees what it is
    rows = sorted(rows, key=lambda row: (not row.feature, row.document))
    articles = list(dict.fromkeys(row.document for row in rows))
    weights: Counter[str] = Counter()
    places: dict[str, Place] = {}
    beside: set[str] = set()
    text = ""
    for document in articles[:MOST_READ]:
        extraction = store.extraction(document)
        if extraction is None:
            continue
        text = text or _written(extraction, rows[0])
        for place, weight in _context(extraction, rows[0].key):
            weights[place.id] += weight
            places[place.id] = place
            if weight == SAME_SENTENCE:
                beside.add(place.id)
    if not text:
        return None
    letter, _, code = _promised(rows).partition(".")
    best = max(weights, key=lambda id: (weights[id], -places[id].radius_km), default="")
    return Unplaced(
        rows[0].key,
        text,
        kind_of(letter, code),
        tuple(articles),
        _times(rows),
        rows[0].start,
        places.get(best),
        best in beside,
    )


def _written(extraction: Extraction, row: NameInArticle) -> str:
    named = (r.mention.text for r in extraction.mentions if r.mention.start == row.start)
    return next(named, "")


def _promised(rows: Iterable[NameInArticle]) -> str:
    """Return what most head nouns say it is, the most exact of equals."""
    features = Counter(row.feature for row in rows if row.feature)
    return max(features, key=lambda feature: (features[feature], len(feature)), default="P")


def _context(extraction: Extraction, key: str) -> Iterable[tuple[Place, int]]:
    """Yield the places an article names with how much each says of where the name is."""
    document = extraction.document
    starts = [r.mention.start for r in extraction.mentions if name_key(r.mention.text) == key]
    sentences = [
        (first, last)
        for first, last in find_sentences(document.text, document.language or "")
        if any(first <= start < last for start in starts)
    ]
    seen: dict[str, tuple[Place, int]] = {}
    for resolution in extraction.mentions:
        place, start = resolution.place, resolution.mention.start
        if place is None or _is_vast(place) or resolution.mention.kind != "place":
            continue
        near = any(first <= start < last for first, last in sentences)
        weight = SAME_SENTENCE if near else SAME_ARTICLE
        if weight > seen.get(place.id, (place, 0))[1]:
            seen[place.id] = place, weight
    return seen.values()


def _is_vast(place: Place) -> bool:
    country = place.feature_code.startswith("PCL") or place.feature_code == "CONT"
    return country or place.radius_km > _VAST
