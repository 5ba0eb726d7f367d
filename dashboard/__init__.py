"""Articles in, mapped events out."""
