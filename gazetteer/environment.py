"""The environment of the packages: .venv, which the first start makes, and where data are kept.

Standard library only: `python3 -m gazetteer` starts with whatever Python the user has.
"""

import os
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NEEDED = ("anyascii", "geopy", "msgspec", "numpy", "py3langid")
INDEX = "gazetteer.sqlite"  # the base; layers stand in a folder beside it


def is_checkout() -> bool:
    """Return whether the packages stand in a folder of their own, not among installed ones."""
    return (ROOT / "pyproject.toml").is_file()


def home() -> Path:
    """Return where data are kept: DATELINE_HOME, else beside a checkout, else the user's own."""
    given = os.environ.get("DATELINE_HOME")
    return Path(given).expanduser().resolve() if given else _usual_home()


def _usual_home() -> Path:
    if is_checkout():
        return ROOT / ".dateline"
    from platformdirs import user_data_path  # a checkout does without

    return user_data_path("dateline", appauthor=False)


def usual_index() -> Path:
    """Return where the index stands unless somebody names another file."""
    return home() / INDEX


def private_folder(folder: Path) -> None:
    """Make a missing folder that only its owner enters; where data usually are, it is made so.

    A folder that somebody chose and that is there stays as it is.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and folder == _usual_home() and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def private_file(path: Path) -> None:
    """Make a missing file, empty, that only its owner reads and writes."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def enter(module: str, arguments: list[str]) -> None:
    """Return where this Python has what is needed; else run the module in .venv, or say so."""
    if all(map(find_spec, NEEDED)):
        return
    if not PYTHON.exists() or is_here():
        sys.exit(
            f"this Python lacks {', '.join(n for n in NEEDED if not find_spec(n))}: start Dateline "
            "once with `python3 -m dashboard`, which installs all that is needed, and try again"
        )
    sys.exit(become([str(PYTHON), "-m", module, *arguments]))


def is_here() -> bool:
    """Return whether this Python is that of .venv."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def become(command: list[str]) -> int:
    """Go on as another program, so that stopping this one stops that one too."""
    if os.name == "posix":
        os.execv(command[0], command)
    # On Windows exec returns to the shell at once; wait instead, Ctrl+C reaches both.
    return subprocess.call(command)
