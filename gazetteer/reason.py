"""Why something is so, as data: a code, and the values that are filled into its message."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Union

Plain = str | int | float
Value = Union[Plain, "Reason"]
Message = str | tuple[str, str]  # of one and of many, as the first value counts

TEXT = "text"  # a sentence in English, as it is


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so: `code` names a message, `values` are filled into it in their order.

    A text among the values is a word of somebody else, such as an article; a reason says itself.
    """

    code: str
    values: tuple[Value, ...] = ()


def as_reason(said: Reason | str) -> Reason:
    """Return a reason; a sentence in English is one that stands for itself."""
    return said if isinstance(said, Reason) else Reason(TEXT, (said,))


def fill(message: Message, values: Sequence[Plain], write: Callable[..., str] = str.format) -> str:
    """Fill values into a message; where they do not fit it, they stand alone.

    `write` is `str.format`, or does more to each value.
    """
    if isinstance(message, tuple):
        one, many = message
        message = one if values and values[0] == 1 else many
    try:
        return write(message, *values)
    except Exception:  # another version wrote it: a page shows what there is
        return ", ".join(map(str, values))
