"""The parts of a job on a Spark cluster: the same function, one task a part.

Nothing of ours has to be installed on the workers where a wheel is sent along: only what it needs.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from dashboard.batch.parts.job import Engine
from dashboard.batch.parts.part import FilePart
from dashboard.batch.parts.partition import Job, Metrics, done_in
from dashboard.errors import DashboardError
from gazetteer.environment import ROOT

_PAUSE = 1.0  # seconds between looks at what is done
_TRIES = 4  # of a part whose worker is lost, as Spark has it on a cluster


def on_spark(master: str, wheel: Path | None = None, *, ship: bool = False) -> Engine:
    """Return what reads parts on the cluster at `master` ("local[2]", "spark://host:7077", "yarn").

    All machines see the input and the output by the same path; the index too, or with `ship` it is
    sent to each. DashboardError where Spark or Java is missing or the job failed.
    """

    def work(job: Job, parts: list[FilePart]) -> Iterator[Metrics]:
        yield from _run(master, wheel, ship, job, parts)

    return work


def _run(
    master: str, wheel: Path | None, ship: bool, job: Job, parts: list[FilePart]
) -> Iterator[Metrics]:
    pyspark = _pyspark()
    from pyspark import cloudpickle

    # by value: a worker that has the wheel yet to unpack knows no module of ours
    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    home = Path(job.index).parent
    asked = (astuple(job), wheel.name if wheel else "", home.name if ship else "")
    context = None
    try:
        context = pyspark.SparkContext(conf=_configuration(pyspark, master))
        context.setLogLevel("ERROR")
        if wheel:
            context.addFile(str(wheel.resolve()))
        if ship:
            context.addFile(str(home), recursive=True)
        done = context.parallelize(list(map(tuple, parts)), len(parts)).map(
            lambda part: _work(asked, part)
        )
        yield from _as_they_end(context, done, Path(job.out))
    except Exception as error:
        raise DashboardError(f"Spark: {_in_short(error)}") from error
    finally:
        if context is not None:
            context.stop()


def _as_they_end(context: Any, done: Any, out: Path) -> Iterator[Metrics]:
    """Yield what the parts come to while Spark is at work: what is done is seen in the folder."""
    seen = set(done_in(out))
    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(done.collect)
        try:
            while not result.done():
                wait([result], timeout=_PAUSE)
                new = done_in(out, seen)
                seen |= new.keys()
                yield from new.values()
        except BaseException:  # Ctrl+C
            context.cancelAllJobs()
            raise
        yield from (
            metrics for row in result.result() if (metrics := Metrics(*row)).part not in seen
        )


def _work(asked: tuple[Any, ...], part: tuple[Any, ...]) -> tuple[Any, ...]:
    """Read a part, on a worker; what kills a worker is read article by article the next time."""
    from pyspark import SparkFiles, TaskContext

    job, wheel, index = asked
    if wheel:
        _unpack(SparkFiles.get(wheel))
    from dashboard.batch.parts import part as parts
    from dashboard.batch.parts import partition

    made = partition.Job(*job)
    if index:
        made = replace(made, index=f"{SparkFiles.get(index)}/{Path(made.index).name}")
    again = TaskContext.get().attemptNumber() > 0
    metrics = partition.write_part(made, parts.FilePart(*part), isolated=again)
    return tuple(getattr(metrics, name) for name in metrics.__dataclass_fields__)


def _unpack(wheel: str) -> None:
    """Have this process import from a wheel: our data is read as files, so it is unpacked first."""
    folder = Path(f"{wheel}.unpacked")
    if not folder.is_dir():
        own = Path(f"{folder}.{os.getpid()}")
        shutil.unpack_archive(wheel, own, "zip")
        with suppress(OSError):  # another worker of this machine was first
            own.rename(folder)
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


def _configuration(pyspark: Any, master: str) -> Any:
    wanted = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    if master.startswith("local"):
        if master.startswith("local[") and "," not in master:
            master = f"{master[:-1]},{_TRIES}]"  # by itself a lost worker ends a local job
        wanted |= {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        wanted["spark.executorEnv.PYTHONPATH"] = os.pathsep.join(paths)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    configuration = pyspark.SparkConf().setMaster(master).setAppName("Dateline")
    return configuration.setAll(list(wanted.items()))


def _pyspark() -> Any:
    try:
        import pyspark
    except ImportError as error:
        raise DashboardError('Spark is not installed: pip install "dateline[spark]"') from error
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise DashboardError("Spark needs Java 17: on Debian, apt install default-jre-headless")
    return pyspark


def _in_short(error: Exception) -> str:
    """Return the last line that says what went wrong in Python, of what Java says of it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = [line for line in lines if ("Error" in line or "Missing" in line) and ":" in line]
    ours = [line for line in said if line.startswith(("dashboard.", "gazetteer."))]
    return (ours or said or lines or [type(error).__name__])[0][:500]
