"""Work that needs the index, here or in processes that each open it once."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path

from dashboard.batch.processes import Item, Result, in_processes
from gazetteer.index.index import Index


def over_index(
    work: Callable[[Index, Item], Result],
    lost: Callable[[Item], Result],
    items: Iterable[Item],
    index: Path,
    workers: int,
) -> Iterator[Result]:
    """Do the work on each item; `lost` stands in where a process died over it."""
    if workers <= 1:
        with Index(index) as opened:
            for item in items:
                yield work(opened, item)
        return
    yield from in_processes(partial(_call, work, index), lost, items, workers)


def _call(work: Callable[[Index, Item], Result], index: Path, item: Item) -> Result:
    return work(open_once(index), item)


@cache
def open_once(path: Path) -> Index:
    """Open an index once in each process, which ends with it open."""
    return Index(path)
