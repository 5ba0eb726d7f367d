"""The rules of the house that a machine can check: who may import whom, and who speaks what."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("gazetteer", "dashboard")
    for path in sorted((ROOT / package).rglob("*.py"))
}
# Left may not import right, not even through others. Every other module stands wherever its
# imports put it: it may use these, and be used by these, as long as this order holds.
ORDER = {
    "gazetteer": (
        *("place", "fold skeleton sources", "index_build", "index", "match", "recognise"),
        *("resolve", "geocoder"),
    ),
    "dashboard": (
        *("model", "language", "readers", "sentences dates areas triggers actors counts claims"),
        *("pipeline", "incidents", "stores", "columns", "exports batch", "layers", "views", "app"),
    ),
}
NETWORK = {
    *("requests", "urllib.request", "urllib3", "httpx", "aiohttp", "http.client", "ftplib"),
    *("smtplib", "xmlrpc", "telnetlib"),
}
SQL = re.compile(
    r"\s*(select\s.+\sfrom\b|insert (or \w+ )?into\b|update \w+ set\b|delete from\b"
    r"|create (temp |virtual )?(table|index|trigger)\b|pragma \w|with \w+ as \()",
    re.S,
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


def reached(module: str) -> set[str]:
    """Return our modules that a module needs, directly or through others."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        new = {name for name in imports(waiting.pop()) if name in FILES} - found
        found |= new
        waiting += new
    return found


def rank(module: str) -> int | None:
    """Return where a module stands in ORDER; those within a package stand where it does."""
    package, _, rest = module.partition(".")
    for number, layer in enumerate(ORDER[package]):
        if rest.split(".")[0] in layer.split():
            return number
    return None


def within(module: str, *places: str) -> bool:
    return any(re.fullmatch(place, module) for place in places)


def test_imports_run_one_way() -> None:
    wrong = []
    for module in FILES:
        package, own = module.split(".")[0], rank(module)
        for name in reached(module):
            other = rank(name) if name.split(".")[0] == package else None
            if own is not None and other is not None and other > own:
                wrong.append(f"{module} needs {name}")
    assert not wrong


def test_no_module_needs_itself() -> None:
    assert not [module for module in FILES if module in reached(module)]


def test_the_gazetteer_can_be_used_alone() -> None:
    gazetteer = [module for module in FILES if module.startswith("gazetteer")]
    assert not [m for m in gazetteer if any(n.startswith("dashboard") for n in imports(m))]


def test_the_vocabulary_needs_nothing_of_ours() -> None:
    assert not reached("gazetteer.place")
    assert reached("dashboard.model") == {"gazetteer.place"}


@pytest.mark.parametrize(
    ("spoken", "places"),
    [
        ("sqlite3", (r"gazetteer\.index\w*", r"dashboard\.stores(\.\w+)?")),
        ("psycopg", (r"dashboard\.stores(\.\w+)?",)),
        ("streamlit", (r"dashboard\.views(\.\w+)?", r"dashboard\.app")),
        ("streamlit_folium", (r"dashboard\.views(\.\w+)?",)),
        ("folium", (r"dashboard\.views(\.\w+)?", r"dashboard\.layers(\.\w+)?")),
        ("branca", (r"dashboard\.views(\.\w+)?", r"dashboard\.layers(\.\w+)?")),
    ],
)
def test_a_library_is_used_in_its_place_only(spoken: str, places: tuple[str, ...]) -> None:
    users = [m for m in FILES if any(n.split(".")[0] == spoken for n in imports(m))]
    assert not [module for module in users if not within(module, *places)]


def test_sql_is_written_in_index_and_stores_only() -> None:
    writers = set()
    for module in FILES:
        for node in ast.walk(tree(module)):
            text = node.value if isinstance(node, ast.Constant) else None
            # SQL is in one case; "Select events from ..." is prose for people
            if isinstance(text, str) and (SQL.match(text) or _is_upper_sql(text)):
                writers.add(module)
    assert "dashboard.stores.sqlite" in writers
    assert not [
        module
        for module in writers
        if not within(module, r"gazetteer\.index\w*", r"dashboard\.stores(\.\w+)?")
    ]


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
