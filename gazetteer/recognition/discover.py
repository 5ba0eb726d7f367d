"""Head nouns that license a name, say what sort of place it is, and discover unknown names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, count
from operator import attrgetter

from gazetteer.recognition.features import Lexicon, SeenText
from gazetteer.recognition.last_word import is_first_letter
from gazetteer.recognition.match import Span, lookup_words
from gazetteer.recognition.word_forms import APOSTROPHE, strip_clitics
from gazetteer.spelling.words import Words

_INDEFINITE_ENDING = re.compile("(?:ه|يه|ين|ون|ات)$")
_ADJECTIVE = re.compile("(?:ي|يه)$")
# an everyday word after a head noun is no name: "منطقة سكنية" has one, "حقل العمر" has not
_MOST_OF = 2  # words between a head noun and its name: "de la"
MAX_ZIPF, MAX_ZIPF_DEFINITE, MAX_ZIPF_ADJECTIVE = 3.6, 4.6, 3.8


@dataclass(frozen=True, slots=True)
class HeadNouns:
    """What head nouns tell: for a span's first word, (word of the head, feature it promises).

    `found` are names the gazetteer lacks; `licensed` are the keys of all names after a head.
    """

    heads: dict[int, tuple[int, str]]
    found: list[Span]
    licensed: set[str]


def discover(seen: SeenText, lexicon: Lexicon) -> HeadNouns:
    """Read the head nouns of a text; its everyday names are names only behind one."""
    words, known = seen.words, seen.spans
    everyday = {span.first: span for span in seen.everyday}
    starts = {span.first: span for span in known}
    covered = {i for span in known for i in range(span.first, span.last)}
    heads = HeadNouns({}, [], set())
    for span in known:
        # "حقل العمر" stands in the gazetteer with its head noun: it licenses itself
        feature = seen.entries[span.first].head
        if feature and span.last - span.first > 1:
            _add(heads, span, span.first, feature, new=False)
    features = list(map(attrgetter("head"), seen.entries))
    for i in compress(count(), features):
        feature = features[i]
        at = _name_start(words, i, lexicon)
        if at is None:
            continue
        found = starts.get(at)
        if found and is_first_letter(found, lexicon.zipf.get(found.key, 0.0), lexicon.rules):
            found = _name_at(words, at, lexicon)
        elif not found and at not in covered:
            found = everyday.get(at) or _name_at(words, at, lexicon)
        if found:
            _add(heads, found, i, feature, new=found is not starts.get(at))
            if lexicon.rules.dual_heads and _is_dual(words.keys[i], lexicon):
                _second_of_two(words, found, starts, heads, (i, feature), lexicon)
    _heads_after(words, known, heads, lexicon)
    return heads


def occurrences(
    words: Words, licensed: set[str], spans: list[Span], lexicon: Lexicon
) -> Iterator[Span]:
    """Yield the bare occurrences of names that a head noun licensed elsewhere in the text."""
    if not licensed:
        return
    covered = {i for span in spans for i in range(span.first, span.last)}
    firsts = {key.split()[0]: key for key in sorted(licensed)}
    for i, written in enumerate(words.keys):
        if lexicon.rules.cased and words.shapes[i] == "x":
            continue
        for clitic, word in strip_clitics(written, lexicon.rules):
            key = firsts.get(word)
            if key is None:
                continue
            last = i + key.count(" ") + 1
            rest = " ".join((word, *words.keys[i + 1 : last]))
            if rest == key and covered.isdisjoint(range(i, last)):
                yield Span(i, last, key, clitic, lexicon.lookup(key))
                break


def _add(heads: HeadNouns, span: Span, head: int, feature: str, *, new: bool) -> None:
    heads.heads[span.first] = (head, feature)
    heads.licensed.add(span.key)
    if new:
        heads.found.append(span)


def _is_dual(key: str, lexicon: Lexicon) -> bool:
    rules = lexicon.rules
    return any(word in rules.dual_heads for _, word in strip_clitics(key, rules))


def _name_start(words: Words, i: int, lexicon: Lexicon) -> int | None:
    """Return the word where the name after head `i` would start."""
    keys, gaps = words.keys, words.gaps
    if i + 1 >= len(keys):
        return None
    if not lexicon.rules.cased:
        return i + 1 if not gaps[i + 1].strip(' "') else None
    at = i + 1
    while at < len(keys) and at < i + 1 + _MOST_OF and keys[at] in lexicon.rules.of:
        at += 1
    if at > i + 1:
        return at if at < len(keys) and not gaps[at].strip(" ") else None
    # "Lake X", "Mount X": the head itself is written with a capital; "town d'X", "село X"
    direct = words.shapes[i] == "X" or APOSTROPHE in keys[at] or not lexicon.rules.of
    return at if direct and gaps[at] == " " else None


def _name_at(words: Words, i: int, lexicon: Lexicon) -> Span | None:
    if lexicon.rules.cased:
        return _capitalised(words, i, lexicon)
    keys, gaps, rules = words.keys, words.gaps, lexicon.rules
    quoted = '"' in gaps[i]
    if not _could_be_name(keys[i], lexicon, quoted=quoted):
        return None
    last = i + 1
    # the rest of a quotation, or the second half of تل بيدر
    while quoted and last < len(keys) and last < i + 3 and gaps[last] == " ":
        last += 1
    if not quoted and keys[i] in rules.name_parts and last < len(keys) and gaps[last] == " ":
        last += 1
    key = " ".join(keys[i:last])
    return Span(i, last, key, "", lexicon.lookup(key))


def _could_be_name(word: str, lexicon: Lexicon, *, quoted: bool) -> bool:
    rules = lexicon.rules
    if word in rules.stop or word in rules.compass_adjectives or len(word) < 3:
        return False
    if not word[0].isalpha():
        return False
    if quoted or word in rules.name_parts:
        return True
    zipf = lexicon.zipf.get(word, 0.0)
    if not rules.article:
        return zipf < MAX_ZIPF
    if word.startswith(rules.article):
        return zipf < (MAX_ZIPF_ADJECTIVE if _ADJECTIVE.search(word) else MAX_ZIPF_DEFINITE)
    return zipf < MAX_ZIPF and not _INDEFINITE_ENDING.search(word)


def _capitalised(words: Words, i: int, lexicon: Lexicon) -> Span | None:
    keys = words.keys
    last = i
    while last < len(keys) and last < i + 3 and words.shapes[last] == "X":
        if last > i and words.gaps[last] not in (" ", "-"):
            break
        last += 1
    if last == i or keys[i] in lexicon.rules.never:
        return None
    clitic = "" if APOSTROPHE not in keys[i] else strip_clitics(keys[i], lexicon.rules)[-1][0]
    key, candidates = lookup_words(keys[i:last], lexicon.index, lexicon.rules)
    return Span(i, last, key, clitic, candidates)


def _second_of_two(
    words: Words,
    span: Span,
    starts: dict[int, Span],
    heads: HeadNouns,
    head: tuple[int, str],
    lexicon: Lexicon,
) -> None:
    """Read "قاعدتي كونيكو والعمر": the dual promises a second name after "and"."""
    at = span.last
    if at >= len(words.keys) or not words.keys[at].startswith("و"):
        return
    if at in starts:
        _add(heads, starts[at], *head, new=False)
        return
    word = words.keys[at][1:]
    if len(word) >= 3 and word not in lexicon.rules.stop:
        _add(heads, Span(at, at + 1, word, "و", lexicon.lookup(word)), *head, new=True)


def _heads_after(words: Words, known: tuple[Span, ...], heads: HeadNouns, lexicon: Lexicon) -> None:
    """Read "X Province", "X River": the head noun stands behind a known name."""
    for span in known:
        if span.last < len(words.keys) and words.gaps[span.last] == " ":
            feature = lexicon.head_after(words.keys[span.last])
            if feature and span.first not in heads.heads:
                heads.heads[span.first] = (span.first, feature)
