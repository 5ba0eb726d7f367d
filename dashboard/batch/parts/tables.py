"""What was found, as Parquet: events and mentions by month, articles as a store takes them in."""

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from dashboard.events.records import event_record, mention_record
from dashboard.model import Extraction
from dashboard.stores.bulk import packed

EVENTS, MENTIONS, ARTICLES = "events", "mentions", "articles"
UNDATED = "unknown"
_AT_ONCE = 500  # articles in memory
_COUNT = pa.struct([("low", pa.int64()), ("high", pa.int64())])
_ACTOR = pa.struct([("name", pa.string()), ("role", pa.string()), ("inter", pa.int64())])
_TEXTS = ("id", "group", "type", "sub_type", "mode", "status", "first", "last", "daypart", "edtf")
_EVENT = pa.schema(
    [("article", pa.string())]
    + [(name, pa.string()) for name in _TEXTS]
    + [(name, pa.int64()) for name in ("date_precision", "geo_precision", "start", "end")]
    + [("place", pa.string()), ("country", pa.string()), ("place_id", pa.string())]
    + [(name, pa.float64()) for name in ("lat", "lon", "radius_km", "probability")]
    + [("fatalities", _COUNT), ("injuries", _COUNT), ("actors", pa.list_(_ACTOR))]
)
_MENTION = pa.schema(
    [("article", pa.string()), ("published", pa.string())]
    + [("start", pa.int64()), ("end", pa.int64())]
    + [(name, pa.string()) for name in ("text", "kind", "place_id", "place", "feature", "country")]
    + [(name, pa.float64()) for name in ("lat", "lon", "radius_km", "probability")]
)
_ARTICLE = pa.schema([("id", pa.string()), ("events", pa.int64()), ("rows", pa.binary())])
SCHEMAS = {EVENTS: _EVENT, MENTIONS: _MENTION, ARTICLES: _ARTICLE}
Row = dict[str, Any]


class Tables:
    """The tables of one part, written a few hundred articles at a time, there when all is well."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._writers: dict[Path, ParquetWriter] = {}
        self._waiting: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._articles = 0

    def add(self, extraction: Extraction) -> None:
        """Write an article."""
        for table, month, row in _rows(extraction):
            self._waiting[table, month].append(row)
        self._articles += 1
        if not self._articles % _AT_ONCE:
            self._flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._flush()
        for path, writer in self._writers.items():
            writer.close()
            beside = _beside(path)
            if error is None:
                beside.replace(path)
            else:
                beside.unlink(missing_ok=True)

    def _flush(self) -> None:
        for (table, month), rows in self._waiting.items():
            writer = self._writer(table, month)
            writer.write_table(pa.Table.from_pylist(rows, schema=SCHEMAS[table]))
        self._waiting.clear()

    def _writer(self, table: str, month: str) -> ParquetWriter:
        path = self._folder / table / month / f"{self._name}.parquet"
        if path not in self._writers:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writers[path] = ParquetWriter(_beside(path), SCHEMAS[table], compression="zstd")
        return self._writers[path]


def _beside(path: Path) -> Path:
    """Return where a file is written: readers of Parquet pass over names that begin with a dot."""
    return path.with_name(f".{path.name}.{os.getpid()}.unfinished")


def _rows(extraction: Extraction) -> Iterable[tuple[str, str, Row]]:
    """Yield (table, folder of its month, row)."""
    document = extraction.document
    published = document.published.isoformat() if document.published else None
    yield (
        ARTICLES,
        "",
        {"id": document.id, "events": len(extraction.events), "rows": packed(extraction)},
    )
    for event in extraction.events:
        record = event_record(event)
        place, area = event.place, event.area or event.place
        row = {name: record.get(name) for name in _EVENT.names}
        row |= {"article": document.id, "place": place and place.name}
        row |= {"country": place and place.country, "place_id": place and place.id}
        row |= {name: area and getattr(area, name) for name in ("lat", "lon", "radius_km")}
        yield EVENTS, _month(record["first"] or record["last"] or published), row
    for resolution in extraction.mentions:
        record = mention_record(resolution)
        meant = record["place"] or {}
        row = {name: record.get(name, meant.get(name)) for name in _MENTION.names}
        row |= {"place": meant.get("name"), "place_id": meant.get("id")}
        row |= {"article": document.id, "published": published}
        yield MENTIONS, _month(published), row


def _month(day: str | None) -> str:
    return f"month={day[:7] if day else UNDATED}"
