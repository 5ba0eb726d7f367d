"""What the CRF is told of a token, as strings, in parts that each depend on few things only.

A part is worked out once per word, name sort or gap, apart for posts, and seen from where it
stands: by its own token and by the tokens around it. The trainer joins the strings; the tagger adds
up their weights.
"""

import re
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from functools import partial

from gazetteer.recognition.features import Lexicon, SeenText

OWN, TWO_BEFORE, AFTER, TWO_AFTER, BEFORE, BEFORE_SHAPE = range(6)
# a word is also seen as the one before a certain shape: BEFORE_SHAPE + SHAPES.index(shape)
SHAPES = "XxA9"
AROUND = ((-2, TWO_BEFORE), (-1, BEFORE), (1, AFTER), (2, TWO_AFTER))
# what a post writes otherwise than an article does; the model weighs these apart in posts
_BESIDE = re.compile(r"(?:-?[12]w=|-1w\|sh=|-1st=)([^|]*)")
_SOCIAL = ("g=", "g1=", "k=", "w=", "G=", "kk=", "-1k|g=")

Part = tuple[list[str], ...]
_SIDES = ("-2", "1", "2", "-1")  # in the order of the slots
_NO_SHAPES: Part = ([],) * len(SHAPES)
BEYOND: Part = ([], ["-2#"], ["1#"], ["2#"], ["-1#"], *_NO_SHAPES)  # what lies beyond a sentence


def _own(strings: list[str], post: bool) -> list[str]:
    return strings + ["T" + s for s in strings if s.startswith(_SOCIAL)] if post else strings


def words_beside(strings: Iterable[str]) -> frozenset[str]:
    """Return the words and stems that any of these strings names as seen by the tokens around."""
    return frozenset(found[1] for string in strings if (found := _BESIDE.match(string)))


def word_part(lexicon: Lexicon, post: bool, key: str) -> Part:
    """Describe a word to its own token."""
    strings = _own(_spelling(lexicon, key), post)
    return (["T", *strings] if post else strings,)


def seen_as(lexicon: Lexicon, known: Container[str] | None, key: str) -> tuple[str, ...]:
    """Return what the tokens around see of a word, the same for many that are not `known`.

    They see a word or stem itself only if it is one of `known` (None for all there are), else "".
    """
    word = lexicon.entries[key]
    itself = key if known is None or key in known else ""
    if lexicon.rules.cased:
        return word.kinds, itself
    stem = word.stem if known is None or word.stem in known else ""
    return word.kinds, itself, stem, key[-2:]


def beside_part(seen: tuple[str, ...]) -> Part:
    """Describe a word to the tokens around it: two before, after, two after, before, by shape."""
    kinds, word, *ending = seen
    around = [[d + "k=" + kinds] for d in _SIDES]
    by_shape = _NO_SHAPES
    if word:
        around = [[d + "w=" + word, d + "k=" + kinds] for d in _SIDES]
        by_shape = tuple([["-1w|sh=" + word + "|" + shape] for shape in SHAPES])
    if ending:
        stem, letters = ending
        around[-1] += ["-1st=" + stem, "-1s2=" + letters]
    return (*around, *by_shape)


def _spelling(lexicon: Lexicon, key: str) -> list[str]:
    word = lexicon.entries[key]
    stem, kinds = word.stem, word.kinds
    z = int(2 * lexicon.zipf.get(key, 0))
    # all new words come by here, and "+" is twice as fast as an f-string
    strings = ["b", "w=" + key, f"z={z}", f"l={min(len(key), 9)}", "k=" + kinds]
    strings += ["p2=" + stem[:2], "p3=" + stem[:3]]
    strings += ["s2=" + key[-2:], "s3=" + key[-3:], "s4=" + key[-4:]]
    article = lexicon.rules.article
    if article:
        core = stem.removeprefix(article) if len(stem) > 4 else stem
        strings += ["c=" + core, "st=" + stem, "pro=" + word.clitic]
        if stem.startswith(article):
            strings.append("al")
    return strings


