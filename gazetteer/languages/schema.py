"""TOML read into frozen structs: a key that nobody reads, or a value of another type, is an error.

The fields of a struct are the schema: their names are the keys, their types what a key may hold,
their defaults what a file may leave out.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import TypeVar

from msgspec import Struct, ValidationError, convert, inspect

Words = tuple[str, ...]
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]*)`(?P<where>.*)")


class Knowledge(Struct, frozen=True, forbid_unknown_fields=True, eq=False):
    """What a file says; compared and hashed by identity, as it is read once."""


K = TypeVar("K", bound=Knowledge)


def read_file(file: Traversable, kind: type[K], error: type[Exception]) -> K:
    """Read a file as `kind`; raise `error` with its folder and name, the key and what was expected.

    A file that is not there holds nothing: that is an error only where `kind` needs a key.
    """
    name = "/".join(str(file).replace("\\", "/").split("/")[-3:])
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        return convert(data, kind, str_keys=True)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise error(f"{name}: not TOML: {fault}") from fault
    except ValidationError as fault:
        raise error(f"{name}: {_explained(str(fault), kind)}") from fault


def check_keys(name: str, table: Mapping[str, object], pattern: str, expected: str) -> None:
    """Refuse, with a ValueError, a key of a table that `pattern` does not match."""
    for key in table:
        if not re.fullmatch(pattern, key):
            raise ValueError(f"{name}: key `{key}`: expected {expected}")


def _explained(fault: str, kind: type[Knowledge]) -> str:
    """Say of an unknown key which key was expected instead."""
    unknown = _UNKNOWN.fullmatch(fault)
    if unknown is None:
        return fault
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
