"""Where the articles are in a JSON file: a list, one object, a list somewhere inside, columns."""

from collections import deque
from collections.abc import Sequence
from typing import Any

from dashboard.readers.tables.columns import compared, has_text

_DEPTH = 5  # of objects in which a list is looked for
_MOST = 2_000  # objects looked at
_COLUMNS = 2  # of a table by columns, at least
_WRAPPERS = (
    "articles",
    "items",
    "results",
    "documents",
    "docs",
    "data",
    "records",
    "news",
    "stories",
    "posts",
    "messages",
    "hits",
    "features",
    "entries",
)


def unwrap(value: Any) -> tuple[list[Any], str]:
    """Return the articles' objects, and what the whole they are in is called ("" for nothing)."""
    if isinstance(value, list):
        return _with_header(value), ""
    if not isinstance(value, dict) or _is_article(value):
        return [value], ""
    if (rows := _by_columns(value)) is not None:
        return rows, ""
    return _inside(value)


def _is_article(value: dict[str, Any]) -> bool:
    """Return whether an object has a text of its own."""
    return has_text([key for key, inner in compared(value).items() if isinstance(inner, str)])


def _with_header(rows: list[Any]) -> list[Any]:
    """Make objects of lists whose first is the names of the columns."""
    if rows and isinstance(rows[0], list) and has_text(rows[0]):
        return [
            dict(zip(map(str, rows[0]), row, strict=False)) if isinstance(row, list) else row
            for row in rows[1:]
        ]
    return rows


def _by_columns(value: dict[str, Any]) -> list[Any] | None:
    """Return the rows of pandas' to_json: by columns, by index, or split; None for no such."""
    columns, data = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(data, list):
        return [
            dict(zip(map(str, columns), row, strict=False)) for row in data if isinstance(row, list)
        ]
    if len(value) >= _COLUMNS and has_text(list(value)):
        whole = list(value.values())
        if all(isinstance(column, dict) for column in whole):
            keys = dict.fromkeys(key for column in whole for key in column)
            return [{name: column.get(key) for name, column in value.items()} for key in keys]
        if all(isinstance(column, list) for column in whole):
            longest = max(map(len, whole))
            return [
                {name: column[n] for name, column in value.items() if n < len(column)}
                for n in range(longest)
            ]
    rows = list(value.values())
    if rows and all(isinstance(row, dict) and _is_article(row) for row in rows):
        return rows
    return None


def _inside(value: dict[str, Any]) -> tuple[list[Any], str]:
    """Look for the list of articles inside an object, the nearest first, else for one article."""
    waiting: deque[tuple[dict[str, Any], int]] = deque([(value, 0)])
    single: list[Any] | None = None
    titles: tuple[list[Any], str] | None = None
    looked = 0
    while waiting and (looked := looked + 1) <= _MOST:
        around, depth = waiting.popleft()
        for key, inner in around.items():
            if isinstance(inner, list) and _are_objects(inner):
                if any(_has_text(each) for each in inner[:50]):
                    return inner, _called(around)
                if titles is None and key.lower() in _WRAPPERS:
                    titles = inner, _called(around)
            elif isinstance(inner, dict) and depth < _DEPTH:
                if single is None and _is_article(inner):
                    single = [inner]
                waiting.append((inner, depth + 1))
    if single is not None:
        return single, ""
    return titles or (_list_under(value), "")


def _list_under(value: dict[str, Any]) -> list[Any]:
    """Return the list under one of the usual names, whatever is in it, else the object itself."""
    found = (inner for key, inner in value.items() if key.lower() in _WRAPPERS)
    return next((inner for inner in found if isinstance(inner, list)), [value])


def _are_objects(rows: Sequence[Any]) -> bool:
    return bool(rows) and all(isinstance(row, dict) for row in rows[:50])


def _has_text(row: dict[str, Any]) -> bool:
    return has_text(list(compared(row)))


def _called(around: dict[str, Any]) -> str:
    """Return what the whole is called: a channel's name stands for the source of its messages."""
    name = around.get("name") or around.get("title")
    return name if isinstance(name, str) else ""
