"""Which claims are about which events, and which words only name an event told before."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.extraction.claims.finder import refers_back
from dashboard.extraction.coreference.draft import WIDE, Draft, km
from dashboard.extraction.location.features import extent
from dashboard.extraction.text.text import Text
from dashboard.model import NO_POSITION, Claim
from gazetteer.place import Place, Resolution

_CLAIMED_PLACE_KM = 25.0
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_BACK_STANCES = frozenset({"claims", "denies", "blames", "another cause", NO_POSITION})
_STILL_THE_SAME = 900  # characters: how far on "they denied it" may speak of it


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
    precise = [place for place in named if extent(place) not in WIDE]
    if precise:
        return covered + [i for i in before if any(_near(drafts[i], p) for p in precise)]
    reach = refers_back(text, claim)
    if reach == "last" or (not reach and not covered and claim.stance != "another cause"):
        return covered or earlier[-1:]
    return covered + (earlier if reach == "all" else [])


def _near(draft: Draft, place: Place) -> bool:
    return draft.place is not None and km(draft.place.place, place) <= _CLAIMED_PLACE_KM
