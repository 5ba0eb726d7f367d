"""The environment Dateline runs in: the one it is started from, or .venv, made on the first run.

Standard library only. An environment that has everything is used as it is; stamps in .venv hold
the digests of the requirements that were installed there. What only tests need comes with the
first `python3 -m dashboard pytest`.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.progress import Progress, bar
from gazetteer.environment import PYTHON, ROOT, VENV, become, is_checkout, is_here


@dataclass(frozen=True, slots=True)
class Packages:
    """Packages that are installed together: their pins, and the stamp that says they are there."""

    requirements: Path
    stamp: Path
    group: str = ""  # of pyproject.toml; "" for the project's own dependencies


DASHBOARD = Packages(ROOT / "requirements.txt", VENV / "installed")
TESTS = Packages(ROOT / "tests" / "requirements.txt", VENV / "installed-tests", "test")
PROJECT = ROOT / "pyproject.toml"
NEEDED_BYTES = 1_500_000_000  # .venv (0.6 GB), what pip unpacks meanwhile, the gazetteer

_FRESH = "DATELINE_JUST_INSTALLED"
_NEED = re.compile(r"(?P<name>[\w.-]+)(?:>=|==)(?P<least>[\d.]+)")
_PACKAGE = re.compile(r"(?:Collecting|Processing|Requirement already satisfied:) (\S+)")
_UNPACKING = "Installing collected packages"
_NO_DISK = re.compile(r"No space left|Errno 28|not enough space", re.I)
_NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolution|Max retries|timed out|Network is unreachable"
    r"|Connection (?:refused|reset|broken|aborted)|ProxyError|SSLError|Temporary failure",
    re.I,
)
_NO_WHEEL = re.compile(r"No matching distribution found for (\S+)")


def ensure(*, tests: bool = False) -> None:
    """Return in an environment that has what is needed, else make one and start over in it."""
    if not is_checkout():
        return  # whoever installed the wheel has installed what it needs
    needed = (DASHBOARD, TESTS) if tests else (DASHBOARD,)
    if is_here():
        # Just installed: if something is still missing, installing again would not bring it.
        if all(map(_installed, needed)) and (satisfied(needed) or _FRESH in os.environ):
            return
        # This .venv is stale, or of a Python that is gone: its maker has to make it again.
        for packages in needed:
            if not _installed(packages):
                packages.stamp.unlink(missing_ok=True)
        base = getattr(sys, "_base_executable", sys.executable)
        sys.exit(become([base, "-m", "dashboard", *sys.argv[1:]]))
    if satisfied(needed):
        return
    if not (all(map(_installed, needed)) and PYTHON.exists()):
        install(needed)
        os.environ[_FRESH] = "1"
    sys.exit(become([str(PYTHON), "-m", "dashboard", *sys.argv[1:]]))


def satisfied(needed: Iterable[Packages] = (DASHBOARD,), project: Path = PROJECT) -> bool:
    """Return whether this environment has what is needed, in versions that can be used."""
    given = tomllib.loads(project.read_text(encoding="utf-8"))
    own, groups = given["project"]["dependencies"], given.get("dependency-groups", {})
    needs = [need for p in needed for need in (groups.get(p.group, ()) if p.group else own)]
    return all(map(_has, needs))


def install(needed: Sequence[Packages] = (DASHBOARD,)) -> None:
    """Make .venv and install what is needed; DashboardError says what stands in the way."""
    _check()
    progress = Progress()
    try:
        if not (DASHBOARD.stamp.is_file() and PYTHON.exists()):
            progress.show("making .venv")
            _run([sys.executable, "-m", "venv", "--clear", str(VENV.resolve())])
        for packages in needed:
            if not _installed(packages):
                _fetch(packages, progress)
    except OSError as error:
        raise DashboardError(
            f"{VENV}: cannot be written ({error.strerror}); {_elsewhere()}"
        ) from error
    finally:
        progress.clear()


def _fetch(packages: Packages, progress: Progress) -> None:
    """Install what one file pins, each file by its hash."""
    packages.stamp.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    pip += ["--progress-bar", "off", "--only-binary", ":all:", "--require-hashes", "--no-deps"]
    _run([*pip, "-r", str(packages.requirements)], progress)
    packages.stamp.write_text(_digest(packages), encoding="utf-8")


def _digest(packages: Packages) -> str:
    return hashlib.sha256(packages.requirements.read_bytes()).hexdigest()


def _installed(packages: Packages) -> bool:
    stamp = packages.stamp
    return stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == _digest(packages)


def _has(need: str) -> bool:
    """Return whether one line of pyproject's dependencies is installed."""
    match = _NEED.match(need)
    if match is None:
        raise DashboardError(f"pyproject.toml: cannot read the dependency {need!r}")
    try:
        version = metadata.version(match["name"])
    except metadata.PackageNotFoundError:
        return False
    return _numbers(version) >= _numbers(match["least"])


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version.split("+")[0])]


