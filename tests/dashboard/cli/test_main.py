"""The first start, as a fresh machine sees it: real interpreters, real environments, no network."""

import ast
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.cli import install, start
from dashboard.progress import bar
from dashboard.stores import open_store
from gazetteer.index.index import Index
from tests.paths import ROOT

pytestmark = pytest.mark.process

BASE = getattr(sys, "_base_executable", sys.executable)
# Without site-packages, as a Python that has nothing installed.
BARE = (BASE, "-S", "-m", "dashboard")


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=120
    )


def sentence(text: str) -> str:
    """Return the one line a user is told."""
    (line,) = text.splitlines()
    return line


@pytest.mark.parametrize("version", [(3, 7), (3, 8), (3, 9), (3, 10)])
def test_a_python_too_old_is_told_so_in_one_sentence(version: tuple[int, int]) -> None:
    script = (
        f"import sys, runpy; sys.version_info = {(*version, 0, 'final', 0)!r};"
        "runpy.run_module('dashboard', run_name='__main__')"
    )
    done = run(sys.executable, "-c", script)
    assert done.returncode == 1
    assert f"3.11 or newer and this is {version[0]}.{version[1]}" in sentence(done.stderr)


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_an_old_python_can_read_what_tells_it_so(name: str) -> None:
    source = (ROOT / "dashboard" / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


@pytest.mark.parametrize("old", ["python3.7", "python3.8", "python3.9", "python3.10"])
def test_old_pythons_of_this_machine_are_told_so(old: str) -> None:
    path = shutil.which(old)
    if path is None or run(path, "--version").returncode:
        pytest.skip(f"no {old} here")
    done = run(path, "-m", "dashboard", "pytest")
    assert done.returncode == 1
    assert "Dateline needs Python 3.11 or newer" in sentence(done.stderr)


def test_this_environment_has_what_is_needed_and_installs_nothing() -> None:
    assert install.satisfied((install.DASHBOARD, install.TESTS))
    done = run(sys.executable, "-m", "dashboard", "pytest", "--version")
    assert done.returncode == 0
    assert "pytest" in sentence(done.stdout + done.stderr)


@pytest.mark.parametrize(
    ("need", "had"),
    [
        ("pytest>=1", True),
        ("pytest>=999", False),
        ("no-such-package-of-ours>=1", False),
        ("XStatic-Leaflet==1.9.3.*", True),
        ("XStatic-Leaflet==1.10.*", False),
    ],
)
def test_an_environment_is_judged_by_names_and_versions(
    tmp_path: Path, need: str, had: bool
) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text(f'[project]\ndependencies = ["pytest>=1", "{need}"]', encoding="utf-8")
    assert install.satisfied(project=project) == had


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project that needs one package, which is all its files and index hold."""
    (tmp_path / "dashboard" / "cli").mkdir(parents=True)
    for name in (
        "__init__",
        "__main__",
        "cli/__init__",
        "cli/install",
        "progress",
        "errors",
        "messages",
    ):
        shutil.copy(ROOT / "dashboard" / f"{name}.py", tmp_path / "dashboard" / f"{name}.py")
    (tmp_path / "gazetteer").mkdir()
    for name in ("__init__", "__main__", "environment", "errors", "messages", "place", "reason"):
        shutil.copy(ROOT / "gazetteer" / f"{name}.py", tmp_path / "gazetteer")
    needs = 'dependencies = ["stand-in>=1"]\n[dependency-groups]\ntest = ["stand-in>=1"]'
    (tmp_path / "pyproject.toml").write_text(f"[project]\n{needs}", encoding="utf-8")
    (tmp_path / "tests").mkdir()
    require(tmp_path, "1.0")
    return tmp_path


def require(project: Path, version: str) -> None:
    """Pin a package that stands in for pytest and says its version; put it where pip finds it."""
    files = {
        "pytest/__init__.py": "",
        "pytest/__main__.py": f"import sys; print('stand-in {version}', *sys.argv[1:])",
        f"stand_in-{version}.dist-info/METADATA": (
            f"Metadata-Version: 2.1\nName: stand-in\nVersion: {version}\n"
        ),
        f"stand_in-{version}.dist-info/WHEEL": (
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ),
    }
    record = "".join(f"{name},,\n" for name in (*files, f"stand_in-{version}.dist-info/RECORD"))
    files[f"stand_in-{version}.dist-info/RECORD"] = record
    path = project / f"stand_in-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    pin = f"stand-in=={version} --hash=sha256:{digest}\n"
    for folder in (project, project / "tests"):
        (folder / "requirements.txt").write_text(pin, encoding="utf-8")


def first_start(project: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    local = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(project), "PIP_CONFIG_FILE": os.devnull}
    return run(*BARE, "pytest", *more, cwd=project, **(local | environment))


def test_the_first_start_installs_and_the_second_does_not(project: Path) -> None:
    done = first_start(project, "-k", "one or two")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "stand-in 1.0 -k one or two\n"
    assert "making .venv" in done.stderr

    again = first_start(project)
    assert (again.returncode, again.stdout, again.stderr) == (0, "stand-in 1.0\n", "")

    # New requirements are installed, into the same environment.
    require(project, "2.0")
    assert first_start(project).stdout == "stand-in 2.0\n"

    # Started by the environment's own Python, as by one who has activated it.
    require(project, "3.0")
    python = project / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    local = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(project)}
    done = run(str(python), "-m", "dashboard", "pytest", cwd=project, **local)
    assert done.stdout == "stand-in 3.0\n", done.stderr


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_the_gazetteer_goes_on_in_the_environment_that_the_dashboard_made(project: Path) -> None:
    info = (BASE, "-S", "-m", "gazetteer", "info")
    done = run(*info, cwd=project)
    assert done.returncode == 1
    assert "start Dateline once with `python3 -m dashboard`" in sentence(done.stderr)

    python = project / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    assert run(*info, cwd=project).stdout == "-m gazetteer info\n"


def test_an_interrupted_installation_is_begun_anew(project: Path) -> None:
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").write_text("half a file", encoding="utf-8")
    assert first_start(project).stdout == "stand-in 1.0\n"


def test_without_a_network_the_first_start_says_so(project: Path) -> None:
    with socket.socket() as closed:  # bound, and nobody listens
        closed.bind(("127.0.0.1", 0))
        index = f"http://127.0.0.1:{closed.getsockname()[1]}/simple"
        done = first_start(
            project, PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL=index, PIP_RETRIES="1"
        )
    assert done.returncode == 1
    assert "connect to the network" in done.stderr.splitlines()[-1]
    assert not (project / ".venv" / "installed").exists()


def test_without_the_venv_module_it_says_what_to_install(project: Path) -> None:
    script = (
        "import sys, runpy; sys.modules['ensurepip'] = None; sys.argv = ['dashboard'];"
        "runpy.run_module('dashboard', run_name='__main__')"
    )
    done = run(BASE, "-S", "-c", script, cwd=project)
    assert done.returncode == 1
    assert "sudo apt install python3." in sentence(done.stderr)
    assert not (project / ".venv").exists()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", "disk"),
        ("WARNING: Retrying ... NewConnectionError(...)\nERROR: No matching ... for x", "network"),
        ("ERROR: No matching distribution found for numpy==9", "no ready-made numpy==9"),
        ("Collecting x\nERROR: something new\n", "something new"),
        ("", "delete .venv"),
    ],
)
def test_a_failed_installation_is_told_in_one_sentence(output: str, said: str) -> None:
    reason = install._reason(output.splitlines())
    assert said in sentence(reason)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "invalid choice"),
        (["--port", "99999"], "no port"),
        (["extract", "--format", "shp"], "invalid choice"),
        (["extract", "--published", "14.8.2023"], "no day like 2023-08-14"),
        (["extract", "--kinds", "place,town"], "'town' is none of place, metonym, demonym"),
        (["extract", "--workers", "0"], "no number of processes"),
        (["import"], "FILE --events is required"),
    ],
)
def test_a_mistyped_command_is_told_in_one_sentence_and_installs_nothing(
    project: Path, arguments: list[str], said: str
) -> None:
    done = run(*BARE, *arguments, cwd=project)
    assert done.returncode == 2
    assert said in sentence(done.stderr)
    assert not (project / ".venv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "no-such.txt"], "no-such.txt: no such file"),
        (["extract", "--jsonl", "no-such.jsonl"], "no-such.jsonl: no such file"),
        (["extract", "--jsonl", "--format", "kml"], "leave --format out"),
        (["export", "--filter", "since=tomorrow"], "'tomorrow' is no day"),
        (["export", "--filter", "tomorrow"], "tomorrow"),
        (["export", "--filter", "wrods=drone"], "wrods: no such filter"),
        (["extract", "dashboard/stores"], "no articles in this folder"),
        (["export", "--out", "/no/such/folder/out.csv"], "choose another --out"),
    ],
)
def test_what_a_command_cannot_do_is_told_in_one_sentence(
    index: Index, tmp_path: Path, arguments: list[str], said: str
) -> None:
    store = f"sqlite:///{tmp_path / 'store.db'}"
    done = run(sys.executable, "-m", "dashboard", *arguments, DATELINE_STORE=store)
    assert done.returncode == 1
    assert said in sentence(done.stderr)


@pytest.fixture
def port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


def test_a_taken_port_is_told_with_the_way_to_another(port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = run(sys.executable, "-m", "dashboard", "--port", str(port))
    assert done.returncode == 1
    assert f"--port {port + 1}" in sentence(done.stderr)


@pytest.fixture
def dashboard(index: Index, port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the dashboard on a store of its own."""
    environment = os.environ | {
        "DATELINE_STORE": f"sqlite:///{tmp_path / 'store.db'}",
        "DATELINE_INDEX": str(index.path),
        "DATELINE_NO_BROWSER": "1",
    }
    command = [sys.executable, "-m", "dashboard", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=-1, text=True) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_dashboard_opens_with_samples_and_stops_when_told(
    dashboard: subprocess.Popen[str], port: int, tmp_path: Path, stop: signal.Signals
) -> None:
    assert dashboard.stdout is not None
    assert f"http://127.0.0.1:{port}/?token=" in dashboard.stdout.readline()
    with socket.create_connection(("127.0.0.1", port)) as page:
        page.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"401 Unauthorized" in page.recv(100)
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        samples = store.documents()
        assert len(samples) >= 4
        assert all(sample.sample and sample.events for sample in samples)
    dashboard.send_signal(stop)
    dashboard.wait(10)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_samples_that_were_deleted_stay_deleted(index: Index, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        assert start.add_samples(store, index.path) >= 4
        for sample in store.documents():
            store.remove(sample.id)
        assert start.add_samples(store, index.path) == 0
        assert store.documents() == []


def test_a_stale_gazetteer_is_built_again(index: Index, tmp_path: Path) -> None:
    stale = tmp_path / "gazetteer.sqlite"
    shutil.copy(index.path, stale)
    start.prepare_gazetteer(stale)
    assert stale.stat().st_mtime_ns != index.path.stat().st_mtime_ns
    untouched = stale.stat().st_ino
    start.prepare_gazetteer(stale)
    assert stale.stat().st_ino == untouched


def test_a_gazetteer_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Exception, match="set DATELINE_HOME"):
        start.prepare_gazetteer(tmp_path / "file" / "gazetteer.sqlite")


def test_a_bar_is_as_long_as_what_is_done() -> None:
    assert [bar(share, width=4) for share in (0, 0.5, 1)] == [
        "[    ]   0%",
        "[##  ]  50%",
        "[####] 100%",
    ]


def test_a_package_that_is_not_the_pinned_one_is_not_installed(project: Path) -> None:
    """A mirror may serve what it likes: the hash decides."""
    (wheel,) = project.glob("*.whl")
    with zipfile.ZipFile(wheel, "a") as opened:
        opened.writestr("pytest/more.py", "")
    done = first_start(project)
    assert done.returncode == 1
    assert "HASH" in done.stderr.upper()


def test_what_only_tests_need_is_no_user_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {need.split(">")[0] for need in project["dependency-groups"]["test"]}
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert names and not [name for name in names if f"\n{name}==" in pinned]
