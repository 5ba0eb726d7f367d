"""What each step of an article knows of a language: a folder each, and the shape of its files."""
