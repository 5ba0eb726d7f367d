"""The text of an article, read once and handed down to all who find something in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.extraction.languages.language import Language
from dashboard.extraction.text.boilerplate import find_boilerplate
from dashboard.extraction.text.sentences import find_sentences
from dashboard.extraction.text.tokens import Tokens, tokenize
from gazetteer.spelling.words import FoldedText, fold_text

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text(FoldedText):
    """A text in a language, with the spans of `original` that are sentences and boilerplate.

    `tokens` are its `words`, numbers and the marks between them. Spans are half open.
    """

    language: Language
    tokens: Tokens
    sentences: tuple[Span, ...]
    boilerplate: tuple[Span, ...]


def read_text(original: str, language: Language) -> Text:
    """Read a text: fold it, cut it into words, tokens and sentences, and mark its boilerplate."""
    folded = fold_text(original)
    return Text(
        original,
        folded.folded,
        folded.offsets,
        folded.words,
        language,
        tokenize(folded, language),
        find_sentences(original, language.code),
        find_boilerplate(folded, language),
    )


def words_in(text: Text, start: int, end: int) -> Sequence[str]:
    """Return the folded words of a stretch of the original text, only so much as stands in it.

    Letters and figures that are written together are one word: "4th", "T4".
    """
    words = text.words
    first = bisect_right(words.ends, start)
    last = bisect_left(words.starts, end, first)
    found = words.keys[first:last]
    if found and words.ends[last - 1] > end:  # a preposition is glued to what stands behind
        found = [*found[:-1], folded_in(text, words.starts[last - 1], end)]
    if found and words.starts[first] < start:
        found = [folded_in(text, start, min(words.ends[first], end)), *found[1:]]
    gaps = words.gaps[first + 1 : last]
    return _together(found, gaps) if "" in gaps else found


def _together(words: Sequence[str], gaps: Sequence[str]) -> list[str]:
    found = list(words[:1])
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap:
            found.append(word)
        else:
            found[-1] += word
    return found


def folded_in(text: Text, start: int, end: int) -> str:
    """Return a stretch of the original text folded."""
    if isinstance(text.offsets, range):  # every character stayed in its place
        return text.folded[start:end]
    first = bisect_left(text.offsets, start)
    return text.folded[first : bisect_left(text.offsets, end, first)]


def tokens_in(text: Text, start: int, end: int) -> Tokens:
    """Return the tokens that begin in a stretch of the original text."""
    starts = text.tokens.starts
    first = bisect_left(starts, start)
    return text.tokens.part(first, bisect_left(starts, end, first))
