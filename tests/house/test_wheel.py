"""The wheel holds all that the two packages need, also away from the project."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gazetteer.index.index import Index
from tests.paths import ROOT

pytestmark = pytest.mark.process
PROGRAM = """
from datetime import date
from pathlib import Path
import dashboard, gazetteer, sys
from dashboard import open_store, read_article
from gazetteer import Index, LocalGeocoder, default_path, find_places

assert Path(sys.argv[1]) in Path(dashboard.__file__).parents, dashboard.__file__
(article,) = read_article("A bomb exploded in Mosul on Friday.", published=date(2024, 5, 6))
(event,) = article.events
print(event.place.name, event.when.first, len(article.occurrences))
with Index(default_path()) as index:
    print([one.place.country for one in find_places("وصل إلى الرقة أمس", index)])
print(LocalGeocoder().geocode("Deir Ezzor").raw["country"])
with open_store(f"sqlite:///{sys.argv[1]}/store.db") as store:
    store.save(article)
    print(len(store.documents()))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds nothing but what the wheel does."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is of group test")
    wheels, folder = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(wheels)]
    subprocess.run([*pip, *build, str(ROOT)], check=True, timeout=300)
    (wheel,) = wheels.glob("dateline-*.whl")
    into = ["install", "--no-deps", "--no-index", "--quiet", "--target", str(folder), str(wheel)]
    subprocess.run([*pip, *into], check=True, timeout=300)
    return folder


def test_a_program_reads_articles_and_finds_places_with_the_wheel(
    installed: Path, tmp_path: Path, index: Index
) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(installed),
        "DATELINE_INDEX": str(index.path),
        "DATELINE_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(installed)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["Mosul 2024-05-03 1", "['SY']", "SY", "1"]


def test_the_command_line_of_the_wheel_needs_no_project(
    installed: Path, tmp_path: Path, index: Index
) -> None:
    (tmp_path / "article.txt").write_text("A bomb exploded in Mosul on Friday.", encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": str(installed),
        "DATELINE_INDEX": str(index.path),
        "DATELINE_HOME": str(tmp_path / "home"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "extract", "article.txt", "--published", "2024-05-06"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert '"Mosul"' in done.stdout
