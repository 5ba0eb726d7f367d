"""Who reaches a server is said before it starts, and nobody comes in unasked."""

import socket
from contextlib import nullcontext

import pytest

from dashboard.cli import start
from dashboard.cli.reach import check_reach, is_local, names, who_enters
from dashboard.errors import DashboardError
from dashboard.settings import settings


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.0.0.53", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.7", False),
        ("newsroom", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_only_loopback_is_this_machine_alone(host: str, local: bool) -> None:
    assert is_local(host) == local
    assert bool(who_enters(host, names(host), token=True)) != local


@pytest.mark.parametrize(
    ("host", "token", "login", "starts"),
    [
        ("127.0.0.1", False, False, True),
        ("0.0.0.0", True, False, True),
        ("0.0.0.0", False, True, True),
        ("0.0.0.0", False, False, False),
        ("192.0.2.7", False, False, False),
    ],
)
def test_open_to_others_it_starts_with_a_token_or_behind_a_login(
    host: str, token: bool, login: bool, starts: bool
) -> None:
    refused = pytest.raises(DashboardError, match=f"{host} is open to other machines")
    with nullcontext() if starts else refused:
        check_reach(host, token=token, login=login)


def test_it_answers_to_the_names_of_its_host() -> None:
    host = socket.gethostname().lower()
    assert host not in names("127.0.0.1")
    known = names("0.0.0.0", ("Dateline.Example",))
    assert {host, "localhost", "dateline.example"} <= {*known}
    assert "0.0.0.0" not in known
    assert "192.0.2.7" in names("192.0.2.7")


def test_who_reaches_it_is_told() -> None:
    said = who_enters("192.0.2.7", names("192.0.2.7"), token=True)
    assert "192.0.2.7" in said and "has the token" in said and "127.0.0.1" not in said
    assert "login" in who_enters("192.0.2.7", ["192.0.2.7"], token=False)


@pytest.mark.parametrize("host", ["no-such-name.invalid", "192.0.2.7"])
def test_an_address_that_is_not_this_machine_s_is_named(host: str) -> None:
    with pytest.raises(DashboardError, match=f"DATELINE_HOST: '{host}' is no address"):
        start.check_port(host, 8501)


def test_names_and_login_are_settings() -> None:
    given = settings({"DATELINE_NAMES": "a.example, b.example", "DATELINE_LOGIN": "1"})
    assert given.names == ("a.example", "b.example") and given.login
