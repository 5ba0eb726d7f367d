"""Write down each expression that articles are read with, and how; in a process of its own."""

import importlib
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.hostile.expressions import APPLIED
from tests.paths import ROOT

ARTICLES = 20  # of each language
MADE: dict[tuple[str, str, int], set[str]] = {}
compile_ = re.compile


class Noted:
    """An expression that notes what is asked of it."""

    def __init__(self, pattern: re.Pattern[str], used: set[str]) -> None:
        self._pattern, self._used = pattern, used

    def __getattr__(self, name: str) -> Any:
        if name in APPLIED:
            self._used.add(name)
        return getattr(self._pattern, name)


def noted(function: Any) -> Any:
    """Return a function of `re` that notes who asks for which expression."""

    def note(pattern: Any, *arguments: Any, **named: Any) -> Any:
        caller = sys._getframe(1)
        path = Path(caller.f_code.co_filename)
        found = function(pattern, *arguments, **named)
        if not (isinstance(pattern, str) and path.is_relative_to(ROOT)):
            return found
        flags = int(arguments[0]) if arguments and function is compile_ else 0
        site = f"{path.relative_to(ROOT)}:{caller.f_lineno}"
        used = MADE.setdefault((site, pattern, flags), set())
        if isinstance(found, re.Pattern):
            return Noted(found, used)
        used.add(function.__name__)
        return found

    return note


def main() -> None:
    """Read articles of each language and a page of each direction; print what was compiled."""
    for name in ("compile", *APPLIED):
        setattr(re, name, noted(getattr(re, name)))
    for module in sys.argv[1:]:
        importlib.import_module(module)
    # Only now: what these import compiles much on its own.
    from dashboard.extraction.languages.language import codes, language
    from dashboard.extraction.pipeline import extract
    from dashboard.readers import read
    from gazetteer.index.index import Index, default_path
    from gazetteer.sources.foreign_kinds import of_ocha
    from tests.case_files import LANGUAGES, cases

    with Index(default_path()) as index:
        for code in LANGUAGES:
            for case in cases(code)[:ARTICLES]:
                extract(replace(case.document, language=None), index)
    for code in codes():
        language(code)
    of_ocha("town")
    for name in ("two_columns_ar.pdf", "hyphens_en.pdf"):
        read((ROOT / "tests" / "data" / name).read_bytes(), name)
    json.dump([[*made, sorted(used)] for made, used in MADE.items()], sys.stdout)


if __name__ == "__main__":
    main()
