"""Other spellings of a folded name that are worth a look-up."""

from collections.abc import Iterator

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ",
    "абвгдежзиклмнопрстуфхцчшщъыьэюяієґ ",
)


def with_or_without_article(key: str) -> tuple[str, ...]:
    """Return the key without its article, or with one."""
    if key.startswith("ال"):
        return (key[2:],)
    if key.startswith("the "):
        return (key[4:],)
    return ("ال" + key,) if key and "\u0621" <= key[0] <= "\u064a" else ("the " + key,)


def one_letter_away(key: str, until: int) -> Iterator[str]:
    """Yield every key with one letter dropped, swapped, changed or added, none behind `until`."""
    alphabet = next((a for a in _ALPHABETS if key[0] in a), "")
    for i in range(until + 1):
        head, tail = key[:i], key[i:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in alphabet:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail
