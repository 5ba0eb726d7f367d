"""Which word of killing or hurting counts which group of people."""

from dataclasses import replace

from dashboard.extraction.casualties.asides import is_part, opens_part, set_apart
from dashboard.extraction.casualties.lexicon import BREAKS, CountWords, Head, PersonGroup
from dashboard.extraction.casualties.persons import Persons
from dashboard.extraction.text.tokens import Token, Tokens

_FORWARD_GAP = 9
_TOLL_GAP = 22  # "the death toll from a bombing at the gate of a barracks rose to 45"
_HOME_GAP = 3
_PROMISED_GAP = 2
_BACKWARD_GAP = 6
_CHAIN_GAP = 6
_DENIAL_GAP = 9
_NOBODY_GAP = 2
_JOINER = 2
_COMMAS = frozenset(",،")


def attribute(
    tokens: Tokens,
    heads: list[Head],
    groups: list[PersonGroup],
    table: CountWords,
    persons: Persons,
) -> dict[str, list[tuple[PersonGroup, ...]]]:
    """Give each head the groups it counts; a group belongs to one head only."""
    counted: dict[str, list[tuple[PersonGroup, ...]]] = {"killed": [], "hurt": []}
    free = [group for group in groups if not set_apart(tokens, group, heads, table)]
    waiting: list[Head] = []
    paired: set[Head] = set()
    for head in heads:
        if head in paired or _nobody(tokens, head, groups, table):
            continue
        if opens_part(tokens, head.first, table) or _brought_home(tokens, head, table):
            continue
        promised = _promised(tokens, waiting, heads, free, table)
        behind = _behind(tokens, head, heads, [g for g in free if g not in promised], table)
        if behind:
            free = [group for group in free if group not in behind]
            if twin := _noun_twin(tokens, head, heads, free):
                behind = tuple(replace(group, low=0) for group in behind)
                counted[twin.kind].append(behind)
                paired.add(twin)
            counted[head.kind].append(behind)
        else:
            waiting.append(head)
    for head in waiting:
        ahead = _ahead(tokens, head, heads, free, table)
        free = [group for group in free if group not in ahead]
        twin = _twin(tokens, head, waiting, table) if ahead else None
        if twin:  # "killed and wounded 12": each may be any part of the twelve
            ahead = tuple(replace(group, low=0) for group in ahead)
            counted[twin.kind].append(ahead)
        ahead = ahead or _itself(tokens, head, heads, persons, table)
        if ahead:
            counted[head.kind].append(ahead)
    return counted


def _noun_twin(
    tokens: Tokens, head: Head, heads: list[Head], groups: list[PersonGroup]
) -> Head | None:
    """Return the noun that shares the number before `head`: "80 dead and wounded"."""
    after = next((h for h in heads if h.first >= head.last), None)
    if head.side != "noun" or after is None or after.kind == head.kind:
        return None
    glued = (
        after.first == head.last and tokens.keys[after.first] not in tokens.forms[after.first][1:]
    )
    near = after.first == head.last + 1 or (glued and len(tokens.forms[after.first]) > 1)
    counted = any(head.last <= g.first < after.last and g.low != g.high for g in groups)
    return after if near and after.side != "forward" and not counted else None


def _nobody(tokens: Tokens, head: Head, groups: list[PersonGroup], table: CountWords) -> bool:
    """Return whether it is said at once that a head counts nobody: "nobody was killed"."""
    near = range(max(0, head.first - _NOBODY_GAP), head.first)
    denied = next((at for at in near if not table.none.isdisjoint(tokens.forms[at])), None)
    return denied is not None and not any(denied <= g.first < head.first for g in groups)


def _brought_home(tokens: Tokens, head: Head, table: CountWords) -> bool:
    """Return whether a noun of the dead is of bodies that return: "تسليم جثامين"."""
    if head.side == "either":
        return False
    return table.brought_home.among(tokens, max(0, head.first - _HOME_GAP), head.first)


