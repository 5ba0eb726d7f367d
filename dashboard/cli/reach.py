"""Who reaches a server that listens on an address, and by which names it is asked for."""

import socket
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address

from dashboard.errors import DashboardError

LOOPBACK = ("localhost", "127.0.0.1", "::1")
EVERYWHERE = ("0.0.0.0", "::")
# Of the ranges for examples: to get ready to send there tells the own address, and sends nothing.
_ELSEWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def is_local(host: str) -> bool:
    """Return whether only this machine reaches an address."""
    try:
        return host in LOOPBACK or ip_address(host).is_loopback
    except ValueError:
        return False


def check_reach(host: str, *, token: bool, login: bool) -> None:
    """Raise DashboardError where other machines would come in without token and login."""
    if is_local(host) or token or login:
        return
    raise DashboardError(
        f"{host} is open to other machines and nothing would keep them out: leave --no-token out, "
        "set DATELINE_TOKEN, or say DATELINE_LOGIN=1 where a proxy with a login stands in front "
        "(dashboard/docs/sharing.md)"
    )


def names(host: str, more: Iterable[str] = ()) -> list[str]:
    """Return the names and addresses that a server is asked for by, `more` of them given."""
    own = [] if is_local(host) else [socket.gethostname(), f"{socket.gethostname()}.local"]
    here = _addresses() if host in EVERYWHERE else [host]
    return list(dict.fromkeys(map(str.lower, (*LOOPBACK, *own, *here, *more))))


def who_enters(host: str, names: Iterable[str], *, token: bool) -> str:
    """Return a sentence on who comes in where other machines do; "" where none does."""
    if is_local(host):
        return ""
    others = ", ".join(name for name in names if name not in LOOPBACK)
    who = "has the token" if token else "gets past the login in front of it"
    return (
        f"Other machines reach it as {others}: whoever {who} reads, adds and deletes articles. "
        "Nothing here encrypts what they send (dashboard/docs/sharing.md)\n"
    )


def _addresses() -> list[str]:
    """Return the addresses that this machine has in its networks."""
    found = []
    for family, elsewhere in _ELSEWHERE:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            found.append(str(probe.getsockname()[0]))
    return found
