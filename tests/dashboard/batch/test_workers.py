"""What a call needs too much of costs itself alone."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.batch import isolated
from dashboard.batch.limits import MEMORY
from dashboard.batch.workers import Workers
from dashboard.errors import ArticleFailed, UnreadableArticle
from dashboard.model import Reading
from dashboard.readers.document import document
from gazetteer.errors import IndexMissing
from gazetteer.index.index import Index
from gazetteer.my_places.places import MyPlaces, draft
from tests import deadly, small_gazetteer
from tests.dashboard.readers.test_readers import DATA

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    opened = Workers(2)
    yield opened
    opened.close()


def test_a_call_is_done_in_another_process_that_is_kept(workers: Workers) -> None:
    first = workers.run("a", 10, deadly.pid_after, 0)
    assert first != os.getpid()
    assert workers.run("b", 10, deadly.pid_after, 0) == first


def test_what_a_call_raises_is_raised_here(workers: Workers) -> None:
    with pytest.raises(FileNotFoundError, match="no such thing"):
        workers.run("a", 10, deadly.fail)


def test_what_a_call_prints_is_no_answer(workers: Workers) -> None:
    assert workers.run("a", 10, deadly.print_and_double, 21) == 42


@pytest.mark.parametrize(
    ("work", "arguments", "said"),
    [
        (deadly.spin, (), "a.txt: working through this took more than 1 seconds"),
        (deadly.backtrack, (), "a.txt: working through this took more than 1 seconds"),
        (deadly.swell, (2 * MEMORY,), "a.txt: working through this needs more than 1.5 GB"),
        (deadly.die, (), "a.txt: its process died"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps both limits")
def test_what_needs_too_much_is_refused_by_name_and_the_next_is_done(
    workers: Workers, work: Callable[..., object], arguments: tuple[object, ...], said: str
) -> None:
    with pytest.raises(ArticleFailed, match=said):
        workers.run("a.txt", 1, work, *arguments)
    assert workers.run("b.txt", 10, deadly.print_and_double, 1) == 2


def test_the_call_of_somebody_else_goes_on(workers: Workers) -> None:
    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(workers.run, "slow", 10, deadly.pid_after, 1.5)
        harmful = threads.submit(workers.run, "harmful", 1, deadly.die)
        assert slow.result() != os.getpid()
        assert isinstance(harmful.exception(), ArticleFailed)


def test_more_calls_than_processes_wait_for_their_turn(workers: Workers) -> None:
    with ThreadPoolExecutor(6) as threads:
        pids = set(threads.map(lambda n: workers.run(str(n), 10, deadly.pid_after, 0.1), range(6)))
    assert len(pids) <= 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
def test_a_process_that_was_killed_meanwhile_is_replaced(workers: Workers) -> None:
    pid = workers.run("a", 10, deadly.pid_after, 0)
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert workers.run("b", 10, deadly.print_and_double, 2) == 4


# ---- articles -------------------------------------------------------------------------------

TEXT = "Rockets hit the village of Khirbat Warda near Hasakah on Monday, killing two soldiers."


def test_an_article_is_read_as_in_this_process(index: Index) -> None:
    found = isolated.extract(document(TEXT), "a.txt", index.path, Reading.FAST)
    assert found.events and found.mentions
    (read,) = isolated.read(TEXT.encode(), "a.txt").documents
    assert read == document(TEXT)


def test_what_a_file_is_refused_for_is_said_here() -> None:
    with pytest.raises(UnreadableArticle, match=r"locked\.pdf"):
        isolated.read((DATA / "locked.pdf").read_bytes(), "locked.pdf")


def test_without_a_gazetteer_it_is_the_gazetteer_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        isolated.extract(document(TEXT), "a.txt", tmp_path / "none.sqlite", Reading.FAST)


def test_a_place_of_one_s_own_counts_from_the_next_article_on(tmp_path: Path) -> None:
    path = small_gazetteer.build(tmp_path)

    def known() -> set[str]:
        found = isolated.extract(document(TEXT), "a.txt", path, Reading.FAST)
        return {r.place.name for r in found.mentions if r.place}

    assert "Khirbat Warda" not in known()
    MyPlaces(path).put([draft(["Khirbat Warda"], 36.4, 40.7)])
    assert "Khirbat Warda" in known()
