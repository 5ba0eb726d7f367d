"""The same event told again: later in the article, or by whoever claims or denies it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geopy.distance import great_circle

from dashboard.extraction.casualties.finder import merge_counts
from dashboard.extraction.casualties.victims import merge_victims
from dashboard.extraction.claims.finder import refers_back
from dashboard.extraction.dates.chooser import Day, is_assumed, same_days
from dashboard.extraction.gate import is_proposed
from dashboard.extraction.location.chooser import Choice
from dashboard.extraction.location.features import extent
from dashboard.extraction.text.text import Text
from dashboard.extraction.types.event_type import EventType, event_types
from dashboard.model import NO_POSITION, Actor, Claim, Count, Trigger, Victims
from gazetteer.place import Mention, Place, Resolution

_SAME_PLACE_KM = 4.0
_CLAIMED_PLACE_KM = 25.0
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_BACK_STANCES = frozenset({"claims", "denies", "blames", "another cause", NO_POSITION})
_TWO_CRIMES = frozenset({"attack", "abduction"})  # some are killed, others taken away
_WIDE = frozenset({"country", "larger", "province", "water", "land"})
_STILL_THE_SAME = 900  # characters: how far on an undated event may be told again
_TOLL_DAYS = 7
_FAINT = 0.5  # below, a trigger only tells of dead and wounded


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making: its first telling and what later ones added."""

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
    retellings: tuple[int, ...] = ()  # where later triggers tell it again
    unknown: Mention | None = None  # the name of its place that no gazetteer holds


def find_earlier(drafts: Sequence[Draft], new: Draft) -> int | None:
    """Return which draft tells the same event as `new`: same kind, same place, same day."""
    for index in range(len(drafts) - 1, -1, -1):
        old = drafts[index]
        if old.trigger.mode != new.trigger.mode or not _same_family(old, new):
            continue
        undated = old.day.when is None or new.day.when is None
        if undated and new.sentence[0] - old.sentence[1] > _STILL_THE_SAME:
            continue
        same = same_place(old.place, new.place) or (index == 0 and _is_headline_of(old, new))
        if same and (same_days(old.day.when, new.day.when) or _is_toll_of(old, new)):
            return index
    return _detail_of(drafts, new)


def _detail_of(drafts: Sequence[Draft], new: Draft) -> int | None:
    """Return which draft a sentence goes on with that names neither an event nor a place."""
    if not is_proposed(new.trigger) or (new.place and new.place.scope == "same sentence"):
        return None
    for index in range(len(drafts) - 1, -1, -1):
        old = drafts[index]
        since = max((old.sentence[1], *old.retellings))
        if (
            old.trigger.mode == new.trigger.mode
            and old.kind.group == new.kind.group
            and same_days(old.day.when, new.day.when)
            and new.sentence[0] - since <= _STILL_THE_SAME
        ):
            return index
    return None


def _is_toll_of(old: Draft, new: Draft) -> bool:
    """Return whether the earlier telling gives the toll, as of its day, of what is told now."""
    when, then = old.day.when, new.day.when
    if not old.toll or not when or not then or not when.first or not then.first:
        return False
    return 0 <= (when.first - then.first).days <= _TOLL_DAYS


def _is_headline_of(old: Draft, new: Draft) -> bool:
    """Return whether the opening told of a province what is now told of a place in it."""
    if old.place is None or new.place is None or old.kind.key != new.kind.key:
        return False
    if old.retellings and old.place.place.id != new.place.place.id:
        return False  # it has been told more closely already
    wide, fine = old.place.place, new.place.place
    if extent(wide) not in ("province", "country") or extent(fine) in _WIDE:
        return False
    if extent(wide) == "country":
        return wide.country == fine.country
    return wide.country == fine.country and wide.admin[:1] == fine.admin[:1] != ()


def same_place(one: Choice | None, other: Choice | None) -> bool:
    """Return whether two places are one: the same, a few km apart, or one not told."""
    if one is None or other is None:
        return one is other
    return one.place.id == other.place.id or _km(one.place, other.place) <= _SAME_PLACE_KM


