"""Write a whole index file, of any size: streamed in, sorted on disk, renamed when it is whole.

The file is written beside its final name, so an interrupted write leaves what was there before.
What a killed process leaves behind is removed by the next write of the same file.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from gazetteer.environment import private_file, private_folder, usual_index
from gazetteer.errors import ForeignFile, IndexMissing
from gazetteer.index.load import (
    RAW,
    Link,
    Progress,
    Written,
    finish,
    index_places,
    join_names,
    load_places,
    nobody,
)
from gazetteer.index.schema import APPLICATION, TABLES, SourceRecord, source_row
from gazetteer.place import Place
from gazetteer.reason import Reason

CACHE_KB = 128 * 1024  # also how much a sort keeps in memory before it writes to disk


def write_layer(
    path: Path,
    places: Iterable[Place],
    source: SourceRecord,
    names: Iterable[tuple[str, str]] = (),
    progress: Progress | None = None,
    *,
    link: Link | None = None,
) -> Written:
    """Write the layer of one source in bounded memory and put it in place of an older one.

    `names` are more names, (place id, "lang=name"), in any order: of these places or, with `link`,
    of places of lower layers; others are passed over. `link` says which known place a place is
    (index_link.Linker). `progress` hears (stage, count): "places", "names", then each sorting step.
    """
    tell = progress or nobody
    if link:
        link.leave_out(path)
    with unfinished(path) as db:
        load_places(db, places, source=source.key, link=link, tell=tell)
        repeated = index_places(db)
        join_names(db, names, source.key, link, tell)
        written = replace(finish(db, tell), repeated=repeated)
        db.execute(
            "insert into source values(?,?,?,?,?,?,?,?,?)", source_row(source, written.places)
        )
    tell("done", written.places)
    return written


@contextmanager
def unfinished(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an empty index to fill; when the block ends it takes its place, else it is removed."""
    private_folder(path.parent)
    with _beside(path) as db:
        db.execute(f"pragma application_id = {APPLICATION}")
        for statement in f"{TABLES};{RAW}".split(";"):
            db.execute(statement)
        yield db
        db.execute("pragma analysis_limit=1000")
        db.execute("analyze")


def refuse_foreign(path: Path) -> None:
    """Raise ForeignFile where what stands at `path` is no index, of this version or an older one.

    Where an index usually stands it is ours, however damaged.
    """
    if path == usual_index() or not path.exists() or path.stat().st_size == 0:
        return
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            (application,) = db.execute("pragma application_id").fetchone()
            # what was written before files had that number
            tables = db.execute(
                "select count(*) from sqlite_master where name in ('meta', 'place', 'spelled')"
            ).fetchone()
    except sqlite3.Error:
        application, tables = 0, (0,)
    if application != APPLICATION and (application, tables) != (0, (3,)):
        raise ForeignFile(Reason("index.foreign", (str(path),)))


@contextmanager
def unfinished_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of an index to change; when the block ends it takes its place."""
    with _beside(path, copy=True) as db:
        yield db


@contextmanager
def _beside(path: Path, *, copy: bool = False) -> Iterator[sqlite3.Connection]:
    remove_abandoned(path)
    # a name that no write had before: whoever removes what another left goes by its name
    beside = path.with_name(f"{path.name}.{os.getpid()}-{token_hex(4)}.unfinished")
    try:
        if copy:
            private_file(beside)
            shutil.copyfile(path, beside)
        _sort_in(str(path.parent.resolve()))
        with closing(_connect(beside, begun=copy)) as db:
            yield db
            db.execute("commit")
            if os.name == "posix":  # while it is locked, so that nobody takes it for abandoned
                beside.replace(path)
        if os.name != "posix":  # elsewhere an open file cannot be renamed
            beside.replace(path)
    finally:
        _sort_in("")
        beside.unlink(missing_ok=True)


def _sort_in(folder: str) -> None:
    """Let SQLite keep what it sorts in a folder; "" for the system's.

    Deprecated, and the only way: the environment variable is read once per process, and the disk
    of the system's temporary folder may be too small for the names of the world.
    """
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("pragma temp_store_directory = '" + folder.replace("'", "''") + "'")


def _connect(beside: Path, *, begun: bool) -> sqlite3.Connection:
    """Open and lock a file for one writer that nobody reads.

    Nothing is written to disk for good but the whole at the end: `synchronous` means once.
    """
    if begun and not beside.exists():  # another writer took the copy for abandoned
        raise IndexMissing(f"{beside.stem}: somebody else is changing it; try again")
    private_file(beside)
    db = sqlite3.connect(beside, isolation_level=None)
    for pragma in ("locking_mode=exclusive", "journal_mode=off", "synchronous=full"):
        db.execute(f"pragma {pragma}")
    for pragma in ("page_size=8192", "temp_store=file", f"cache_size=-{CACHE_KB}"):
        db.execute(f"pragma {pragma}")
    db.execute("pragma temp.cache_size=-16384")
    db.execute("begin exclusive")
    if not beside.exists():  # taken for abandoned in the moment before it was locked
        db.close()
        return _connect(beside, begun=begun)
    return db


def remove_abandoned(path: Path) -> None:
    """Remove the unfinished files of `path` whose writer is gone: nobody holds their lock."""
    for beside in path.parent.glob(f"{path.name}.*.unfinished"):
        uri = f"{beside.resolve().as_uri()}?mode=rw"  # it must not make the file that it removes
        try:
            with closing(sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)) as db:
                db.execute("begin immediate")
                if os.name == "posix":  # while it is locked, so that nobody begins with it now
                    beside.unlink(missing_ok=True)
            if os.name != "posix":  # elsewhere an open file cannot be removed
                beside.unlink(missing_ok=True)
        except sqlite3.OperationalError:
            continue  # locked by its writer, or gone meanwhile
        except sqlite3.DatabaseError:
            beside.unlink(missing_ok=True)  # cut off in the middle of a page
