"""Articles in, mapped events out."""

__version__ = "0.1.0"
