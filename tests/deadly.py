"""Work that kills its process; alone, so that each process that takes its place begins at once."""

import os


def die_of(deadly: int, item: int) -> int:
    """Double a number; one of them kills the process."""
    if item == deadly:
        os._exit(9)
    return 2 * item
