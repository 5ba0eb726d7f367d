"""Who stands beside a toll without adding to it: a part of those told before, or who tells."""

from dashboard.extraction.casualties.lexicon import BREAKS, CountWords, Head, PersonGroup
from dashboard.extraction.text.tokens import Tokens

_APART_GAP = 14  # words between "including" and those it leads to


def is_part(tokens: Tokens, group: PersonGroup, table: CountWords) -> bool:
    """Return whether a number says that it is a part of one told before: "six of them"."""
    return table.part_of.among(tokens, group.first, min(group.last + 1, len(tokens)))


def set_apart(tokens: Tokens, group: PersonGroup, heads: list[Head], table: CountWords) -> str:
    """Return why a group is not counted: "part" of one told before, or "teller" of the tale.

    A part is told as "including 2" or "six of them children"; empty where it may be counted.
    """
    if group.noun and is_part(tokens, group, table):
        return "part"
    if _speaks(tokens, group, table):
        return "teller"
    for index in range(group.first, max(-1, group.first - _APART_GAP), -1):
        match = table.set_apart.at(tokens, index)
        if match and match[0] <= group.first + 1:
            return match[1]
        headed = any(head.first <= index < head.last for head in heads)
        if headed and not opens_part(tokens, index, table):
            return ""
        if index < group.first and tokens.keys[index] in BREAKS:
            return ""
    return ""


def _speaks(tokens: Tokens, group: PersonGroup, table: CountWords) -> bool:
    """Return whether people stand beside a word of speech: "said a doctor", "officials said"."""
    if group.noun not in tokens.forms[group.first]:
        return False  # a number: "said two people were killed"
    if group.first and not table.says.isdisjoint(tokens.forms[group.first - 1]):
        return True
    after = tokens.forms[group.last] if group.last < len(tokens) else ()
    return group.low != group.high and not table.says.isdisjoint(after)


def opens_part(tokens: Tokens, index: int, table: CountWords) -> bool:
    """Return whether a word of the dead only says whose part follows: "among the dead"."""
    matches = (table.set_apart.at(tokens, at) for at in range(max(0, index - 2), index))
    return any(match and match[0] > index for match in matches)
