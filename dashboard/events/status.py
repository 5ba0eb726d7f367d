"""How an event stands by what is said of it: derived from its claims, never a verdict of ours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.model import NO_POSITION, Claim, Event

CONTESTED, DENIED, CLAIMED = "contested", "denied", "claimed"
CONFIRMED, SINGLE = "several sources", "single source"
# how the map and the lists order them: what needs a second look first
STATUSES = (CONTESTED, DENIED, CLAIMED, SINGLE, CONFIRMED)
DISPUTED = frozenset((CONTESTED, DENIED))
FOR = frozenset(("reports", "claims", "blames"))
AGAINST = frozenset(("denies", "another cause"))


@dataclass(frozen=True, slots=True)
class Account:
    """What one text says of an event; `origin` names the text that its words were copied from.

    `own`: the text tells of it in a sentence of its own, where it quotes nobody.
    """

    origin: str
    claims: tuple[Claim, ...]
    mode: str = "reported"
    own: bool = False


@dataclass(frozen=True, slots=True)
class EventStatus:
    """How an event stands by all reports of its incident; `incident` is the same for all of them.

    `reports` are the ids of their events, `origins` counts texts that are not copies of another.
    """

    status: str
    incident: str
    reports: tuple[str, ...]
    origins: int


ALONE: Mapping[str, EventStatus] = MappingProxyType({})  # of events that are one with no others


def account(event: Event, origin: str = "") -> Account:
    """Return what an event's own document says of it."""
    quoted = any(
        claim.start < event.end and event.start < claim.end
        for claim in event.claims
        if claim.stance != NO_POSITION
    )
    return Account(origin or event.document, event.claims, event.mode, own=not quoted)


def stands(event: Event) -> str:
    """Return how an event stands by what its own document says."""
    return status([account(event)])


def status(accounts: Sequence[Account]) -> str:
    """Return how an event stands.

    Contested: some say it happened so, others deny it or name another cause; a text that tells
    of it in its own words is one that says so. Denied: nobody but deniers. Claimed: only those
    who say they did it. Several sources: speakers or texts that are not copies of one another
    agree. Single source: everything goes back to one.
    """
    claims = [c for account in accounts for c in account.claims if c.stance != NO_POSITION]
    asserted = any(_asserts(account) for account in accounts)
    if any(claim.stance in AGAINST for claim in claims):
        return CONTESTED if asserted else DENIED
    if not asserted:
        return DENIED
    if {claim.stance for claim in claims} == {"claims"} and not any(a.own for a in accounts):
        return CLAIMED
    return CONFIRMED if len(sources(accounts)) > 1 else SINGLE


def _asserts(account: Account) -> bool:
    return account.mode != "denied" or any(claim.stance in FOR for claim in account.claims)


def sources(accounts: Iterable[Account]) -> frozenset[str]:
    """Return who vouches for an event: the speakers, or the text itself where it quotes nobody."""
    found = set()
    for account in accounts:
        speakers = {c.speaker.casefold() for c in account.claims if c.stance in FOR and c.speaker}
        found |= speakers or ({account.origin} if _asserts(account) else set())
    return frozenset(found)
