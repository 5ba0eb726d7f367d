"""Lines in, lines out: in order, in parallel, whatever is wrong with one of them."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from dashboard.batch.files import Asked, extract_files
from dashboard.batch.jsonl import Answer, answer, bounded, extract_jsonl
from dashboard.batch.processes import in_processes
from dashboard.extraction import guarded
from dashboard.model import Document, Extraction
from dashboard.readers.document import document
from gazetteer.index.index import Index
from tests.deadly import die_of
from tests.paths import ROOT

pytestmark = pytest.mark.process

TEXT = "Two people were killed in a drone strike on Kharkiv on Monday."


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def record(found: Answer) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(found.line)
    return made


def test_a_line_is_answered_in_the_form_of_the_contract(index: Index) -> None:
    found = answer(index, line(id="a1", text=TEXT, published="2024-05-01", language=None))
    given = record(found)
    assert found.good
    assert given["id"] == "a1" and given["language"] == "en"
    (mention,) = given["mentions"]
    assert TEXT[mention["start"] : mention["end"]] == mention["text"] == "Kharkiv"
    assert mention["place"]["country"] == "UA"
    (event,) = given["events"]
    assert (event["first"], event["sub_type"]) == ("2024-04-29", "Air/drone strike")
    assert event["id"].startswith("a1:")
    assert event["fatalities"] == {"low": 2, "high": 2}


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ("", "nothing"),
        ("\ufeff\u200f", "marks that readers would take away"),
        (
            "e\u0301\u0301 \r\n\r\n",
            "letters that normalising would join, line ends it would change",
        ),
        ("\U0001f4a3 ", "a character beyond sixteen bits"),
        ("\ud83d ", "half a character"),
    ],
)
def test_offsets_count_the_code_points_of_the_text_as_given(
    index: Index, before: str, why: str
) -> None:
    given = record(answer(index, line(id=1, text=before + TEXT, published="2024-05-01")))
    (mention,) = given["mentions"]
    assert (before + TEXT)[mention["start"] : mention["end"]] == "Kharkiv", why


@pytest.mark.parametrize(
    ("bad", "id", "error"),
    [
        (b"not json", None, "not valid JSON"),
        (b"\xff\xfe", None, "not valid JSON"),
        (b"[" * 100_000, None, "not valid JSON"),
        (b"[1, 2]", None, "not a JSON object"),
        (b'{"id": "x"}', "x", 'no "text"'),
        (b'{"id": 7, "text": null}', 7, 'no "text"'),
        (b'{"id": "x", "text": "a", "language": 5}', "x", "no code like ar"),
    ],
)
def test_a_bad_line_becomes_an_error(index: Index, bad: bytes, id: object, error: str) -> None:
    found = answer(index, bad)
    assert not found.good
    assert record(found)["id"] == id
    assert error in record(found)["error"]


@pytest.mark.parametrize("day", ["yesterday", "10000-01-01", "0000-00-00", 5.5, [1], True])
def test_a_bad_publication_day_costs_the_day_and_not_the_article(index: Index, day: object) -> None:
    found = answer(index, line(id="x", text=TEXT, published=day), published=date(2024, 5, 1))
    assert found.good
    assert record(found)["events"][0]["first"] is None
    assert "no day like 2023-08-14" in record(found)["warnings"][0]


def test_a_line_longer_than_any_article_is_refused_and_the_next_is_read(index: Index) -> None:
    long = b'{"id": 1, "text": "' + b"a" * 30_000_000 + b'"}\n'
    lines = list(bounded(BytesIO(long + line(id=2, text=TEXT))))
    first, second = extract_jsonl(lines, index.path)
    assert "longer than" in record(first)["error"] and len(lines[0]) < len(long)
    assert record(second)["id"] == 2


def test_a_text_that_is_empty_is_an_article_without_events(index: Index) -> None:
    given = record(answer(index, line(id="e", text="")))
    assert (given["mentions"], given["events"]) == ([], [])


def test_a_publication_day_is_only_for_lines_without_one(index: Index) -> None:
    lines = [line(id=1, text=TEXT), line(id=2, text=TEXT, published="2024-05-01")]
    answers = extract_jsonl(lines, index.path, published=date(2020, 1, 1))
    assert [record(a)["events"][0]["first"] for a in answers] == ["2019-12-30", "2024-04-29"]


def test_processes_answer_in_order_and_as_one_process_does(index: Index) -> None:
    texts = [f"{TEXT} " * (1 + 40 * (number % 7 == 0)) for number in range(30)]
    lines = [line(id=n, text=text) for n, text in enumerate(texts)]
    lines[11] = b"broken"
    alone = list(extract_jsonl(lines, index.path))
    assert [record(a)["id"] for a in alone] == [*range(11), None, *range(12, 30)]
    assert list(extract_jsonl(lines, index.path, workers=2)) == alone


def test_an_answer_comes_before_the_next_line_is_asked(index: Index) -> None:
    """Whoever writes a line and waits for its answer would wait for ever otherwise."""
    answered = threading.Event()
    in_time = []

    def lines() -> Iterator[bytes]:
        yield line(id=1, text=TEXT)
        in_time.append(answered.wait(60))
        yield line(id=2, text=TEXT)

    for number, _ in enumerate(extract_jsonl(lines(), index.path, workers=2)):
        if number == 0:
            answered.set()
    assert in_time == [True]


def lost(item: int) -> int:
    return -item


def test_a_process_that_dies_costs_one_answer() -> None:
    found = list(in_processes(partial(die_of, 5), lost, range(12), 2))
    assert found == [0, 2, 4, 6, 8, -5, 12, 14, 16, 18, 20, 22]


def test_what_cannot_be_read_is_told_of_its_file_alone(index: Index, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"")
    paths = [bad, good, tmp_path / "none.txt"]
    found = list(extract_files(paths, index.path, Asked(published=date(2024, 5, 1))))
    assert [one.path for one in found] == paths
    assert "bad.txt" in found[0].errors[0] and "no such file" in found[2].errors[0]
    (extraction,) = found[1].extractions
    assert extraction.document.published == date(2024, 5, 1)


def test_an_article_that_fails_costs_itself_in_a_file_of_many(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = guarded.extract

    def fails(document: Document, *others: Any, **named: Any) -> Extraction:
        if document.text.startswith("odd"):
            raise ValueError("too odd")
        return extract(document, *others, **named)

    monkeypatch.setattr(guarded, "extract", fails)
    file = tmp_path / "three.jsonl"
    file.write_bytes(b"\n".join(line(text=before + TEXT) for before in ("", "odd ", "x ")))
    (found,) = extract_files([file], index.path)
    assert len(found.extractions) == 2
    assert f"{file}, article 2: " in found.errors[0]


def command(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments], cwd=ROOT, input=given, capture_output=True
    )


def test_the_exit_status_counts_what_failed(index: Index) -> None:
    run = command("extract", "--jsonl", given=b'x\n\n{"id": 2, "text": "a"}\n{"id": 3}\n')
    assert run.returncode == 2
    assert [json.loads(out)["id"] for out in run.stdout.splitlines()] == [None, 2, 3]
    assert b"3 articles, 2 failed" in run.stderr


def test_the_exit_status_of_very_many_failures_is_no_signal(index: Index) -> None:
    run = command("extract", "--jsonl", "--workers", "1", given=b"x\n" * 300)
    assert run.returncode == 125
    assert len(run.stdout.splitlines()) == 300


def test_one_file_is_an_object_and_several_are_an_array(index: Index, tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(TEXT, encoding="utf-8")
    two.write_text(f"Again. {TEXT}", encoding="utf-8")
    object_ = json.loads(command("extract", str(one), "--published", "2024-05-01").stdout)
    array = json.loads(command("extract", str(one), str(two)).stdout)
    assert object_["events"][0]["first"] == "2024-04-29"
    assert [len(each["events"]) for each in array] == [1, 1]
    assert array[0]["events"][0]["first"] is None  # no publication day, no guess


@pytest.mark.parametrize(
    ("format", "sign"),
    [
        ("geojson", b'"FeatureCollection"'),
        ("csv", b"Kharkiv"),
        ("acled", b"Air/drone strike"),
        ("kml", b"<Placemark>"),
    ],
)
def test_extract_writes_every_format_from_standard_input(
    index: Index, format: str, sign: bytes
) -> None:
    run = command("extract", "--format", format, "--published", "2024-05-01", given=TEXT.encode())
    assert run.returncode == 0
    assert sign in run.stdout


def test_articles_are_imported_once_and_exported(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_STORE", f"sqlite:///{tmp_path / 'store.db'}")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "b.jsonl").write_bytes(line(text="x " + TEXT) + b"\n" + line(text=TEXT))
    (tmp_path / "in" / "broken.docx").write_bytes(b"")
    first = command("import", str(tmp_path / "in"), "--published", "2024-05-01")
    assert first.returncode == 1
    assert b"broken.docx" in first.stderr
    assert b"1 new article, 2 events, 1 known already" in first.stdout
    out = tmp_path / "out.csv"
    assert command("export", "--out", str(out), "--filter", "since=2024-04-29").returncode == 0
    assert len(out.read_bytes().splitlines()) == 3
    nothing = command("export", "--format", "csv", "--filter", "until=2024-04-28")
    assert len(nothing.stdout.splitlines()) == 1


def test_a_text_in_a_language_that_is_not_read_is_told_by_name(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_STORE", f"sqlite:///{tmp_path / 'store.db'}")
    german = "Zwei Menschen wurden bei einer Explosion auf dem Markt von Idlib verletzt."
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(text=german) + b"\n" + line(text=german + " Die Polizei ermittelt."))
    said = "a.jsonl: 2 articles written in German, which is not read"
    for run in (command("extract", "--format", "csv", str(file)), command("import", str(file))):
        assert run.returncode == 0
        assert said in run.stderr.decode()
    assert b"2 new articles, 0 events" in run.stdout


def test_a_line_without_id_gets_the_one_its_text_has_in_a_file(index: Index) -> None:
    assert record(answer(index, line(text=TEXT)))["id"] == document(TEXT).id


def test_a_process_that_dies_late_costs_one_answer_of_its_bundle() -> None:
    found = list(in_processes(partial(die_of, 70), lost, range(80), 2))
    assert found == [2 * item if item != 70 else -70 for item in range(80)]
