"""The sample articles that a new store opens with."""

from collections.abc import Callable
from pathlib import Path

from dashboard.errors import UnreadableArticle
from dashboard.model import Document, Extraction
from dashboard.progress import Progress
from dashboard.settings import page_reading
from dashboard.stores import Store
from gazetteer.index.index import Index

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
_NOT_ARTICLES = ("readme", "licence", "license")


def add_samples(store: Store, index: Path, folder: Path = SAMPLES) -> int:
    """Put the samples into a store nobody has written to yet; return how many there were.

    A store that was written to, be it to delete them, is its user's and is left alone.
    """
    if store.version() or not folder.is_dir():
        return 0
    # Readers and pipeline take a second to import, which only the first start has to spend.
    from dashboard.extraction.guarded import extract_guarded

    with Index(index) as opened:
        return load_samples(
            store,
            lambda one, name: extract_guarded(one, name, opened, reading=page_reading()),
            folder,
        )


def load_samples(
    store: Store, extract: Callable[[Document, str], Extraction], folder: Path = SAMPLES
) -> int:
    """Put the samples into a store; return how many there were."""
    from dashboard.readers import read

    progress = Progress()
    progress.show("mapping the sample articles")
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.lower().startswith((*_NOT_ARTICLES, ".")) or not path.is_file():
            continue
        try:
            documents = read(path.read_bytes(), path.name)
        except UnreadableArticle as error:
            progress.say(str(error))
            continue
        found += [extract(one, path.name) for one in documents]
    # All are found before the first is saved: an interrupted start begins with them again.
    for extraction in found:
        store.save(extraction, sample=True)
    progress.clear()
    return len(found)
