"""Search by words: those of an event, those somebody types, folded as names are."""

from functools import cache

from dashboard.extraction.actors.across_languages import identity_of, names_of
from dashboard.extraction.languages.language import codes, language
from dashboard.model import Document, Event
from gazetteer.spelling.fold import fold_word

# What is left of a word without its proclitic must still be a word.
_SHORTEST = 3


def search_words(text: str) -> list[str]:
    """Return the folded words of a search; an event matches if it has words that start with each.

    Letters and digits are kept apart, as in the gazetteer: "T4" asks for "t" and "4".
    """
    return fold_word(text).split()


def indexed_words(event: Event, document: Document) -> str:
    """Return the words of an event's sentence, place, actors and title, each between spaces.

    A word with a proclitic or an article stands there without it too: a search for "الرقة" or
    "رقة" finds "بالرقة".
    """
    names = [name for actor in event.actors for name in names_of(identity_of(actor.name))]
    if event.place:
        names += [event.place.name, *event.place.names]
    sentence = document.text[event.start : event.end]
    words: dict[str, None] = {}
    for word in search_words(" ".join([sentence, *names, document.title, event.sub_type])):
        words[word] = None
        words.update(dict.fromkeys(_bare(word)))
    return f" {' '.join(words)} "


@cache
def _prefixes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folded proclitics and the articles of all languages."""
    rules = [language(code).names for code in codes()]
    proclitics = {fold_word(word) for rule in rules for word in rule.proclitics}
    articles = {fold_word(rule.article) for rule in rules}
    return tuple(proclitics - {""}), tuple(articles - {""})


def beginnings(word: str) -> list[str]:
    """Return how a word of a text may begin that a folded word of a search means."""
    proclitics, articles = _prefixes()
    dressed = [word, *(article + word for article in articles)]
    return [*dressed, *(proclitic + one for proclitic in proclitics for one in dressed)]


@cache
def _first_letters() -> tuple[str, ...]:
    """Return all prefixes in one: hardly any word of other languages begins with one."""
    proclitics, articles = _prefixes()
    return proclitics + articles


def _bare(word: str) -> list[str]:
    if not word.startswith(_first_letters()):
        return []
    proclitics, articles = _prefixes()
    bare = [word[len(p) :] for p in proclitics if word.startswith(p)]
    bare += [rest[len(a) :] for rest in [word, *bare] for a in articles if rest.startswith(a)]
    return [rest for rest in bare if len(rest) >= _SHORTEST]
