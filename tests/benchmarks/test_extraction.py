"""The measuring of extraction itself, on two texts."""

import json
from pathlib import Path

import pytest

from gazetteer.index.index import Index
from tests.benchmarks.extraction import main
from tests.paths import ROOT


def test_another_checkout_reads_the_same_texts_in_turns(
    tmp_path: Path, index: Index, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "texts.jsonl"
    rows = ({"text": f"Shells hit Mosul on {day} May."} for day in (3, 4))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    main([str(file), "--against", str(ROOT)])
    printed = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in printed[1:3]] == ["this", "the other"]
    assert printed[3].startswith("this takes ")
