"""Who's On First: a country's repository as cloned, zipped, or its SQLite distribution."""
