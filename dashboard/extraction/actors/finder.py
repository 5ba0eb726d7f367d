"""Who acts in an event and who suffers: known actors, state forces, groups as the text has them."""

from bisect import bisect_left
from dataclasses import replace
from datetime import date
from itertools import chain

from dashboard.extraction.actors.identities import inter_in
from dashboard.extraction.actors.lexicon import ActorWords, actor_words, keys
from dashboard.extraction.actors.names import BREAKS, NamedActor, find_named
from dashboard.extraction.languages.language import Language
from dashboard.extraction.text.text import Text, tokens_in
from dashboard.extraction.text.tokens import Tokens
from dashboard.extraction.types.event_type import event_types
from dashboard.model import Actor, Trigger

_CUE_REACH = 4  # words between a cue such as "by" and the actor it governs
_CLAUSE_REACH = 20  # words between an actor and the trigger it belongs to
_SOURCE_REACH, _SAID_REACH = 3, 8  # words before who tells, and behind


def find_actors(
    text: Text,
    start: int,
    end: int,
    published: date | None,
    trigger: Trigger | None = None,
) -> tuple[Actor, ...]:
    """Find the actors of a stretch of a text with their part in what `trigger` tells.

    `inter` is the code at home; `abroad` settles it once the country of the event is known.
    """
    tokens = tokens_in(text, start, end)
    table = actor_words(text.language.code)
    named = find_named(tokens, text, table, published)
    at = _trigger_index(tokens, trigger)
    kind = event_types().get(trigger.type) if trigger else None
    calm, mutual = (kind.calm, kind.mutual) if kind else (False, False)
    found: dict[str, Actor] = {}
    for one in named:
        civilian = one.inter == 7 and one.name == table.civilian_name
        if (civilian and (calm or _speaks(tokens, one, table))) or _only_tells(tokens, one, table):
            continue
        role = "target" if civilian else _role(tokens, one, at, mutual, table)
        if role is None:
            continue
        start, end = tokens.starts[one.first], tokens.ends[one.last - 1]
        actor = Actor(one.name, role, one.inter, start, end)
        before = found.get(actor.name)
        if before is None or (before.role == "actor" and role != "actor"):
            found[actor.name] = actor
    return tuple(sorted(found.values(), key=lambda actor: actor.start))


def abroad(actors: tuple[Actor, ...], country: str, language: Language) -> tuple[Actor, ...]:
    """Give armies outside their own country ACLED's code for external forces."""
    known = keys(language.code)
    return tuple(
        replace(actor, inter=inter_in(known[actor.name], actor.inter, country))
        if actor.name in known and actor.inter is not None
        else actor
        for actor in actors
    )


def _trigger_index(tokens: Tokens, trigger: Trigger | None) -> int | None:
    if trigger is None:
        return None
    at = bisect_left(tokens.starts, trigger.start)
    return at if at < len(tokens) else None


def _speaks(tokens: Tokens, named: NamedActor, table: ActorWords) -> bool:
    """Return whether somebody only says what happened: "residents said", "قال سكان"."""
    if table.verb_first:
        return named.first > 0 and not table.says.isdisjoint(tokens.forms[named.first - 1])
    return named.last < len(tokens) and tokens.keys[named.last] in table.says


def _only_tells(tokens: Tokens, named: NamedActor, table: ActorWords) -> bool:
    """Return whether somebody tells what others did: "police said", "بحسب الشرطة".

    Who says that they did it acts as well: "the army said it had", "قال الجيش إنه".
    """
    before = tokens.forms[max(0, named.first - _SOURCE_REACH) : named.first]
    if not table.sources.isdisjoint(chain.from_iterable(before)):
        return True
    after = tokens.forms[named.last : named.last + _SAID_REACH]
    stop = next((n for n, forms in enumerate(after) if not BREAKS.isdisjoint(forms)), len(after))
    behind = list(chain.from_iterable(after[:stop]))
    if not _speaks(tokens, named, table) or not table.themselves.isdisjoint(behind):
        return False
    return not table.verb_first or not table.conjunctions.isdisjoint(behind)


def _role(
    tokens: Tokens, named: NamedActor, at: int | None, mutual: bool, table: ActorWords
) -> str | None:
    """Return the part an actor plays; None when it stands in another clause than the trigger."""
    if at is not None and abs(named.first - at) > _CLAUSE_REACH:
        return None
    cue = _cue_before(tokens, named.first, table)
    if mutual:
        return "actor"
    if not table.bases.isdisjoint(tokens.keys[named.first : named.last]):
        return "target"  # a base does not strike, it is struck
    if cue == "by":
        return "attacker"
    if cue == "on":
        return "target"
    if at is None:
        return "actor"
    near = tokens.forms[max(0, named.first - 3) : named.first]
    if not table.relative.isdisjoint(chain.from_iterable(near)):
        return "actor"  # in a relative clause about something else
    if table.verb_first:
        return "attacker"
    if named.first <= at:  # or in the event's own words: "gunmen attacked"
        until = max(at, named.last) + 1
        active = table.passive.isdisjoint(tokens.keys[named.last : until])
        return "attacker" if active else "target"
    return "target"


def _cue_before(tokens: Tokens, index: int, table: ActorWords) -> str:
    """Return the nearest cue that governs the actor at `index`: by, on, with or nothing."""
    for back in range(1, _CUE_REACH + 1):
        at = index - back
        if at < 0 or tokens.keys[at] in BREAKS:
            return ""
        match = table.cues.at(tokens, at)
        if match and match[0] <= index:
            return match[1]
    return ""
