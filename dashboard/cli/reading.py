"""Which reading a command gives its articles."""

import argparse

from dashboard.model import Reading
from dashboard.settings import settings


def chosen_reading(options: argparse.Namespace, usual: Reading) -> Reading:
    """Return the reading that `--reading` asks for, else DATELINE_READING, else the usual one."""
    if options.reading:
        return Reading(options.reading)
    return settings().reading or usual
