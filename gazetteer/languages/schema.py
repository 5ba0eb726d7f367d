"""TOML read into frozen structs: a key that nobody reads, or a value of another type, is an error.

The fields of a struct are the schema: their names are the keys, their types what a key may hold,
their defaults what a file may leave out.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct, ValidationError, convert, inspect

Words = tuple[str, ...]
NO_LISTS: Mapping[str, Any] = MappingProxyType({})
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]*)`(?P<where>.*)")


class Knowledge(Struct, frozen=True, forbid_unknown_fields=True, eq=False):
    """What a file says; compared and hashed by identity, as it is read once."""


K = TypeVar("K", bound=Knowledge)


def read_file(
    file: Traversable, kind: type[K], error: type[Exception], lists: Mapping[str, Any] = NO_LISTS
) -> K:
    """Read a file as `kind`; raise `error` with its folder and name, the key and what was expected.

    A file that is not there holds nothing: that is an error only where `kind` needs a key. In a
    list of words "@dates.values.month" stands for all the words that `lists` holds there.
    """
    try:
        data = read_toml(file, error)
        return convert(_spelled_out(data, lists) if lists else data, kind, str_keys=True)
    except (ValidationError, LookupError) as found:
        raise error(f"{_name(file)}: {_explained(found.args[0], kind)}") from found


def read_toml(file: Traversable, error: type[Exception]) -> dict[str, Any]:
    """Read a file as it is, empty where there is none; raise `error` where it is not TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as found:
        raise error(f"{_name(file)}: not TOML: {found}") from found


def _name(file: Traversable) -> str:
    return "/".join(str(file).replace("\\", "/").split("/")[-3:])


def _spelled_out(value: Any, lists: Mapping[str, Any]) -> Any:
    """Return a value with the words of other lists in place of what stands for them."""
    if isinstance(value, dict):
        return {key: _spelled_out(inner, lists) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    found: list[Any] = []
    for one in value:
        if isinstance(one, str) and one.startswith("@"):
            found += _words(one, lists)
        else:
            found.append(_spelled_out(one, lists))
    return found


def _words(name: str, lists: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words of another list, or those of a table of lists or of numbers by word."""
    value: Any = lists
    for key in name[1:].split("."):
        if not isinstance(value, dict) or key not in value:
            raise LookupError(f"{name}: there is no such list")
        value = value[key]
    if isinstance(value, dict) and not any(isinstance(inner, int) for inner in value.values()):
        value = [word for inner in value.values() for word in inner]
    yield from _spelled_out(list(value), lists)


def check_keys(name: str, table: Mapping[str, object], pattern: str, expected: str) -> None:
    """Refuse, with a ValueError, a key of a table that `pattern` does not match."""
    for key in table:
        if not re.fullmatch(pattern, key):
            raise ValueError(f"{name}: key `{key}`: expected {expected}")


def _explained(found: str, kind: type[Knowledge]) -> str:
    """Say of an unknown key which key was expected instead."""
    unknown = _UNKNOWN.fullmatch(found)
    if unknown is None:
        return found
    known = list(dict.fromkeys(_keys(inspect.type_info(kind))))
    near = get_close_matches(unknown["key"], known, n=3) or known
    return f"unknown key `{unknown['key']}`{unknown['where']}; expected one of: {', '.join(near)}"


def _keys(kind: inspect.Type) -> Iterator[str]:
    """Yield the keys of a struct and of all the structs in it."""
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield field.encode_name
            yield from _keys(field.type)
    for name in ("item_type", "value_type"):
        if inner := getattr(kind, name, None):
            yield from _keys(inner)