def _reach(tokens: Tokens, head: Head, table: CountWords, near: int) -> int:
    """Return how many words may stand between a head and its number: more behind "death toll"."""
    toll = head.side == "forward" and not table.total.isdisjoint(
        tokens.keys[head.first : head.last]
    )
    return _TOLL_GAP if toll else near


def _twin(tokens: Tokens, head: Head, waiting: list[Head], table: CountWords) -> Head | None:
    """Return the head of the other kind that shares its number with this one."""
    beside = (
        h
        for h in waiting
        if h.last == head.first
        or (h.last == head.first - 1 and tokens.keys[h.last] in table.joiners)
    )
    return next((h for h in beside if h.kind != head.kind and h.side != "noun"), None)


def _itself(
    tokens: Tokens, head: Head, heads: list[Head], persons: Persons, table: CountWords
) -> tuple[PersonGroup, ...]:
    """Count a noun that means its victims by itself: "قتيلان" is two, "قتلى" some."""
    if head.side != "noun":
        named = not table.named.isdisjoint(tokens.forms[head.first])
        alone = named and not any(other.first == head.last for other in heads)
        return _victim_named(tokens, head, persons, table) if alone else ()
    person = persons.alone(tokens, head.first)
    if person is None or _none_before(tokens, head.first, table):
        return ()
    if head.first and tokens.keys[head.first - 1] in table.of:
        return ()
    return (PersonGroup(head.first, head.last, *person[1:]),)


def _none_before(tokens: Tokens, first: int, table: CountWords) -> bool:
    """Return whether the clause says of a bare noun that there were none, or no news of any."""
    for at in range(first - 1, max(0, first - _DENIAL_GAP) - 1, -1):
        if tokens.keys[at] in BREAKS or tokens.keys[at] in _COMMAS:
            return False
        if not table.none.isdisjoint(tokens.forms[at]):
            return True
    return False


def _victim_named(
    tokens: Tokens, head: Head, persons: Persons, table: CountWords
) -> tuple[PersonGroup, ...]:
    """Count the one whose name follows: "مقتل سامر العلي"."""
    at = head.last
    if head.first and not table.not_killed.isdisjoint(tokens.forms[head.first - 1]):
        return ()  # "محاولة اغتيال"
    while at < len(tokens) and tokens.keys[at] in "\"'#(":
        at += 1
    if at >= len(tokens) or not tokens.keys[at].isalpha():
        return ()
    token = tokens[at]
    if not table.not_named.isdisjoint(token.forms) or persons.is_thing(token):
        return ()
    return (PersonGroup(at, at + 1, 1, 1, token.key),)


def _behind(
    tokens: Tokens, head: Head, heads: list[Head], groups: list[PersonGroup], table: CountWords
) -> tuple[PersonGroup, ...]:
    """Find the groups before a head: "three people were killed", "5 قتلى"."""
    if head.side == "forward":
        return ()
    passive = any(key in table.passive for key in tokens.keys[max(0, head.first - 3) : head.first])
    open_ = head.side == "either" and not passive and not _closed(tokens, head, heads, table)
    if open_ and _starts_ahead(tokens, head, heads, groups, table):
        return ()
    limit = head.first
    chain: list[PersonGroup] = []
    for group in reversed([g for g in groups if g.last <= head.first]):
        gap = _BACKWARD_GAP if not chain else _CHAIN_GAP
        between = tokens.part(group.last, limit)
        if _crosses(group.last, limit, tokens, heads) or not _near(between, gap, table):
            break
        if chain and not _joined(between, tokens[limit], table):
            break
        if chain and _breaks_off(between) and not _numbered(tokens, group, table):
            break  # "the mayor said, and two drivers were wounded"
        chain.append(group)
        limit = group.first
        if is_part(tokens, group, table):  # "of twelve taken, three of them were killed"
            break
    return tuple(chain)


def _closed(tokens: Tokens, head: Head, heads: list[Head], table: CountWords) -> bool:
    """Return whether a verb is a headline's participle: "Eight killed and 29 injured"."""
    if head.last >= len(tokens) or tokens.keys[head.last] not in table.joiners:
        return False
    return not any(other.first == head.last + 1 for other in heads)


