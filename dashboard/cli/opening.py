"""Say where the dashboard is once it answers, and open a browser there."""

import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from dashboard.settings import Settings

_PATIENCE = 60.0  # seconds to wait for the server before saying nothing of it
_PAGE = '<!doctype html><meta http-equiv="refresh" content="0; url={}"><title>Dateline</title>'


@contextmanager
def announced(host: str, port: int, now: Settings, more: str = "") -> Iterator[None]:
    """Say where the server is, and `more`, once it answers; open a browser if there is a screen."""
    page = now.home / f"open-{port}.html"
    given = (host, port, now.token, page, more)
    threading.Thread(target=_announce, args=given, daemon=True).start()
    try:
        yield
    finally:
        page.unlink(missing_ok=True)


def address(host: str, port: int, token: str = "") -> str:
    """Write the address of a server as it is typed into a browser on this machine."""
    shown = _reachable(host)
    start = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
    return f"{start}/?{urlencode({'token': token})}" if token else start


def _announce(host: str, port: int, token: str, page: Path, more: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection((_reachable(host), port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
            continue
        url = address(host, port, token)
        sys.stdout.write(f"Dateline is at {url} (Ctrl+C stops it)\n{more}")
        sys.stdout.flush()
        if _has_display():
            webbrowser.open(leading_to(url, page) if token else url)
        return


def leading_to(url: str, page: Path) -> str:
    """Write a page that only its owner reads and that leads to an address; return its own.

    Every user of the machine sees with which address a browser was started.
    """
    page.unlink(missing_ok=True)
    with open(os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
        file.write(_PAGE.format(escape(url)))
    return page.as_uri()


def _has_display() -> bool:
    """Return whether to open a browser: a text browser would take this terminal over."""
    if os.environ.get("DATELINE_NO_BROWSER"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