def with_telling(old: Draft, new: Draft) -> Draft:
    """Add a later telling to an event: the larger counts, every actor, a date if it had none."""
    known = {actor.name for actor in old.actors}
    finer = (
        old.place is not None
        and new.place is not None
        and extent(old.place.place) in _WIDE
        and extent(new.place.place) not in _WIDE
    )
    dated_itself = old.day.when is not None and old.day.when.first and not is_assumed(old.day.when)
    dated = old.day if dated_itself or new.day.when is None else new.day
    if _is_toll_of(old, new):
        dated = new.day
    stronger = old.trigger.weight < _FAINT < new.trigger.weight or _goes_on(old, new)
    typed = new.trigger if stronger else old.trigger
    return replace(
        old,
        kind=new.kind if stronger else old.kind,
        trigger=replace(
            old.trigger,
            type=typed.type,
            weight=max(old.trigger.weight, new.trigger.weight),
            probability=typed.probability,
            alternatives=typed.alternatives,
        ),
        place=new.place if finer else old.place,
        unknown=new.unknown if finer else old.unknown,
        day=dated,
        actors=old.actors + tuple(a for a in new.actors if a.name not in known),
        fatalities=merge_counts((old.fatalities, new.fatalities)),
        injuries=merge_counts((old.injuries, new.injuries)),
        victims=merge_victims((old.victims, new.victims)),
        weapons=tuple(dict.fromkeys(old.weapons + new.weapons)),
        retellings=(*old.retellings, new.trigger.start, *new.retellings),
    )


def _goes_on(old: Draft, new: Draft) -> bool:
    """Return whether a later sentence says what became of a protest: police broke it up."""
    protests = {old.kind.disorder_type, new.kind.disorder_type}
    return all("Demonstrations" in kind for kind in protests) and old.kind.key in new.kind.absorbs


def is_reference(text: Text, new: Draft, drafts: Sequence[Draft], claims: Sequence[Claim]) -> bool:
    """Return whether a trigger only names an earlier event in a claim, a denial or an excuse."""
    around = [
        claim
        for claim in claims
        if claim.stance in _BACK_STANCES and claim.start <= new.trigger.start < claim.end
    ]
    if not around or not drafts:
        return False
    if new.place is not None and new.place.scope == "same sentence":
        return any(_near(draft, new.place.place) for draft in drafts)
    return any(refers_back(text, claim) or claim.stance == "denies" for claim in around)


def attach_claims(
    text: Text,
    drafts: Sequence[Draft],
    claims: Sequence[Claim],
    places: Sequence[Resolution],
) -> list[Draft]:
    """Give every event the claims that tell it, and those made of it later."""
    found = list(drafts)
    for claim in claims:
        for index in _meant(text, claim, found, places):
            if claim not in found[index].claims:
                found[index] = replace(found[index], claims=(*found[index].claims, claim))
    return found


def _meant(
    text: Text,
    claim: Claim,
    drafts: Sequence[Draft],
    places: Sequence[Resolution],
) -> list[int]:
    """List the events a claim is about."""
    covered = [
        i
        for i, d in enumerate(drafts)
        if any(claim.start <= at < claim.end for at in (d.trigger.start, *d.retellings))
    ]
    if claim.stance == NO_POSITION:
        near = [d.sentence[1] + _STILL_THE_SAME > claim.start > d.trigger.start for d in drafts]
        violent = [d.kind.event_type in _VIOLENT for d in drafts]
        meant = [i for i in range(len(drafts)) if near[i] and violent[i]]
        return covered or meant[-1:]
    if claim.stance not in _BACK_STANCES:
        return covered
    before = [
        i
        for i, d in enumerate(drafts)
        if d.trigger.start < claim.start and d.trigger.mode == "reported"
    ]
    earlier = [i for i in before if drafts[i].kind.event_type in _VIOLENT]
    named = [r.place for r in places if r.place and claim.start <= r.mention.start < claim.end]
    precise = [place for place in named if extent(place) not in _WIDE]
    if precise:
        return covered + [i for i in before if any(_near(drafts[i], p) for p in precise)]
    reach = refers_back(text, claim)
    if reach == "last" or (not reach and not covered and claim.stance != "another cause"):
        return covered or earlier[-1:]
    return covered + (earlier if reach == "all" else [])


def _near(draft: Draft, place: Place) -> bool:
    return draft.place is not None and _km(draft.place.place, place) <= _CLAIMED_PLACE_KM


def _km(one: Place, other: Place) -> float:
    return float(great_circle((one.lat, one.lon), (other.lat, other.lon)).km)


def _same_family(old: Draft, new: Draft) -> bool:
    """Return whether two types can be one event: equal, of one class, or one swallows the other."""
    if {old.kind.key, new.kind.key} == _TWO_CRIMES and old.sentence != new.sentence:
        return min(old.trigger.weight, new.trigger.weight) < _FAINT
    if old.kind.event_type == new.kind.event_type:
        return True
    if new.kind.key in old.kind.absorbs or old.kind.key in new.kind.absorbs:
        return True
    both_violent = {old.kind.event_type, new.kind.event_type} <= _VIOLENT
    return both_violent and min(old.trigger.weight, new.trigger.weight) < _FAINT


def event_type_of(trigger: Trigger) -> EventType | None:
    """Return what kind of event a trigger tells of."""
    return event_types().get(trigger.type)
