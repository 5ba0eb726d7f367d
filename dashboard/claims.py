"""Who says what: the speaker, and what they report, claim, deny, blame or explain otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dashboard.language import Language
from dashboard.language import language as load_language
from dashboard.model import Claim
from dashboard.words import Lexicon, Word, article, phrase_list, split_words
from gazetteer.fold import fold_word

_LONGEST_SPEAKER = 6
_STANCE = {
    "says": "reports",
    "takes": "claims",
    "denies": "denies",
    "blames": "blames",
    "according": "according",
}
_ENDS = frozenset(".;:,،؛!?؟…()\n")
_QUOTES = "\"'“”«»"
_QUOTED_NAME = 4  # words
_NEAR_THAT = 7  # words: "told reporters on Monday that"
_FAR_THAT = 14
_FEWEST_WORDS = 2
_OPENING_NAME = 5  # words and quotation marks


@dataclass(frozen=True, slots=True)
class _ClaimWords:
    cues: Lexicon[str]
    that: frozenset[str]
    stop: frozenset[str]
    skip: frozenset[str]
    generic: frozenset[str]
    pronouns: frozenset[str]
    refused: Lexicon[bool]
    cause: Lexicon[bool]
    back: Lexicon[bool]
    back_one: Lexicon[bool]
    verb_first: bool
    article: str


@dataclass(frozen=True, slots=True)
class _Cue:
    """A reporting word at `first` to `last` (not included)."""

    first: int
    last: int
    stance: str


def find_claims(
    text: str, sentences: Sequence[tuple[int, int]], language: Language
) -> tuple[Claim, ...]:
    """Find the statements of each sentence; "the sources added" goes on with the last speaker."""
    table = _claim_words(language.code)
    found: list[Claim] = []
    speaker = ""
    for start, end in sentences:
        words = split_words(text, start, end, language)
        cues = _cues(words, table)
        told: list[Claim] = []
        for number in range(len(cues)):
            said = _speaker(words, cues, number, text, table)
            speaker = _known_as(said, speaker, found + told, table)
            claim = _claim(words, cues, number, speaker, table)
            if claim is not None and speaker:
                told.append(claim)
        found += _other_causes(_merged(told), found)
    return tuple(found)


def refers_back(text: str, claim: Claim, language: Language) -> str:
    """Tell which events told before a claim speaks of: "all", "last" or "" for none.

    "All these operations" means every one, "the attack" the last.
    """
    table = _claim_words(language.code)
    words = split_words(text, claim.start, claim.end, language)
    spans = range(len(words))
    if any(table.back.at(words, index) for index in spans):
        return "all"
    return "last" if any(table.back_one.at(words, index) for index in spans) else ""


@cache
def _claim_words(code: str) -> _ClaimWords:
    language = load_language(code)
    table = language.section("claims")

    def folded(key: str) -> frozenset[str]:
        return frozenset(map(fold_word, table.get(key, ()))) | (
            frozenset(w for w in table.get(key, ()) if not w.isalnum())
        )

    def phrases(key: str) -> Lexicon[bool]:
        return Lexicon((phrase, True) for phrase in table.get(key, ()))

    return _ClaimWords(
        cues=Lexicon(phrase_list(table, *_STANCE)),
        that=folded("that"),
        stop=folded("stop"),
        skip=folded("skip"),
        generic=folded("generic"),
        pronouns=folded("pronouns"),
        refused=phrases("refused"),
        cause=phrases("cause"),
        back=phrases("back"),
        back_one=phrases("back_one"),
        verb_first=bool(language.section("actors").get("verb_first")),
        article=article(code),
    )


def _cues(words: list[Word], table: _ClaimWords) -> list[_Cue]:
    found: list[_Cue] = []
    index = 0
    while index < len(words):
        match = table.cues.at(words, index)
        if match:
            found.append(_Cue(index, match[0], _STANCE[match[1]]))
            index = match[0]
        else:
            index += 1
    return found


def _speaker(
    words: list[Word], cues: list[_Cue], number: int, text: str, table: _ClaimWords
) -> str:
    """Read the speaker's name beside a cue, "" where the words give none."""
    cue = cues[number]
    following = cues[number + 1].first if number + 1 < len(cues) else len(words)
    before = cues[number - 1].last if number else 0
    after = _name_after(words, cue.last, following, table)
    if cue.stance == "blames" and table.article:
        after = _one_noun_phrase(words, after, table.article)
    if cue.stance == "according":
        return _text(words, after, text)
    behind = _name_before(words, cue.first, before, table)
    # "X denies ..." as a headline.
    alone = behind[0] == 0 or words[behind[0] - 1].text == ":"
    opens = alone and 0 < behind[1] - behind[0] <= _OPENING_NAME
    order = (after, behind) if table.verb_first and not opens else (behind, after)
    return next((name for span in order if (name := _text(words, span, text))), "")


