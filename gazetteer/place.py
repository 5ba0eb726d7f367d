"""Place, NameRules, Mention, Candidate, Resolution: frozen, no logic."""

from dataclasses import dataclass, field

from gazetteer.reason import Reason


@dataclass(frozen=True, slots=True)
class Place:
    """A place on earth: one point (WGS 84 degrees) and how far it may be off (`radius_km`).

    `feature_class` and `feature_code` are GeoNames' (P.PPLA, H.STM, A.PCLI ...), `country` is
    ISO 3166-1 alpha-2 or "", `admin` holds admin1 and admin2 codes where known, `names` is only
    filled where a caller asked for all names, `source` is a key of the index's source table.
    """

    id: str
    name: str
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country: str = ""
    admin: tuple[str, ...] = ()
    population: int = 0
    radius_km: float = 0.0
    names: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity: made once
class NameRules:
    """How a language dresses place names in text; every word is already folded.

    `heads` (before the name) and `heads_after` map a head noun to a GeoNames feature pattern ("P",
    "S.OILF", "H.STM"); `weak_heads` make a known name likelier but discover none; one of
    `capital` says that a capital follows. `demonyms` maps an adjective to an ISO country code;
    `never` are names that are practically always words.
    `endings` are (what ends an inflected name, what may stand there in its base form), the longest
    first.
    """

    language: str
    cased: bool
    proclitics: tuple[str, ...] = ()
    article: str = ""
    elisions: frozenset[str] = frozenset()
    apostrophe_endings: bool = False
    other_letters: bool = False
    endings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    of: frozenset[str] = frozenset()
    heads: dict[str, str] = field(default_factory=dict)
    heads_after: dict[str, str] = field(default_factory=dict)
    weak_heads: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()
    dual_heads: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    compass: frozenset[str] = frozenset()
    compass_adjectives: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    person_names: frozenset[str] = frozenset()
    name_parts: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    demonyms: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may mean; `how`: exact, clitic, article, typo, skeleton."""

    place: Place
    score: float
    how: str = "exact"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch `text[start:end]` (half open) that names a place.

    `kind` is place, demonym or metonym. `head` is the offset where its head noun starts ("town of
    X"), equal to `start` where there is none; `feature` is the feature pattern that head promises.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...] = ()
    kind: str = "place"
    probability: float = 1.0
    head: int = -1
    feature: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which place a mention means, how sure we are (0 to 1), and why."""

    mention: Mention
    place: Place | None
    probability: float
    reasons: tuple[Reason, ...] = ()
    alternatives: tuple[Candidate, ...] = ()
