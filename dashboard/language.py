"""Which language a text is in, and the words it uses: one TOML file per language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dashboard.errors import BadLanguageFile


@dataclass(frozen=True, slots=True)
class Language:
    """A language file; each consumer owns one section and gets it by name."""

    code: str
    name: str
    sections: Mapping[str, Mapping[str, Any]]

    def section(self, name: str) -> Mapping[str, Any]:
        """Return one section of the file, empty where the language has none."""
        return self.sections.get(name, {})


@cache
def language(code: str) -> Language:
    """Load a language by its ISO 639-1 code; BadLanguageFile where there is none."""
    file = resources.files("dashboard") / "languages" / f"{code}.toml"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadLanguageFile(f"{code}: no such language; known: {', '.join(codes())}") from error
    except tomllib.TOMLDecodeError as error:
        raise BadLanguageFile(f"languages/{code}.toml: {error}") from error
    sections = {key: value for key, value in data.items() if isinstance(value, dict)}
    return Language(code, data["name"], sections)


@cache
def codes() -> tuple[str, ...]:
    """List the languages there is a file for."""
    folder = resources.files("dashboard") / "languages"
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))
