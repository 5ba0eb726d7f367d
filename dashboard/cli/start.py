"""Serve the dashboard: gazetteer and samples ready, a server here, a page in the browser."""

import errno
import os
import signal
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from secrets import token_urlsafe

from dashboard.batch.samples import add_samples
from dashboard.cli.opening import address, announced
from dashboard.cli.prepare import prepare_gazetteer
from dashboard.cli.reach import check_reach, names, who_enters
from dashboard.errors import DashboardError
from dashboard.map.tiles import tiles_of
from dashboard.settings import settings
from dashboard.stores import open_store
from dashboard.stores.recovery.trash import DAYS
from gazetteer.environment import ROOT, private_folder

TERMINATED = 143  # what shells expect after SIGTERM


def start(port: int, *, token: bool = True) -> int:
    """Serve the dashboard until it is stopped, to who has its `token` or to everybody."""
    now = settings()
    # the app is made by Streamlit, in this process, and reads the settings once more
    os.environ["DATELINE_TOKEN"] = (now.token or token_urlsafe()) if token else ""
    os.chdir(ROOT)  # where .streamlit/config.toml is found
    host = os.environ.get("STREAMLIT_SERVER_ADDRESS") or now.host
    check_reach(host, token=token, login=now.login)
    check_port(host, port)
    private_folder(now.home)
    tiles_of(now)  # says what is wrong with them before anything takes its time
    prepare_gazetteer(now.index)
    with open_store(now.store) as store:
        add_samples(store, now.index)
        store.empty_trash(datetime.now(UTC) - DAYS)
    known = names(host, now.names)
    with announced(host, port, settings(), who_enters(host, known, token=token)):
        _serve(host, port, known)
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
            if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                raise DashboardError(
                    f"DATELINE_HOST: {host!r} is no address of this machine; leave it out to "
                    "listen on 127.0.0.1"
                ) from error
            raise DashboardError(
                f"port {port} of {host} cannot be used ({error.strerror}); if Dateline runs there "
                f"already open {address(host, port)}, else choose another one: "
                f"python3 -m dashboard --port {port + 1 if port < 65535 else 8501}"
            ) from error


def _serve(host: str, port: int, known: list[str]) -> None:
    """Become Streamlit's server, in this process: stopping it stops the server."""
    sys.argv = ["streamlit", "run", str(ROOT / "dashboard" / "app.py")]
    sys.argv += ["--server.address", host, "--server.port", str(port), "--server.headless", "true"]
    sys.argv += ["--browser.gatherUsageStats", "false", "--server.showEmailPrompt", "false"]
    sys.argv += ["--server.enableXsrfProtection", "true", "--logger.hideWelcomeMessage", "true"]
    sys.argv += ["--server.fileWatcherType", "none"]
    sys.argv += [part for name in known for part in ("--server.allowedHosts", name)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    # Streamlit's own command line, without its "Aborted!" where Ctrl+C is the way to stop.
    cli = import_module("streamlit.web.cli")
    with suppress(cli.click.Abort):
        cli.main(prog_name="streamlit", standalone_mode=False)