def name_part(lexicon: Lexicon, post: bool, observed: tuple[str, str, bool]) -> Part:
    """Describe what the gazetteer knows of a token, how it is written, if small elsewhere."""
    tag, shape, low = observed
    cased, place_class = lexicon.rules.cased, tag[:2]
    own = [f"g={tag}", f"g1={place_class}", f"sh={shape}"]
    if cased:
        own.append(f"gs={place_class}{shape}{'l' if low else ''}")
    around = ([f"{d}g={place_class}", *[f"{d}sh={shape}"] * cased] for d in (-2, 1, 2, -1))
    return (_own(own, post), *around)


def kinds_part(post: bool, observed: tuple[str, str, str | None, str | None]) -> Part:
    """Describe the kinds of a token's word and of the words beside it, None beyond a sentence."""
    place_class, kinds, before, after = observed
    own = [f"kk={kinds}{place_class}"]
    if before is not None:
        own.append(f"-1k|g={before}|{place_class}")
    if after is not None:
        own.append(f"+1k|g={after}|{place_class}")
    return (_own(own, post),)


def gap_part(post: bool, observed: tuple[str, str, str | None, str]) -> Part:
    """Describe what stands around a token; `first` is its shape where a sentence starts."""
    gap, after, class_after, first = observed
    own = [f"G={gap}", f"H={after}"]
    if class_after is not None:
        own.append(f"HG={after}|{class_after}")
    if first:
        own.append(f"first{first}")
    return (_own(own, post),)


def parts(lexicon: Lexicon, post: bool) -> tuple[Callable[..., Part], ...]:
    """Return what is called with each of the `observations`, in a post or in an article."""
    return (
        partial(word_part, lexicon, post),
        partial(name_part, lexicon, post),
        partial(kinds_part, post),
        partial(gap_part, post),
    )


def observations(seen: SeenText) -> tuple[Sequence[Hashable], ...]:
    """Return what each of `parts` depends on, for every token."""
    keys = seen.words.keys
    lows = map(seen.lowered.__contains__, keys)
    place_classes = ["O"] * len(keys)
    for i in (i for span in seen.spans for i in range(span.first, span.last)):
        place_classes[i] = seen.tags[i][:2]
    before: list[str | None] = [None, *seen.kinds][:-1]
    after: list[str | None] = [*seen.kinds, None][1:]
    gap_after = [*seen.gaps, "$"][1:]
    class_after: list[str | None] = [*place_classes, None][1:]
    first = [""] * len(keys)
    for start, end in seen.sentences:
        before[start] = after[end - 1] = class_after[end - 1] = None
        gap_after[end - 1] = "$"
        first[start] = seen.shapes[start]
    return (
        keys,
        list(zip(seen.tags, seen.shapes, lows, strict=True)),
        list(zip(place_classes, seen.kinds, before, after, strict=True)),
        list(zip(seen.gaps, gap_after, class_after, first, strict=True)),
    )


def feature_rows(seen: SeenText, lexicon: Lexicon) -> list[list[str]]:
    """Return the strings of every token, as the trainer wants them."""
    makers = parts(lexicon, seen.social)
    words, names, kinds, gaps = (
        list(map(make, args)) for make, args in zip(makers, observations(seen), strict=True)
    )
    beside = [beside_part(seen_as(lexicon, None, key)) for key in seen.words.keys]
    words = [own + part for own, part in zip(words, beside, strict=True)]
    rows = []
    for start, end in seen.sentences:
        for i in range(start, end):
            row = words[i][OWN] + names[i][OWN] + kinds[i][OWN] + gaps[i][OWN]
            for d, slot in AROUND:
                inside = start <= i + d < end
                row = row + (words[i + d][slot] + names[i + d][slot] if inside else BEYOND[slot])
            if i > start:
                row = row + words[i - 1][BEFORE_SHAPE + SHAPES.index(seen.shapes[i])]
            rows.append(row)
    return rows
