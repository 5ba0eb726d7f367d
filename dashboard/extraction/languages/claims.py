"""The shape of a language's claims.toml."""

from gazetteer.languages.schema import Knowledge, Words


class ClaimKnowledge(Knowledge, frozen=True, kw_only=True):
    """Who says, claims, denies, blames or gives another cause, and what stands around it.

    `says` to `unclaimed` are the words that report, by stance; `that` begins what is said,
    `stop` cannot be part of a speaker's name, but for words of `inside` between two capitals,
    `skip` may stand between them, `lead` before them, and after `not_after` such a word is a
    noun: "an initial report". `generic` and `pronouns` stand for a speaker named before, and who
    begins with a word of `nobody` ("no group") said nothing. `refused` says that it did not
    happen, `cause` that it was something else, `taken` that it was them, `back` and `back_one`
    mean the events, or the one, told before; `places` and `happened` put it in a place.
    """

    says: Words = ()
    takes: Words = ()
    denies: Words = ()
    blames: Words = ()
    according: Words = ()
    silent: Words = ()
    unclaimed: Words = ()
    that: Words = ()
    stop: Words = ()
    inside: Words = ()
    skip: Words = ()
    lead: Words = ()
    not_after: Words = ()
    pronouns: Words = ()
    nobody: Words = ()
    generic: Words = ()
    refused: Words = ()
    cause: Words = ()
    taken: Words = ()
    back: Words = ()
    back_one: Words = ()
    places: Words = ()
    happened: Words = ()
