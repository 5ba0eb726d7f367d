"""The shape of what is known of phrases of known words: dates.toml, and areas in location.toml."""

import re
from collections.abc import Mapping

from msgspec.structs import asdict

from gazetteer.languages.schema import Knowledge, Words

Table = Mapping[str, Words]  # value to phrases
# Kinds of tokens that are known by their shape, and by the punctuation mark they are.
SHAPES = ("numeric", "short", "clock", "decimal", "num", "year", "big", "other", "place")
MARKS = {
    **{",": "comma", "،": "comma", "-": "dash", "/": "slash", "(": "open", ")": "close"},
    **{".": "dot", ":": "colon", "\n": "line", "[": "open", "]": "close"},
}
NEVER = "never"  # the kind of phrases that hold a known word and mean something else
_NUMBER = re.compile(r"-?[0-9]+")


class Phrases(Knowledge, frozen=True, kw_only=True):
    """Which words are of which kind, and in which order kinds make a phrase.

    `patterns` are rows of [what is found, kinds in their order]; the first that matches wins.
    Small letters are kinds, capitals `fragments`, other signs those of regular expressions.
    `words` are phrases by their kind. `proclitics` maps a letter that is written together with the
    next word to its kind. Kinds in `capitals` only count with a capital letter.
    """

    fragments: Mapping[str, str] = {}
    proclitics: Mapping[str, str] = {}
    words: Mapping[str, Words] = {}
    capitals: Words = ()

    def tables(self) -> Mapping[str, Table]:
        """Return the phrases that stand for a value: kind, value, phrases."""
        return {}

    def expressions(self) -> tuple[str, ...]:
        """Return the patterns without what each finds."""
        return ()

    def __post_init__(self) -> None:
        """Refuse a fragment or a kind that no pattern uses, and one that is used and not there."""
        expressions = (*self.expressions(), *self.fragments.values())
        kinds = {*self.words, *self.tables()}
        _compare("fragment", "[A-Z]+", expressions, {*self.fragments}, set())
        implied = {*SHAPES, *MARKS.values(), *self.implied()}
        _compare("kind of word", "[a-z_]+", expressions, kinds - {NEVER}, implied)
        for name in (*self.capitals, *self.proclitics.values()):
            if name not in kinds:
                raise ValueError(f"there is no kind of word `{name}`")

    def implied(self) -> tuple[str, ...]:
        """Return the kinds that patterns may use and that are not of this file."""
        return ()


def _compare(
    what: str, name: str, expressions: tuple[str, ...], given: set[str], implied: set[str]
) -> None:
    used = {found for one in expressions for found in re.findall(name, one)}
    if unused := sorted(given - used):
        raise ValueError(f"no pattern uses the {what} `{unused[0]}`")
    if missing := sorted(used - given - implied):
        raise ValueError(f"a pattern uses the {what} `{missing[0]}`, and there is none")


def tables_of(values: Knowledge) -> Mapping[str, Table]:
    """Return the tables of a struct of them that hold something; ValueError for a bad value."""
    return {kind: table for kind, table in asdict(values).items() if table}
