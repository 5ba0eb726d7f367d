"""Kill what writes, with signal 9 at random moments: what was said to be done is there, whole.

`python -m tests.hostile.kills --kills 100 --write` puts the figures into the docs.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.stores import open_store
from gazetteer.index.index import Index
from gazetteer.my_places.places import MyPlaces
from tests.hostile.chapter import write_table
from tests.hostile.victims import again, article
from tests.paths import ROOT
from tests.small_gazetteer import PLACES, build

LONGEST = 1.5  # seconds after its first write until what never ends is killed
ARTICLES, ROWS = 60, 3000  # of an import, of a source


@dataclass(frozen=True, slots=True)
class Prey:
    """What is killed, and what must hold of its folder afterwards, given what it said.

    One that `ends` is killed at any moment of its run, another one after its first word.
    """

    name: str
    command: Callable[[Path], list[str]]
    check: Callable[[Path, list[str]], None]
    ends: bool = False


def kill(prey: Prey, home: Path, after: float) -> None:
    """Start it, kill it after so many seconds, and check: AssertionError if something is lost."""
    with _started(prey, home) as process:
        assert process.stdout is not None
        first = "" if prey.ends else process.stdout.readline()
        time.sleep(after)
        os.killpg(process.pid, signal.SIGKILL)
        said = [first, *process.stdout]
    prey.check(home, [line.strip() for line in said if line.endswith("\n")])


def _started(prey: Prey, home: Path) -> subprocess.Popen[str]:
    environment = os.environ | {
        "DATELINE_HOME": str(home),
        "DATELINE_STORE": f"sqlite:///{home / 'dateline.db'}",
        "DATELINE_INDEX": str(home / "gazetteer.sqlite"),
    }
    return subprocess.Popen(
        prey.command(home),
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def _lasts(prey: Prey, home: Path) -> float:
    """Return how many seconds a whole run takes, so that it can be killed in any of them."""
    begun = time.monotonic()
    with _started(prey, home) as process:
        process.communicate()
    return time.monotonic() - begun


def _victim(name: str) -> Callable[[Path], list[str]]:
    return lambda home: [sys.executable, "-m", "tests.hostile.victims", name, str(home)]


def _done(said: list[str]) -> int:
    """Return the number of the last write that was said to be kept, -1 for none."""
    return max((int(line.split()[1]) for line in said if line.startswith("done")), default=-1)


def _whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not db.execute("PRAGMA foreign_key_check").fetchall()


def _whole_store(home: Path) -> None:
    _whole(home / "dateline.db")
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        for summary in store.documents():
            kept = store.extraction(summary.id)
            assert kept is not None and len(kept.events) == summary.events + summary.others
            assert not store.save(kept, sample=summary.sample)  # it is what its digest says


def _saved(home: Path, said: list[str]) -> None:
    _whole_store(home)
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        for number in range(_done(said) + 1):
            wanted = article(number)
            assert store.extraction(wanted.document.id) == wanted


def _merged(home: Path, said: list[str]) -> None:
    _whole_store(home)
    done = _done(said)
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        steps, held = store.steps(), store.decisions()
        # one decision of each pair, all of the same kind: a step is whole or not there
        assert len({decision.same for decision in held}) <= 1
        if done >= 0:
            assert len(held) == len(article(1).events)
            assert len(steps) >= done // 3 * 2
        incidents = store.statuses()
        assert bool(incidents) == any(decision.same for decision in held)


def _reread(home: Path, said: list[str]) -> None:
    _whole_store(home)
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        kept = [store.extraction(summary.id) for summary in store.documents()]
        shares = {event.probability for one in kept if one for event in one.events}
        if (done := _done(said)) >= 0:
            # all articles are of one reading: that of the last write, or the one begun after it
            readings = [{e.probability for e in again(article(0), done + n).events} for n in (0, 1)]
            assert shares in readings


def _placed(home: Path, said: list[str]) -> None:
    mine = MyPlaces(home / "gazetteer.sqlite")
    mine.refresh()
    names = {one.place.name for one in mine.places()}
    with Index(home / "gazetteer.sqlite") as index:
        for number in range(_done(said) + 1):
            name = f"Tell Ward {number}"
            assert name in names and index.find(name)


def _imported(home: Path, said: list[str]) -> None:
    _whole_store(home)
    with open_store(f"sqlite:///{home / 'dateline.db'}") as store:
        titles = {summary.title for summary in store.documents()}
    new = {Path(line.split(":")[0]).stem for line in said if "new article" in line}
    assert all(any(title.startswith(f"Number {one} ") for title in titles) for one in new)


def _import(home: Path) -> list[str]:
    folder = home / "articles"
    folder.mkdir(exist_ok=True)
    start = len(list(folder.iterdir()))
    for number in range(start, start + ARTICLES):
        text = f"Number {number} of many.\nA strike killed three people in Raqqa on 12 May 2023."
        (folder / f"{number}.txt").write_text(text)
    return [sys.executable, "-m", "dashboard", "import", str(folder), "--workers", "2"]


def _source(home: Path) -> list[str]:
    """Write a table of which all places have one name, the next of the numbers."""
    now = len(list(home.glob("*.csv")))
    rows = (f"Wardiya {now},{35 + n / 1e4},{40 + n / 1e4}" for n in range(ROWS))
    (home / f"{now}.csv").write_text("\n".join(["name,lat,lon", *rows]))
    command = [sys.executable, "-m", "gazetteer", "import", "csv", str(home / f"{now}.csv")]
    return [*command, "--as", "ward", "--licence", "CC0", "--attribution", "test", "--replace"]


def _sourced(home: Path, said: list[str]) -> None:
    """All places of the layer are of one table: of this one or of the one before."""
    now = len(list(home.glob("*.csv"))) - 1
    _whole(home / "gazetteer.sqlite")
    with Index(home / "gazetteer.sqlite") as index:
        found = (index.find(f"Wardiya {number}", limit=2 * ROWS) for number in range(now + 1))
        names = {one.place.name for places in found for one in places}
        assert index.find(PLACES[0].name)
    assert len(names) <= 1, names


PREY = (
    Prey("saving articles", _victim("save"), _saved),
    Prey("importing a folder", _import, _imported, ends=True),
    Prey("merging events", _victim("merge"), _merged),
    Prey("reading articles again", _victim("reread"), _reread),
    Prey("adding places of one's own", _victim("places"), _placed),
    Prey("importing places", _source, _sourced, ends=True),
)


def hunt(kills: int, seed: int) -> dict[str, int]:
    """Kill so many times, each prey in turn and always in its same folder; count what was survived.

    AssertionError where something was lost.
    """
    dice, survived = random.Random(seed), dict.fromkeys((prey.name for prey in PREY), 0)
    longest: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        for number in range(kills):
            prey = PREY[number % len(PREY)]
            home = Path(folder) / str(number % len(PREY))
            if not home.exists():
                home.mkdir()
                build(home)
                longest[prey.name] = _lasts(prey, home) if prey.ends else LONGEST
            kill(prey, home, dice.uniform(0, longest[prey.name]))
            survived[prey.name] += 1
    return survived


def table(survived: dict[str, int]) -> str:
    """Return the figures as a table."""
    rows = [f"| {name} | {number} | {number} |" for name, number in survived.items()]
    return "\n".join(["| killed while | kills | survived |", "|---|---|---|", *rows])


def main() -> None:
    """Kill, and print how much was survived."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the table into the docs")
    options = parser.parse_args()
    text = table(hunt(options.kills, options.seed))
    sys.stdout.write(text + "\n")
    if options.write:
        write_table("tests.hostile.kills", text)


if __name__ == "__main__":
    main()
