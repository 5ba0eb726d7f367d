"""Where things stand on this machine."""

import pytest

from dashboard.settings import settings
from gazetteer.index.index import default_path


def test_both_packages_keep_the_gazetteer_in_the_same_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DATELINE_HOME", raising=False)
    assert settings({}).index == default_path()
