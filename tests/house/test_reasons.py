"""The codes of reasons: none without a text, no text without a code, and as many values as fit."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from dashboard.messages import ALL_OF, JOINTS, LABEL, LANGUAGE, MESSAGES, ONE_OF
from gazetteer import messages as gazetteer
from gazetteer.reason import TEXT
from tests.paths import ROOT

CATALOGUES = {ROOT / "gazetteer" / "messages.py", ROOT / "dashboard" / "messages.py"}
TREES = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for package in ("gazetteer", "dashboard")
    for path in sorted((ROOT / package).rglob("*.py"))
    if path not in CATALOGUES
}
TOPICS = {code.partition(".")[0] for code in MESSAGES if "." in code}
CODE = re.compile(rf"(?:{'|'.join(TOPICS)})\.[a-z0-9-]+")
NAMES = {"TEXT": TEXT, "LABEL": LABEL, "LANGUAGE": LANGUAGE, "ALL_OF": ALL_OF, "ONE_OF": ONE_OF}


def fields(code: str) -> set[str]:
    """Return the numbers of the values that the message of a code takes."""
    message = MESSAGES[code]
    forms = (message,) if isinstance(message, str) else message
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}


def constants(tree: ast.AST) -> set[str]:
    """Return the texts in the code that look like codes."""
    nodes = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in nodes if isinstance(value, str) and CODE.fullmatch(value)}


def made(tree: ast.Module) -> Iterator[tuple[list[str], ast.expr | None, int]]:
    """List where reasons are made: the codes it may be, its values, the line."""
    tables = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
            code, *values = node.args
            yield codes(code, tables), values[0] if values else None, node.lineno


def codes(node: ast.expr, tables: dict[str, ast.expr]) -> list[str]:
    """Return the codes that an expression may be: one, either of two, or one of a table."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return [*codes(node.body, tables), *codes(node.orelse, tables)]
    if isinstance(node, ast.Name):
        return [NAMES[node.id]] if node.id in NAMES else []
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        table = tables[node.value.id]
        assert isinstance(table, ast.Dict)
        return [code for value in table.values for code in codes(value, tables)]
    return []


def test_every_code_has_a_text_and_every_text_a_code() -> None:
    used = {code for tree in TREES.values() for code in constants(tree)}
    assert used == {code for code in MESSAGES if "." in code}


def test_the_gazetteer_needs_no_code_of_the_dashboard() -> None:
    own = [tree for path, tree in TREES.items() if path.is_relative_to(ROOT / "gazetteer")]
    assert {code for tree in own for code in constants(tree)} <= set(gazetteer.MESSAGES)


@pytest.mark.parametrize("path", [path for path in TREES if next(made(TREES[path]), None)], ids=str)
def test_a_reason_has_the_values_that_its_text_takes(path) -> None:
    for known, values, line in made(TREES[path]):
        for code in known:
            if isinstance(values, ast.Tuple) and code not in (LABEL, LANGUAGE, *JOINTS):
                starred = any(isinstance(value, ast.Starred) for value in values.elts)
                given = {str(number) for number in range(len(values.elts))}
                assert given == fields(code) or (starred and given < fields(code)), (line, code)
            elif values is None:
                assert not fields(code), (line, code)
