"""A language is a folder in each package: sixty lines of German read places and dates.

No recogniser was trained for it: the gazetteer and head nouns find its places.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gazetteer.index.index import Index, default_path
from tests.paths import ROOT

pytestmark = pytest.mark.process
FILES = ROOT / "tests" / "data" / "languages" / "de"
READ = """
import json, sys
from datetime import date
from pathlib import Path
from dashboard.extraction.pipeline import extract
from dashboard.model import Document
from gazetteer import Index
with Index(Path(sys.argv[1])) as index:
    for text in json.load(sys.stdin):
        found = extract(Document("d", text, published=date(2023, 5, 4)), index)
        print(json.dumps({
            "language": found.document.language,
            "places": [r.place.name for r in found.mentions if r.place],
            "days": [str(span.first) for span in found.dates],
            "events": len(found.events),
            "warnings": len(found.warnings),
        }))
"""
TEXTS = {
    "de": "Bei einem Brand in der Stadt Hamburg wurden am 12. April 2023 zwei Menschen verletzt, "
    "wie die Polizei am Montag sagte. Die Minister aus Frankreich und Polen sind gestern Abend "
    "nach Berlin gereist.",
    "en": "Two people were killed when warplanes bombed the city of Idlib on Monday, medics said.",
    "ar": "سقطت قذائف على مدينة منبج مساء السبت، وقُتل رجل في مدينة جرابلس يوم 3 مايو 2023.",
    "pl": "Dwie osoby zginęły w poniedziałek na targu w stolicy, poinformowała policja.",
}


RULES = (
    "dashboard/extraction/test_languages.py",
    "dashboard/extraction/languages/test_language.py",
    "dashboard/extraction/text/test_phrases.py",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Put German beside the other languages of a copy of the project."""
    home = tmp_path_factory.mktemp("house")
    for package in ("dashboard", "gazetteer"):
        shutil.copytree(ROOT / package, home / package, copy_function=os.symlink)
    names, own = home / "gazetteer/languages/de", home / "dashboard/extraction/languages/de"
    for folder, files in ((names, ("letters", "names")), (own, ("dates",))):
        folder.mkdir()
        for name in files:
            shutil.copy(FILES / f"{name}.toml", folder)
    return home


@pytest.fixture(scope="module")
def found(index: Index, home: Path) -> dict[str, dict[str, Any]]:
    """Read a text of each language."""
    run = subprocess.run(
        [sys.executable, "-c", READ, str(default_path())],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home)},
        input=json.dumps(list(TEXTS.values())),
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    return dict(zip(TEXTS, map(json.loads, run.stdout.splitlines()), strict=True))


def test_a_new_language_reads_places_and_dates_and_tells_no_event(
    found: dict[str, dict[str, Any]],
) -> None:
    german = found["de"]
    assert german["language"] == "de" and german["events"] == 0
    assert german["warnings"] == 1  # that its events are not read
    assert german["places"] == ["Hamburg", "France", "Poland", "Berlin"]
    assert german["days"] == ["2023-04-12", "2023-05-01", "2023-05-03"]


@pytest.mark.parametrize("code", ["ar", "en"])
def test_the_other_languages_stay_as_they_are(found: dict[str, dict[str, Any]], code: str) -> None:
    assert found[code]["language"] == code
    assert found[code]["places"] and found[code]["days"] and found[code]["events"]


def test_a_language_without_a_folder_is_still_not_read(found: dict[str, dict[str, Any]]) -> None:
    polish = {"language": "pl", "places": [], "days": [], "events": 0, "warnings": 1}
    assert found["pl"] == polish


def test_a_new_language_of_sixty_lines_passes_what_every_language_has_to(home: Path) -> None:
    shutil.copytree(ROOT / "tests", home / "tests", copy_function=os.symlink)
    shutil.copy(ROOT / "pyproject.toml", home)
    rules = [str(home / "tests" / rule) for rule in RULES]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-n0", "-p", "no:cacheprovider", "-k", "de", *rules],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout
    assert "[de]" in run.stdout
