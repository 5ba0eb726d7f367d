"""Which texts are copies of one another: a wire story printed five times has one origin."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.extraction.languages.language import codes, language
from dashboard.extraction.text.tokens import article, tokenize
from dashboard.model import Document
from gazetteer.spelling.words import fold_text

SHINGLE = 5  # words in a row that two writers seldom choose alike
COPIED = 0.5  # the share of the shorter text's shingles that a copy has
FEWEST = 8  # shingles; shorter texts are alike by chance
COMMON = 50  # a shingle of more texts than this is a formula, not a copy
Shingle = tuple[str, ...]
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text as they are compared: `shingles` in a row, `stems` one by one."""

    shingles: frozenset[Shingle]
    stems: frozenset[str]


def wording(document: Document) -> Wording:
    """Read the words of a text, folded; stems without what the language glues to them."""
    # a text in a language that is not read is stored too, and copied: its words stand as they are
    code = document.language if document.language in codes() else "en"
    tokens = tokenize(fold_text(document.text), language(code))
    plain = [key for key in tokens.keys if _WORD.fullmatch(key)]
    prefix = article(code)
    stems = frozenset(
        form.removeprefix(prefix) if len(form) > len(prefix) + 2 else form
        for forms in tokens.forms
        for form in forms
        if _WORD.fullmatch(form)
    )
    rows = zip(*(plain[i:] for i in range(SHINGLE)), strict=False)
    return Wording(frozenset(rows), stems)


def origins(documents: Sequence[Document], wordings: Mapping[str, Wording]) -> dict[str, str]:
    """Map every document's id to that of the first published among its near-copies."""
    order = sorted(documents, key=lambda d: (d.published or date.max, d.id))
    position = {document.id: i for i, document in enumerate(order)}
    holders: dict[Shingle, list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for document in order:
        mine = wordings[document.id].shingles
        shared = Counter(other for s in mine if len(holders[s]) < COMMON for other in holders[s])
        copied = [o for o, n in shared.items() if _is_copy(n, mine, wordings[o].shingles)]
        first = min(copied, key=position.__getitem__, default=document.id)
        found[document.id] = found.get(first, document.id)
        for shingle in mine:
            holders[shingle].append(document.id)
    return found


def _is_copy(shared: int, a: frozenset[Shingle], b: frozenset[Shingle]) -> bool:
    shorter = min(len(a), len(b))
    return shorter >= FEWEST and shared >= COPIED * shorter


def rarities(wordings: Sequence[Wording]) -> dict[str, float]:
    """Return how telling each stem is in a collection: the rarer, the more."""
    counts = Counter(stem for wording in wordings for stem in wording.stems)
    return {stem: math.log(1 + len(wordings) / count) for stem, count in counts.items()}


def likeness(a: Wording, b: Wording, rarity: Mapping[str, float]) -> float:
    """Return the cosine of two texts' stems, each weighed by how rare it is; 0 to 1."""
    shared = sum(rarity[stem] ** 2 for stem in a.stems & b.stems)
    norm = math.sqrt(_square(a, rarity) * _square(b, rarity))
    return shared / norm if norm else 0.0


def _square(wording: Wording, rarity: Mapping[str, float]) -> float:
    return sum(rarity[stem] ** 2 for stem in wording.stems)
