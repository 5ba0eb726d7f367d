"""The environment of the packages: .venv, which the first start makes, and where data are kept.

Standard library only: `python3 -m gazetteer` starts with whatever Python the user has.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NEEDED = ("anyascii", "geopy", "msgspec", "numpy", "py3langid")


def is_checkout() -> bool:
    """Return whether the packages stand in a folder of their own, not among installed ones."""
    return (ROOT / "pyproject.toml").is_file()


def home() -> Path:
    """Return where data are kept: DATELINE_HOME, else beside a checkout, else the user's own."""
    given = os.environ.get("DATELINE_HOME")
    if given:
        return Path(given).expanduser().resolve()
    if is_checkout():
        return ROOT / ".dateline"
    from platformdirs import user_data_path  # a checkout does without

    return user_data_path("dateline", appauthor=False)


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
