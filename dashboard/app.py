"""The ASGI app: pages, assets, the JSON routes the map asks, security headers."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread

# `streamlit run` puts this script's folder on the path, where every module of ours could hide one
# of the standard library's. Replace it by the project's root, where both packages are.
HERE = Path(__file__).resolve().parent
sys.path[:] = [str(HERE.parent) if Path(p or ".").resolve() == HERE else p for p in sys.path]
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402

from dashboard.batch import isolated  # noqa: E402
from dashboard.cli.reach import check_reach  # noqa: E402
from dashboard.errors import DashboardError  # noqa: E402
from dashboard.map.tiles import tiles_of  # noqa: E402
from dashboard.settings import page_reading, settings  # noqa: E402
from dashboard.ui.guard import ANY, Guard  # noqa: E402
from dashboard.ui.headers import SecurityHeaders  # noqa: E402
from dashboard.ui.routes import routes  # noqa: E402
from gazetteer.errors import GazetteerError  # noqa: E402

try:
    now = settings()
    tiles = tiles_of(now)
    address = st.get_option("server.address") or "0.0.0.0"
    check_reach(address, token=bool(now.token), login=now.login)
except DashboardError as error:
    sys.exit(str(error))
# A page elsewhere may point its own name at this machine; only the names we know are answered.
names = st.get_option("server.allowedHosts") or [ANY]
base = st.get_option("server.baseUrlPath")


@asynccontextmanager
async def working(_: st.App) -> AsyncIterator[None]:
    """Have a process ready for articles while the server runs."""
    Thread(target=_warm, daemon=True).start()
    yield
    isolated.workers().close()


def _warm() -> None:
    with suppress(DashboardError, GazetteerError):  # the page where somebody adds one says it
        isolated.warm(now.index, page_reading())


app = st.App(
    HERE / "ui" / "frame.py",
    lifespan=working,
    routes=routes(base),
    middleware=[
        Middleware(SecurityHeaders, tiles_host=tiles.host if tiles else "", base=base),
        Middleware(Guard, names=names, token=now.token),
    ],
)
