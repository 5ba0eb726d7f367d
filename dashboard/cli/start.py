"""Open the dashboard: gazetteer and samples ready, a server here, a page in the browser."""

import os
import socket
import sys
import threading
import time
import webbrowser
from contextlib import suppress
from importlib import import_module

from dashboard.batch.samples import add_samples
from dashboard.cli.prepare import prepare_gazetteer
from dashboard.errors import DashboardError
from dashboard.map.tiles import tiles_of
from dashboard.settings import settings
from dashboard.stores import open_store
from gazetteer.environment import ROOT

_PATIENCE = 60.0  # seconds to wait for the server before saying nothing of it


def start(port: int) -> int:
    """Serve the dashboard until it is stopped."""
    now = settings()
    os.chdir(ROOT)  # where .streamlit/config.toml is found
    host = os.environ.get("STREAMLIT_SERVER_ADDRESS") or now.host
    check_port(host, port)
    tiles_of(now)  # says what is wrong with them before anything takes its time
    prepare_gazetteer(now.index)
    with open_store(now.store) as store:
        add_samples(store, now.index)
    _serve(host, port)
    return 0


def check_port(host: str, port: int) -> None:
    """Raise DashboardError where nobody could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # or a server stopped a moment ago would count; elsewhere it steals
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise DashboardError(
                f"port {port} of {host} cannot be used ({error.strerror}); if Dateline runs there "
                f"already open {_url(host, port)}, else choose another one: "
                f"python3 -m dashboard --port {port + 1 if port < 65535 else 8501}"
            ) from error


def _serve(host: str, port: int) -> None:
    """Become Streamlit's server, in this process: stopping it stops the server."""
    sys.argv = ["streamlit", "run", str(ROOT / "dashboard" / "app.py")]
    sys.argv += ["--server.address", host, "--server.port", str(port), "--server.headless", "true"]
    sys.argv += ["--browser.gatherUsageStats", "false", "--server.showEmailPrompt", "false"]
    sys.argv += ["--server.enableXsrfProtection", "true", "--logger.hideWelcomeMessage", "true"]
    sys.argv += ["--server.fileWatcherType", "none"]
    threading.Thread(target=_announce, args=(host, port), daemon=True).start()
    # Streamlit's own command line, without its "Aborted!" where Ctrl+C is the way to stop.
    cli = import_module("streamlit.web.cli")
    with suppress(cli.click.Abort):
        cli.main(prog_name="streamlit", standalone_mode=False)


def _announce(host: str, port: int) -> None:
    """Say where the dashboard is, and show it, once it is there."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection((_reachable(host), port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
            continue
        url = _url(host, port)
        sys.stdout.write(f"Dateline is at {url} (Ctrl+C stops it)\n")
        sys.stdout.flush()
        if _has_display():
            webbrowser.open(url)
        return


def _has_display() -> bool:
    """Return whether to open a browser: a text browser would take this terminal over."""
    if os.environ.get("DATELINE_NO_BROWSER"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _url(host: str, port: int) -> str:
    shown = _reachable(host)
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
