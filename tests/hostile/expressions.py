"""Every regular expression of both packages: where it is made, what it is, how it is applied."""

import ast
import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.paths import ROOT

APPLIED = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
PACKAGES = ("dashboard", "gazetteer")
ANYWHERE = frozenset({"search"})  # how an expression is applied of which nothing is known
# Only builders run it, on data of their own.
BUILDERS = {"training", "build_basemap.py", "starter.py"}
# They are asked of keys and expressions of our own language files.
OWN = {"dashboard/extraction/languages/phrases.py", "gazetteer/languages/schema.py"}
# How expressions without a name of their own are applied, where it is not by searching.
UNNAMED = {
    "dashboard/extraction/text/boilerplate.py": frozenset({"fullmatch"}),
    "dashboard/stores/old_reasons.py": frozenset({"fullmatch"}),
    "gazetteer/sources/geonames.py": frozenset({"match"}),
}


@dataclass(frozen=True, slots=True)
class CallSite:
    """A call `re.compile(...)` or `re.sub(...)` and the methods that its expression is used by."""

    path: str
    line: int
    applied: frozenset[str]
    expression: re.Pattern[Any] | None  # None: made of what is only known when it runs

    @property
    def name(self) -> str:
        """Return where it stands."""
        return f"{self.path}:{self.line}"


@cache
def sites() -> tuple[CallSite, ...]:
    """Find all of them."""
    return tuple(site for path in _files() for site in _in_file(path))


def _files() -> list[Path]:
    found = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    ours = [path for path in found if not BUILDERS & {*path.relative_to(ROOT).parts}]
    return [path for path in ours if str(path.relative_to(ROOT)) not in OWN]


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _in_file(path: Path) -> Iterator[CallSite]:
    names = _names(path)
    for node in ast.walk(_tree(path)):
        if not _is_made(node):
            continue
        assert isinstance(node, ast.Call)
        where = str(path.relative_to(ROOT))
        function = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        applied = frozenset({function}) if function in APPLIED else ANYWHERE
        if name := names.get(node):
            applied = _uses(path, name) or ANYWHERE
        elif function not in APPLIED:
            applied = UNNAMED.get(where, ANYWHERE)
        yield CallSite(where, node.lineno, applied, _evaluated(path, node))


def _is_made(node: ast.AST) -> bool:
    """Return whether `node` is a call of `re.compile` or of a function that compiles."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in ("compile", *APPLIED)
    )


def _names(path: Path) -> dict[ast.AST, str]:
    """Map the calls whose outcome a module keeps under a name to that name."""
    found = {}
    for node in _tree(path).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.value] = node.targets[0].id
    return found  # type: ignore[return-value]


def _uses(path: Path, name: str) -> frozenset[str]:
    """Return what is asked of the thing of that name; where it is handed on, it may be searched.

    A name that begins with "_" is its module's own.
    """
    files = [path] if name.startswith("_") else _files()
    return frozenset().union(*(_in_module(file).get(name, frozenset()) for file in files))


@cache
def _in_module(path: Path) -> dict[str, frozenset[str]]:
    """Return by name what a module asks of the things of that name."""
    found: dict[str, set[str]] = {}
    asked = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked.add(node.value)
            if node.attr in APPLIED:
                found.setdefault(node.value.id, set()).add(node.attr)
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in asked:
            found.setdefault(node.id, set()).update(ANYWHERE)
    return {name: frozenset(methods) for name, methods in found.items()}


def _evaluated(path: Path, node: ast.Call) -> re.Pattern[Any] | None:
    """Compile what a call compiles, if the names in it are its module's."""
    flags = [word.value for word in node.keywords if word.arg == "flags"]
    if isinstance(node.func, ast.Attribute) and node.func.attr == "compile":
        flags += node.args[1:]
    try:
        pattern = _evaluate(node.args[0], path)
        return re.compile(pattern, _evaluate(flags[0], path) if flags else 0)
    except NameError:
        return None


def _evaluate(node: ast.expr, path: Path) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    code = compile(ast.Expression(node), str(path), "eval")
    try:
        return eval(code, {"re": re})
    except NameError:
        return eval(code, dict(vars(importlib.import_module(_module(path)))))


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


@cache
def made_when_run() -> dict[str, list[tuple[re.Pattern[str], frozenset[str]]]]:
    """Return what the sites without an expression made in a process that read some articles.

    Each expression comes with the methods that were asked of it.
    """
    modules = {_module(ROOT / site.path) for site in sites() if site.expression is None}
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.recorder", *sorted(modules)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=300,
    )
    found: dict[str, list[tuple[re.Pattern[str], frozenset[str]]]] = {}
    for site, pattern, flags, used in json.loads(done.stdout):
        found.setdefault(site, []).append((re.compile(pattern, flags), frozenset(used)))
    return found
