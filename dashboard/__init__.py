"""Articles in, mapped events out."""

__version__ = "0.1.0"
# Loaded when asked for: this file is read before anything is installed.
_LATER = {"open_store": "dashboard.stores", "read_article": "dashboard.batch.article"}


def __getattr__(name):  # type: ignore[no-untyped-def]  # an old Python has to read this file
    """Return what is loaded only when it is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module 'dashboard' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
