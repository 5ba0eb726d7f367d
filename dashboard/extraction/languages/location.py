"""The shape of a language's location.toml."""

from collections.abc import Mapping
from typing import Literal

from dashboard.extraction.languages.phrases import Phrases, Table, tables_of
from gazetteer.languages.schema import Knowledge, Words, check_keys

Bearing = Literal["0", "45", "90", "135", "180", "225", "270", "315"]  # degrees from north
Preposition = Literal["direction", "in", "on", "near", "from", "to"]
# What is said of a place: location/areas.py says what each means.
AreaMeaning = Literal[
    "away", "between", "near", "offset", "part", "road", "road_to", "rural", "sector"
]


class AreaValues(Knowledge, frozen=True, kw_only=True):
    """Words that stand for a value: degrees clockwise from north, metres in a unit or in two."""

    bearing: Mapping[Bearing, Words] = {}
    compass: Mapping[Bearing, Words] = {}
    unit: Mapping[str, Words] = {}
    dual_unit: Mapping[str, Words] = {}

    def __post_init__(self) -> None:
        """Refuse metres that are none."""
        check_keys("unit", self.unit, r"\d+", "metres in one")
        check_keys("dual_unit", self.dual_unit, r"\d+", "metres in two")


class Areas(Phrases, frozen=True, kw_only=True):
    """What the words around a place really locate.

    `place` is a name found in the text, `head` a head noun of names.toml, `count` a number word.
    """

    patterns: tuple[tuple[AreaMeaning, str], ...] = ()
    values: AreaValues = AreaValues()

    def tables(self) -> Mapping[str, Table]:
        """Return the phrases that stand for a value."""
        return tables_of(self.values)

    def expressions(self) -> tuple[str, ...]:
        """Return the patterns without what each finds."""
        return tuple(expression for _, expression in self.patterns)

    def implied(self) -> tuple[str, ...]:
        """Return the kinds that other files give."""
        return ("head", "count")


class PlaceCues(Knowledge, frozen=True, kw_only=True):
    """Words beside a place that tell whether the event happened there.

    `prepositions` by what they say of the place behind them; one that is written together with
    it ends in "-". `of` follows a head noun, `part` is a noun for a part of a place, `dressing`
    may stand before a name without changing what is said. `aim` leads to what an event was
    aimed at, `cause` to what people march for or against, `aside` to what is only said about a
    thing, `clause` to another clause, `lists` to another name of a list and `joiners` to one
    that neither holds nor is held. `locals` live where they are named and saw it, `tellers`
    only tell of it, `calls` are phrases by which somebody is heard from elsewhere. `toll` is a
    count of the dead, `gap` ends a date of what follows it. `acts` are what a state does
    ("Moscow retaliated"), `having` stands before them, `by` before who acts; `officials` act for
    a state, `people` are from a place wherever they are.
    """

    prepositions: Mapping[Preposition, Words] = {}
    of: Words = ()
    part: Words = ()
    dressing: Words = ()
    aim: Words = ()
    cause: Words = ()
    aside: Words = ()
    clause: Words = ()
    lists: Words = ()
    joiners: Words = ()
    locals: Words = ()
    tellers: Words = ()
    calls: Words = ()
    toll: Words = ()
    gap: Words = ()
    acts: Words = ()
    having: Words = ()
    by: Words = ()
    officials: Words = ()
    people: Words = ()


class Location(Knowledge, frozen=True, kw_only=True):
    """What is known of where things happen."""

    areas: Areas = Areas()
    cues: PlaceCues = PlaceCues()
