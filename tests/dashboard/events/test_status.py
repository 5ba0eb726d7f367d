"""How an event stands by what is said of it."""

import pytest

from dashboard.events.status import Account, status
from dashboard.model import NO_POSITION, Claim


def said(*pairs: tuple[str, str]) -> tuple[Claim, ...]:
    return tuple(Claim(0, 1, speaker, stance) for speaker, stance in pairs)


ROWS = [
    ("an article's own word", [Account("a", ())], "single source"),
    ("one witness", [Account("a", said(("a baker", "reports")))], "single source"),
    (
        "the same witness twice",
        [
            Account("a", said(("A baker", "reports"))),
            Account("b", said(("a baker", "reports"))),
        ],
        "single source",
    ),
    ("a wire story and its copy", [Account("a", ()), Account("a", ())], "single source"),
    ("two texts of their own", [Account("a", ()), Account("b", ())], "several sources"),
    (
        "two speakers",
        [
            Account("a", said(("police", "reports"), ("the mayor", "reports"))),
        ],
        "several sources",
    ),
    ("those who say they did it", [Account("a", said(("the group", "claims")))], "claimed"),
    (
        "those who say they did it, of what the text tells in its own words",
        [Account("a", said(("the group", "claims")), own=True)],
        "single source",
    ),
    ("a denial alone", [Account("a", said(("the ministry", "denies")), "denied")], "denied"),
    ("denied in the text's own words", [Account("a", (), "denied")], "denied"),
    (
        "told in the text's own words, and denied",
        [
            Account("a", said(("the ministry", "denies"))),
        ],
        "contested",
    ),
    (
        "those who say they did it, and one who says nothing of it",
        [
            Account("a", said(("the group", "claims"), ("the ministry", NO_POSITION))),
        ],
        "claimed",
    ),
    ("nobody claims it", [Account("a", said(("", NO_POSITION)))], "single source"),
    (
        "a claim and a denial",
        [
            Account("a", said(("the group", "claims"), ("the ministry", "denies"))),
        ],
        "contested",
    ),
    (
        "two texts, one of them a denial",
        [
            Account("a", ()),
            Account("b", said(("the ministry", "denies")), "denied"),
        ],
        "contested",
    ),
    (
        "another cause",
        [
            Account("a", said(("a witness", "reports"), ("an officer", "another cause"))),
        ],
        "contested",
    ),
]


@pytest.mark.parametrize(("accounts", "expected"), [pytest.param(*r[1:], id=r[0]) for r in ROWS])
def test_the_status_follows_from_what_is_said(accounts: list[Account], expected: str) -> None:
    assert status(accounts) == expected
