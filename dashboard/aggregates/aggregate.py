"""The events of a filter, counted by place and kind: all that the map asks, wherever it looks.

To count a million events takes longer than to group the places that they happened at. So they are
counted once for a filter, and each move of the map only sums up the counts of the sites in view.
"""

from dataclasses import dataclass

import numpy as np

from dashboard.aggregates.columns import NO_DAY, Columns, Ints
from dashboard.events.status import DISPUTED, STATUSES
from dashboard.extraction.types.event_type import GROUPS, group_of

# What events on the map can be coloured by.
GROUP, TYPE, STATUS = WAYS = ("group", "type", "status")

_DISPUTED = np.array([status in DISPUTED for status in STATUSES])


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate:
    """Counts of some events of `columns`; one row for each of its sites.

    `counts[site, kind]` are its events of a kind, which is an index into `kinds`; `disputed[site]`
    are those contested or denied; `newest[site]` is the index of its newest event, -1 where it has
    none. `total` are all events, `dated` those with a day, from `first` to `last` (as
    `date.toordinal()`, NO_DAY where there is none); `begun` is the first day of the newest.
    """

    columns: Columns
    kinds: tuple[str, ...]
    counts: Ints
    disputed: Ints
    newest: Ints
    total: int
    dated: int
    first: int
    last: int
    begun: int

    @property
    def placed(self) -> int:
        """How many of the events have a place."""
        return int(self.counts.sum())

    @property
    def sites(self) -> Ints:
        """How many events each site has."""
        of_sites: Ints = self.counts.sum(axis=1)
        return of_sites


def aggregate(columns: Columns, indices: Ints, by: str = TYPE) -> Aggregate:
    """Count the events of `indices`, apart by their group, type or status as `by` says."""
    kind, kinds = kinds_of(columns, by)
    sites, width = len(columns.sites.lat), max(1, len(kinds))
    site = columns.site[indices]
    # A slot more in front, for events without a place.
    key = (site + np.int32(1)).astype(np.intp) * width + kind[indices]
    counts = np.bincount(key, minlength=(sites + 1) * width).reshape(-1, width)[1:]
    doubtful = site[_DISPUTED[columns.status[indices]]]
    disputed = np.bincount(doubtful + 1, minlength=sites + 1)[1:]
    dated = int(np.searchsorted(indices, columns.dated))
    days = columns.first[indices[:dated]]
    return Aggregate(
        columns=columns,
        kinds=kinds,
        counts=counts.astype(np.int32),
        disputed=disputed.astype(np.int32),
        newest=_newest(sites, site, indices, dated),
        total=len(indices),
        dated=dated,
        first=int(days[0]) if dated else NO_DAY,
        last=int(columns.last[indices[:dated]].max()) if dated else NO_DAY,
        begun=int(days[-1]) if dated else NO_DAY,
    )


def kinds_of(columns: Columns, by: str) -> tuple[Ints, tuple[str, ...]]:
    """Return what events are told apart by, as indices into its names: group, type or status.

    The last of the groups, "", has the types that are not known.
    """
    if by == STATUS:
        return columns.status, STATUSES
    if by == TYPE:
        return columns.type, columns.types
    names = (*GROUPS, "")
    of_type = [names.index(group_of(name)) for name in columns.types]
    return np.array(of_type or [0], dtype=np.int32)[columns.type], names


def _newest(sites: int, site: Ints, indices: Ints, dated: int) -> Ints:
    """Find each site's newest event, one without a day only where all are."""
    newest = np.full(sites + 1, -1, dtype=np.int64)  # the last slot, at -1, is for no place
    for part in (slice(dated, None), slice(dated)):
        newest[site[part]] = indices[part]  # of several the last one, which is the newest, stays
    return newest[:-1]
