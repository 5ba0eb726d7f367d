"""How much of the machine a process may use, where the system counts it."""

import sys

SECONDS = 20  # of one core for an article
MEMORY = 1_500_000_000  # bytes of addresses; a careful reading of a long article takes 1.1 GB
COUNTED = sys.platform != "win32"


def limit_memory(size: int = MEMORY) -> None:
    """Let this process have so many bytes of addresses: beyond them MemoryError, not the swap."""
    if sys.platform == "linux":  # macOS knows this limit and does not keep it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, resource.RLIM_INFINITY))


def allow_seconds(seconds: int) -> None:
    """Let this process use so much more of a core's time; then the system ends it (SIGXCPU)."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
