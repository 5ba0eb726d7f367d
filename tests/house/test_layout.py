"""The rules of the house that a machine can check: who may import whom, and who speaks what."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from tests.paths import ROOT

pytestmark = pytest.mark.slow

FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("gazetteer", "dashboard")
    for path in sorted((ROOT / package).rglob("*.py"))
}
UI = r"dashboard\.ui(\.\w+)*"
# other words for: said and found, error, features, table, aggregate
NOT_OUR_WORDS = {"told", "fault", "faults", "fact", "facts", "tally", "sheets", "retelling"}
WIDEST = 20  # modules, with `__init__`
LONGEST = 300  # lines of a file
NETWORK = {
    "requests",
    "urllib.request",
    "urllib3",
    "httpx",
    "aiohttp",
    "http.client",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "telnetlib",
}
SQL = re.compile(
    r"\s*(select\s.+\sfrom\b|insert (or \w+ )?into\b|update \w+ set\b|delete from\b"
    r"|create (temp |virtual )?(table|index|trigger)\b|pragma \w|with \w+ as \()",
    re.S,
)


# A gazetteer may itself be a database: only what reads that asks it.
DATABASES = (
    r"gazetteer\.index(\.\w+)?",
    r"gazetteer\.sources\.whosonfirst\.database",
    r"dashboard\.stores(\.\w+)*",
)


@cache
def imports(module: str) -> frozenset[str]:
    """Return everything a module imports, ours by the name of the file it is in."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in FILES else str(node.module) for name in inner}
    return frozenset(found)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text(encoding="utf-8"))


@cache
def everywhere() -> dict[str, ast.Module]:
    """Return every module of ours with those of the tests, by its path."""
    tests = {str(path.relative_to(ROOT)): path for path in (ROOT / "tests").rglob("*.py")}
    trees = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in tests.items()}
    return trees | {name: tree(name) for name in FILES}


def within(module: str, *places: str) -> bool:
    return any(re.fullmatch(place, module) for place in places)


def test_the_rooms_import_one_way() -> None:
    """The contracts stand in pyproject.toml."""
    pytest.importorskip("importlinter", reason="import-linter is of the group dev")
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", lint]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_vocabulary_needs_nothing_of_ours() -> None:
    place, reason = "gazetteer.place", "gazetteer.reason"
    assert not [name for name in imports(reason) if name in FILES]
    assert {name for name in imports(place) if name in FILES} == {reason}
    assert {name for name in imports("dashboard.model") if name in FILES} == {place, reason}


def test_no_folder_is_wide() -> None:
    """A folder is an idea: nobody keeps more than twenty of its modules in mind."""
    wide = Counter(path.parent for path in FILES.values())
    assert not {str(folder): modules for folder, modules in wide.items() if modules > WIDEST}


def test_no_file_is_long() -> None:
    scripts = [p for p in (ROOT / "dashboard").rglob("*.js") if "vendor" not in p.parts]
    assert scripts
    lines = {path: path.read_text("utf-8").count("\n") for path in (*FILES.values(), *scripts)}
    assert not {str(path): count for path, count in lines.items() if count > LONGEST}


@pytest.mark.parametrize(
    ("spoken", "places"),
    [
        ("sqlite3", DATABASES),
        ("psycopg", (r"dashboard\.stores(\.\w+)*",)),
        ("streamlit", (UI, r"dashboard\.app")),
        ("streamlit_folium", (UI,)),
        ("folium", (UI, r"dashboard\.map(\.\w+)?")),
        ("branca", (UI, r"dashboard\.map(\.\w+)?")),
    ],
)
def test_a_library_is_used_in_its_place_only(spoken: str, places: tuple[str, ...]) -> None:
    users = [m for m in FILES if any(n.split(".")[0] == spoken for n in imports(m))]
    assert not [module for module in users if not within(module, *places)]


def test_sql_is_written_where_databases_are_read_only() -> None:
    writers = set()
    for module in FILES:
        for node in ast.walk(tree(module)):
            text = node.value if isinstance(node, ast.Constant) else None
            # SQL is in one case; "Select events from ..." is prose for people
            if isinstance(text, str) and (SQL.match(text) or _is_upper_sql(text)):
                writers.add(module)
    assert "dashboard.stores.sqlite" in writers
    assert not [module for module in writers if not within(module, *DATABASES)]


def _is_upper_sql(text: str) -> bool:
    words = text.split()
    return bool(words) and words[0].isupper() and bool(SQL.match(text.lower()))


def test_nothing_speaks_to_a_network() -> None:
    users = {
        f"{module}: {name}"
        for module in FILES
        for name in imports(module)
        if name in NETWORK or name.split(".")[0] in NETWORK
    }
    assert not users


def test_nothing_hides_the_standard_library() -> None:
    """`streamlit run` and `python dashboard/x.py` put the folder of the script on the path."""
    tops = {path.stem for path in (ROOT / "dashboard").iterdir() if path.suffix == ".py"}
    tops |= {path.name for path in (ROOT / "dashboard").iterdir() if path.is_dir()}
    assert tops & sys.stdlib_module_names == set()


def test_nothing_prints_but_main() -> None:
    users = [
        module
        for module in FILES
        if not module.endswith("__main__")
        and any(
            isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
            for node in ast.walk(tree(module))
        )
    ]
    assert not users


def test_every_module_says_what_it_is() -> None:
    assert not [module for module in FILES if not ast.get_docstring(tree(module))]


# ---- words: one meaning each ----------------------------------------------------------------


def identifiers(source: ast.Module) -> Iterator[str]:
    """Yield the names that a module gives or uses, those of its attributes and arguments too."""
    for node in ast.walk(source):
        for field in ("id", "attr", "arg", "name", "asname"):
            name = getattr(node, field, None)
            if isinstance(name, str):
                yield name.rpartition(".")[2]


def test_no_two_classes_have_one_name() -> None:
    classes = Counter(
        node.name
        for source in everywhere().values()
        for node in ast.walk(source)
        if isinstance(node, ast.ClassDef)
    )
    assert not [name for name, count in classes.items() if count > 1]


def test_names_are_of_the_words_of_the_field() -> None:
    """Names of tests are sentences and may tell."""
    users = {
        f"{path}: {name}"
        for path, source in everywhere().items()
        for name in identifiers(source)
        if NOT_OUR_WORDS & set(name.lower().split("_")) and not name.startswith("test_")
    }
    assert not users
