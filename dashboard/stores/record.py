"""Our frozen dataclasses as plain JSON values and back, exactly.

Fields that hold their default are left out: rows stay small, and old ones can still be read when
a field is added.
"""

import dataclasses
import types
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_Convert = Callable[[Any], Any]


def to_record(value: Any) -> Any:
    """Turn a dataclass (or tuple, date, number, text, None) into values that JSON knows."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        record = {}
        for name, default in _defaults(type(value)):
            held = getattr(value, name)
            if held != default or type(held) is not type(default):
                record[name] = to_record(held)
        return record
    if isinstance(value, tuple):
        return [to_record(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def from_record(cls: type[_T], record: Any) -> _T:
    """Build a dataclass from what `to_record` wrote."""
    reader: Any = _reader
    made: _T = reader(cls)(record)
    return made


@cache
def _defaults(cls: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(cls))


@cache
def _reader(hint: Any) -> _Convert:
    """Return the function that reads values of a type hint."""
    if dataclasses.is_dataclass(hint):
        return _dataclass_reader(hint)
    if hint is date:
        return date.fromisoformat
    if get_origin(hint) is tuple:
        item = _reader(get_args(hint)[0])
        return lambda values: tuple(map(item, values))
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    return lambda value: value


def _dataclass_reader(cls: Any) -> _Convert:
    readers = {name: _reader(hint) for name, hint in get_type_hints(cls).items()}

    def read(record: dict[str, Any]) -> Any:
        return cls(**{name: readers[name](value) for name, value in record.items()})

    return read
