"""Who says what: the speaker, and what they report, claim, deny, blame or explain otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dashboard.extraction.claims.speakers import (
    QUOTES,
    UNCLAIMED,
    ClaimWords,
    Cue,
    claim_words,
    find_cues,
    known_as,
    name_after,
    name_speaker,
    nobody_before,
    one_noun_phrase,
)
from dashboard.extraction.text.text import Text, tokens_in
from dashboard.extraction.text.tokens import Tokens
from dashboard.model import NO_POSITION, Claim, DateSpan

_NEAR_THAT = 7  # words: "told reporters on Monday that"
_FAR_THAT = 14
_FEWEST_WORDS = 2
_OWN_VERB = frozenset({"claims", "denies", "blames"})  # the verb says what "said" leaves open
_LONGEST_NAME = 8  # words and marks of who says it, behind what is said
_SPEECH_ENDS = frozenset(QUOTES) | {",", "،"}
_CLAUSE_ENDS = frozenset(".,;:!?،؛؟\n")


def find_claims(text: Text) -> tuple[Claim, ...]:
    """Find the statements of each sentence; "the sources added" goes on with the last speaker."""
    table = claim_words(text.language.code)
    found: list[Claim] = []
    speaker = ""
    for start, end in text.sentences:
        tokens = tokens_in(text, start, end)
        cues = find_cues(tokens, table)
        here: list[Claim] = []
        for number in range(len(cues)):
            if cues[number].stance == UNCLAIMED:
                here.append(_unclaimed(tokens, cues, number))
                continue
            said = name_speaker(tokens, cues, number, text, table)
            nobody = nobody_before(tokens, cues[number], said, table)
            if nobody is not None:
                if cues[number].stance == "claims":
                    cues[number] = replace(cues[number], first=nobody)
                    here.append(_unclaimed(tokens, cues, number))
                continue
            speaker = known_as(said, speaker, found + here, table)
            claim = _claim(tokens, cues, number, speaker, table)
            if claim is not None and speaker:
                here.append(claim)
        found += _other_causes(_merged(here), found)
    return tuple(found)


def dated(
    claims: Sequence[Claim],
    sentences: Sequence[tuple[int, int]],
    dates: Sequence[DateSpan],
    published: date | None,
) -> tuple[Claim, ...]:
    """Say when each claim was made: a day its sentence names outside the quote, else `published`.

    A day inside the quote is that of what is told.
    """
    days = [span for span in dates if span.first is not None and span.precision == 1]
    found = []
    for claim in claims:
        start, end = next((s for s in sentences if s[0] <= claim.start < s[1]), (0, 0))
        around = (
            span.first
            for span in days
            if start <= span.start < claim.start or claim.end <= span.start < end
        )
        found.append(replace(claim, day=next(around, published)))
    return tuple(found)


def behind_datelines(
    claims: Sequence[Claim], datelines: Sequence[tuple[int, int]]
) -> tuple[Claim, ...]:
    """Begin what is said behind the dateline of its line: nobody says "KYIV, April 22 -"."""
    ends = dict(datelines)
    moved = ((claim, ends.get(claim.start, claim.start)) for claim in claims)
    return tuple(replace(one, start=start) if start < one.end else one for one, start in moved)


def _unclaimed(tokens: Tokens, cues: list[Cue], number: int) -> Claim:
    """Return the claim that nobody has said so far that it was them."""
    limit = cues[number + 1].first if number + 1 < len(cues) else len(tokens)
    first, last = _clause(tokens, cues[number], limit)
    return Claim(tokens.starts[first], tokens.ends[last - 1], "", NO_POSITION)


def _clause(tokens: Tokens, cue: Cue, limit: int) -> tuple[int, int]:
    ends = (i for i in range(cue.last, limit) if tokens.keys[i] in _CLAUSE_ENDS)
    return _trimmed(tokens, cue.first, next(ends, limit))


def refers_back(text: Text, claim: Claim) -> str:
    """Return which events told before a claim speaks of: "all", "last" or "" for none.

    "All these operations" means every one, "the attack" the last.
    """
    table = claim_words(text.language.code)
    tokens = tokens_in(text, claim.start, claim.end)
    if table.back.among(tokens):
        return "all"
    return "last" if table.back_one.among(tokens) else ""


def _claim(
    tokens: Tokens, cues: list[Cue], number: int, speaker: str, table: ClaimWords
) -> Claim | None:
    cue = cues[number]
    if cue.stance == NO_POSITION:
        limit = cues[number + 1].first if number + 1 < len(cues) else len(tokens)
        first, last = _clause(tokens, cue, limit)
        return Claim(tokens.starts[first], tokens.ends[last - 1], speaker, NO_POSITION)
    first, last = _content(tokens, cues, number, table)
    if cue.stance == "reports" and table.taken.among(tokens, first, last):
        return Claim(tokens.starts[first], tokens.ends[last - 1], speaker, "claims")
    while last > first + 1 and tokens.keys[last - 1] in table.stop:
        first, last = _trimmed(tokens, first, last - 1)
    telling = sum(key not in table.stop for key in tokens.keys[first:last])
    if telling < _FEWEST_WORDS and cue.stance in ("says", "according", "reports"):
        return None
    if not telling:  # "the army denied it"
        first, last = cue.first, max(last, cue.last)
    stance = "reports" if cue.stance == "according" else cue.stance
    if stance == "reports" and table.refused.among(tokens, first, last):
        stance = "denies"
    elif stance == "reports" and table.cause.among(tokens, first, last):
        stance = "another cause"
    return Claim(tokens.starts[first], tokens.ends[last - 1], speaker, stance)


def _content(tokens: Tokens, cues: list[Cue], number: int, table: ClaimWords) -> tuple[int, int]:
    """Return the words that are said: after the cue, or before "according to X" at the end."""
    cue = cues[number]
    limit = cues[number + 1].first if number + 1 < len(cues) else len(tokens)
    before = cues[number - 1].last if number else 0
    name = name_after(tokens, cue.last, limit, table)
    if cue.stance == "blames" and table.article:
        name = one_noun_phrase(tokens, name, table.article)
    own_verb = cue.stance in _OWN_VERB
    first = cue.first if own_verb else name[1]
    if cue.stance == "according" and cue.first - before > _FEWEST_WORDS:
        return _trimmed(tokens, before, cue.first)
    if cue.stance != "according":
        reach = min(limit, cue.last + (_FAR_THAT if table.verb_first else _NEAR_THAT))
        opening = (i for i in range(cue.last, reach) if tokens.keys[i] in table.that)
        said = next(opening, None)
        if said is None and not table.verb_first:
            first = cue.first if own_verb else cue.last
        elif said is not None:
            first = cue.first if own_verb else said + 1
        if said is None and not table.verb_first and cue.first - before > limit - first:
            return _trimmed(tokens, before, _said_until(tokens, before, cue.first))
    return _trimmed(tokens, first, limit)


def _said_until(tokens: Tokens, first: int, last: int) -> int:
    """Return where what is said ends before '," X said' or ', X said'; `last` where X is behind."""
    speaker = range(last - 1, max(first + _FEWEST_WORDS, last - _LONGEST_NAME) - 1, -1)
    marks = (at for at in speaker if tokens.keys[at] in _SPEECH_ENDS)
    return next(marks, last)


def _trimmed(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    while first < last and not tokens.keys[first][0].isalnum():
        first += 1
    while last > first and not tokens.keys[last - 1][0].isalnum():
        last -= 1
    return first, last


def _merged(claims: list[Claim]) -> list[Claim]:
    """Drop what a stronger statement of the same speaker in the same place already says."""
    found: list[Claim] = []
    for claim in claims:
        same = found and found[-1].speaker == claim.speaker and found[-1].end >= claim.start
        if same and found[-1].stance in ("reports", claim.stance):
            found[-1] = replace(claim, start=min(found[-1].start, claim.start))
        else:
            found.append(claim)
    return found


def _other_causes(claims: list[Claim], before: list[Claim]) -> Iterator[Claim]:
    """Keep "another cause" for a speaker who contradicts one heard before; else it is a report."""
    for claim in claims:
        others = any(earlier.speaker != claim.speaker for earlier in before)
        if claim.stance == "another cause" and not others:
            claim = replace(claim, stance="reports")
        yield claim
        before = [*before, claim]
