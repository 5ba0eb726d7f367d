"""With what an event was carried out: drones, rockets, mines, as its words name them."""

from functools import cache

from msgspec.structs import asdict

from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.text.text import Text, tokens_in
from dashboard.extraction.text.tokens import PhraseMatcher, article
from dashboard.extraction.types.event_type import EventType

_CALM = frozenset({"agreement", "arrests", "change_to_group", "peaceful_protest"})
_STREET = "Demonstrations"
_FLYING = frozenset({"drone", "warplane", "helicopter"})


def find_weapons(text: Text, start: int, end: int, kind: EventType) -> tuple[str, ...]:
    """Name the weapons of a stretch of a text by their keys in weapons.toml, each once.

    Events in which nobody fires have none, and those of the street none that flies: there the
    Arabic word for a drone is a march.
    """
    if kind.key in _CALM:
        return ()
    known = _weapons(text.language.code)
    tokens = tokens_in(text, start, end)
    found: dict[str, None] = {}
    done = 0
    for at in known.openings(tokens):
        match = known.at(tokens, at) if at >= done else None
        if match is None:
            continue
        done, name = match
        if name and not (name in _FLYING and _STREET in kind.disorder_type):
            found[name] = None
    return tuple(found)


@cache
def _weapons(code: str) -> PhraseMatcher[str]:
    phrases = (
        (phrase, "" if name == "none" else name)
        for name, listed in asdict(load_language(code).weapons).items()
        for phrase in listed
    )
    return PhraseMatcher(phrases, article(code))
