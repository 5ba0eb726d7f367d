"""Our ES modules, joined when they are served: a browser asks once for what thirty files hold.

Each module becomes a function that returns what it exports, in the order in which they need one
another. Only the forms of import and export that we write are read; any other is refused.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_NAMES = r"\{\s*(\w+(?:,\s*\w+)*),?\s*\}"
_IMPORT = re.compile(rf'^import {_NAMES} from "(\.\.?/[\w./-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (default )?((?:async )?function|const) (\w+)", re.MULTILINE)
_ANY = re.compile(r"^[^\S\n]*(?:import|export)\b.*", re.MULTILINE)


class ModuleError(ValueError):
    """A module that cannot be joined: the message names it, and says why."""


def joined(entry: Path) -> str:
    """Join a module and all it imports into one script, which exports the module's default.

    A module without a default makes a script of the old kind, for who loads no modules. Raises
    ModuleError for a form of import or export that is not ours, a name that is not exported, and
    modules that import one another in a circle.
    """
    order: dict[Path, str] = {}
    _add(entry.resolve(), order, ())
    body = "\n".join([*order.values(), f"return {_variable(entry.resolve(), order)};"])
    script = f'(() => {{\n"use strict";\n{body}\n}})()'
    has_default = "default" in _exports(entry.read_text(encoding="utf-8"))
    return f"export default {script}.default;\n" if has_default else f"{script};\n"


def _add(path: Path, order: dict[Path, str], importing: tuple[Path, ...]) -> None:
    """Put a module after those that it imports into `order`."""
    if path in importing:
        circle = " imports ".join(one.name for one in (*importing[importing.index(path) :], path))
        raise ModuleError(f"{path}: {circle}")
    if path in order:
        return
    text = path.read_text(encoding="utf-8")
    needed = list(_imports(path, text))
    for other, names in needed:
        _add(other, order, (*importing, path))
        if missing := set(names) - set(_exports(other.read_text(encoding="utf-8"))):
            raise ModuleError(f"{path}: {other.name} exports no {', '.join(sorted(missing))}")
    body = _EXPORT.sub(r"\2 \3", _IMPORT.sub("", text))
    if found := _ANY.search(body):
        raise ModuleError(f"{path}: {found[0].strip()!r} is not a form that can be joined")
    given = "".join(
        f"const {{ {', '.join(names)} }} = {_variable(other, order)};\n" for other, names in needed
    )
    exports = ", ".join(f"{key}: {name}" for key, name in _exports(text).items())
    order[path] = ""  # takes its number
    order[path] = (
        f"/* {path.name} */\nconst {_variable(path, order)} = (() => {{\n{given}{body}"
        f"return {{ {exports} }};\n}})();"
    )


def _imports(path: Path, text: str) -> Iterator[tuple[Path, list[str]]]:
    """Yield the modules that one imports, each with the names it takes."""
    for names, source in _IMPORT.findall(text):
        yield (path.parent / source).resolve(), re.findall(r"\w+", names)


def _exports(text: str) -> dict[str, str]:
    """Return what a module exports, under the name by which it is imported."""
    return {"default" if default else name: name for default, _kind, name in _EXPORT.findall(text)}


def _variable(path: Path, order: dict[Path, str]) -> str:
    return f"module{list(order).index(path)}"
