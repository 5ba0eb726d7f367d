"""Text from articles, made fit for one line of a page."""

# Embeddings, overrides and isolates reorder what follows them: in a title, that is forgery.
_REORDERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def plain(text: str) -> str:
    """Return text without line breaks and without characters that reorder it."""
    return " ".join(text.translate(_REORDERING).split())
