"""The gazetteer made ready before anything asks it, with progress shown."""

import shutil
from contextlib import suppress
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.progress import Progress, bar
from gazetteer.environment import private_folder
from gazetteer.errors import IndexMissing
from gazetteer.index.build import build
from gazetteer.index.index import Index
from gazetteer.my_places.places import MyPlaces

INDEX_BYTES = 400_000_000  # the gazetteer, and as much again while it is built


def prepare_gazetteer(index: Path) -> None:
    """Build the gazetteer where there is none or it is stale; the same for places of one's own."""
    with suppress(OSError):  # whoever opens the index says what is wrong with it
        MyPlaces(index).refresh()
    try:
        Index(index, check=True).close()
        return
    except IndexMissing:
        pass
    progress = Progress()
    try:
        private_folder(index.parent)
        free = shutil.disk_usage(index.parent).free
        if free >= INDEX_BYTES:
            build(index, lambda share: progress.show(f"preparing places {bar(share)}"))
    except OSError as error:
        raise DashboardError(
            f"{index}: cannot be written ({error.strerror or error}); set DATELINE_HOME to a "
            "folder of your own"
        ) from error
    finally:
        progress.clear()
    if free < INDEX_BYTES:
        raise DashboardError(
            f"the gazetteer needs {INDEX_BYTES / 1e6:.0f} MB and {index.parent} has "
            f"{free / 1e6:.0f} MB left; free some or set DATELINE_HOME to another folder"
        )
