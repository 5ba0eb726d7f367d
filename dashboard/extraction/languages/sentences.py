"""The shape of a language's sentences.toml and boilerplate.toml."""

import re

from gazetteer.languages.schema import Knowledge, Words


class Sentences(Knowledge, frozen=True, kw_only=True):
    """Where sentences end.

    `ends` are the signs that end one, `abbreviations` words that end in "." and do not, those of
    `closing` may after all, where one of `openers` follows. `glued`: a full stop between letters
    ends one too.
    """

    ends: str = ".!?…؟۔"
    glued: bool = False
    abbreviations: Words = ()
    closing: Words = ()
    openers: Words = ()


class Boilerplate(Knowledge, frozen=True, kw_only=True):
    """Lines of a page that are not its article.

    `also` are languages whose lines stand on such pages too. `alone` make a line boilerplate with
    nothing but `networks`, links, numbers and the words `between` them beside; `announces` lead to
    another story, a colon or the line's end must follow; `starts` begin no real sentence, `ends`
    end none; `patterns` are regular expressions that meet folded text.
    """

    also: Words = ()
    alone: Words = ()
    networks: Words = ()
    between: Words = ()
    announces: Words = ()
    starts: Words = ()
    ends: Words = ()
    patterns: Words = ()

    def __post_init__(self) -> None:
        """Refuse a pattern that is no regular expression."""
        for pattern in self.patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"patterns: {pattern}: {error}") from error
