"""A line of a file as one JSON object."""

import json
from typing import Any

from gazetteer.reason import Reason
from gazetteer.sources.files.reading import SourceLine
from gazetteer.sources.records import NoPlace


def json_object(line: SourceLine, text: str | None = None) -> dict[str, Any]:
    """Return the object that a line (or `text`, a part of it) holds; NoPlace says why not."""
    if line.error:
        raise NoPlace(line.error)
    try:
        value = json.loads(line.text if text is None else text)
    except RecursionError as error:
        raise NoPlace(Reason("row.deep-json")) from error
    except ValueError as error:
        raise NoPlace(Reason("row.no-json", (str(error)[:100],))) from error
    if not isinstance(value, dict):
        raise NoPlace(Reason("row.no-object"))
    return value


def inner(value: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the object under a key, an empty one where something else or nothing is there."""
    found = value.get(key)
    return found if isinstance(found, dict) else {}
