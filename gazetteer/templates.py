"""What the CRF is told of a token, as strings, in parts that each depend on few things only.

A part is worked out once per word, name sort or gap and seen from where it stands: by its own
token, the same in a post, and by the tokens around it. The trainer joins the strings; the tagger
adds up their weights.
"""

from collections.abc import Callable
from functools import partial
from itertools import starmap

from gazetteer.features import Lexicon, View

OWN, POST, TWO_BEFORE, AFTER, TWO_AFTER, BEFORE, BEFORE_SHAPE = range(7)
# a word is also seen as the one before a certain shape: BEFORE_SHAPE + SHAPES.index(shape)
SHAPES = "XxA9"
AROUND = ((-2, TWO_BEFORE), (-1, BEFORE), (1, AFTER), (2, TWO_AFTER))
# what a post writes otherwise than an article does; the model weighs these apart in posts
_SOCIAL = ("g=", "g1=", "k=", "w=", "G=", "kk=", "-1k|g=")

Part = tuple[list[str], ...]
Told = tuple[str | None, ...]


def _own(strings: list[str]) -> tuple[list[str], list[str]]:
    return strings, strings + ["T" + s for s in strings if s.startswith(_SOCIAL)]


def word_part(lexicon: Lexicon, key: str | None) -> Part:
    """Describe a word; None is what lies beyond a sentence."""
    if key is None:
        return ([], [], ["-2#"], ["1#"], ["2#"], ["-1#"], *[[]] * len(SHAPES))
    word = lexicon.word(key)
    own, post = _own(["b", *_spelling(lexicon, key)])
    two_before, after, two_after, before = (
        [f"{d}w={key}", f"{d}k={word.kinds}"] for d in (-2, 1, 2, -1)
    )
    if not lexicon.rules.cased:
        before += [f"-1st={word.stem}", f"-1s2={key[-2:]}"]
    by_shape = ([f"-1w|sh={key}|{shape}"] for shape in SHAPES)
    return (own, ["T", *post], two_before, after, two_after, before, *by_shape)


def _spelling(lexicon: Lexicon, key: str) -> list[str]:
    stem, clitic, kinds = lexicon.word(key)[:3]
    z = int(2 * lexicon.zipf.get(key, 0))
    strings = [f"w={key}", f"z={z}", f"l={min(len(key), 9)}", f"k={kinds}"]
    strings += [f"p{n}={stem[:n]}" for n in (2, 3)] + [f"s{n}={key[-n:]}" for n in (2, 3, 4)]
    article = lexicon.rules.article
    if article:
        core = stem.removeprefix(article) if len(stem) > 4 else stem
        strings += [f"c={core}", f"st={stem}", f"pro={clitic}"]
        if stem.startswith(article):
            strings.append("al")
    return strings


def name_part(lexicon: Lexicon, tag: str, shape: str, low: str) -> Part:
    """Describe what the gazetteer knows of a token, how it is written, if `low` small elsewhere."""
    cased, sort = lexicon.rules.cased, tag[:2]
    own = [f"g={tag}", f"g1={sort}", f"sh={shape}"]
    if cased:
        own.append(f"gs={sort}{shape}{low}")
    around = ([f"{d}g={sort}", *[f"{d}sh={shape}"] * cased] for d in (-2, 1, 2, -1))
    return (*_own(own), *around)


def kinds_part(sort: str, kinds: str, before: str | None, after: str | None) -> Part:
    """Describe the kinds of a token's word and of the words beside it, None beyond a sentence."""
    own = [f"kk={kinds}{sort}"]
    if before is not None:
        own.append(f"-1k|g={before}|{sort}")
    if after is not None:
        own.append(f"+1k|g={after}|{sort}")
    return _own(own)


def gap_part(gap: str, after: str, sort_after: str | None, first: str) -> Part:
    """Describe what stands around a token; `first` is its shape where a sentence starts."""
    own = [f"G={gap}", f"H={after}"]
    if sort_after is not None:
        own.append(f"HG={after}|{sort_after}")
    if first:
        own.append(f"first{first}")
    return _own(own)


def parts(lexicon: Lexicon) -> tuple[Callable[..., Part], ...]:
    """Return the functions that `told` has the arguments for."""
    return partial(word_part, lexicon), partial(name_part, lexicon), kinds_part, gap_part


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
    makers = parts(lexicon)
    words, names, kinds, gaps = (
        list(starmap(make, args)) for make, args in zip(makers, told(seen), strict=True)
    )
    beyond = makers[0](None)
    own = POST if seen.social else OWN
    rows = []
    for start, end in seen.sentences:
        for i in range(start, end):
            row = words[i][own] + names[i][own] + kinds[i][own] + gaps[i][own]
            for d, slot in AROUND:
                inside = start <= i + d < end
                row = row + (words[i + d][slot] + names[i + d][slot] if inside else beyond[slot])
            if i > start:
                row = row + words[i - 1][BEFORE_SHAPE + SHAPES.index(seen.shapes[i])]
            rows.append(row)
    return rows
