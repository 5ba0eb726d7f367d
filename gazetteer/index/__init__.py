"""The SQLite files: the only SQL in this package."""
