"""Measure the index: python -m tests.benchmarks.gazetteer. It imports nothing but the index."""

import resource
import time
from collections.abc import Callable

from gazetteer.index import Index, default_path

NAMES = ("دير الزور", "Raqqa", "Paris", "القامشلي", "Kyiv", "نهر الفرات", "San Antonio", "Xyzzy")
MISSPELT = ("الشدادئ", "Raqa", "Kharkov", "قامشلو", "Deir Alzour")


def main() -> None:
    """Print opening time, look-up times and resident memory."""
    started = time.perf_counter()
    with Index(default_path()) as index:
        print(f"open                {1e3 * (time.perf_counter() - started):8.2f} ms")
        uncached = index.lookup.__wrapped__
        print(f"exact look-up       {1e6 * _mean(uncached, NAMES):8.1f} µs")
        print(f"one letter off      {1e3 * _mean(index.typo, MISSPELT):8.2f} ms")
        print(f"same consonants     {1e3 * _mean(index.skeleton, MISSPELT):8.2f} ms")
        print(f"near a point, 25 km {1e3 * _mean(lambda _: index.near(35.3, 40.1), ('',)):8.2f} ms")
        print(f"size                {index.size()}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory         {memory:8.0f} MB")


def _mean(run: Callable[[str], object], queries: tuple[str, ...], times: int = 200) -> float:
    started = time.perf_counter()
    for _ in range(times):
        for query in queries:
            run(query)
    return (time.perf_counter() - started) / times / len(queries)


if __name__ == "__main__":
    main()
