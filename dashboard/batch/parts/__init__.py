"""Millions of articles on many machines: a file in parts, each read and written whole by itself."""
