"""What many tests need: the real index, and the folder of third-party texts to measure on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.start import prepare_gazetteer
from gazetteer.index import Index, default_path

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def index() -> Iterator[Index]:
    """Open the index of the bundled data, built once where it is missing or stale."""
    prepare_gazetteer(default_path())
    with Index(default_path()) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with articles and gold; it is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: nothing to measure on")
    return SHARED
