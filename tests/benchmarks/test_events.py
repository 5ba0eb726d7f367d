"""The table of the events benchmark, over a gold file and a scorer of our own."""

from pathlib import Path

import pytest

from gazetteer.index.index import Index
from tests.benchmarks import events

GOLD = '{"id": 1, "text": "Shells hit a market in Aleppo, killing two.", "gold": {}}\n'
SCORER = """
import json
def events(gold, out):
    with open(out, encoding="utf-8") as lines:
        found = [json.loads(line)["events"] for line in lines]
    print(f"texts {len(found)}  with an event {sum(map(bool, found))}")
"""


def test_the_table_stands_between_its_marks_and_nothing_else_changes(
    tmp_path: Path, index: Index, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, readme = tmp_path / "events", tmp_path / "README.md"
    folder.mkdir()
    (folder / "case2021_types.dev.jsonl").write_text(GOLD, encoding="utf-8")
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    first, last = events.MARKS
    readme.write_text(f"before\n{first}\nold\n{last}\nafter\n", encoding="utf-8")
    events.main([str(folder), "--only", "case2021", "--readme", str(readme)])
    head = "| gold | measure | figures |\n|---|---|---|\n"
    table = head + "| case2021_types | texts 1 | with an event 1 |"
    assert readme.read_text(encoding="utf-8") == f"before\n{first}\n{table}\n{last}\nafter\n"
    assert table in capsys.readouterr().out


def test_a_file_without_marks_is_left_alone(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("nothing here\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="stand there 0 times"):
        events.main([str(tmp_path), "--only", "none", "--readme", str(readme)])
    assert readme.read_text(encoding="utf-8") == "nothing here\n"
