"""The shape of a language's triggers/TYPE.toml, modes.toml and patterns.toml."""

from collections.abc import Mapping
from typing import Literal

from gazetteer.languages.schema import Knowledge, Words

_WEAK = 0.6


class WeakWords(Knowledge, frozen=True, kw_only=True):
    """Words that tell of an event in company.

    One of `support` must stand near, on the side `order` names; none of `without` may.
    """

    words: Words
    weight: float = _WEAK
    support: Words = ()
    without: Words = ()
    order: Literal["after", "before", "any"] = "any"


class TriggerKnowledge(Knowledge, frozen=True, kw_only=True):
    """A type's words: `strong` ones tell of it alone, those of `cancel` mean something else."""

    strong: Words = ()
    weak: tuple[WeakWords, ...] = ()
    cancel: Words = ()


class ModeCues(Knowledge, frozen=True, kw_only=True):
    """Words that change what is said of an event, by what they make of it."""

    negation: Words = ()
    denial: Words = ()
    fear: Words = ()
    plan: Words = ()
    hypothetical: Words = ()
    historical: Words = ()


class Modes(ModeCues, frozen=True, kw_only=True):
    """Words before an event that change what is said of it, those `after` it, and look-alikes.

    `plain` are look-alikes of these, `never` of the events' own words. `clause` begins another
    clause; a year behind `year_words` may be long past. A `future_proclitic` makes a verb a plan;
    behind words of `definite` an event is one that was told before.
    """

    after: ModeCues = ModeCues()
    plain: Words = ()
    never: Words = ()
    clause: Words = ()
    year_words: Words = ()
    future_proclitic: str = ""
    definite: Words = ()


class WordEndings(Knowledge, frozen=True, kw_only=True):
    """The endings that replace each ending of a word, "" for any other word.

    `prefixes` go before it, once a beginning of `drop` was taken off.
    """

    endings: Mapping[str, Words]
    prefixes: Words = ("",)
    drop: Words = ()

    def __post_init__(self) -> None:
        """Refuse endings that leave out most words."""
        if "" not in self.endings:
            raise ValueError('endings: expected the key `""`, for any word that ends otherwise')


class PatternKnowledge(Knowledge, frozen=True, kw_only=True):
    """How the patterns of triggers and modes are written.

    `marks` say what a sign at the end of a word stands for, `classes` what words @name does.
    `proclitics` are written together with the next word.
    """

    proclitics: Words = ()
    marks: Mapping[str, tuple[WordEndings, ...]] = {}
    classes: Mapping[str, Words] = {}