def _promised(
    tokens: Tokens,
    waiting: list[Head],
    heads: list[Head],
    groups: list[PersonGroup],
    table: CountWords,
) -> tuple[PersonGroup, ...]:
    """List the groups right after a head that still lacks one: they are that head's."""
    found = []
    for head in waiting:
        following = next((g for g in groups if g.first >= head.last), None)
        reach = _reach(tokens, head, table, _PROMISED_GAP)
        if head.side == "noun" or following is None or following.first > head.last + reach:
            continue
        if not _crosses(head.last, following.first, tokens, heads):
            found.append(following)
    return tuple(found)


def _near(between: Tokens, gap: int, table: CountWords) -> bool:
    """Return whether few words stand between, not counting what is said of a part of the group."""
    if len(between) > 4 * gap:
        return False
    apart = (i for i in table.set_apart.openings(between) if table.set_apart.at(between, i))
    return next(apart, len(between)) <= gap


def _starts_ahead(
    tokens: Tokens, head: Head, heads: list[Head], groups: list[PersonGroup], table: CountWords
) -> bool:
    """Return whether a group follows the head at once, so that the head is an active verb."""
    near = (group for group in groups if head.last <= group.first <= head.last + 3)
    return any(
        not _crosses(head.last, group.first, tokens, heads)
        and not _adds(tokens, head.last, group, table)
        for group in near
    )


def _adds(tokens: Tokens, at: int, group: PersonGroup, table: CountWords) -> bool:
    """Return whether a group behind a comma only details one told: ", four of them seriously"."""
    return is_part(tokens, group, table) and not _COMMAS.isdisjoint(tokens.keys[at : group.first])


def _ahead(
    tokens: Tokens, head: Head, heads: list[Head], groups: list[PersonGroup], table: CountWords
) -> tuple[PersonGroup, ...]:
    """Find the groups after a head: "killing six civilians and a child", "مقتل 3 مدنيين"."""
    if head.side == "noun":
        return ()
    at = head.last
    chain: list[PersonGroup] = []
    for group in [g for g in groups if g.first >= head.last]:
        between = tokens.part(at, group.first)
        gap = _reach(tokens, head, table, _FORWARD_GAP) if not chain else _CHAIN_GAP
        if _crosses(at, group.first, tokens, heads) or len(between) > gap:
            break
        if chain and not _joined(between, tokens[group.first], table):
            break
        if table.spared.among(tokens, at, group.first):
            break  # "killed a guard and took two hostages"
        if chain and _breaks_off(between) and not _numbered(tokens, group, table):
            break  # "killing 12 people, the mayor said", ", according to residents"
        if _adds(tokens, at, group, table):
            break
        chain.append(group)
        at = group.last
    return tuple(chain)


def _breaks_off(between: Tokens) -> bool:
    """Return whether a comma, with more than a joiner behind it, stands between two groups."""
    commas = [index for index, key in enumerate(between.keys) if key in _COMMAS]
    if not commas:
        return False
    behind = len(between) - 1 - commas[-1]
    return commas[0] > 1 or behind == 0 or behind >= _JOINER


def _numbered(tokens: Tokens, group: PersonGroup, table: CountWords) -> bool:
    """Return whether a group is told with a number or as one of many: not "police", "the mayor"."""
    return tokens.keys[group.first] not in table.definite and (
        group.low == group.high or tokens.keys[group.first] != group.noun
    )


def _crosses(first: int, last: int, tokens: Tokens, heads: list[Head]) -> bool:
    """Return whether a clause ends or another head stands between two words."""
    if not BREAKS.isdisjoint(tokens.keys[first:last]):
        return True
    return any(first <= head.first < last for head in heads)


def _joined(between: Tokens, group_start: Token, table: CountWords) -> bool:
    """Return whether two groups are coordinated: "three soldiers and two civilians"."""
    if not table.joiners.isdisjoint(between.keys):
        return True
    first = between[0] if len(between) else group_start
    glued = table.glued_and
    return bool(glued) and any(
        len(token.forms) > 1 and token.key.startswith(glued) for token in (first, group_start)
    )
