"""Who acts in an event and who suffers: known actors, state forces, groups as the text has them."""

from dataclasses import replace
from datetime import date

from dashboard.extraction.actors.lexicon import ActorWords, actor_words, homes
from dashboard.extraction.actors.names import BREAKS, Named, find_named
from dashboard.extraction.text.language import Language
from dashboard.extraction.text.tokens import Word, split_words
from dashboard.extraction.types.event_type import event_types
from dashboard.model import Actor, Trigger

EXTERNAL = 8
_CUE_REACH = 4  # words between a cue such as "by" and the actor it governs
_CLAUSE_REACH = 20  # words between an actor and the trigger it belongs to
_CALM = frozenset({"Protests", "Strategic developments"})


def find_actors(
    text: str,
    start: int,
    end: int,
    language: Language,
    published: date | None,
    trigger: Trigger | None = None,
) -> tuple[Actor, ...]:
    """Find the actors of `text[start:end]` with their part in what `trigger` tells.

    `inter` is the code at home; `abroad` settles it once the country of the event is known.
    """
    words = split_words(text, start, end, language)
    table = actor_words(language.code)
    named = find_named(words, text, table, published)
    at = _trigger_index(words, trigger)
    kind = event_types().get(trigger.type) if trigger else None
    calm = kind is not None and kind.event_type in _CALM
    mutual = calm or (kind is not None and kind.event_type == "Battles")
    found: dict[str, Actor] = {}
    for one in named:
        civilian = one.inter == 7 and one.name == table.civilian_name
        if civilian and (calm or _speaks(words, one, table)):
            continue
        role = "target" if civilian else _role(words, one, at, mutual, table)
        if role is None:
            continue
        actor = Actor(one.name, role, one.inter, words[one.first].start, words[one.last - 1].end)
        before = found.get(actor.name)
        if before is None or (before.role == "actor" and role != "actor"):
            found[actor.name] = actor
    return tuple(sorted(found.values(), key=lambda actor: actor.start))


def abroad(actors: tuple[Actor, ...], country: str, language: Language) -> tuple[Actor, ...]:
    """Give armies outside their own country ACLED's code for external forces."""
    if not country:
        return actors
    at_home = homes(language.code)
    return tuple(
        replace(actor, inter=EXTERNAL)
        if at_home.get(actor.name, country) != country and actor.inter in (1, 2, 3)
        else actor
        for actor in actors
    )


def _trigger_index(words: list[Word], trigger: Trigger | None) -> int | None:
    if trigger is None:
        return None
    inside = (i for i, word in enumerate(words) if word.start >= trigger.start)
    return next(inside, None)


def _speaks(words: list[Word], named: Named, table: ActorWords) -> bool:
    """Return whether somebody only says what happened: "residents said", "قال سكان"."""
    if table.verb_first:
        return named.first > 0 and not table.says.isdisjoint(words[named.first - 1].forms)
    return named.last < len(words) and words[named.last].text in table.says


def _role(
    words: list[Word], named: Named, at: int | None, mutual: bool, table: ActorWords
) -> str | None:
    """Tell the part an actor plays; None when it stands in another clause than the trigger."""
    if at is not None and abs(named.first - at) > _CLAUSE_REACH:
        return None
    cue = _cue_before(words, named.first, table)
    if mutual:
        return "actor"
    if any(word.text in table.bases for word in words[named.first : named.last]):
        return "target"  # a base does not strike, it is struck
    if cue == "by":
        return "attacker"
    if cue == "on":
        return "target"
    if at is None:
        return "actor"
    near = words[max(0, named.first - 3) : named.first]
    if any(form in table.relative for word in near for form in word.forms):
        return "actor"  # in a relative clause about something else
    if table.verb_first:
        return "attacker"
    if named.first <= at:  # or in the event's own words: "gunmen attacked"
        until = max(at, named.last) + 1
        passive = any(word.text in table.passive for word in words[named.last : until])
        return "target" if passive else "attacker"
    return "target"


def _cue_before(words: list[Word], index: int, table: ActorWords) -> str:
    """Return the nearest cue that governs the actor at `index`: by, on, with or nothing."""
    for back in range(1, _CUE_REACH + 1):
        at = index - back
        if at < 0 or words[at].text in BREAKS:
            return ""
        match = table.cues.at(words, at)
        if match and match[0] <= index:
            return match[1]
    return ""
