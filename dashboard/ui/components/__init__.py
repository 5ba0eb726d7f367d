"""Parts of pages, each drawn by a function."""
