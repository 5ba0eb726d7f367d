"""README and the docs tell the truth: their map, their commands, their examples."""

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from gazetteer import Index
from tests.house.rooms import CHAPTER, first_line, rooms
from tests.paths import ROOT

pytestmark = pytest.mark.process

CHAPTERS = sorted(ROOT.glob("*/docs/*.md"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = {"README": README} | {path.stem: path.read_text(encoding="utf-8") for path in CHAPTERS}
ALL = "\n".join(TEXTS.values())
TOPS = ("dashboard", "gazetteer", "tests")
NOT_OURS = {"my_places.jsonl", "metrics.json", "pyproject.toml"}  # a user's, and at the top
LONGEST = 150  # lines that somebody reads who only wants to know what this is
# started for real by tests/dashboard/cli and tests/browser, or only with what builders have
ON_ARTICLES = ("extract", "batch", "import", "watch", "export", "backup", "restore", "salvage")
TESTED_ELSEWHERE = (
    "python3 -m dashboard",
    "python3 -m dashboard pytest",
    "python3 -m dashboard pytest -m quick",
    "python3 -m dashboard pytest tests/dashboard/translations",
    "streamlit run dashboard/app.py",
)


def commands() -> list[str]:
    """Return every command line of README and the docs, in blocks and inline."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", ALL, re.M | re.S)
    lines = [line for kind, block in blocks if not kind for line in block.splitlines()]
    inline = re.findall(r"`((?:python3?|pip|streamlit|uv) [^`]+)`", ALL)
    starts = ("python", "pip ", "streamlit ", "uv ")
    return list(dict.fromkeys(c for c in (*lines, *inline) if c.startswith(starts)))


def test_readme_is_short() -> None:
    assert len(README.splitlines()) <= LONGEST


def test_the_map_of_the_house_is_that_of_its_folders() -> None:
    assert rooms() in CHAPTER.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", [p.parent for p in sorted(ROOT.glob("[dg]*/**/__init__.py"))])
def test_every_folder_says_what_lives_there(folder: Path) -> None:
    assert first_line(folder).endswith(".")


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_leads_somewhere(name: str) -> None:
    """Links are as seen from the file that holds them."""
    here = {path.stem: path.parent for path in CHAPTERS}.get(name, ROOT)
    links = re.findall(r"\]\(([^)#]+)\)", TEXTS[name])
    assert not [link for link in links if "://" not in link and not (here / link).is_file()]


@pytest.mark.parametrize(
    "command", [c for c in commands() if "-m gazetteer find" in c or "-m gazetteer near" in c]
)
def test_the_gazetteer_commands_find_something(command: str, index: object) -> None:
    assert run(command).returncode == 0


def test_the_sources_are_told_with_their_licences(index: object) -> None:
    done = run("python3 -m gazetteer info")
    assert done.returncode == 0
    assert "CC BY 4.0" in done.stdout


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if ">>> " in text])
def test_the_examples_in_python_are_true(name: str, index: object) -> None:
    examples = "\n".join(re.findall(r"^```python\n(.*?)^```", TEXTS[name], re.M | re.S))
    test = doctest.DocTestParser().get_doctest(examples, {}, name, None, 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_the_commands_on_articles_do_what_the_docs_say(tmp_path: Path, index: Index) -> None:
    """Run the docs' lines in their order, on files of that name."""
    text = "A bomb exploded in Mosul on Friday, killing two soldiers."
    (tmp_path / "article.txt").write_text(text)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "one.txt").write_text(text)
    row = {"id": "1", "text": text, "published": "2024-05-06", "language": None}
    (tmp_path / "articles.jsonl").write_text(json.dumps(row) + "\n")
    lines = [c for c in commands() if re.search(f"-m dashboard ({'|'.join(ON_ARTICLES)})", c)]
    lines = [line for line in lines if "--spark" not in line]  # tests/dashboard/batch has a cluster
    coded = "event_date,event_type,country,latitude,longitude\n2024-05-03,Battles,Iraq,36.3,43.1\n"
    (tmp_path / "coded.csv").write_text(coded)
    assert len(lines) == 15
    for line in lines:
        done = run(line, cwd=tmp_path, home=tmp_path / "home", index=index.path)
        assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "events.geojson").read_text())["features"]
    assert "Mosul" in (tmp_path / "incidents.csv").read_text()
    assert "Content-Security-Policy" in (tmp_path / "packet.html").read_text()


@pytest.mark.parametrize(
    "module", sorted(set(re.findall(r"(?:python -m |`)(tests\.\w+\.\w+)", ALL)))
)
def test_every_benchmark_that_is_named_is_there(module: str) -> None:
    assert (ROOT / f"{module.replace('.', '/')}.py").is_file()


def test_every_other_command_is_one_that_other_tests_start() -> None:
    known = ("-m gazetteer", "-m tests.", "pip install", "-m dashboard.extraction.training.")
    known += ("pip wheel", *(f"-m dashboard {name}" for name in ON_ARTICLES))
    others = [c for c in commands() if not any(part in c for part in known)]
    assert not set(others) - set(TESTED_ELSEWHERE)


@pytest.mark.parametrize("command", [c for c in commands() if " train " in c or "build " in c])
def test_what_only_builders_run_is_a_command_that_exists(command: str) -> None:
    done = run(f"python3 -m gazetteer {shlex.split(command)[3]} --help")
    assert done.returncode == 0


def test_the_fit_of_the_place_chooser_is_a_command_that_exists() -> None:
    pytest.importorskip("scipy", reason="scipy is only for those who fit weights: --group build")
    assert "--validate" in run("python -m dashboard.extraction.training.location --help").stdout


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_that_is_named_is_there(name: str) -> None:
    """Files are named by as much of their path as tells them apart; capitals stand for a name."""
    endings = "py|js|css|toml|po|npz|json|jsonl|crf|tsv"
    named = {*re.findall(rf"`([a-z0-9_./-]+\.(?:{endings}))`", TEXTS[name])} - NOT_OURS
    files = {f"/{path.relative_to(ROOT)}" for top in TOPS for path in (ROOT / top).rglob("*")}
    assert not {one for one in named if not any(file.endswith(f"/{one}") for file in files)}


def test_the_picture_is_there() -> None:
    for image in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / image).stat().st_size > 10_000


def run(
    command: str, cwd: Path = ROOT, home: Path | None = None, index: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one command line with this Python; the index stays the project's."""
    words = [sys.executable, *shlex.split(command)[1:]]
    extra = {"PYTHONPATH": str(ROOT)}
    if home:
        extra |= {
            "DATELINE_HOME": str(home),
            "DATELINE_INDEX": str(index),
        }
    return subprocess.run(
        words, cwd=cwd, env={**os.environ, **extra}, capture_output=True, text=True, timeout=300
    )
