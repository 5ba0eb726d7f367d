"""A file in parts: the same lines here, on Spark and after a death; and back into a store."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.batch.jsonl import extract_jsonl
from dashboard.batch.parts import job, loading, partition
from dashboard.batch.parts.part import FilePart, lines_of
from dashboard.batch.parts.partition import Job, check, extract_partition, write_part
from dashboard.errors import DashboardError
from dashboard.events.filter import Filter
from dashboard.readers.jsonl import read
from dashboard.stores import Store, open_store
from gazetteer.errors import IndexMissing
from gazetteer.index.index import Index
from gazetteer.index.layers import contents
from tests.deadly import die_of_line
from tests.extracting import extracting_fast
from tests.paths import ROOT

REQUIRED = os.environ.get("DATELINE_REQUIRE_SPARK") == "1" or os.environ.get("CI") == "true"
TOWNS = ("Kharkiv", "Raqqa", "Mosul", "Aleppo", "Idlib")
BAD = b'not json\n{"id": 5}\n\n'


def article(number: int) -> bytes:
    town = TOWNS[number % len(TOWNS)]
    text = f"{number + 1} people were killed in a drone strike on {town} on Monday, medics said."
    row = {"id": f"a{number}", "text": text, "published": f"2024-{number % 12 + 1:02d}-11"}
    if number % 10 == 0:
        row |= {"url": "https://news.example.sy/a", "source": "The Syrian Times", "title": "War"}
    if number % 25 == 0:
        row["text"] = f"\r\n{text}\r\nIt rained in {town}."  # the pages write line ends otherwise
    return json.dumps(row).encode() + b"\n"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return 200 articles and two lines that are none; one is long, for there to be parts."""
    path = tmp_path_factory.mktemp("in") / "articles.jsonl"
    long = json.dumps({"id": "long", "text": "It rained. " * 8000}).encode() + b"\n"
    path.write_bytes(
        b"".join(map(article, range(100))) + BAD + long + b"".join(map(article, range(100, 199)))
    )
    return path


@pytest.fixture(scope="module")
def answers(articles: Path, index: Index) -> bytes:
    """Return what `extract --jsonl` says of them."""
    with articles.open("rb") as lines:
        return b"".join(answer.line for answer in extract_jsonl(lines, index.path))


