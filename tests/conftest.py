"""What many tests need: the real index, and the folder of third-party texts to measure on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from dashboard.cli.prepare import prepare_gazetteer
from gazetteer.index.index import Index, default_path
from tests.paths import ROOT, SHARED

BROWSER = ROOT / "tests" / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as quick what is neither slow nor starts programs: what one runs while working."""
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.browser)
        if not any(item.get_closest_marker(name) for name in ("slow", "process", "browser")):
            item.add_marker(pytest.mark.quick)


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


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep a test's store and gazetteer in a folder of its own; what pages remember goes after."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    for name in ("DATELINE_STORE", "DATELINE_INDEX"):
        monkeypatch.delenv(name, raising=False)
    yield tmp_path
    st.cache_resource.clear()
    st.cache_data.clear()
