"""Every file in a register's folder is registered: adding one is a module and a line."""

import ast
from pathlib import Path

import pytest

from dashboard.__main__ import FORMATS, KINDS
from dashboard.cli.commands import COMMANDS
from dashboard.exports import EXPORTS
from dashboard.extraction import pipeline
from dashboard.extraction.languages.language import codes
from dashboard.readers import EXTENSIONS, READERS
from dashboard.stores import STORES
from dashboard.ui.views import PAGES
from gazetteer.data import data_path
from gazetteer.sources import SOURCES
from tests.paths import ROOT


def modules_with(folder: str, function: str) -> set[str]:
    """Return the modules of a folder that define the function its register holds."""
    return {
        path.stem
        for path in (ROOT / folder).glob("*.py")
        if path.stem != "__init__" and function in functions(path)
    }


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(
    ("folder", "function", "registered"),
    [
        ("dashboard/readers", "read", set(READERS.values())),
        (
            "dashboard/exports",
            "export",
            {export.function.__module__.split(".")[-1] for export in EXPORTS.values()},
        ),
        ("dashboard/stores", "open_url", {s.__module__.split(".")[-1] for s in STORES.values()}),
        ("dashboard/ui/views", "page", {page.module for page in PAGES}),
    ],
)
def test_every_module_of_a_folder_is_registered(
    folder: str, function: str, registered: set[str]
) -> None:
    assert modules_with(folder, function) == registered


def test_every_table_of_places_is_a_source() -> None:
    tables = {path.name for path in data_path("").glob("*.tsv*")}
    assert tables == {source.file for source in SOURCES.values()} | {
        "aliases.tsv",
        "middles.tsv",
        "words.tsv.xz",
    }


def test_every_known_extension_has_a_reader() -> None:
    assert set(READERS) <= set(EXTENSIONS)


def test_the_command_line_knows_every_format_and_command() -> None:
    """They are written there because it must answer before anything is installed."""
    assert set(FORMATS) == set(EXPORTS)
    assert KINDS == pipeline.KINDS
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in FORMATS if f"`{name}`" not in readme]
    assert set(COMMANDS) == {"extract", "import", "export"}


def test_every_folder_of_a_language_is_known() -> None:
    own = {path.parent.name for path in ROOT.glob("gazetteer/languages/*/*.toml")}
    assert own == set(codes()) >= {"ar", "en"}
    assert {
        path.parent.name for path in ROOT.glob("dashboard/extraction/languages/*/*.toml")
    } == own
