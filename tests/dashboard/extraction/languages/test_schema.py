"""Nothing of a language's files is passed over: a key that nobody knows is an error that names it.

A few tables are keyed by words of the language itself: another key there is another word.
"""

import ast
import os
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import fields

from dashboard.errors import BadLanguageFile
from dashboard.extraction.languages.counts import CountKnowledge
from dashboard.extraction.languages.language import FILES, codes, language, read_language
from dashboard.extraction.languages.triggers import PatternKnowledge, TriggerKnowledge
from dashboard.extraction.types.event_type import Definition
from dashboard.extraction.types.vocabulary import vocabulary
from gazetteer.errors import BadNamesFile
from gazetteer.languages.knowledge import Letters, Names, letters, names
from gazetteer.languages.schema import Knowledge, read_file, read_toml
from tests.paths import ROOT

OWN = ROOT / "dashboard" / "extraction" / "languages"
LISTS = ("words", "calendar")  # that other files take in
SHAPES: dict[Path, tuple[type[Knowledge], type[Exception]]] = {
    **dict.fromkeys(ROOT.glob("gazetteer/languages/*/letters.toml"), (Letters, BadNamesFile)),
    **dict.fromkeys(ROOT.glob("gazetteer/languages/*/names.toml"), (Names, BadNamesFile)),
    **dict.fromkeys(OWN.glob("*/triggers/*.toml"), (TriggerKnowledge, BadLanguageFile)),
    **dict.fromkeys(OWN.parent.glob("event_types/*.toml"), (Definition, BadLanguageFile)),
    **{
        file: (FILES[file.stem], BadLanguageFile)
        for file in OWN.glob("*/*.toml")
        if file.stem not in LISTS
    },
}
WORDS = {"heads", "heads_after", "proclitics", "numbers", "factors", "vague", "generic", "endings"}

Path_ = tuple[str | int, ...]


def keys(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the way to every key that a schema knows."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            if key not in WORDS:
                yield from keys(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value[:2]):
            yield from keys(inner, (*path, number))


def renamed(data: dict[str, Any], path: Path_) -> dict[str, Any]:
    """Return data with the last key of a path renamed."""
    key, *rest = path
    if rest:
        copy: Any = dict(data) if isinstance(data, dict) else list(data)
        copy[key] = renamed(data[key], tuple(rest))
        return copy
    return {f"{k}_x" if k == key else k: v for k, v in data.items()}


def as_toml(value: Any) -> str:
    """Write TOML, all inline."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{quoted(k)} = {as_toml(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_toml, value))}]"
    return quoted(value) if isinstance(value, str) else str(value).lower()


def quoted(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
    return '"' + "".join(escapes.get(char, char) for char in text) + '"'


def lines(data: dict[str, Any]) -> str:
    return "".join(f"{quoted(key)} = {as_toml(value)}\n" for key, value in data.items())


def with_few_words(value: Any) -> Any:
    """Return data with the first words of each list: how many there are makes no key known."""
    if isinstance(value, dict):
        return {key: with_few_words(inner) for key, inner in value.items()}
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value[:2]
    return value


def errors(file: Path, copy: Path, read: Any, error: type[Exception]) -> Iterator[str]:
    """Rename one key after the other; yield those that are no error which names file and key."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    if file.name != "patterns.toml":  # whose classes and marks triggers are written with
        data = with_few_words(data)
    for path in keys(data):
        copy.write_text(lines(renamed(data, path)), encoding="utf-8")
        try:
            read()
        except error as raised:
            if file.name not in str(raised) or str(path[-1]) not in str(raised):
                yield f"{path}: {raised}"
        else:
            yield f"{path}: nobody noticed"


@pytest.mark.parametrize("file", SHAPES, ids=lambda file: "/".join(file.parts[-3:]))
def test_a_renamed_key_is_an_error_that_names_it(file: Path, tmp_path: Path) -> None:
    kind, error = SHAPES[file]
    copy = tmp_path / file.name

    def read() -> None:
        known = read_file(copy, kind, error)
        if isinstance(known, PatternKnowledge):  # whose keys are what triggers may be written with
            vocabulary(replace(language(file.parent.name), patterns=known))

    assert not list(errors(file, copy, read, error))


@pytest.mark.parametrize(
    ("code", "file"),
    [(file.parent.name, file.stem) for name in LISTS for file in OWN.glob(f"*/{name}.toml")],
)
def test_a_list_that_others_take_in_is_missed_by_name(code: str, file: str, tmp_path: Path) -> None:
    shutil.copytree(OWN / code, tmp_path / code, copy_function=os.symlink)
    copy, data = tmp_path / code / f"{file}.toml", read_toml(OWN / code / f"{file}.toml", OSError)
    for name in data:
        copy.unlink()
        copy.write_text(lines({key: words for key, words in data.items() if key != name}))
        with pytest.raises(
            BadLanguageFile, match=rf"\.toml: @{file}\.{name}.*: there is no such list"
        ):
            read_language(code, letters(code), names(code), tmp_path / code)


def test_a_file_that_nobody_reads_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "cuonts.toml").write_text("", encoding="utf-8")
    with pytest.raises(BadLanguageFile, match=r"languages/xx/cuonts\.toml: .*counts\.toml"):
        read_language("xx", letters("en"), names("en"), tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("passsive = []", r"counts\.toml: unknown key `passsive`; expected one of: passive"),
        ('passive = "was"', r"counts\.toml: Expected `array`, got `str` - at `\$\.passive`"),
        ("who.childen = []", r"unknown key `childen` - at `\$\.who`; expected one of: children"),
        ("numbers.one = '1'", r"Expected `int`, got `str` - at `\$\.numbers"),
        ('passive = ["@words.gone"]', r"counts\.toml: @words\.gone: there is no such list"),
        ("passive = [", r"counts\.toml: not TOML: "),
    ],
)
def test_an_error_says_file_key_and_what_was_expected(
    text: str, message: str, tmp_path: Path
) -> None:
    file = tmp_path / "counts.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadLanguageFile, match=message):
        read_file(file, CountKnowledge, BadLanguageFile, {"words": {}})


def kinds(kind: type[Knowledge]) -> Iterator[type[Knowledge]]:
    for own in kind.__subclasses__():
        yield own
        yield from kinds(own)


def test_every_key_is_used_by_something() -> None:
    modules = [*ROOT.glob("dashboard/**/*.py"), *ROOT.glob("gazetteer/**/*.py")]
    used: set[str] = set()
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                used.add(node.attr)
            elif isinstance(node, ast.Constant) and OWN not in module.parents:
                used.add(str(node.value))
    whole = {"Who", "Weapons", "DateValues", "AreaValues"}  # read by all their fields
    used |= {"definition", "glide", "cameo"}  # of an event type: for people, codes of others
    unused = [
        f"{kind.__name__}.{field.name}"
        for kind in kinds(Knowledge)
        if kind.__name__ not in whole
        for field in fields(kind)
        if field.name not in used
    ]
    assert not unused


@pytest.mark.parametrize("code", codes())
def test_every_class_and_every_mark_of_patterns_is_used(code: str) -> None:
    known = language(code)
    text = "".join(file.read_text(encoding="utf-8") for file in (OWN / code).rglob("*.toml"))
    assert not [name for name in known.patterns.classes if f"@{name}" not in text]
    assert not [mark for mark in known.patterns.marks if f'{mark}"' not in text]
