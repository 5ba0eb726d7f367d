"""From a language file's [names] section to NameRules, every word folded."""

from collections.abc import Iterable, Mapping
from typing import Any

from gazetteer.place import NameRules
from gazetteer.spelling.fold import fold_word

# the endings an Arabic nisba adjective takes after its ي, folded
_NISBA_ENDINGS = ("", "ه", "ين", "ون", "ات", "تين", "ان")


def name_rules(language: str, names: Mapping[str, Any]) -> NameRules:
    """Fold a [names] section; words it does not know are ignored."""

    def words(key: str) -> frozenset[str]:
        return frozenset(map(fold_word, names.get(key, ())))

    def table(key: str) -> dict[str, str]:
        return {fold_word(word): feature for word, feature in names.get(key, {}).items()}

    article = names.get("article", "")
    return NameRules(
        language=language,
        cased=names.get("cased", False),
        proclitics=tuple(names.get("proclitics", ())),
        article=article,
        heads=table("heads"),
        heads_after=table("heads_after"),
        weak_heads=words("weak_heads"),
        dual_heads=words("dual_heads"),
        prepositions=words("prepositions"),
        compass=words("compass"),
        compass_adjectives=words("compass_adjectives"),
        titles=words("titles"),
        organisations=words("organisations"),
        person_names=words("person_names"),
        name_parts=words("name_parts"),
        never=words("never"),
        stop=words("stop"),
        speech=words("speech"),
        demonyms=_demonyms(names.get("demonyms", {}), article),
    )


def _demonyms(by_country: Mapping[str, Iterable[str]], article: str) -> dict[str, str]:
    found = {}
    for country, words in by_country.items():
        for word in map(fold_word, words):
            endings = _NISBA_ENDINGS if article else ("",)
            for form in (word + ending for ending in endings):
                found[form] = country
                if article:
                    found[article + form] = country
    return found
