"""Open the dashboard: gazetteer and samples ready, a server here, a page in the browser."""

import os
import shutil
import socket
import sys
import threading
import time
import webbrowser
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from dashboard.errors import DashboardError, UnreadableArticle
from dashboard.layers.tiles import tiles_of
from dashboard.progress import Progress, bar
from dashboard.settings import settings
from dashboard.stores import Store, open_store
from gazetteer import index_build
from gazetteer.environment import ROOT
from gazetteer.errors import IndexMissing
from gazetteer.index import Index
from gazetteer.my_places import MyPlaces

SAMPLES = Path(__file__).resolve().parent / "samples"
INDEX_BYTES = 400_000_000  # the gazetteer, and as much again while it is built
_PATIENCE = 60.0  # seconds to wait for the server before saying nothing of it
_NOT_ARTICLES = ("readme", "licence", "license")


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


def prepare_gazetteer(index: Path) -> None:
    """Build the gazetteer where there is none or it is stale; the same for places of one's own."""
    with suppress(OSError):  # whoever opens the index says what is wrong with it
        MyPlaces(index).refresh()
    try:
        Index(index, check=True).close()
        return
    except IndexMissing:
        pass
    progress = Progress()
    try:
        index.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(index.parent).free
        if free >= INDEX_BYTES:
            index_build.build(index, lambda share: progress.show(f"preparing places {bar(share)}"))
    except OSError as error:
        raise DashboardError(
            f"{index}: cannot be written ({error.strerror or error}); set DATELINE_HOME to a "
            "folder of your own"
        ) from error
    finally:
        progress.clear()
    if free < INDEX_BYTES:
        raise DashboardError(
            f"the gazetteer needs {INDEX_BYTES / 1e6:.0f} MB and {index.parent} has "
            f"{free / 1e6:.0f} MB left; free some or set DATELINE_HOME to another folder"
        )


def add_samples(store: Store, index: Path, folder: Path = SAMPLES) -> int:
    """Put the samples into a store nobody has written to yet; return how many there were.

    A store that was written to, be it to delete them, is its user's and is left alone.
    """
    if store.version() or not folder.is_dir():
        return 0
    return load_samples(store, index, folder)


def load_samples(store: Store, index: Path, folder: Path = SAMPLES) -> int:
    """Put the samples into a store; return how many there were."""
    # Readers and pipeline take a second to import, which only the first start has to spend.
    from dashboard.pipeline import extract
    from dashboard.readers import read

    progress = Progress()
    progress.show("mapping the sample articles")
    found = []
    with Index(index) as opened:
        for path in sorted(folder.iterdir()):
            if path.name.lower().startswith((*_NOT_ARTICLES, ".")) or not path.is_file():
                continue
            try:
                documents = read(path.read_bytes(), path.name)
            except UnreadableArticle as error:
                progress.say(str(error))
                continue
            found += [extract(document, opened) for document in documents]
    # All are found before the first is saved: an interrupted start begins with them again.
    for extraction in found:
        store.save(extraction, sample=True)
    progress.clear()
    return len(found)


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
    """Say whether to open a browser: a text browser would take this terminal over."""
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
