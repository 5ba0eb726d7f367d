"""Read mailboxes: every message of an .mbox file."""

import re
from collections.abc import Iterator

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers import eml
from dashboard.readers.limits import ROWS
from gazetteer.reason import Reason

# What stands between two messages: "From somebody Fri May  3 10:00:00 2024".
_SEPARATOR = re.compile(rb"(?m)^From [^\r\n]{1,300}\d\d:\d\d[^\r\n]{0,100}\r?\n")
_QUOTED = re.compile(rb"(?m)^>(>*From )")


def read(data: bytes, name: str) -> tuple[Document | Reason, ...]:
    """Read each message; what is wrong with one is noted and the others go on."""
    found: list[Document | Reason] = []
    errors: list[UnreadableArticle] = []
    messages = [message for message in _messages(data) if message.strip()]
    if len(messages) > ROWS:
        raise UnreadableArticle(Reason("file.articles", (name, ROWS)))
    for number, message in enumerate(messages, 1):
        try:
            found += eml.read(_QUOTED.sub(rb"\1", message), f"{name}, message {number}")
        except UnreadableArticle as error:
            errors.append(error)
    if errors and not found:
        raise errors[0]
    return (*found, *(error.reason for error in errors))


def _messages(data: bytes) -> Iterator[bytes]:
    starts = [match.end() for match in _SEPARATOR.finditer(data)]
    ends = [*[match.start() for match in _SEPARATOR.finditer(data)][1:], len(data)]
    for start, end in zip(starts, ends, strict=True):
        yield data[start:end]
