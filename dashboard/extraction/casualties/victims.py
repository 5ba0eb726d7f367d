"""Who the dead and the hurt were, where it is said: civilians, fighters, children, women."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec.structs import asdict

from dashboard.extraction.casualties.asides import set_apart
from dashboard.extraction.casualties.lexicon import CountWords, Head, PersonGroup
from dashboard.extraction.casualties.persons import Persons, inflected, persons_of
from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.text.tokens import Tokens
from dashboard.model import Count, Victims
from gazetteer.spelling.fold import fold_word

_TWO = 2
_FATES = {"killed": "killed", "hurt": "injured"}


def find_victims(
    tokens: Tokens,
    counted: Mapping[str, Sequence[tuple[PersonGroup, ...]]],
    groups: Sequence[PersonGroup],
    heads: list[Head],
    table: CountWords,
    code: str,
) -> tuple[Victims, ...]:
    """List the groups that are counted, and those named as a part of them, by who they were.

    A part ("12 killed, among them 2 children") is of the kind counted last before it.
    """
    who = _who(code)
    found: dict[tuple[str, str], set[tuple[int, int, str]]] = {}
    owners = [
        (group, kind) for kind, chains in counted.items() for chain in chains for group in chain
    ]
    # "most of them children" says of how many nothing
    numbered = [g for g in groups if g.low == g.high or g.last - g.first > 1]
    parts = [g for g in numbered if set_apart(tokens, g, heads, table) == "part"]
    persons = persons_of(code)
    owned = owners + [(g, kind) for g in parts if (kind := _kind_before(g, owners))]
    for group, kind in sorted(owned, key=lambda pair: pair[0].first):
        name = who.get(group.noun)
        if name is not None and not _shared(tokens, group, who, persons, table.joiners):
            row = (group.low, group.high, group.noun)
            found.setdefault((name, _FATES[kind]), set()).add(row)
    return tuple(
        Victims(name, fate, sum(r[0] for r in rows), sum(r[1] for r in rows))
        for (name, fate), rows in found.items()
    )


def merge_victims(tellings: Iterable[tuple[Victims, ...]]) -> tuple[Victims, ...]:
    """Take the larger of several tellings of the same group."""
    best: dict[tuple[str, str], Victims] = {}
    for some in (one for telling in tellings for one in telling):
        before = best.get((some.who, some.fate))
        if before is None or (some.low, some.high) > (before.low, before.high):
            best[some.who, some.fate] = some
    return tuple(best.values())


def within(
    victims: tuple[Victims, ...], killed: Count | None, hurt: Count | None
) -> tuple[Victims, ...]:
    """Leave out groups that are larger than all who were killed or hurt: they are not of these."""
    limits = {"killed": killed, "injured": hurt}
    return tuple(
        some for some in victims if (limit := limits[some.fate]) is None or some.low <= limit.high
    )


def _kind_before(part: PersonGroup, owners: Sequence[tuple[PersonGroup, str]]) -> str | None:
    before = [(group.first, kind) for group, kind in owners if group.last <= part.first]
    return max(before)[1] if before else None


def _shared(
    tokens: Tokens,
    group: PersonGroup,
    who: Mapping[str, str],
    persons: Persons,
    joiners: frozenset[str],
) -> bool:
    """Return whether one number counts two groups at once: "12 women and children"."""
    after = tokens.forms[group.last : group.last + 2]
    if group.high == 1 or not after:
        return False
    joined = tokens.keys[group.last] in joiners
    forms = after[-1] if joined else after[0][1:]
    name = who[group.noun]
    return any(
        who.get(form, name) != name and persons.worth.get(form, (0, 0))[1] > _TWO for form in forms
    )


@cache
def _who(code: str) -> Mapping[str, str]:
    """Map every form of the nouns of `who` to the group they name."""
    table = load_language(code).counts
    relatives, endings = frozenset(table.relatives), table.noun_endings
    found: dict[str, str] = {}
    for name, nouns in asdict(table.who).items():
        for noun in nouns:
            own = endings.relative if noun in relatives else endings.person
            for form in (fold_word(noun), *inflected(noun, own, {})):
                found.setdefault(form, name)
    return found
