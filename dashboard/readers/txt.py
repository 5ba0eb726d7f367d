"""Read plain text."""

from dashboard.errors import UnreadableArticle
from dashboard.model import Document
from dashboard.readers.document import document
from dashboard.readers.encoding import decode
from dashboard.readers.limits import CHARACTERS
from gazetteer.reason import Reason

_STRANGE_SHARE = 0.03  # of control and undecodable characters: more is no text


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read one article; its first line stands in for the title."""
    text = decode(data)
    if len(text) > CHARACTERS:
        raise UnreadableArticle(Reason("file.characters", (name, len(text), CHARACTERS)))
    strange = sum(
        letter == "\ufffd" or (letter < " " and letter not in "\t\n\r\f\v\x1b") for letter in text
    )
    if strange > len(text) * _STRANGE_SHARE:
        raise UnreadableArticle(Reason("file.not-text", (name,)))
    return (document(text),)
