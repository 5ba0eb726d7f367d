"""The shape of a language's dates.toml."""

from collections.abc import Mapping
from typing import Literal

from dashboard.extraction.languages.phrases import MARKS, SHAPES, Phrases, Table, tables_of
from gazetteer.languages.schema import Knowledge, Words, check_keys

Daypart = Literal["dawn", "morning", "noon", "afternoon", "evening", "night"]
Unit = Literal["hour", "day", "week", "month", "year", "decade"]
Month = Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
Weekday = Literal["0", "1", "2", "3", "4", "5", "6"]  # Monday first
Edge = Literal["start", "middle", "end", "earlier", "later"]
# What a phrase is read as: dates/absolute.py and dates/relative.py say what each means.
DateMeaning = Literal[
    "ago",
    "ahead",
    "clock",
    "date",
    "gap",
    "hijri",
    "iranian",
    "lasting",
    "later",
    "month",
    "monthday",
    "near",
    "numeric",
    "overnight",
    "period",
    "running",
    "same",
    "season",
    "short",
    "stretch",
    "weekday",
    "weekdays",
    "year",
]
_DAY = r"-?\d( (dawn|morning|noon|afternoon|evening|night))?"


class DateValues(Knowledge, frozen=True, kw_only=True):
    """Phrases that stand for a value, by kind and value.

    `maybe_month` and `maybe_weekday` are everyday words or names too. `near` counts days from the
    document day, `same` from the day the text named last: "-1", or "-1 night" with a part of the
    day. `count` are the number words that counts.toml lacks. `gap` is a unit and the word that
    leads to what came before: "days after". `first` is the ordinal of a day right before its month.
    """

    month: Mapping[Month, Words] = {}
    maybe_month: Mapping[Month, Words] = {}
    hijri: Mapping[Month, Words] = {}
    iranian: Mapping[Month, Words] = {}
    weekday: Mapping[Weekday, Words] = {}
    maybe_weekday: Mapping[Weekday, Words] = {}
    part: Mapping[Daypart, Words] = {}
    meridian: Mapping[Literal["am", "pm"], Words] = {}
    edge: Mapping[Edge, Words] = {}
    gap: Mapping[Unit, Words] = {}
    near: Mapping[str, Words] = {}
    same: Mapping[str, Words] = {}
    plural: Mapping[Unit, Words] = {}
    dual: Mapping[Unit, Words] = {}
    season: Mapping[Month, Words] = {}
    count: Mapping[str, Words] = {}
    ordinal: Mapping[str, Words] = {}
    first: Mapping[Literal["1"], Words] = {}

    def __post_init__(self) -> None:
        """Refuse a day or a number that is none."""
        for name, days in (("near", self.near), ("same", self.same)):
            check_keys(name, days, _DAY, "days from it, and perhaps a part of the day: -1 night")
        for name, numbers in (("count", self.count), ("ordinal", self.ordinal)):
            check_keys(name, numbers, r"\d+", "a number")


class DateKnowledge(Phrases, frozen=True, kw_only=True):
    """Phrases that tell a time.

    No pattern finds words of `fillers` alone. `day_first`: 3/4/2020 is the third of April.
    Behind a word of `until` or `after` a day that ends its clause only bounds when it was.
    """

    patterns: tuple[tuple[DateMeaning, str], ...] = ()
    fillers: Words = ()
    day_first: bool = True
    until: Words = ()
    after: Words = ()
    values: DateValues = DateValues()

    def __post_init__(self) -> None:
        """Refuse fillers of no kind too."""
        super().__post_init__()
        kinds = {*self.words, *self.tables(), *SHAPES, *MARKS.values(), *self.implied()}
        if unknown := [name for name in self.fillers if name not in kinds]:
            raise ValueError(f"fillers: there is no kind of word `{unknown[0]}`")

    def tables(self) -> Mapping[str, Table]:
        """Return the phrases that stand for a value."""
        return tables_of(self.values)

    def implied(self) -> tuple[str, ...]:
        """Return the kind that counts.toml gives too."""
        return ("count",)

    def expressions(self) -> tuple[str, ...]:
        """Return the patterns without what each finds."""
        return tuple(expression for _, expression in self.patterns)
