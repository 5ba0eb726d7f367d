"""The names of a text that may be where an event happened, and where they stand around it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from dashboard.extraction.location.features import (
    Features,
    PlaceCandidate,
    candidates,
    extent,
    features_of,
)
from dashboard.extraction.location.unknown_names import unknown_names
from dashboard.extraction.location.witnesses import LOCALS, is_witness_place
from dashboard.extraction.text.text import Text, folded_in
from dashboard.model import Area, Claim, Trigger
from gazetteer.place import Place, Resolution
from gazetteer.spelling.fold import fold

Span = tuple[int, int]

_EARLIER = 2  # sentences before the paragraph that may still name the place
_PARAGRAPH = 40  # sentences before one that count as its paragraph, where lines never end
_SPEAKER_REACH = 90  # characters between a speaker's name and what they say
# What a place locates when its own radius is unknown, in km, and ACLED's precision.
_EXTENT = {
    "site": (1.0, 1),
    "settlement": (3.0, 1),
    "district": (15.0, 2),
    "land": (20.0, 3),
    "water": (50.0, 3),
    "province": (50.0, 3),
    "country": (300.0, 4),
    "larger": (1500.0, 4),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """The names of a text and where they stand, read once for all of its events."""

    text: Text
    sentences: Sequence[Span]
    datelines: Sequence[Span]
    names: tuple[PlaceCandidate, ...]
    areas: Sequence[Area]
    triggers: Sequence[Trigger] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """A name that may be the place of an event; `scope` says where it stands."""

    candidate: PlaceCandidate
    scope: str
    features: Features


def can_hold_events(
    text: Text,
    resolutions: Sequence[Resolution],
    claims: Sequence[Claim],
) -> tuple[Resolution, ...]:
    """Keep the names where something can happen: no metonyms, no part of a speaker's name.

    Where "residents of X" speak, it may well have happened in X.
    """
    found = []
    for one in resolutions:
        mention = one.mention
        if mention.kind != "place":
            continue
        if any(first <= mention.start < last for first, last in text.boilerplate):
            continue
        span = mention.start, mention.end
        near = [
            claim
            for claim in claims
            if claim.start - _SPEAKER_REACH <= mention.start <= claim.end + _SPEAKER_REACH
        ]
        speaks = any(_names_speaker(text, *span, claim) for claim in near)
        if not speaks or is_witness_place(text, *span, who=LOCALS):
            found.append(one)
    return tuple(found)


def _names_speaker(text: Text, start: int, end: int, claim: Claim) -> bool:
    """Return whether a mention is a part of the name of whoever makes a claim beside it."""
    if claim.start <= start < claim.end:
        return False
    return folded_in(text, start, end) in fold(claim.speaker)


def read_setting(
    text: Text,
    sentences: Sequence[Span],
    datelines: Sequence[Span],
    places: Sequence[Resolution],
    areas: Sequence[Area],
    triggers: Sequence[Trigger] = (),
    not_names: Sequence[Span] = (),
) -> Setting:
    """Read the names of a text that can be the place of an event.

    `not_names` are dates and names of other things; beside them and `places`, unknown names count.
    """
    taken = [(one.mention.start, one.mention.end) for one in places]
    setting = Setting(text, sentences, datelines, (), areas, triggers)
    asked = _asked(setting)
    unknown = unknown_names(text, asked, [*taken, *not_names])
    return replace(setting, names=candidates(text, [*places, *unknown], asked))


def _asked(setting: Setting) -> Sequence[Span]:
    """List the sentences whose names may be asked for: those around the triggers, if any."""
    spans = setting.sentences
    if not setting.triggers:
        return spans
    starts = [start for start, _ in spans]
    telling = {bisect_right(starts, trigger.start) - 1 for trigger in setting.triggers}
    wanted: set[int] = set()
    for scope in {span for at in telling if at >= 0 for _, span in _scopes(setting, at)}:
        first = max(0, bisect_right(starts, scope[0]) - 1)
        until = bisect_left(starts, scope[1])
        wanted.update(at for at in range(first, until) if scope[0] < spans[at][1])
    return [spans[at] for at in sorted(wanted)]


def alternatives(
    setting: Setting, trigger: Trigger, index: int, not_here: Sequence[Span] = ()
) -> Iterator[Alternative]:
    """Yield the names that may be where the trigger's event happened, with what speaks for them."""
    scopes = _scopes(setting, index)
    near = _names_in(setting, (span for _, span in scopes))
    free = [one for one in near if not any(_inside(one, span) for span in not_here)]
    sentence = setting.sentences[index]
    here = [one for one in free if _inside(one, sentence)]
    others = [t for t in setting.triggers if sentence[0] <= t.start < sentence[1] and t != trigger]
    for one in free:
        scope = next((name for name, span in scopes if _inside(one, span)), None)
        if scope is not None:
            rivals = [other for other in here if other is not one]
            features = features_of(setting.text, trigger, scope, one, rivals, others)
            yield Alternative(one, scope, {**one.features, **features})


def _scopes(setting: Setting, index: int) -> list[tuple[str, Span]]:
    """Name the stretches of text around a sentence, the nearest first."""
    sentence = setting.sentences[index]
    start = setting.text.original.rfind("\n", 0, sentence[0]) + 1
    start = max(start, setting.sentences[max(0, index - _PARAGRAPH)][0])
    paragraph = bisect_left(setting.sentences, start, key=itemgetter(0))
    scopes = [("dateline", span) for span in setting.datelines if span[0] < sentence[1]]
    scopes += [("same sentence", sentence), ("same paragraph", (start, sentence[0]))]
    if paragraph:
        earlier = setting.sentences[max(0, paragraph - _EARLIER)]
        scopes.append(("earlier", (earlier[0], start)))
    scopes.append(("lede", setting.sentences[0]))
    return scopes


def _names_in(setting: Setting, spans: Iterable[Span]) -> list[PlaceCandidate]:
    """Return the names that begin in any of some stretches of text, in their order."""
    names, found = setting.names, set[int]()
    for span in spans:
        first, last = (bisect_left(names, at, key=_start) for at in span)
        found.update(range(first, last))
    return [names[at] for at in sorted(found)]


def _start(one: PlaceCandidate) -> int:
    return one.resolution.mention.start


def _inside(one: PlaceCandidate, span: Span) -> bool:
    mention = one.resolution.mention
    return span[0] <= mention.start and mention.end <= span[1]


def area_of(resolution: Resolution, place: Place, areas: Sequence[Area]) -> Area:
    """Return the area that the words around a mention locate, else the extent of its place."""
    mention = resolution.mention
    for area in areas:
        if area.start < mention.end and mention.start < area.end:
            return area
    radius, precision = _EXTENT[extent(place)]
    start = mention.head if 0 <= mention.head < mention.start else mention.start
    return Area(
        place.lat,
        place.lon,
        place.radius_km or radius,
        precision=precision,
        start=start,
        end=mention.end,
    )
