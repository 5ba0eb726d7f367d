"""With what an event was carried out: drones, rockets, mines, as its words name them."""

from functools import cache

from msgspec.structs import asdict

from dashboard.extraction.text.language import Language
from dashboard.extraction.text.language import language as load_language
from dashboard.extraction.text.tokens import Lexicon, article, split_words
from dashboard.extraction.types.event_type import EventType

_CALM = frozenset({"agreement", "arrests", "change_to_group", "peaceful_protest"})
_STREET = "Demonstrations"
_FLYING = frozenset({"drone", "warplane", "helicopter"})


def find_weapons(
    text: str, start: int, end: int, kind: EventType, language: Language
) -> tuple[str, ...]:
    """Name the weapons of `text[start:end]` by their keys in weapons.toml, each once.

    Events in which nobody fires have none, and those of the street none that flies: there the
    Arabic word for a drone is a march.
    """
    if kind.key in _CALM:
        return ()
    lexicon = _weapons(language.code)
    words = split_words(text, start, end, language)
    found: dict[str, None] = {}
    done = 0
    for at in lexicon.openings(words):
        match = lexicon.at(words, at) if at >= done else None
        if match is None:
            continue
        done, name = match
        if name and not (name in _FLYING and _STREET in kind.disorder_type):
            found[name] = None
    return tuple(found)


@cache
def _weapons(code: str) -> Lexicon[str]:
    phrases = (
        (phrase, "" if name == "none" else name)
        for name, listed in asdict(load_language(code).weapons).items()
        for phrase in listed
    )
    return Lexicon(phrases, article(code))
