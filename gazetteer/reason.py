"""Why something is so, as data; the sentences that the gazetteer's codes stand for, in English."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Union

Plain = str | int | float
Value = Union[Plain, "Reason"]
Message = str | tuple[str, str]  # of one and of many, as the first value counts

TEXT = "text"  # a sentence that nobody can translate, as it is


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so: `code` names a message, `values` are filled into it in their order.

    A text among the values is a word of somebody else, such as an article; a reason says itself.
    """

    code: str
    values: tuple[Value, ...] = ()


MESSAGES: dict[str, Message] = {
    TEXT: "{0}",
    # why a name means a place
    "place.mine": "one of your own places, which win",
    "place.only": "the only place of that name in the gazetteer",
    "place.in-next": "lies in the place named right after it",
    "place.most-populous": "the most populous of {0} places of that name",
    "place.word-beside": "the word beside it says: {0}",
    "place.province": "the article names its province",
    "place.country": "the article names its country",
    "place.nearest": "{0} km from {1}, the nearest other place named",
    "place.curated": "from Dateline's own table, within {0:g} km",
    "place.likeliest": "the likeliest of the places of that name",
    "place.people": "adjective or people of a country",
    "place.none-fits": "none fits well",
    "place.unknown": "no place of that name in the gazetteer",
    "spelling.typo": "one letter differs from the gazetteer's spelling",
    "spelling.skeleton": "same consonants as the gazetteer's spelling",
    "spelling.article": "written with or without its article or feature word",
    "beside.oil-field": "oil or gas field",
    "beside.base": "military base",
    "beside.camp": "camp",
    "beside.crossing": "border crossing",
    "beside.airport": "airport",
    "beside.river": "river",
    "beside.division": "administrative division",
    "beside.town": "town or village",
    "beside.place": "place",
    # why there is no index
    "index.missing": "{0}: no gazetteer here; run: python -m gazetteer build",
    "index.build": "{0}; run: python -m gazetteer build",
    "index.closed": "{0}: cannot be opened ({1})",
    "index.none": "{0}: not a gazetteer ({1})",
    "index.version": "{0}: made by another version",
    # why a point cannot be read
    "point.unknown": "{0!r}: not a point; write it like {1} or {2}",
    "point.doubtful": "{0!r}: could be read in two ways; write it like {1} or {2}",
    "point.latitude": "{0!r}: no latitude is beyond 90",
    "point.swapped": ("{0!r}: no latitude is beyond 90; are latitude and longitude swapped?"),
    "point.longitude": "{0!r}: no longitude is beyond 180",
    "point.minutes": "{0!r}: minutes and seconds go up to 59",
    # why a place of one's own cannot be kept
    "own.nameless": "a place without a name",
    "own.letters": "{0!r}: a name needs letters or digits",
    "own.long-name": "{0}...: a name may have {1} characters",
    "own.many-names": "{0}: {1} names; {2} can be kept",
    "own.no-point": "{0}: no point; choose one on the map or type one",
    "own.not-on-earth": "{0}: {1}, {2} is not on earth",
    "own.radius": "{0}: a radius is more than 0 and at most {1:.0f} km",
    "own.class": "{0}: {1!r} is no class of places",
}


def english(reason: Reason) -> str:
    """Say a reason of the gazetteer in English."""
    values = [english(v) if isinstance(v, Reason) else v for v in reason.values]
    return fill(MESSAGES.get(reason.code, reason.code), values)


def fill(message: Message, values: Sequence[Plain], write: Callable[..., str] = str.format) -> str:
    """Fill values into a message; where they do not fit it, they stand alone.

    `write` is `str.format`, or does more to each value.
    """
    if isinstance(message, tuple):
        one, many = message
        message = one if values and values[0] == 1 else many
    try:
        return write(message, *values)
    except Exception:  # another version wrote it: a page shows what there is
        return ", ".join(map(str, values))
