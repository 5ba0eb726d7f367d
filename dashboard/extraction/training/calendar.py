"""Write the names of months and weekdays of a language as CLDR has them.

`python -m dashboard.extraction.training.calendar fr ru` writes `languages/CODE/calendar.toml`,
whose lists dates.toml takes in: "@calendar.month.1". Babel carries CLDR.
"""

import argparse
from importlib.metadata import version
from importlib.resources import files

from babel import Locale

# Abbreviations are left out: many are words, as French "sept." and "mer." are.
_CONTEXTS = ("format", "stand-alone")


def main() -> None:
    """Write the calendar of each language named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="+")
    for code in parser.parse_args().languages:
        folder = files("dashboard.extraction") / "languages" / code
        with (folder / "calendar.toml").open("w", encoding="utf-8") as file:
            file.write(calendar(code))


def calendar(code: str) -> str:
    """Return the TOML of a language's months, January first, and weekdays, Monday first."""
    locale = Locale.parse(code)
    lines = [
        f"# From CLDR through Babel {version('babel')}: dashboard.extraction.training.calendar"
    ]
    for kind, table in (("month", locale.months), ("weekday", locale.days)):
        lines += ["", f"[{kind}]"]
        for number in sorted(table["format"]["wide"]):
            names = [table[context]["wide"][number].casefold() for context in _CONTEXTS]
            own = ", ".join(f'"{name}"' for name in dict.fromkeys(names))
            lines.append(f"{number} = [{own}]")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
