"""The values there are to filter by, counted over the numpy columns: the store's, but at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from dashboard.aggregates.columns import Columns, Ints
from dashboard.events.status import STATUSES
from dashboard.stores import Facet, Facets, Filter

MOST = 100  # of one field, the most frequent first: they travel to the browser with every run
Acting = tuple[tuple[str, ...], Ints, Ints]


def acting(columns: Columns, actors: Mapping[str, Sequence[int]]) -> Acting:
    """Return the actors' names, and for each part in an event the actor's number and the event's.

    `actors` has the store's rows by name.
    """
    names = tuple(actors)
    counts = [len(rows) for rows in actors.values()]
    number = np.repeat(np.arange(len(names), dtype=np.int32), counts)
    rows = np.fromiter((row for of in actors.values() for row in of), np.int64, len(number))
    order = np.argsort(columns.row, kind="stable")
    if not len(order):
        return names, number[:0], rows[:0]
    event = order[np.searchsorted(columns.row, rows, sorter=order).clip(max=len(order) - 1)]
    known = columns.row[event] == rows
    return names, number[known], event[known].astype(np.int32)


def facets(
    columns: Columns,
    filter: Filter,
    wanted: Callable[[Filter], Ints],
    of_actors: Acting,
    titles: Mapping[str, str],
) -> Facets:
    """Count the values to filter by, as `Store.facets` does, MOST of each field.

    `wanted` says which events another Filter wants, as `columns.visible` does.
    """

    def events(field: str) -> Ints:
        everything: dict[str, Any] = {field: ()}
        return wanted(replace(filter, **everything))

    site = columns.site[events("places")]
    place, names_of_places = _one_of_each(columns.sites.places, columns.sites.names)
    place = place[columns.sites.place[site[site >= 0]]]
    names = [titles.get(id, "") for id in columns.documents]
    return Facets(
        types=_counted(columns.type[events("types")], columns.types),
        places=_counted(place, columns.sites.places, names_of_places),
        actors=_acting(columns, of_actors, events("actors")),
        articles=_counted(columns.document[events("articles")], columns.documents, names),
        statuses=_counted(columns.status[events("statuses")], STATUSES),
        countries=_of_names(columns.sites.countries, _places(columns, events("countries"))),
        sources=_of_names(columns.sources, columns.document[events("sources")]),
    )


def _places(columns: Columns, indices: Ints) -> Ints:
    site = columns.site[indices]
    return columns.sites.place[site[site >= 0]]


def _of_names(names: Sequence[str], values: Ints) -> tuple[Facet, ...]:
    """Count values that go by names, several by the same."""
    distinct = sorted(set(names))
    number = {name: i for i, name in enumerate(distinct)}
    of_value = np.array([number[name] for name in names] or [0], dtype=np.int32)
    return _counted(of_value[values], distinct)


def _one_of_each(ids: Sequence[str], names: Sequence[str]) -> tuple[Ints, list[str]]:
    """Number each place once: one id may go by several names, the last by the alphabet is shown."""
    first: dict[str, int] = {}
    number = [first.setdefault(id, i) for i, id in enumerate(ids)]
    shown = list(names)
    for i, of in enumerate(number):
        shown[of] = max(shown[of], names[i])
    return np.array(number, dtype=np.int32), shown


def _acting(columns: Columns, of_actors: Acting, indices: Ints) -> tuple[Facet, ...]:
    names, actor, event = of_actors
    inside = np.zeros(len(columns.row), dtype=np.bool_)
    inside[indices] = True
    return _counted(actor[inside[event]], names)


def _counted(
    values: Ints, keys: Sequence[str], labels: Sequence[str] | None = None
) -> tuple[Facet, ...]:
    """Count the values, which are indices into `keys`; the most frequent first, then by name."""
    labels = keys if labels is None else labels
    counts = np.bincount(values, minlength=len(keys))
    most = np.argsort(-counts, kind="stable")
    least = counts[most[MOST]] if len(most) > MOST else 1  # those as frequent are all sorted
    found = np.flatnonzero(counts >= max(1, least))
    known = zip((-counts[found]).tolist(), found.tolist(), strict=True)
    ordered = sorted((less, labels[i], keys[i]) for less, i in known if keys[i])
    return tuple(Facet(key, label, -less) for less, label, key in ordered[:MOST])
