"""No regular expression of ours costs more than in proportion to what it is applied to."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.hostile.expressions import CallSite, made_when_run, sites
from tests.hostile.growth import MOST, growth
from tests.hostile.inputs import inputs

pytestmark = pytest.mark.slow

SIZE = 8_000  # characters; what grows with the square takes thirty milliseconds and more


@pytest.mark.parametrize("site", [s for s in sites() if s.expression], ids=lambda site: site.name)
def test_an_expression_is_linear(site: CallSite) -> None:
    assert site.expression is not None
    assert not slow(site.expression, site.applied)


@pytest.mark.parametrize(
    "site", [s for s in sites() if not s.expression], ids=lambda site: site.name
)
def test_an_expression_made_from_language_files_is_linear(site: CallSite) -> None:
    made = made_when_run().get(site.name)
    assert made, "nothing made it: let tests/hostile/recorder.py run what does"
    assert not [found for one, used in made for found in slow(one, used or site.applied)]


def test_what_grows_with_the_square_is_seen() -> None:
    assert slow(re.compile(r"\s+$"), frozenset({"search"}))
    assert slow(re.compile("(?:a|aa)+b"), frozenset({"match"}))
    assert not slow(re.compile(r"\s+$"), frozenset({"match"}))


def slow(expression: re.Pattern[Any], applied: frozenset[str]) -> list[str]:
    """Return by method an input, begun, on which an expression takes more than its share."""
    found = []
    for method in applied:
        work = _applied(expression, method)
        for make in inputs(expression):
            begun = make(60)
            if growth(work, make, most=SIZE) > MOST:
                found.append(f"{method} {begun!r}")
                break
    return found


def _applied(expression: re.Pattern[Any], method: str) -> Callable[[str], object]:
    """Return what applies an expression to all of a text, as bytes where it is one of bytes."""
    function: Any = getattr(expression, "finditer" if method == "search" else method)

    def work(text: str) -> object:
        given: Any = text if isinstance(expression.pattern, str) else text.encode()
        if method in ("sub", "subn"):
            return function(given[:0], given)
        found = function(given)
        return list(found) if method in ("search", "finditer") else found

    return work
