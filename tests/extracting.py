"""Articles read as pages read them, within the process of the test."""

from collections.abc import Callable
from functools import partial

from dashboard.extraction.guarded import extract_guarded
from dashboard.model import Document, Extraction, Reading
from gazetteer.index.index import Index


def extracting(index: Index) -> Callable[[Document, str], Extraction]:
    """Return what pages are handed to extract with: it takes an article and its name."""
    return partial(extract_guarded, index=index, reading=Reading.CAREFUL)


def extracting_fast(index: Index) -> Callable[[Document, str], Extraction]:
    """Return the same as commands over many articles have it."""
    return partial(extract_guarded, index=index)
