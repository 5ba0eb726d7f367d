"""The shape of a language's letters.toml and names.toml."""

import lzma
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from gazetteer.errors import BadNamesFile
from gazetteer.languages.schema import Knowledge, Words, check_keys, read_file

FREQUENCIES = "words.tsv.xz"  # of a language, written by gazetteer.training.frequencies


class Letters(Knowledge, frozen=True, kw_only=True):
    """How to know that a text is in this language.

    A word is of it when all its letters are in `alphabet` (the inside of a regular expression's
    brackets), as at least `share` of the words of a text must be. Of a running text at least
    `common_share` are among the `common` words, and no fewer than `fewest`; one of fewer words
    than `headline` may hold none.
    `shared`: other languages are written in the same letters.
    """

    name: str
    alphabet: str
    common: Words
    share: float = 0.9
    common_share: float = 0.06
    fewest: int = 1
    headline: int = 8
    shared: bool = False


class Names(Knowledge, frozen=True, kw_only=True):
    """How the language dresses place names in text; NameRules says what each list is for.

    `demonyms` maps an ISO country code to its adjectives and peoples; they are shown among the
    places of a text where `show_demonyms`. `endings` maps what stands at the end of an inflected
    name to what may stand there in its base form. `elisions` are written in front of a name with
    an apostrophe, and where `apostrophe_endings` what stands behind one is an ending. `of` stands
    between a head noun and its name. `other_letters`: names in Persian letters are its own.
    """

    cased: bool
    show_demonyms: bool = False
    proclitics: Words = ()
    article: str = ""
    elisions: Words = ()
    apostrophe_endings: bool = False
    other_letters: bool = False
    endings: Mapping[str, Words] = {}
    of: Words = ()
    heads: Mapping[str, str] = {}
    heads_after: Mapping[str, str] = {}
    dual_heads: Words = ()
    weak_heads: Words = ()
    capital: Words = ()
    prepositions: Words = ()
    compass: Words = ()
    compass_adjectives: Words = ()
    titles: Words = ()
    person_names: Words = ()
    organisations: Words = ()
    name_parts: Words = ()
    never: Words = ()
    stop: Words = ()
    speech: Words = ()
    demonyms: Mapping[str, Words] = {}

    def __post_init__(self) -> None:
        """Refuse what is no code of a country."""
        check_keys("demonyms", self.demonyms, "[A-Z]{2}", "an ISO 3166-1 code")


@cache
def frequencies(code: str) -> Mapping[str, float]:
    """Read how common the words of a language are, folded, in Zipf frequencies; {} if unknown."""
    file = folder(code) / FREQUENCIES
    if not code or not file.is_file():
        return {}
    rows = lzma.decompress(file.read_bytes()).decode().split("\n")
    return {word: float(zipf) for word, _, zipf in (row.partition("\t") for row in rows) if word}


def folder(code: str) -> Traversable:
    """Return where the files of a language are."""
    return resources.files("gazetteer") / "languages" / code


@cache
def codes() -> tuple[str, ...]:
    """List the languages that names are recognised in, by their ISO 639-1 codes."""
    folders = (resources.files("gazetteer") / "languages").iterdir()
    return tuple(sorted(f.name for f in folders if (f / "letters.toml").is_file()))


@cache
def letters(code: str) -> Letters:
    """Read how to know a language; BadNamesFile for a mistake in its file."""
    return read_file(folder(code) / "letters.toml", Letters, BadNamesFile)


@cache
def names(code: str) -> Names:
    """Read how a language dresses names; BadNamesFile for a mistake in its file."""
    return read_file(folder(code) / "names.toml", Names, BadNamesFile)
