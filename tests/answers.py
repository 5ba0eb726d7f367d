"""Ask a route of ours without a server."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import Response


def answer_of(route: Callable[[Request], Awaitable[Response]], request: Request) -> Response:
    """Return a route's answer, from a thread of its own: Playwright's loop may run in this one."""

    async def answer() -> Response:
        return await route(request)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(answer())).result()
