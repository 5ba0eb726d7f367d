"""Who makes a statement: the name before or after the word that reports it."""

from dataclasses import dataclass
from functools import cache

from dashboard.extraction.text.language import language as load_language
from dashboard.extraction.text.tokens import Lexicon, Word, article, phrase_list
from dashboard.model import NO_POSITION, Claim
from gazetteer.languages.schema import Words
from gazetteer.spelling.fold import fold_word

UNCLAIMED = "unclaimed"  # of a cue: nobody says that it was them
_LONGEST_SPEAKER = 6
_DASHES = "–—"
STANCE = {
    "says": "reports",
    "takes": "claims",
    "denies": "denies",
    "blames": "blames",
    "according": "according",
    "silent": NO_POSITION,
    "unclaimed": UNCLAIMED,
}
_ENDS = frozenset(".;:,،؛!?؟…()\n")
QUOTES = "\"'“”«»"
_QUOTED_NAME = 4  # words
_OPENING_NAME = 5  # words and quotation marks


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """What a language says of statements, ready to be looked up."""

    cues: Lexicon[str]
    that: frozenset[str]
    stop: frozenset[str]
    skip: frozenset[str]
    not_after: frozenset[str]
    lead: frozenset[str]
    generic: frozenset[str]
    pronouns: frozenset[str]
    refused: Lexicon[bool]
    cause: Lexicon[bool]
    taken: Lexicon[bool]
    back: Lexicon[bool]
    back_one: Lexicon[bool]
    verb_first: bool
    article: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word at `first` to `last` (not included)."""

    first: int
    last: int
    stance: str


@cache
def claim_words(code: str) -> ClaimWords:
    """Read a language's claims.toml."""
    language = load_language(code)
    table = language.claims

    def folded(words: Words) -> frozenset[str]:
        return frozenset(map(fold_word, words)) | {word for word in words if not word.isalnum()}

    def phrases(words: Words) -> Lexicon[bool]:
        return Lexicon((phrase, True) for phrase in words)

    return ClaimWords(
        cues=Lexicon(phrase_list(table, *STANCE)),
        that=folded(table.that),
        stop=folded(table.stop),
        skip=folded(table.skip),
        not_after=folded(table.not_after),
        lead=folded(table.lead),
        generic=folded(table.generic),
        pronouns=folded(table.pronouns),
        refused=phrases(table.refused),
        cause=phrases(table.cause),
        taken=phrases(table.taken),
        back=phrases(table.back),
        back_one=phrases(table.back_one),
        verb_first=language.actors.verb_first,
        article=article(code),
    )


def find_cues(words: list[Word], table: ClaimWords) -> list[Cue]:
    """Find every reporting word, left to right, without overlaps.

    "According to what X said" is one of them, "an alleged attack" and "it was reported" are none.
    """
    found: list[Cue] = []
    done = 0
    for index in table.cues.openings(words):
        match = table.cues.at(words, index) if index >= done else None
        if match is None or _is_no_verb(words, index, match[1], table):
            continue
        last, stance = match[0], STANCE[match[1]]
        before = found[-1] if found else None
        if before and stance == "reports" and _leads_to(words, before, index, table):
            found[-1] = Cue(before.first, last, before.stance)
        else:
            found.append(Cue(index, last, stance))
        done = last
    return found


def _is_no_verb(words: list[Word], index: int, kind: str, table: ClaimWords) -> bool:
    return kind == "says" and index > 0 and words[index - 1].text in table.not_after


def _leads_to(words: list[Word], before: Cue, index: int, table: ClaimWords) -> bool:
    between = words[before.last : index]
    return before.stance == "according" and all(word.text in table.skip for word in between)