def _check() -> None:
    """Raise before anything is written for what cannot work."""
    if not all(map(find_spec, ("venv", "ensurepip"))):
        release = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise DashboardError(
            "Dateline installs itself with Python's venv module, which is missing here; on Debian "
            f"and Ubuntu run `sudo apt install {release}`, then start Dateline again"
        )
    if not os.access(ROOT, os.W_OK):
        raise DashboardError(f"{ROOT}: this folder cannot be written to; {_elsewhere()}")
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        raise DashboardError(
            f"Dateline needs {NEEDED_BYTES / 1e9:.1f} GB of disk to install itself and "
            f"{ROOT} has {free / 1e9:.1f} GB left; free some and start again"
        )


def _elsewhere() -> str:
    return "copy Dateline to a folder of your own and start it there"


def _run(command: list[str], progress: Progress | None = None) -> None:
    """Run a step of the installation; where it fails, say why in one sentence."""
    lines: deque[str] = deque(maxlen=200)
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in _shown(process.stdout or (), progress):
            lines.append(line.strip())
    if process.returncode:
        raise DashboardError(_reason(lines))


def _shown(lines: Iterable[str], progress: Progress | None) -> Iterable[str]:
    """Pass pip's lines on, and turn them into one line of progress."""
    total = max(1, DASHBOARD.requirements.read_text(encoding="utf-8").count("=="))
    seen: set[str] = set()
    for line in lines:
        yield line
        if progress is None:
            continue
        if line.startswith(_UNPACKING):
            progress.show(f"installing Dateline {bar(0.9)} unpacking {len(seen)} packages")
        elif "Retrying" in line:
            progress.show(f"installing Dateline {bar(0.9 * len(seen) / total)} waiting for network")
        elif match := _PACKAGE.match(line.strip()):
            name = Path(match[1]).name.split("==")[0].split("-")[0]
            seen.add(name)
            share = 0.9 * min(1, len(seen) / total)
            progress.show(f"installing Dateline {bar(share)} {name}")


def _reason(lines: Iterable[str]) -> str:
    """Turn the output of a failed step into one sentence that says what to do."""
    whole = "\n".join(lines)
    if _NO_DISK.search(whole):
        return "the disk is full; free some space (Dateline needs about 1.5 GB) and start again"
    if _NO_NETWORK.search(whole):
        return (
            "Dateline could not fetch what it needs to install itself; connect to the network "
            "(only this first start needs it; behind a proxy set HTTPS_PROXY) and start again"
        )
    if match := _NO_WHEEL.search(whole):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return (
            f"there is no ready-made {match[1]} for Python {version} on this computer; "
            "start Dateline with another Python, 3.11 to 3.14"
        )
    errors = [line for line in whole.split("\n") if "error" in line.lower()]
    last = errors[-1] if errors else whole.strip().split("\n")[-1]
    return f"Dateline could not install itself ({last}); delete .venv and start again"
