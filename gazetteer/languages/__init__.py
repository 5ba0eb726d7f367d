"""What recognising names knows of a language: a folder each, and the shape of its files."""
