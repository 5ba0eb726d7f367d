"""Text as XML can hold it."""

import re

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return a text with U+FFFD for each character that XML 1.0 forbids."""
    return _FORBIDDEN.sub("\ufffd", text)
