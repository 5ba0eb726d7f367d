"""The places of a text, from the names in it to points on the map: the gazetteer used alone."""

from functools import cache

from gazetteer.errors import BadNamesFile
from gazetteer.index.index import Index
from gazetteer.languages.detection import language_of
from gazetteer.languages.knowledge import codes, names
from gazetteer.place import Resolution
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.recognition.rules import name_rules
from gazetteer.resolution.resolver import resolve
from gazetteer.spelling.words import fold_text


def find_places(text: str, index: Index, language: str | None = None) -> list[Resolution]:
    """Return the places a text names, in text order, each with what it means and why.

    `language` is an ISO 639-1 code, None for the one the text is in: there are none in a text of a
    language that there is no folder for. BadNamesFile where such a one is asked for.
    """
    if language is not None and language not in codes():
        raise BadNamesFile(f"{language}: no such language; known: {', '.join(codes())}")
    code = language or language_of(text).code
    if code not in codes():
        return []
    mentions = _recogniser(code, index).recognise(fold_text(text))
    shown = names(code).show_demonyms
    return [r for r in resolve(text, mentions, index) if shown or r.mention.kind != "demonym"]


@cache
def _recogniser(code: str, index: Index) -> Recogniser:
    return Recogniser(index, name_rules(code, names(code)))
