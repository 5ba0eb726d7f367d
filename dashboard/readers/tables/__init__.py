"""Tables of articles: their rows, whatever the format, and which column is what."""
