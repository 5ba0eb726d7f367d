"""Our frozen dataclasses as plain JSON values and back, exactly.

Fields that hold their default are left out: rows stay small, and old ones can still be read when
a field is added. So are fields that two are not compared by: what a reading was worked out from. A
reason is a list, its code before its values.
"""

import dataclasses
import types
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from gazetteer.reason import TEXT, Reason

_T = TypeVar("_T")
_Convert = Callable[[Any], Any]


def to_record(value: Any) -> Any:
    """Turn a dataclass (or tuple, date, number, text, None) into values that JSON knows."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [to_record(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Reason):
        return [value.code, *map(to_record, value.values)]
    record: dict[str, Any] = {}
    cls: Any = type(value)
    for name, default in _defaults(cls):
        held = getattr(value, name)
        if held != default or type(held) is not type(default):
            record[name] = to_record(held)
    return record


def from_record(cls: type[_T], record: Any) -> _T:
    """Build a dataclass from what `to_record` wrote."""
    hint: Any = cls
    read = _reader(hint)
    made: _T = read(record) if read else record
    return made


@cache
def _defaults(cls: Any) -> tuple[tuple[str, Any], ...]:
    fields = dataclasses.fields(cls)
    return tuple((field.name, field.default) for field in fields if field.compare)


@cache
def _reader(hint: Any) -> _Convert | None:
    """Return the function that reads values of a type hint; None where they are as they were."""
    if hint is Reason:
        return _reason
    if dataclasses.is_dataclass(hint):
        return _dataclass_reader(hint)
    if hint is date:
        return date.fromisoformat
    if get_origin(hint) is tuple:
        item = _reader(get_args(hint)[0])
        return tuple if item is None else lambda values: tuple(map(item, values))
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
        read = _reader(inner)
        return read and (lambda value: None if value is None else read(value))
    return None


def _reason(record: str | list[Any]) -> Reason:
    """Read a reason; before version 6 of the store it was a sentence."""
    if isinstance(record, str):
        return Reason(TEXT, (record,))
    code, *values = record
    return Reason(code, tuple([_reason(v) if isinstance(v, list) else v for v in values]))


def _dataclass_reader(cls: Any) -> _Convert:
    hints = get_type_hints(cls).items()
    readers = [(name, read) for name, hint in hints if (read := _reader(hint))]

    def read_fields(record: dict[str, Any]) -> Any:
        fields = dict(record)
        for name, read in readers:
            if name in fields:
                fields[name] = read(fields[name])
        return cls(**fields)

    return read_fields
