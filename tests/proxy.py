"""A proxy that notes what asks a machine outside: nothing of ours may."""

import socket
import threading
from contextlib import suppress


class Recorder:
    """A proxy that nothing should ask: it keeps what it is asked for, and answers nothing."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._record, daemon=True).start()

    def _record(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                with connection:
                    self.asked.append(connection.recv(1000).decode(errors="replace"))

    def environment(self) -> dict[str, str]:
        """Return what makes a program ask here for everything."""
        names = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
        return dict.fromkeys(names, self.address) | {"no_proxy": "", "NO_PROXY": ""}
