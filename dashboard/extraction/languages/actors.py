"""The shape of a language's actors.toml."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from msgspec import Meta, field

from gazetteer.languages.schema import Knowledge, Words

# ACLED's code: 1 state, 2 rebels, 3 political militia, 4 identity militia, 5 rioters,
# 6 protesters, 7 civilians, 8 external.
Inter = Annotated[int, Meta(ge=1, le=8)]


class KnownActor(Knowledge, frozen=True, kw_only=True):
    """What an actor of actors/identities.toml is called, and the forms it is named in.

    `first` and `last` (`from`, `to`) are the year or day from and until which the name holds.
    """

    key: str
    name: str
    forms: Words
    first: int | date = field(name="from", default=1)
    last: int | date = field(name="to", default=9999)


class ActorCues(Knowledge, frozen=True, kw_only=True):
    """Words that say who does (`by`), who suffers (`on`), who acts together (`together`)."""

    by: Words = ()
    on: Words = ()
    together: Words = ()


class ActorKnowledge(Knowledge, frozen=True, kw_only=True):
    """Who acts and who suffers.

    `forces` and `strikes` belong to the people named beside them, with words of `between` allowed
    there and those of `never_after` not; `state_name` names them, {} is the demonym, which may
    have `demonym_endings`. `generic` groups have no name of their own, `nameless` are nobody until
    one of `openers` names them or `loyal` says whose they are, `modifiers` may describe them.
    `cues` say who does what to whom, `mutual` that both do; `passive` and `relative` turn that
    round. Who says "that" something happened (`conjunctions`) only tells it, unless `themselves`
    says that they did it. `bases` belong to whom they are named after. `verb_first`: the verb
    comes before who.
    """

    state_name: str = "{}"
    civilian_name: str = ""
    verb_first: bool = False
    demonym_endings: Words = ("",)
    forces: Words = ()
    strikes: Words = ()
    between: Words = ()
    never_after: Words = ()
    bases: Words = ()
    cues: ActorCues = ActorCues()
    mutual: Words = ()
    passive: Words = ()
    relative: Words = ()
    themselves: Words = ()
    conjunctions: Words = ()
    civilians: Words = ()
    nameless: Words = ()
    openers: Words = ()
    loyal: Words = ()
    modifiers: Words = ()
    generic: Mapping[str, Inter] = {}
    known: tuple[KnownActor, ...] = ()
