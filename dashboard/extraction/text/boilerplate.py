"""Find the lines of a page that are not the article: share links, related stories, copyright."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dashboard.extraction.languages.sentences import Boilerplate
from dashboard.extraction.text.language import Language
from dashboard.extraction.text.language import language as load
from gazetteer.spelling.fold import fold, fold_word

_LINK = re.compile(r"(?:https?://|www\.)\S+|(?<!\w)@\w+|\S+@\S+\.\w+|(?:t\.me|bit\.ly|fb\.com)/\S+")
_LINKED = " linkhere "  # stands for a link in a folded line
# What may stand between a phrase like "read also" and the headline it announces.
_COLON = r"\s*(?:[:|>»…-]|\.\.|$)"
_LONGEST = 40  # words; a longer line is a paragraph, however it begins
_HEADLINE = 18  # words


@dataclass(frozen=True, slots=True)
class _Rules:
    """Patterns over a folded line; `heading` announces related stories in the lines below."""

    line: tuple[re.Pattern[str], ...]
    heading: re.Pattern[str]


def find_boilerplate(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Return the half-open spans of whole lines (without their "\\n") that are boilerplate.

    After a bare "related stories" the next line goes too if it looks like a headline, and all
    lines to the end of the text if all of them do.
    """
    rules = [_rules(language.boilerplate)]
    rules += [_rules(load(code).boilerplate) for code in language.boilerplate.also]
    lines = _lines(text)
    folded = [_folded(line) for _, _, line in lines]
    taken = {index for index, line in enumerate(folded) if _is_boilerplate(line, rules)}
    for index, line in enumerate(folded):
        if index in taken and any(rule.heading.fullmatch(line) for rule in rules):
            taken |= _related(folded, index, taken)
    return tuple(lines[index][:2] for index in sorted(taken))


def _lines(text: str) -> list[tuple[int, int, str]]:
    """Return each line that has something on it, with its span."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line), line))
        start += len(line) + 1
    return found


def _folded(line: str) -> str:
    """Fold a line with its links marked; one that is far too long to be judged stays as it is."""
    if len(line.split()) > 2 * _LONGEST:
        return line
    if "/" in line or "@" in line or "www." in line:
        line = _LINK.sub(_LINKED, line)
    return fold(line).strip()


def _is_boilerplate(line: str, rules: Iterable[_Rules]) -> bool:
    """Return whether one folded line is boilerplate by itself."""
    if len(line.split()) > _LONGEST:
        return False
    return any(pattern.search(line) for rule in rules for pattern in rule.line)


def _related(folded: list[str], heading: int, taken: set[int]) -> set[int]:
    """Return the lines below a bare "related stories" that are such stories."""
    below = range(heading + 1, len(folded))
    if all(index in taken or _is_headline(folded[index]) for index in below):
        return set(below)
    following = heading + 1
    return {following} if _is_headline(folded[following]) else set()


def _is_headline(line: str) -> bool:
    """Return whether a line could be a headline: short, and without a full stop."""
    return len(line.split()) <= _HEADLINE and not line.endswith(".")


@cache
def _rules(known: Boilerplate) -> _Rules:
    """Compile a language's boilerplate words; those are folded, `patterns` meet folded text."""
    networks = (*known.networks, _LINKED)
    company = rf"(?:\W+(?:{_any((*networks, *known.between))}|\d+))*\W*$"
    line = (
        # Only names of networks, links and the words between them.
        re.compile(rf"^\W*(?:{_any(networks)}){company}"),
        re.compile(rf"^\W*(?:{_any(known.alone)}){company}"),
        re.compile(rf"^\W*(?:{_any(known.announces)}){_COLON}"),
        re.compile(rf"^\W*(?:{_any(known.starts)})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_any(known.ends)})\W*$"),
        *map(re.compile, known.patterns),
    )
    return _Rules(line, re.compile(rf"\W*(?:{_any(known.announces)})\W*"))


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, whatever stands between their words."""
    keys = sorted({fold_word(phrase) for phrase in phrases}, key=len, reverse=True)
    # An empty list matches nothing, not everything.
    return "|".join(r"\W+".join(map(re.escape, key.split())) for key in keys if key) or r"(?!)"
