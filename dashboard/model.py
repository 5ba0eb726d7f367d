"""Document, DateSpan, Trigger, Event, Claim, Area: frozen, no logic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gazetteer.place import Place, Resolution
from gazetteer.reason import Reason

NO_POSITION = "statement without position"  # a claim neither for nor against
CHARACTERS = 2_000_000  # no article has more, whatever is set: a longer text is a mistake


class Reading(StrEnum):
    """How an article is read: with the encoder where it is installed, or fast without it."""

    CAREFUL = "careful"
    FAST = "fast"


@dataclass(frozen=True, slots=True)
class Document:
    """An article; `text` is NFC with "\\n" line ends and is never changed after reading.

    `id` is the first 16 hex digits of the sha256 of `text`. `published` None means "not known".
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date phrase at `start:end` and the days it means, both included (None: cannot be said).

    `precision` is UCDP's: 1 day, 2 two to six days, 3 week, 4 month, 5 up to a year, 6 coarser or
    unknown. `daypart`: dawn, morning, noon, afternoon, evening, night or None. `relative` says that
    the phrase needs a publication date; without one `first` and `last` are None.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: int
    daypart: str | None
    edtf: str
    phrase: str
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """What the words really locate: a centre (WGS 84), a radius in km and a shape.

    `shape`: circle, sector (within `radius_km`, 90 degrees wide around `bearing`), line (a road,
    river or border) or region. `precision` is ACLED's geo_precision 1 to 3; 4 is a whole country
    or coarser, which ACLED would not code. `start:end` is the phrase ("2 km south of X").
    """

    lat: float
    lon: float
    radius_km: float
    shape: str = "circle"
    bearing: float | None = None
    precision: int = 1
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word at `start:end` that tells of an event of `type` (a file name in event_types/).

    `mode`: reported, denied, feared, planned, historical, hypothetical or background (a total, a
    remark). Where it stands at no word, `start` and `end` are where its sentence begins.
    `probability` is that of the type; `alternatives` are the other types it may be, with theirs.
    `reads` are the shares of all types that its sentence reads like; empty in a fast reading.
    """

    start: int
    end: int
    type: str
    mode: str = "reported"
    weight: float = 1.0
    probability: float = 1.0
    alternatives: tuple[tuple[str, float], ...] = ()
    reads: Mapping[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in an event; `role` attacker, target, actor; `inter` is ACLED's code 1 to 8."""

    name: str
    role: str
    inter: int | None = None
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Count:
    """How many, from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Victims:
    """Some of the dead or the hurt, by who they were: civilians, fighters, children, women.

    `fate` is killed or injured. Rows may overlap: children are often counted among the civilians.
    """

    who: str
    fate: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what of an event: `text[start:end]` is the quote.

    `stance`: reports, claims, denies, blames, another cause, or statement without position ("the
    ministry declined to comment"; without a speaker, "no group has claimed responsibility").
    `day` is when it was said, by the words around the quote, else when the article was published.
    """

    start: int
    end: int
    speaker: str
    stance: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: what, where, when, who, how many, and who says so.

    `id` is "document:start:type" with `type` the event type's key; `start:end` is its sentence.
    `mode` as in Trigger: only reported events are mapped by default. None means "not known".
    `weapons` are keys of the language files ("drone"), in the order of the words. `where` are the
    words that name the place, also where no gazetteer holds it: `text[where[0]:where[1]]`.
    `other_places` are the words of the article that put it elsewhere.
    """

    id: str
    document: str
    type: str
    sub_type: str
    area: Area | None
    place: Place | None
    when: DateSpan | None
    actors: tuple[Actor, ...]
    fatalities: Count | None
    injuries: Count | None
    claims: tuple[Claim, ...]
    start: int
    end: int
    probability: float
    reasons: tuple[Reason, ...] = ()
    mode: str = "reported"
    victims: tuple[Victims, ...] = ()
    weapons: tuple[str, ...] = ()
    where: tuple[int, int] | None = None
    other_places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """How likely the sentence `start:end` tells an event, and of what kind if it does.

    `groups` and `types` are the probabilities of all groups and of all types by key, where it tells
    one: those of each add up to 1.
    """

    start: int
    end: int
    probability: float
    groups: Mapping[str, float]
    types: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document; `warnings` say what is doubtful about its reading.

    `occurrences` are what the encoder makes of the sentences, none where it was not asked.
    """

    document: Document
    mentions: tuple[Resolution, ...]
    dates: tuple[DateSpan, ...]
    events: tuple[Event, ...]
    warnings: tuple[Reason, ...] = ()
    occurrences: tuple[Occurrence, ...] = field(default=(), compare=False)