def name_speaker(
    words: list[Word], cues: list[Cue], number: int, text: str, table: ClaimWords
) -> str:
    """Read the speaker's name beside a cue, "" where the words give none."""
    cue = cues[number]
    if cue.stance == UNCLAIMED:
        return ""
    following = cues[number + 1].first if number + 1 < len(cues) else len(words)
    before = cues[number - 1].last if number else 0
    after = name_after(words, cue.last, following, table)
    if cue.stance == "blames" and table.article:
        after = one_noun_phrase(words, after, table.article)
    if cue.stance == "according":
        return _text(words, after, text, table)
    behind = _name_before(words, cue.first, before, table)
    # "X denies ..." as a headline.
    alone = behind[0] == 0 or words[behind[0] - 1].text == ":"
    opens = alone and 0 < behind[1] - behind[0] <= _OPENING_NAME and not _inverted(words, cue)
    order = [after, behind] if table.verb_first and not opens else [behind, after]
    if not table.verb_first and cue.stance != NO_POSITION and not _inverted(words, cue):
        order = [behind]
    return next((name for span in order if (name := _text(words, span, text, table))), "")


def _inverted(words: list[Word], cue: Cue) -> bool:
    """Return whether what is said stands before the verb: a comma, or a quotation that ends."""
    return cue.first > 0 and words[cue.first - 1].text in f"{QUOTES},،"


def name_after(words: list[Word], first: int, limit: int, table: ClaimWords) -> tuple[int, int]:
    """Return the words of the name that follows a reporting word, empty where none does."""
    while first < limit and (words[first].text in table.skip or words[first].text in QUOTES):
        first += 1
    if 0 < first < limit and words[first - 1].text in QUOTES:
        closing = _closes(words, first - 1, limit)
        if closing is not None:
            return first, closing
    last = first
    while last < min(limit, first + _LONGEST_SPEAKER + 2):
        text = words[last].text
        if _ends_name(words, last, table) or text in table.that or text[0].isdigit():
            break
        if table.back.at(words, last) or table.back_one.at(words, last):
            break  # "claimed the attack": what, not who
        if text in QUOTES and last > first:
            closing = _closes(words, last, limit)
            if closing is None:
                break  # a quotation opens: what is said, not who says it
            last = closing
        last += 1
    return first, last


def one_noun_phrase(words: list[Word], span: tuple[int, int], article: str) -> tuple[int, int]:
    """Cut "the ministry | the city" apart: a noun without the article begins another phrase."""
    first, last = span
    at = first + 1
    while at < last and words[at].text.startswith(article):
        at += 1
    return first, at if at < last else last


def _closes(words: list[Word], at: int, limit: int) -> int | None:
    """Return where a quotation mark closes if what it holds is as short as a name."""
    inside = range(at + 1, min(at + _QUOTED_NAME + 2, limit))
    return next((i for i in inside if words[i].text in QUOTES), None)


def _name_before(words: list[Word], last: int, limit: int, table: ClaimWords) -> tuple[int, int]:
    # "X, which …, said", "X, however, said"
    while last > limit and (words[last - 1].text in table.skip or words[last - 1].text in ",،"):
        last -= 1
    first = last
    while first > max(limit, last - _LONGEST_SPEAKER - 2):
        if _ends_name(words, first - 1, table):
            break
        first -= 1
    return first, last


def _ends_name(words: list[Word], at: int, table: ClaimWords) -> bool:
    """Return whether a word cannot be a part of a name: it ends one, or a dateline before it."""
    word = words[at]
    if word.text in _ENDS or word.text in _DASHES or not table.stop.isdisjoint(word.forms):
        return True
    spaced = 0 < at < len(words) - 1 and words[at - 1].end < word.start < words[at + 1].start - 1
    return word.text == "-" and spaced


def _text(words: list[Word], span: tuple[int, int], text: str, table: ClaimWords) -> str:
    first, last = span
    while first < last and not table.lead.isdisjoint(words[first].forms):
        first += 1  # "had the agency said": what the verb needs besides
    nameless = table.not_after | table.skip
    if all(words[at].text in nameless for at in range(first, last)):
        return ""
    end = words[last - 1].end
    while end < len(text) and text[end].isalpha():
        end += 1  # a letter that folding drops: a hamza at the end
    raw = text[words[first].start : end]
    return " ".join("".join(char for char in raw if char not in QUOTES).split())


def known_as(said: str, last: str, before: list[Claim], table: ClaimWords) -> str:
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
