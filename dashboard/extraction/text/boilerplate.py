"""Find the lines of a page that are not the article: share links, related stories, copyright."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dashboard.extraction.languages.language import Language
from dashboard.extraction.languages.language import language as load
from dashboard.extraction.languages.sentences import Boilerplate
from gazetteer.spelling.fold import fold, fold_word
from gazetteer.spelling.words import FoldedText

# An address of mail is looked for from the beginning of a word only: else its cost is a square.
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\w)@\w+|(?<!\S)\S[^\s@]*+@\S+\.\w+|(?:t\.me|bit\.ly|fb\.com)/\S+"
)
_LINKED = " linkhere "  # stands for a link in a folded line
# What may stand between a phrase like "read also" and the headline it announces.
_COLON = r"\s*(?:[:|>»…-]|\.\.|$)"
_LONGEST = 40  # words; a longer line is a paragraph, however it begins
_HEADLINE = 18  # words


@dataclass(frozen=True, slots=True)
class _Rules:
    """Patterns over a folded line: how one begins, and what one holds.

    `heading` announces related stories in the lines below.
    """

    opening: re.Pattern[str]
    inside: tuple[re.Pattern[str], ...]
    heading: re.Pattern[str]


def find_boilerplate(text: FoldedText, language: Language) -> tuple[tuple[int, int], ...]:
    """Return the half-open spans of whole lines (without their "\\n") that are boilerplate.

    After a bare "related stories" the next line goes too if it looks like a headline, and all
    lines to the end of the text if all of them do.
    """
    rules = [_rules(language.boilerplate)]
    rules += [_rules(load(code).boilerplate) for code in language.boilerplate.also]
    lines = _lines(text)
    folded = [_linked(line, plain) for _, _, line, plain in lines]
    taken = {index for index, line in enumerate(folded) if _is_boilerplate(line, rules)}
    _add_related(folded, taken, rules)
    return tuple(lines[index][:2] for index in sorted(taken))


def _lines(text: FoldedText) -> list[tuple[int, int, str, str]]:
    """Return each line that has something on it: its span, as it is written and as it is folded."""
    found, start = [], 0
    # a line end is folded to itself, and nothing else is folded to one
    for line, folded in zip(text.original.split("\n"), text.folded.split("\n"), strict=True):
        if line.strip():
            found.append((start, start + len(line), line, folded))
        start += len(line) + 1
    return found


def _linked(line: str, folded: str) -> str:
    """Return a folded line with its links marked; one far too long to be judged stays as it is."""
    if ("/" in line or "@" in line or "www." in line) and len(line.split()) <= 2 * _LONGEST:
        folded = fold(_LINK.sub(_LINKED, line))
    return folded.strip()


def _is_boilerplate(line: str, rules: Iterable[_Rules]) -> bool:
    """Return whether one folded line is boilerplate by itself."""
    if len(line.split()) > _LONGEST:
        return False
    for rule in rules:
        if rule.opening.match(line) or any(pattern.search(line) for pattern in rule.inside):
            return True
    return False


def _add_related(folded: list[str], taken: set[int], rules: Iterable[_Rules]) -> None:
    """Take the stories below each bare "related stories" too."""
    others = (i for i in reversed(range(len(folded))) if i not in taken)
    last_prose = next((i for i in others if not _is_headline(folded[i])), -1)
    for index, line in enumerate(folded):
        if index in taken and any(rule.heading.fullmatch(line) for rule in rules):
            if index > last_prose:
                taken.update(range(index + 1, len(folded)))
                return
            if _is_headline(folded[index + 1]):
                taken.add(index + 1)


def _is_headline(line: str) -> bool:
    """Return whether a line could be a headline: short, and without a full stop."""
    return len(line.split()) <= _HEADLINE and not line.endswith(".")


@cache
def _rules(known: Boilerplate) -> _Rules:
    """Compile a language's boilerplate words; those are folded, `patterns` meet folded text."""
    networks = (*known.networks, _LINKED)
    company = rf"(?:\W+(?:{_any((*networks, *known.between))}|\d+))*\W*$"
    openings = (
        # Only names of networks, links and the words between them.
        rf"(?:{_any((*networks, *known.alone))}){company}",
        rf"(?:{_any(known.announces)}){_COLON}",
        rf"(?:{_any(known.starts)})(?!\w)",
    )
    ends = re.compile(rf"(?<!\w)(?:{_any(known.ends)})\W*$")
    return _Rules(
        re.compile(rf"\W*(?:{'|'.join(openings)})"),
        (ends, *map(re.compile, known.patterns)),
        re.compile(rf"\W*(?:{_any(known.announces)})\W*"),
    )


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, whatever stands between their words."""
    keys = sorted({fold_word(phrase) for phrase in phrases}, key=len, reverse=True)
    # An empty list matches nothing, not everything.
    return "|".join(r"\W+".join(map(re.escape, key.split())) for key in keys if key) or r"(?!)"
