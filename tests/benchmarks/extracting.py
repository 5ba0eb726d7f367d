"""Extract for whoever measures it: a JSON list of texts a line in, the CPU seconds it took out.

    PYTHONPATH=CHECKOUT python tests/benchmarks/extracting.py INDEX

Run by its path it measures any checkout of the project, an older one too: what it needs is looked
for wherever it has been.
"""

import json
import sys
import time
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from dashboard.model import Document
from gazetteer import Index

EXTRACT = ("dashboard.extraction.pipeline", "dashboard.pipeline")
COLLECT = ("dashboard.batch.processes", "dashboard.processes")


def main(index: Path) -> None:
    """Answer every list until there are no more; the first one warms the caches."""
    extract, collect_rarely = found("extract", EXTRACT), found("collect_rarely", COLLECT)
    with Index(index) as opened:
        for number, line in enumerate(sys.stdin):
            documents = [document(row) for row in json.loads(line)]
            begun = time.process_time()
            for one in documents:
                extract(one, opened)
            print(time.process_time() - begun, flush=True)
            if not number:
                collect_rarely()


def found(name: str, modules: tuple[str, ...]) -> Any:
    """Return what is called `name` in the first of the modules that there is."""
    for module in modules:
        try:
            return getattr(import_module(module), name)
        except ModuleNotFoundError:
            continue
    raise SystemExit(f"no {name} in any of: {', '.join(modules)}")


def document(row: dict[str, Any]) -> Document:
    """Make the document of a line of gold, dated where it says when."""
    day = row.get("published")
    return Document("", row["text"], published=date.fromisoformat(day) if day else None)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
