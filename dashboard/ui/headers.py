"""The headers that go with every answer: what its page may do, and who may use it."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# the page of all pages
INDEX = (Path(streamlit.__file__).parent / "static" / "index").with_suffix(".html")
FRAME = "/component/"  # where streamlit-folium's frame has its page and script
# Nothing may be fetched from elsewhere. blob: is how Streamlit loads the scripts of components.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# The frame writes the map's script into an element and gives what is shown to eval; we hand it
# numbers and ids only.
FRAME_SCRIPTS = "'self' 'unsafe-inline' 'unsafe-eval'"
# What a browser can do and this dashboard never asks for; copying a link and full screen stay.
NEVER = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


class SecurityHeaders:
    """Middleware: content security policy and its companions on every answer.

    `tiles_host` is the one machine elsewhere that pictures may come from, if any; `base` the path
    that the dashboard is mounted at.
    """

    def __init__(self, app: ASGIApp, *, tiles_host: str = "", base: str = "") -> None:
        self.app = app
        self.frame = f"/{base.strip('/')}".rstrip("/") + FRAME
        pictures = f"{POLICY['img-src']} {tiles_host}".strip()
        scripts = " ".join((POLICY["script-src"], *inline_scripts(INDEX)))
        self.page_policy = _written(POLICY | {"img-src": pictures, "script-src": scripts})
        self.frame_policy = _written(POLICY | {"img-src": pictures, "script-src": FRAME_SCRIPTS})
        self.headers = {
            "X-Content-Type-Options": "nosniff",
            # Tile servers, OpenStreetMap's before all, want to know which site asks.
            "Referrer-Policy": "origin" if tiles_host else "no-referrer",
            "X-Frame-Options": "SAMEORIGIN",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": ", ".join(f"{name}=()" for name in NEVER),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        of_frame = scope["path"].startswith(self.frame)
        policy = self.frame_policy if of_frame else self.page_policy

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (("Content-Security-Policy", policy), *self.headers.items()):
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def inline_scripts(page: Path) -> list[str]:
    """Return what a policy calls the scripts that stand in a page: the hash of each."""
    behind = page.read_bytes().split(b"<script>")[1:]
    scripts = [part.partition(b"</script>")[0] for part in behind]
    return [f"'sha256-{b64encode(sha256(script).digest()).decode()}'" for script in scripts]


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())
