"""Where an article's publisher is at home: by its own name and its address on the web.

A paper of Tripoli in Lebanon means another Tripoli than one of Libya. What is known of the
publisher is put beside the names of the article when they are weighed against each other; it is
never an annotation of the article itself.
"""

from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from babel.core import get_global

from dashboard.model import Document
from gazetteer.place import Mention
from gazetteer.recognition.features import Lexicon
from gazetteer.recognition.match import find_spans
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.spelling.words import fold_text

WEIGHT = 2  # what the publisher says counts as if a country's people were named so often
# national endings that everybody buys for what they spell, or that mean no single country
ANYBODYS = frozenset(("ac", "ai", "am", "cc", "co", "eu", "fm", "gg", "io", "la", "me", "sh", "to"))
ANYBODYS |= frozenset(("tv", "vc", "ws"))


def home_mentions(document: Document, recogniser: Recogniser) -> list[Mention]:
    """Return the countries that the publisher's name and address tell, behind the text's end.

    They are mentions of a country's people, the weakest thing an article can say of a country.
    """
    if not document.url and not document.source:
        return []
    countries = {home_country(document.url), *_named(document.source, recogniser.lexicon)} - {""}
    at = len(document.text) + 1
    return [
        Mention(at + n, at + n, "", kind="demonym", head=at + n, feature=f"A.{country}")
        for n, country in enumerate(sorted(countries) * WEIGHT)
    ]


def _named(source: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the countries that a publisher's name holds: "Sudan Tribune", "The Irish Times"."""
    words = fold_text(source).words
    for key in words.keys:
        yield lexicon.rules.demonyms.get(key, "")
    for span in find_spans(words, lexicon.index, lexicon.rules):
        yield from (c.place.country for c in span.candidates if c.place.feature_code == "PCLI")


def home_country(url: str) -> str:
    """Return the country of a web address's national ending, ISO 3166-1 alpha-2, or ""."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".")
    except ValueError:  # "https://[broken"
        return ""
    ending = host.rpartition(".")[2]
    if "." not in host or ending in ANYBODYS:
        return ""
    return "GB" if ending == "uk" else ending.upper() if ending in _countries() else ""


@cache
def _countries() -> frozenset[str]:
    return frozenset(_alpha2())


def _alpha2() -> Iterator[str]:
    for territory in get_global("territory_currencies"):
        if len(territory) == 2 and territory.isalpha():
            yield territory.lower()
