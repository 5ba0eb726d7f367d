"""One telling of an event: what a trigger's sentence says of it."""

from dataclasses import dataclass

from geopy.distance import great_circle

from dashboard.extraction.dates.chooser import Day, is_assumed
from dashboard.extraction.gate import is_proposed
from dashboard.extraction.location.chooser import Choice
from dashboard.extraction.location.features import extent
from dashboard.extraction.types.event_type import EventType, event_types
from dashboard.model import Actor, Claim, Count, Trigger, Victims
from gazetteer.place import Mention, Place

WIDE = frozenset({"country", "larger", "province", "water", "land"})
_SAME_PLACE_KM = 4.0
_HOLDS_OTHERS = frozenset({"country", "province"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The number of a sentence, whether it is the headline, and its folded longer words."""

    sentence: int = 0
    headline: bool = False
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making: one telling, or what several say of it together."""

    trigger: Trigger
    kind: EventType
    sentence: tuple[int, int]
    place: Choice | None
    day: Day
    actors: tuple[Actor, ...]
    fatalities: Count | None
    injuries: Count | None
    claims: tuple[Claim, ...] = ()
    toll: bool = False  # it gives the dead of what may be dated elsewhere
    victims: tuple[Victims, ...] = ()
    weapons: tuple[str, ...] = ()
    retellings: tuple[int, ...] = ()  # where other triggers tell it
    unknown: Mention | None = None  # the name of its place that no gazetteer holds
    standing: Standing = Standing()

    @property
    def names_place(self) -> bool:
        """Return whether its own sentence says where."""
        return self.place is not None and self.place.scope == "same sentence"

    @property
    def names_fine_place(self) -> bool:
        """Return whether its own sentence says where, more closely than a province."""
        return self.names_place and self.place is not None and not is_wide(self.place)

    @property
    def has_day(self) -> bool:
        """Return whether words of the text say when."""
        when = self.day.when
        return when is not None and when.first is not None and not is_assumed(when)

    @property
    def names_day(self) -> bool:
        """Return whether its own sentence says when."""
        return self.has_day and self.day.scope == "same sentence"

    @property
    def proposed(self) -> bool:
        """Return whether no word tells it, only its sentence as a whole."""
        return is_proposed(self.trigger)


def event_type_of(trigger: Trigger) -> EventType | None:
    """Return what kind of event a trigger tells of."""
    return event_types().get(trigger.type)


def is_wide(choice: Choice) -> bool:
    """Return whether a place is as wide as a province."""
    return extent(choice.place) in WIDE


def same_place(one: Choice | None, other: Choice | None) -> bool:
    """Return whether two places are one: the same, a few km apart, or neither told."""
    if one is None or other is None:
        return one is other
    return one.place.id == other.place.id or km(one.place, other.place) <= _SAME_PLACE_KM


def holds(wide: Place, fine: Place) -> bool:
    """Return whether a country or a province holds another place."""
    if extent(wide) not in _HOLDS_OTHERS or wide.country != fine.country:
        return False
    return extent(wide) == "country" or wide.admin[:1] == fine.admin[:1] != ()


def km(one: Place, other: Place) -> float:
    """Return how far two places lie apart."""
    return float(great_circle((one.lat, one.lon), (other.lat, other.lon)).km)
