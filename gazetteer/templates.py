"""What the CRF is told of a token, as strings, in parts that each depend on few things only.

A part is worked out once per word, name sort or gap, apart for posts, and seen from where it
stands: by its own token and by the tokens around it. The trainer joins the strings; the tagger adds
up their weights.
"""

import re
from collections.abc import Callable, Container, Iterable
from functools import cache, partial
from itertools import starmap

from gazetteer.features import Lexicon, View

OWN, TWO_BEFORE, AFTER, TWO_AFTER, BEFORE, BEFORE_SHAPE = range(6)
# a word is also seen as the one before a certain shape: BEFORE_SHAPE + SHAPES.index(shape)
SHAPES = "XxA9"
AROUND = ((-2, TWO_BEFORE), (-1, BEFORE), (1, AFTER), (2, TWO_AFTER))
# what a post writes otherwise than an article does; the model weighs these apart in posts
_BESIDE = re.compile(r"(?:-?[12]w=|-1w\|sh=)([^|]*)")
_SOCIAL = ("g=", "g1=", "k=", "w=", "G=", "kk=", "-1k|g=")

Part = tuple[list[str], ...]
_NO_SHAPES: Part = ([],) * len(SHAPES)
Told = tuple[str | None, ...]


def _own(strings: list[str], post: bool) -> list[str]:
    return strings + ["T" + s for s in strings if s.startswith(_SOCIAL)] if post else strings


def words_beside(strings: Iterable[str]) -> frozenset[str]:
    """Return the words that any of these strings names as seen by the tokens around it."""
    return frozenset(found[1] for string in strings if (found := _BESIDE.match(string)))


def word_part(lexicon: Lexicon, post: bool, known: Container[str] | None, key: str | None) -> Part:
    """Describe a word; None is what lies beyond a sentence.

    The tokens around see a word itself only if it is one of `known`, None for all there are.
    """
    if key is None:
        return ([], ["-2#"], ["1#"], ["2#"], ["-1#"], *[[]] * len(SHAPES))
    word = lexicon.word(key)
    own = [*["T"] * post, *_own(["b", *_spelling(lexicon, key)], post)]
    around, by_shape = _kinds_around(word.kinds), _NO_SHAPES
    if known is None or key in known:
        around = tuple([[f"{d}w={key}", f"{d}k={word.kinds}"] for d in (-2, 1, 2, -1)])
        by_shape = tuple([[f"-1w|sh={key}|{shape}"] for shape in SHAPES])
    if not lexicon.rules.cased:
        *others, before = around
        around = (*others, [*before, f"-1st={word.stem}", f"-1s2={key[-2:]}"])
    return (own, *around, *by_shape)


@cache
def _kinds_around(kinds: str) -> Part:
    """Say how the tokens around see the kinds of a word: two before, after, two after, before."""
    return tuple([[f"{d}k={kinds}"] for d in (-2, 1, 2, -1)])


def _spelling(lexicon: Lexicon, key: str) -> list[str]:
    stem, clitic, kinds = lexicon.word(key)[:3]
    z = int(2 * lexicon.zipf.get(key, 0))
    strings = [f"w={key}", f"z={z}", f"l={min(len(key), 9)}", f"k={kinds}"]
    strings += [f"p2={stem[:2]}", f"p3={stem[:3]}"]
    strings += [f"s2={key[-2:]}", f"s3={key[-3:]}", f"s4={key[-4:]}"]
    article = lexicon.rules.article
    if article:
        core = stem.removeprefix(article) if len(stem) > 4 else stem
        strings += [f"c={core}", f"st={stem}", f"pro={clitic}"]
        if stem.startswith(article):
            strings.append("al")
    return strings


def name_part(lexicon: Lexicon, post: bool, tag: str, shape: str, low: str) -> Part:
    """Describe what the gazetteer knows of a token, how it is written, if `low` small elsewhere."""
    cased, sort = lexicon.rules.cased, tag[:2]
    own = [f"g={tag}", f"g1={sort}", f"sh={shape}"]
    if cased:
        own.append(f"gs={sort}{shape}{low}")
    around = ([f"{d}g={sort}", *[f"{d}sh={shape}"] * cased] for d in (-2, 1, 2, -1))
    return (_own(own, post), *around)


def kinds_part(post: bool, sort: str, kinds: str, before: str | None, after: str | None) -> Part:
    """Describe the kinds of a token's word and of the words beside it, None beyond a sentence."""
    own = [f"kk={kinds}{sort}"]
    if before is not None:
        own.append(f"-1k|g={before}|{sort}")
    if after is not None:
        own.append(f"+1k|g={after}|{sort}")
    return (_own(own, post),)


def gap_part(post: bool, gap: str, after: str, sort_after: str | None, first: str) -> Part:
    """Describe what stands around a token; `first` is its shape where a sentence starts."""
    own = [f"G={gap}", f"H={after}"]
    if sort_after is not None:
        own.append(f"HG={after}|{sort_after}")
    if first:
        own.append(f"first{first}")
    return (_own(own, post),)


def parts(
    lexicon: Lexicon, post: bool, known: Container[str] | None = None
) -> tuple[Callable[..., Part], ...]:
    """Return the functions that `told` has the arguments for, in a post or in an article.

    A tagger leaves out what is not `known` to its model (see `words_beside`).
    """
    return (
        partial(word_part, lexicon, post, known),
        partial(name_part, lexicon, post),
        partial(kinds_part, post),
        partial(gap_part, post),
    )


def told(seen: View) -> tuple[list[Told], ...]:
    """Return the arguments of each of `parts`, for every token."""
    keys = seen.tokens.keys
    lows = ["l" if key in seen.lowered else "" for key in keys]
    sort = {tag: tag[:2] for tag in set(seen.tags)}
    sorts = list(map(sort.__getitem__, seen.tags))
    before: list[str | None] = [None, *seen.kinds[:-1]]
    after: list[str | None] = [*seen.kinds[1:], None]
    gap_after = [*seen.gaps[1:], "$"]
    sort_after: list[str | None] = [*sorts[1:], None]
    first = [""] * len(keys)
    for start, end in seen.sentences:
        before[start] = after[end - 1] = sort_after[end - 1] = None
        gap_after[end - 1] = "$"
        first[start] = seen.shapes[start]
    return (
        list(zip(keys)),
        list(zip(seen.tags, seen.shapes, lows, strict=True)),
        list(zip(sorts, seen.kinds, before, after, strict=True)),
        list(zip(seen.gaps, gap_after, sort_after, first, strict=True)),
    )


def feature_rows(seen: View, lexicon: Lexicon) -> list[list[str]]:
    """Return the strings of every token, as the trainer wants them."""
    makers = parts(lexicon, seen.social)
    words, names, kinds, gaps = (
        list(starmap(make, args)) for make, args in zip(makers, told(seen), strict=True)
    )
    beyond = makers[0](None)
    rows = []
    for start, end in seen.sentences:
        for i in range(start, end):
            row = words[i][OWN] + names[i][OWN] + kinds[i][OWN] + gaps[i][OWN]
            for d, slot in AROUND:
                inside = start <= i + d < end
                row = row + (words[i + d][slot] + names[i + d][slot] if inside else beyond[slot])
            if i > start:
                row = row + words[i - 1][BEFORE_SHAPE + SHAPES.index(seen.shapes[i])]
            rows.append(row)
    return rows
