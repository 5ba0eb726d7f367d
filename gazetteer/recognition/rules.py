"""From what is known of a language's names to NameRules, every word folded."""

from collections.abc import Mapping

from gazetteer.languages.knowledge import Names
from gazetteer.languages.schema import Words
from gazetteer.place import NameRules
from gazetteer.spelling.fold import fold_word

# the endings an Arabic nisba adjective takes after its ي, folded
_NISBA_ENDINGS = ("", "ه", "ين", "ون", "ات", "تين", "ان")


def name_rules(language: str, names: Names) -> NameRules:
    """Fold the names of a language, an ISO 639-1 code."""
    return NameRules(
        language=language,
        cased=names.cased,
        proclitics=names.proclitics,
        article=names.article,
        elisions=_folded(names.elisions),
        apostrophe_endings=names.apostrophe_endings,
        other_letters=names.other_letters,
        endings=_endings(names.endings),
        of=_folded(names.of),
        heads=_table(names.heads),
        heads_after=_table(names.heads_after),
        weak_heads=_folded(names.weak_heads),
        capital=_folded(names.capital),
        dual_heads=_folded(names.dual_heads),
        prepositions=_folded(names.prepositions),
        compass=_folded(names.compass),
        compass_adjectives=_folded(names.compass_adjectives),
        titles=_folded(names.titles),
        organisations=_folded(names.organisations),
        person_names=_folded(names.person_names),
        name_parts=_folded(names.name_parts),
        never=_folded(names.never),
        stop=_folded(names.stop),
        speech=_folded(names.speech),
        demonyms=_demonyms(names.demonyms, names.article),
    )


def _folded(words: Words) -> frozenset[str]:
    return frozenset(map(fold_word, words))


def _table(features: Mapping[str, str]) -> dict[str, str]:
    return {fold_word(word): feature for word, feature in features.items()}


def _endings(endings: Mapping[str, Words]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, dict[str, None]] = {}
    for ending, bases in endings.items():
        found.setdefault(fold_word(ending), {}).update(dict.fromkeys(map(fold_word, bases)))
    return tuple((end, tuple(found[end])) for end in sorted(found, key=lambda e: (-len(e), e)))


def _demonyms(by_country: Mapping[str, Words], article: str) -> dict[str, str]:
    found = {}
    for country, words in by_country.items():
        for word in map(fold_word, words):
            endings = _NISBA_ENDINGS if article else ("",)
            for form in (word + ending for ending in endings):
                found[form] = country
                if article:
                    found[article + form] = country
    return found
