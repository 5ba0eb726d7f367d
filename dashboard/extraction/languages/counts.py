"""The shape of a language's counts.toml."""

from collections.abc import Mapping

from gazetteer.languages.schema import Knowledge, Words


class NounEndings(Knowledge, frozen=True, kw_only=True):
    """How a noun says "one" and "two"."""

    one: Words = ()
    two: Words = ()


class PersonEndings(Knowledge, frozen=True, kw_only=True):
    """The endings of nouns for people, and of those for relatives."""

    person: NounEndings = NounEndings()
    relative: NounEndings = NounEndings()


class Who(Knowledge, frozen=True, kw_only=True):
    """Whom a noun counts; its other forms follow from the endings."""

    children: Words = ()
    women: Words = ()
    fighters: Words = ()
    civilians: Words = ()


class CountKnowledge(Knowledge, frozen=True, kw_only=True):
    """How many were killed and hurt.

    Words of killing and hurting: with the number on either side (`killed`, `hurt`), behind
    (`killing`, `hurting`), or beside as a noun (`dead`, `hurt_noun`); `one_killed` tells of one
    dead by itself, unless `not_killed` says that it failed. `named` nouns may be followed by a bare
    name, that begins with none of `not_named`; behind `brought_home` bodies return. `passive` may
    stand between a number and its verb, `of` between it and those whom it is a part of. `subset`
    leads to some of those counted before, as does `part_of` behind a number, `tellers` to who
    counts, and whoever stands beside one of `says` speaks; `total` is a count of all, `spared` what
    else was done to people, `over_time` leads to a toll of months. `none`, `no_one` and `no_harm`
    say that nobody was hurt, with `casualties` that of which there were none, and `unknown` that it
    is not known.

    Who is counted: `person`, `people` and `relatives`; `things`, `units` and what stands `before`
    are no people. `determiners` mean one, `definite` who acts next, `adjectives` people only
    without an article.
    """

    numbers: Mapping[str, int] = {}
    factors: Mapping[str, int] = {}
    vague: Mapping[str, tuple[int, int]] = {}
    joiners: Words = ()
    to: Words = ()
    between: Words = ()
    at_least: Words = ()
    at_most: Words = ()
    killed: Words = ()
    killing: Words = ()
    dead: Words = ()
    hurt: Words = ()
    hurting: Words = ()
    hurt_noun: Words = ()
    one_killed: Words = ()
    not_killed: Words = ()
    brought_home: Words = ()
    of: Words = ()
    named: Words = ()
    not_named: Words = ()
    passive: Words = ()
    subset: Words = ()
    part_of: Words = ()
    tellers: Words = ()
    says: Words = ()
    total: Words = ()
    spared: Words = ()
    over_time: Words = ()
    none: Words = ()
    no_one: Words = ()
    no_harm: Words = ()
    casualties: Words = ()
    unknown: Words = ()
    determiners: Words = ()
    definite: Words = ()
    adjectives: Words = ()
    person: Words = ()
    people: Words = ()
    relatives: Words = ()
    things: Words = ()
    units: Words = ()
    before: Words = ()
    noun_endings: PersonEndings = PersonEndings()
    who: Who = Who()