def _name_after(words: list[Word], first: int, limit: int, table: _ClaimWords) -> tuple[int, int]:
    while first < limit and (words[first].text in table.skip or words[first].text in _QUOTES):
        first += 1
    if 0 < first < limit and words[first - 1].text in _QUOTES:
        closing = _closes(words, first - 1, limit)
        if closing is not None:
            return first, closing
    last = first
    while last < min(limit, first + _LONGEST_SPEAKER + 2):
        text = words[last].text
        if text in _ENDS or text in table.stop or text[0].isdigit():
            break
        if table.back.at(words, last) or table.back_one.at(words, last):
            break  # "claimed the attack": what, not who
        if text in _QUOTES and last > first:
            closing = _closes(words, last, limit)
            if closing is None:
                break  # a quotation opens: what is said, not who says it
            last = closing
        last += 1
    return first, last


def _one_noun_phrase(words: list[Word], span: tuple[int, int], article: str) -> tuple[int, int]:
    """Cut "the ministry | the city" apart: a noun without the article begins another phrase."""
    first, last = span
    at = first + 1
    while at < last and words[at].text.startswith(article):
        at += 1
    return first, at if at < last else last


def _closes(words: list[Word], at: int, limit: int) -> int | None:
    """Return where a quotation mark closes if what it holds is as short as a name."""
    inside = range(at + 1, min(at + _QUOTED_NAME + 2, limit))
    return next((i for i in inside if words[i].text in _QUOTES), None)


def _name_before(words: list[Word], last: int, limit: int, table: _ClaimWords) -> tuple[int, int]:
    while last > limit and words[last - 1].text in table.skip:
        last -= 1
    if last > limit and words[last - 1].text in ",،":  # "X, which …, said"
        last -= 1
    first = last
    while first > max(limit, last - _LONGEST_SPEAKER - 2):
        text = words[first - 1].text
        if text in _ENDS or text in table.stop:
            break
        first -= 1
    return first, last


def _text(words: list[Word], span: tuple[int, int], text: str) -> str:
    first, last = span
    if first >= last:
        return ""
    raw = text[words[first].start : words[last - 1].end]
    return " ".join("".join(char for char in raw if char not in _QUOTES).split())


def _known_as(said: str, last: str, before: list[Claim], table: _ClaimWords) -> str:
    """Give a bare "the sources" or "he" the fuller name it was introduced by."""
    key = fold_word(said)
    if not key or key in table.pronouns:
        return last
    if key not in table.generic:
        return said
    for claim in reversed(before):
        full = fold_word(claim.speaker).split()
        if full and (full[0] in key or key.split()[-1] in full) and len(full) > 1:
            return claim.speaker
    return said


def _claim(
    words: list[Word], cues: list[_Cue], number: int, speaker: str, table: _ClaimWords
) -> Claim | None:
    cue = cues[number]
    first, last = _content(words, cues, number, table)
    while last > first + 1 and words[last - 1].text in table.stop:
        first, last = _trimmed(words, first, last - 1)
    telling = sum(word.text not in table.stop for word in words[first:last])
    if telling < _FEWEST_WORDS and cue.stance in ("says", "according", "reports"):
        return None
    if not telling:  # "the army denied it"
        first, last = cue.first, max(last, cue.last)
    stance = "reports" if cue.stance == "according" else cue.stance
    inside = range(first, last)
    if stance == "reports" and any(table.refused.at(words, i) for i in inside):
        stance = "denies"
    elif stance == "reports" and any(table.cause.at(words, i) for i in inside):
        stance = "another cause"
    return Claim(words[first].start, words[last - 1].end, speaker, stance)


def _content(
    words: list[Word], cues: list[_Cue], number: int, table: _ClaimWords
) -> tuple[int, int]:
    """Return the words that are said: after the cue, or before "according to X" at the end."""
    cue = cues[number]
    limit = cues[number + 1].first if number + 1 < len(cues) else len(words)
    before = cues[number - 1].last if number else 0
    name = _name_after(words, cue.last, limit, table)
    if cue.stance == "blames" and table.article:
        name = _one_noun_phrase(words, name, table.article)
    first = name[1]
    if cue.stance == "according" and cue.first - before > _FEWEST_WORDS:
        return _trimmed(words, before, cue.first)
    if cue.stance != "according":
        reach = min(limit, cue.last + (_FAR_THAT if table.verb_first else _NEAR_THAT))
        opening = (i for i in range(cue.last, reach) if words[i].text in table.that)
        said = next(opening, None)
        if said is None and not table.verb_first:
            first = cue.last
        elif said is not None:
            first = said + 1
        if said is None and not table.verb_first and cue.first - before > limit - first:
            return _trimmed(words, before, cue.first)  # "...," said X
    return _trimmed(words, first, limit)


def _trimmed(words: list[Word], first: int, last: int) -> tuple[int, int]:
    while first < last and not words[first].text[0].isalnum():
        first += 1
    while last > first and not words[last - 1].text[0].isalnum():
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


def _other_causes(told: list[Claim], before: list[Claim]) -> Iterator[Claim]:
    """Keep "another cause" for a speaker who contradicts one heard before; else it is a report."""
    for claim in told:
        others = any(earlier.speaker != claim.speaker for earlier in before)
        if claim.stance == "another cause" and not others:
            claim = replace(claim, stance="reports")
        yield claim
        before = [*before, claim]
