"""How large the house is: `python -m tests.house.measures [CHECKOUT]`, the rows of its table."""

import ast
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.paths import ROOT


def rows(root: Path) -> Iterator[str]:
    """Yield a line for each measure of a checkout."""
    longest: list[tuple[int, str]] = []
    for package in ("dashboard", "gazetteer"):
        files = sorted((root / package).rglob("*.py"))
        folders = Counter(file.parent for file in files)
        sizes: list[tuple[int, str]] = []
        for file in files:
            text = file.read_text(encoding="utf-8")
            name = str(file.relative_to(root))
            longest.append((text.count("\n"), name))
            sizes += [(length, f"{name}: {of}") for length, of in functions(ast.parse(text))]
        lengths = sorted(length for length, _ in sizes)
        spread = f"{statistics.median(lengths):.0f}, {lengths[len(lengths) * 9 // 10]}"
        widest = max(folders.values())
        yield f"{package}: {len(folders)} folders, {len(files)} modules, {widest} in one"
        yield f"{package}: functions: median, 90 %: {spread}; longest: {max(sizes)}"
    yield f"longest file: {max(longest)}"


def functions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield how many lines each function has, with its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, node.name


if __name__ == "__main__":
    sys.stdout.write("\n".join(rows(Path(sys.argv[1]) if sys.argv[1:] else ROOT)) + "\n")
