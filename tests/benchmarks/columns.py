"""How long the map and the timeline take over many events: python -m tests.benchmarks.columns."""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date

import numpy as np

from dashboard.aggregates.aggregate import aggregate
from dashboard.aggregates.clusters import cluster
from dashboard.aggregates.columns import Columns, load, visible
from dashboard.aggregates.histogram import histogram
from dashboard.stores import EventPoint, Filter

SYRIA = (32.0, 35.0, 38.0, 43.0)
WORLD = (-85.0, -180.0, 85.0, 180.0)


class Synthetic:
    """Events like those of a war: few places have most, ten years, 25 types, 3 % undated."""

    def __init__(self, events: int, places: int) -> None:
        random = np.random.default_rng(7)
        lat, lon = random.uniform(32, 38, places), random.uniform(35, 43, places)
        lat[: places // 3], lon[: places // 3] = (
            random.uniform(-50, 65, places // 3),
            random.uniform(-170, 170, places // 3),
        )
        self.lat, self.lon = lat.tolist(), lon.tolist()
        self.place = (places * random.power(0.35, events)).astype(int).tolist()
        self.type = random.integers(0, 25, events).tolist()
        self.day = random.integers(734_000, 737_650, events).tolist()
        self.length = (random.random(events) < 0.02).astype(int).tolist()
        self.probability = random.random(events).round(3).tolist()

    def version(self) -> int:
        return 1

    def sources(self) -> dict[str, str]:
        return {}

    def points(self) -> Iterator[EventPoint]:
        for row, place in enumerate(self.place):
            day = None if row % 33 == 0 else self.day[row]
            yield EventPoint(
                row=row,
                document=f"d{row // 5 % 50_000}",
                sub_type=f"type {self.type[row]}",
                place=f"p{place}",
                place_name=f"Place {place}",
                country="SY",
                first=day,
                last=day and day + 6 * self.length[row],
                lat=self.lat[place],
                lon=self.lon[place],
                radius_km=3.0,
                probability=self.probability[row],
                mode="reported",
            )


def milliseconds(call: Callable[[], object], runs: int = 7) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return sorted(times)[runs // 2] * 1000


def measure(columns: Columns) -> Iterator[tuple[str, float]]:
    year = Filter(since=date(2014, 1, 1), until=date(2014, 12, 31))
    narrow = Filter(types=("type 3", "type 4"), min_probability=0.5, box=SYRIA)
    for name, filter in (("everything", Filter()), ("one year", year), ("types and box", narrow)):
        indices = visible(columns, filter)
        yield f"visible, {name}", milliseconds(lambda f=filter: visible(columns, f))
        counted = aggregate(columns, indices)
        yield f"aggregate, {name}", milliseconds(lambda i=indices: aggregate(columns, i))
        for bounds, zoom in ((WORLD, 2), (SYRIA, 7), ((34.0, 39.0, 35.0, 41.0), 11)):
            groups = len(cluster(counted, bounds, zoom))
            took = milliseconds(lambda c=counted, b=bounds, z=zoom: cluster(c, b, z))
            yield f"aggregate, {name}, zoom {zoom}: {groups} groups", took
        yield f"histogram, {name}", milliseconds(lambda i=indices: histogram(columns, i))


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for places in (5_000, 50_000):
        synthetic = Synthetic(count, places)
        start = time.perf_counter()
        loaded = load(synthetic)  # type: ignore[arg-type]
        print(
            f"{count:,} events at {places:,} places: loaded in {time.perf_counter() - start:.1f} s"
        )
        for name, took in measure(loaded):
            print(f"  {took:6.1f} ms  {name}")