@pytest.fixture(scope="module")
def done(articles: Path, index: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the job done here."""
    out = tmp_path_factory.mktemp("out")
    *_, (sums, left) = job.run(articles, out, index.path.parent, job.here(1))
    assert (sums.articles, sums.errors, left) == (200, 2, 0)
    return out


def lines(out: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((out / "lines").iterdir()))


@pytest.mark.parametrize("step", [1, 7, 64, 1000])
def test_every_line_is_in_one_part_wherever_a_file_is_cut(step: int, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"one\n\ntwo two\r\n" + b"x" * 50 + b"\nlast")
    size = path.stat().st_size
    parts = [
        FilePart(str(path), n, at, min(size, at + step))
        for n, at in enumerate(range(0, size, step))
    ]
    found = [line.strip() for part in parts for line in lines_of(part)]
    assert found == [b"one", b"two two", b"x" * 50, b"last"]


def test_the_parts_of_a_job_say_what_extract_does(done: Path, answers: bytes) -> None:
    assert len(list((done / "lines").iterdir())) > 1
    assert lines(done) == answers


def test_a_partition_is_answered_without_line_ends(
    index: Index, articles: Path, answers: bytes
) -> None:
    given = articles.read_text().split("\n")[:5]
    assert list(extract_partition(given, index.path.parent)) == answers.decode().split("\n")[:5]


def test_a_job_goes_on_where_it_ended_and_keeps_to_its_folder(
    done: Path, articles: Path, index: Index, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(done, out)
    (out / "done" / "part-00001.json").unlink()
    before = lines(out)
    (out / "lines" / "part-00001.jsonl").unlink()
    (_, left), *_, (sums, _) = job.run(articles, out, index.path, job.here(1))
    assert (left, sums.articles, lines(out)) == (1, 200, before)
    articles_of_another = tmp_path / "other.jsonl"
    articles_of_another.write_bytes(article(0))
    with pytest.raises(DashboardError, match="another job's"):
        next(job.run(articles_of_another, out, index.path, job.here(1)))


def test_a_worker_with_another_index_ends_the_job_at_once(index: Index, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="not the index"):
        check(Job(str(tmp_path), str(index.path), "gazetteer.sqlite:1:names=1"))
    with pytest.raises(IndexMissing, match="none"):
        check(Job(str(tmp_path), str(tmp_path / "missing.sqlite"), contents(index.path)))


@pytest.mark.process
def test_a_part_that_kills_its_worker_costs_the_article_that_did(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(article(1) + b'{"id": "deadly"}\n' + article(2))
    monkeypatch.setattr(partition, "read_article_line", die_of_line)
    asked = Job(str(tmp_path / "out"), str(index.path), contents(index.path))
    metrics = write_part(asked, FilePart(str(path), 0, 0, path.stat().st_size), isolated=True)
    assert (metrics.articles, metrics.errors) == (2, 1)
    assert [json.loads(line)["id"] for line in lines(tmp_path / "out").splitlines()] == [
        "a1",
        "deadly",
        "a2",
    ]


def test_what_a_job_found_is_in_parquet_by_month(done: Path) -> None:
    from pyarrow.parquet import read_table

    events = read_table(done / "events").to_pylist()
    assert {event["month"] for event in events} == {f"2024-{month:02d}" for month in range(1, 13)}
    assert {event["place"] for event in events} == {*TOWNS, "Ar Raqqah"} - {"Raqqa"}
    assert min(event["fatalities"]["low"] for event in events) == 1
    assert len(read_table(done / "mentions")) >= 199


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    with (
        open_store(f"sqlite:///{tmp_path}/a.db") as one,
        open_store(f"sqlite:///{tmp_path}/b.db") as two,
    ):
        yield one, two


def test_a_job_in_a_store_is_what_the_pages_make_of_its_articles(
    done: Path, articles: Path, index: Index, stores: tuple[Store, Store]
) -> None:
    loaded, imported = stores
    *_, (sums, _) = loading.load(done, loaded)
    extract = extracting_fast(index)
    good = articles.read_bytes().replace(BAD, b"")
    for document in read(good, "articles.jsonl"):
        imported.save(extract(document, ""))
    assert sums["new"] == len(imported.documents()) == 200
    for summary in imported.documents():
        assert loaded.extraction(summary.id) == imported.extraction(summary.id)
    assert loaded.events() == imported.events()
    assert loaded.facets() == imported.facets()
    assert len(loaded.having("drone", ())) == len(imported.having("drone", ()))
    *_, (again, _) = loading.load(done, loaded)
    assert again == {"known": 200}


def test_a_load_that_was_cut_off_is_made_whole_by_who_opens_the_store(
    done: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    with open_store(url) as store:
        next(loading.load(done, store))  # the indexes come last
    with open_store(url) as store:
        assert len(store.articles_with("drone")) == 199
        assert store.count(Filter(words="drone strike")) > 100
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    assert {"events_by_day", "events_by_id", "named_by_place", "search_insert"} <= names


def spark_missing() -> str:
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return "pyspark is missing: pip install dateline[spark]"
    return "" if shutil.which("java") else "Java is missing: apt install default-jre-headless"


@pytest.mark.process
def test_a_job_on_spark_writes_byte_for_byte_what_one_here_does(
    done: Path, articles: Path, index: Index, tmp_path: Path
) -> None:
    if reason := spark_missing():
        assert not REQUIRED, reason
        pytest.skip(reason)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "dashboard", "batch", "--spark", "local[2]", "--ship-index"]
    command += ["--in", str(articles), "--out", str(out), "--index", str(index.path.parent)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert run.returncode == 2, run.stderr
    assert lines(out) == lines(done)
    tables = {p.relative_to(done) for p in done.rglob("*.parquet")}
    assert tables == {p.relative_to(out) for p in out.rglob("*.parquet")}
    assert all(
        (out / p).read_bytes() == (done / p).read_bytes()
        for p in tables
        if p.parts[0] != "articles"
    )
