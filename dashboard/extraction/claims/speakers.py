"""Who makes a statement: the name before or after the word that reports it."""

from dataclasses import dataclass
from functools import cache

from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.text.text import Text
from dashboard.extraction.text.tokens import PhraseMatcher, Tokens, article, phrase_list
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

    cues: PhraseMatcher[str]
    that: frozenset[str]
    stop: frozenset[str]
    inside: frozenset[str]
    skip: frozenset[str]
    not_after: frozenset[str]
    lead: frozenset[str]
    generic: frozenset[str]
    pronouns: frozenset[str]
    nobody: frozenset[str]
    refused: PhraseMatcher[bool]
    cause: PhraseMatcher[bool]
    taken: PhraseMatcher[bool]
    back: PhraseMatcher[bool]
    back_one: PhraseMatcher[bool]
    verb_first: bool
    article: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word at tokens `first` to `last` (not included)."""

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

    def phrases(words: Words) -> PhraseMatcher[bool]:
        return PhraseMatcher((phrase, True) for phrase in words)

    return ClaimWords(
        cues=PhraseMatcher(phrase_list(table, *STANCE)),
        that=folded(table.that),
        stop=folded(table.stop),
        inside=folded(table.inside),
        skip=folded(table.skip),
        not_after=folded(table.not_after),
        lead=folded(table.lead),
        generic=folded(table.generic),
        pronouns=folded(table.pronouns),
        nobody=folded(table.nobody),
        refused=phrases(table.refused),
        cause=phrases(table.cause),
        taken=phrases(table.taken),
        back=phrases(table.back),
        back_one=phrases(table.back_one),
        verb_first=language.actors.verb_first,
        article=article(code),
    )


def nobody_before(tokens: Tokens, cue: Cue, said: str, table: ClaimWords) -> int | None:
    """Return where a speaker `said` begins who is nobody: "no armed group"."""
    if fold_word(said.partition(" ")[0]) not in table.nobody:
        return None
    reach = range(cue.first - 1, max(-1, cue.first - _LONGEST_SPEAKER - 3), -1)
    return next((at for at in reach if tokens.keys[at] in table.nobody), None)


def find_cues(tokens: Tokens, table: ClaimWords) -> list[Cue]:
    """Find every reporting word, left to right, without overlaps.

    "According to what X said" is one of them, "an alleged attack" and "it was reported" are none.
    """
    found: list[Cue] = []
    done = 0
    for index in table.cues.openings(tokens):
        match = table.cues.at(tokens, index) if index >= done else None
        if match is None or _is_no_verb(tokens, index, match[1], table):
            continue
        last, stance = match[0], STANCE[match[1]]
        before = found[-1] if found else None
        if before and stance == "reports" and _leads_to(tokens, before, index, table):
            found[-1] = Cue(before.first, last, before.stance)
        else:
            found.append(Cue(index, last, stance))
        done = last
    return found


def _is_no_verb(tokens: Tokens, index: int, kind: str, table: ClaimWords) -> bool:
    return kind == "says" and index > 0 and tokens.keys[index - 1] in table.not_after


def _leads_to(tokens: Tokens, before: Cue, index: int, table: ClaimWords) -> bool:
    between = tokens.keys[before.last : index]
    return before.stance == "according" and table.skip.issuperset(between)


def name_speaker(
    tokens: Tokens, cues: list[Cue], number: int, text: Text, table: ClaimWords
) -> str:
    """Read the speaker's name beside a cue, "" where the words give none."""
    cue = cues[number]
    if cue.stance == UNCLAIMED:
        return ""
    following = cues[number + 1].first if number + 1 < len(cues) else len(tokens)
    before = cues[number - 1].last if number else 0
    after = name_after(tokens, cue.last, following, table)
    if cue.stance == "blames" and table.article:
        after = one_noun_phrase(tokens, after, table.article)
    if cue.stance == "according":
        return _text(tokens, after, text, table)
    behind = _name_before(tokens, cue.first, before, text, table)
    # "X denies ..." as a headline.
    alone = behind[0] == 0 or tokens.keys[behind[0] - 1] == ":"
    opens = alone and 0 < behind[1] - behind[0] <= _OPENING_NAME and not _inverted(tokens, cue)
    order = [after, behind] if table.verb_first and not opens else [behind, after]
    if not table.verb_first and cue.stance != NO_POSITION and not _inverted(tokens, cue):
        order = [behind]
    return next((name for span in order if (name := _text(tokens, span, text, table))), "")


