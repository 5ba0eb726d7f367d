"""Who's On First: every village of a country, with names by language and the hierarchy above it.

Records that are deprecated, superseded, ended or no longer current are passed over, and so is what
is no place in a text (time zones, postal codes, the continent). A record that says which place of
GeoNames, else of Wikidata, it is has that id here, so that nothing doubles.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from gazetteer.reason import Reason
from gazetteer.sources.records import ImportOptions, NoPlace, Note, Reject, Row
from gazetteer.sources.whosonfirst.database import Record
from gazetteer.sources.whosonfirst.distribution import records
from gazetteer.sources.whosonfirst.record import is_record, is_wanted, place

_SHOWN = 500  # characters of a record that is no place


def read(paths: Sequence[Path], options: ImportOptions) -> Iterator[Row]:
    """Yield the places of repositories; a Note counts what was passed over."""
    for path in paths:
        passed = 0
        for record in records(path, options.reading):
            try:
                found = _feature(record)
                if not is_wanted(found["properties"]):
                    passed += 1
                    continue
                made = place(found["properties"], options.source)
            except NoPlace as error:
                yield Reject(record.name, 0, error.reason, record.text[:_SHOWN])
                continue
            if options.wants(made):
                yield made
        yield Note(f"{path.name}: {passed:,} ended, superseded or other records passed over")


def _feature(record: Record) -> dict[str, dict[str, object]]:
    """Return a record's feature; NoPlace where it is none of Who's On First."""
    try:
        found = json.loads(record.text)
    except (ValueError, RecursionError) as error:
        raise NoPlace(Reason("row.no-object")) from error
    if not is_record(found):
        raise NoPlace(Reason("row.no-whosonfirst"))
    feature: dict[str, dict[str, object]] = found
    return feature
