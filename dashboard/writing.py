"""Files that are written whole or not at all."""

import os
from pathlib import Path
from secrets import token_hex


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and put it there once it is whole; OSError where it cannot.

    What is no file, such as /dev/stdout, is written to as it is.
    """
    path = path.resolve()  # of a link, what it leads to
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}-{token_hex(4)}.unfinished")
    try:
        beside.write_bytes(data)
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