def _inverted(tokens: Tokens, cue: Cue) -> bool:
    """Return whether what is said stands before the verb: a comma, or a quotation that ends."""
    return cue.first > 0 and tokens.keys[cue.first - 1] in f"{QUOTES},،"


def name_after(tokens: Tokens, first: int, limit: int, table: ClaimWords) -> tuple[int, int]:
    """Return the words of the name that follows a reporting word, empty where none does."""
    while first < limit and (tokens.keys[first] in table.skip or tokens.keys[first] in QUOTES):
        first += 1
    if 0 < first < limit and tokens.keys[first - 1] in QUOTES:
        closing = _closes(tokens, first - 1, limit)
        if closing is not None:
            return first, closing
    last = first
    while last < min(limit, first + _LONGEST_SPEAKER + 2):
        text = tokens.keys[last]
        if _ends_name(tokens, last, table) or text in table.that or text[0].isdigit():
            break
        if table.back.at(tokens, last) or table.back_one.at(tokens, last):
            break  # "claimed the attack": what, not who
        if text in QUOTES and last > first:
            closing = _closes(tokens, last, limit)
            if closing is None:
                break  # a quotation opens: what is said, not who says it
            last = closing
        last += 1
    return first, last


def one_noun_phrase(tokens: Tokens, span: tuple[int, int], article: str) -> tuple[int, int]:
    """Cut "the ministry | the city" apart: a noun without the article begins another phrase."""
    first, last = span
    at = first + 1
    while at < last and tokens.keys[at].startswith(article):
        at += 1
    return first, at if at < last else last


def _closes(tokens: Tokens, at: int, limit: int) -> int | None:
    """Return where a quotation mark closes if what it holds is as short as a name."""
    inside = range(at + 1, min(at + _QUOTED_NAME + 2, limit))
    return next((i for i in inside if tokens.keys[i] in QUOTES), None)


def _name_before(
    tokens: Tokens, last: int, limit: int, text: Text, table: ClaimWords
) -> tuple[int, int]:
    # "X, which …, said", "X, however, said"
    while last > limit and (tokens.keys[last - 1] in table.skip or tokens.keys[last - 1] in ",،"):
        last -= 1
    first = last
    while first > max(limit, last - _LONGEST_SPEAKER - 2):
        inside = first < last and _is_inside(tokens, first - 1, text, table)
        if _ends_name(tokens, first - 1, table) and not inside:
            break
        first -= 1
    return first, last


def _is_inside(tokens: Tokens, at: int, text: Text, table: ClaimWords) -> bool:
    """Tell the "for" of "the Syrian Observatory for Human Rights": between two capitals."""
    if not 0 < at < len(tokens) - 1 or tokens.keys[at] not in table.inside:
        return False
    return all(text.original[tokens.starts[beside]].isupper() for beside in (at - 1, at + 1))


def _ends_name(tokens: Tokens, at: int, table: ClaimWords) -> bool:
    """Return whether a word cannot be a part of a name: it ends one, or a dateline before it."""
    token = tokens[at]
    if token.key in _ENDS or token.key in _DASHES or not table.stop.isdisjoint(token.forms):
        return True
    spaced = (
        0 < at < len(tokens) - 1 and tokens.ends[at - 1] < token.start < tokens.starts[at + 1] - 1
    )
    return token.key == "-" and spaced


def _text(tokens: Tokens, span: tuple[int, int], text: Text, table: ClaimWords) -> str:
    first, last = span
    while first < last and not table.lead.isdisjoint(tokens.forms[first]):
        first += 1  # "had the agency said": what the verb needs besides
    nameless = table.not_after | table.skip
    if all(tokens.keys[at] in nameless for at in range(first, last)):
        return ""
    end = tokens.ends[last - 1]
    written = text.original
    while end < len(written) and written[end].isalpha():
        end += 1  # a letter that folding drops: a hamza at the end
    raw = written[tokens.starts[first] : end]
    kept = (char for at, char in enumerate(raw) if char not in QUOTES or _in_word(raw, at))
    return " ".join("".join(kept).split())


def _in_word(raw: str, at: int) -> bool:
    """Tell the apostrophe of "Russia's"."""
    return raw[at] == "'" and raw[at - 1 : at].isalpha() and raw[at + 1 : at + 2].isalpha()


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
