"""Which words tell of an event, of what type, and whether it is said to have happened."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.extraction.languages.language import Language
from dashboard.extraction.text.patterns import (
    Found,
    WordForms,
    find_patterns,
    openings,
    word_forms,
)
from dashboard.extraction.text.text import Text
from dashboard.extraction.types.classifier import FAINT, NEAR, Hit, Odds, type_odds
from dashboard.extraction.types.event_type import event_types
from dashboard.extraction.types.vocabulary import REACH, Vocabulary, WordGroup, vocabulary
from dashboard.model import Trigger

_FAR = 8  # words between two events of one sentence
_MARGIN = 0.4  # how much lighter a word may be and still say what the heavier one was part of
_HALF = 6  # months
_FIRST_YEAR = 1900
_RETOLD = 0.22  # lighter for "the explosion", once something was told
_PLAIN = 0.75
_MODE = {"negation": "denied", "denial": "denied", "fear": "feared", "plan": "planned"}


@dataclass(frozen=True, slots=True)
class _Signs:
    """What one scan found in a sentence, sorted by what it is for."""

    words: list[Found]
    company: dict[str, list[Found]]
    cancel: list[Found]
    cues: list[tuple[str, bool, Found]]


_NONE = _Signs([], {}, [], [])


def find_triggers(
    text: Text,
    published: date | None = None,
    choose: Callable[[Hit, Sequence[Hit]], Odds] = type_odds,
) -> tuple[Trigger, ...]:
    """Find what happens in each sentence: at most two events, in reading order.

    `weight` is how plainly the words say so: 1 for a word that can mean nothing else, under 0.5
    for mere dead and wounded, which only count where no event that explains them was told.
    With `published`, no year is the past that was the present half a year before.
    """
    known = vocabulary(text.language)
    words = word_forms(text, known.words)
    recent = published.year - (published.month <= _HALF) if published else None
    by_sentence = _by_sentence(known, words, text.sentences, recent)
    found: list[Trigger] = []
    event_in = -9
    before: _Signs | None = None
    for number, signs in enumerate(by_sentence):
        goes_on = (
            before if found and number - event_in == 1 and _is_protest(found[-1].type) else None
        )
        before = signs
        if not signs.words:
            continue
        hits = list(_hits(signs, words, text.language, bool(found), goes_on))
        picked = _pick(hits, words)
        for hit in picked:
            if hit.weight < FAINT and (number - event_in <= 2 or hit.mode == "denied"):
                continue
            odds = choose(hit, _rivals(hit, picked, hits))
            hit = odds.hit
            start, end = words.starts[hit.first], words.ends[hit.last]
            same = number - event_in == 1 and "\n" not in text.original[found[-1].end : start]
            if same and _goes_on(found[-1], hit):
                found[-1] = replace(found[-1], type=hit.type)
            weight = round(min(hit.weight, 1.0), 2)
            found.append(
                Trigger(start, end, hit.type, hit.mode, weight, odds.probability, odds.alternatives)
            )
            event_in = number
    return tuple(found)


def _rivals(hit: Hit, picked: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
    """List the words that may say better what a picked one says: none of another picked event."""
    others = {other.type for other in picked if other.type != hit.type}
    return [other for other in hits if other.type not in others]


def _is_protest(key: str) -> bool:
    return event_types()[key].event_type == "Protests"


def _goes_on(before: Trigger, hit: Hit) -> bool:
    """Return whether `hit` says what became of the protest told one sentence before."""
    return (
        "Demonstrations" in event_types()[before.type].disorder_type
        and "Demonstrations" in event_types()[hit.type].disorder_type
        and before.type in event_types()[hit.type].absorbs
        and before.mode == hit.mode == "reported"
    )


def _by_sentence(
    known: Vocabulary, words: WordForms, sentences: Sequence[tuple[int, int]], recent: int | None
) -> Iterator[_Signs]:
    starts, past = words.starts, _past_years(words, recent)
    opening = openings(known.words, words, 0, len(words.keys))
    for start, end in sentences:
        first = bisect_left(starts, start)
        stop = bisect_left(starts, end, first)
        own = opening[bisect_left(opening, first) : bisect_left(opening, stop)]
        telling = [one for one in find_patterns(known.words, words, own) if one.last < stop]
        if not telling:  # as in most sentences: nothing more is looked for in them
            yield _NONE
            continue
        signs = _Signs(telling, defaultdict(list), [], [])
        for one in find_patterns(known.signs, words, openings(known.signs, words, first, stop)):
            if one.last < stop:
                _sort_in(signs, one, words, past)
        yield signs


def _sort_in(signs: _Signs, one: Found, words: WordForms, past: frozenset[str]) -> None:
    purpose, *rest = one.key
    if purpose == "company":
        signs.company[rest[0]].append(one)
    elif purpose == "cancel":
        signs.cancel.append(one)
    elif purpose == "cue":
        signs.cues.append((rest[0], bool(rest[1]), one))
    elif words.forms[min(one.last + 1, len(words.forms) - 1)][0] in past:
        year = Found(one.first, one.last + 1, one.key, one.form)
        signs.cues.extend((("historical", False, year), ("historical", True, year)))


def _past_years(words: WordForms, recent: int | None) -> frozenset[str]:
    """Find the years a text looks back on: those before `recent`.

    Where that is not known, all but its newest, or the only one it names.
    """
    years = [key for key in words.keys if len(key) == 4 and "1900" <= key < "2100"]
    if recent is not None and recent >= _FIRST_YEAR:
        return frozenset(year for year in years if year < str(recent))
    if len(years) == 1:
        return frozenset(years)
    return frozenset(years) - {max(years, default="")}


def _hits(
    signs: _Signs, words: WordForms, language: Language, going_on: bool, before: _Signs | None
) -> Iterator[Hit]:
    """Give the words that count: supported, if only by the protest told `before`, not cancelled.

    In a text `going_on` after an event a definite noun ("the explosion") mostly means that again.
    """
    groups = vocabulary(language).groups
    modes = language.modes
    for one in signs.words:
        key, number = one.key
        more = before.company if before and _is_protest(key) else {}
        weight = _weight(groups[key, number], one, signs, more)
        if not weight or _cancelled(one, signs.cancel):
            continue
        if going_on and _definite(one, words, modes.definite):
            weight -= _RETOLD
        mode = _mode(one, signs.cues, words, modes.future_proclitic)
        yield Hit(one.first, one.last, key, weight, mode)


def _weight(
    group: WordGroup, one: Found, signs: _Signs, before: Mapping[str, Sequence[Found]]
) -> float:
    if not group.without.isdisjoint(signs.company):
        return 0.0
    if group.support and not any(
        _on_side(one, near, group.order)
        for pattern, found in (*signs.company.items(), *before.items())
        if pattern in group.support
        for near in found
    ):
        return 0.0
    # A phrase says more than a word.
    return group.weight + 0.04 * (one.last - one.first)


def _on_side(one: Found, near: Found, order: str) -> bool:
    if near.first > one.last:
        return order != "before" and near.first - one.last <= NEAR
    if near.last < one.first:
        return order != "after" and one.first - near.last <= NEAR
    return order == "any" and not (one.first <= near.first and near.last <= one.last)


def _within(one: Found, other: Found) -> bool:
    return (
        other.first <= one.first
        and one.last <= other.last
        and other.last - other.first > one.last - one.first
    )


def _definite(one: Found, words: WordForms, articles: Sequence[str]) -> bool:
    word = words.forms[one.first][0]
    if one.form != word:
        return word.removesuffix(one.form).endswith(tuple(articles))
    return one.first > 0 and words.forms[one.first - 1][0] in articles


def _cancelled(one: Found, cancel: Iterable[Found]) -> bool:
    return any(
        c.key[1] in ("", one.key[0]) and c.first <= one.last and one.first <= c.last for c in cancel
    )


def _mode(one: Found, cues: list[tuple[str, bool, Found]], words: WordForms, future: str) -> str:
    plain = [cue for name, _, cue in cues if name == "plain"]
    clause = words.clauses[one.first]
    for name, reach in REACH.items():
        for cue_name, after, cue in cues:
            if cue_name != name or any(_within(cue, p) for p in plain):
                continue
            distance = cue.first - one.last if after else one.first - cue.last
            same = words.clauses[cue.last if not after else cue.first] == clause
            if one.first != cue.first and 0 <= distance <= reach and (same or name == "historical"):
                return _MODE.get(name, name)
    word = words.forms[one.first][0]
    if future and one.form != word and word.removesuffix(one.form).endswith(future):
        return "planned"
    return "reported"


def _pick(hits: list[Hit], words: WordForms) -> list[Hit]:
    """Choose what a sentence tells: one event, or two where they stand well apart."""
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (hit.mode != "reported", -hit.weight, hit.first)):
        best.setdefault(hit.type, hit)
    left: list[Hit] = []
    for hit in best.values():
        if not any(_absorbs(kept, hit, words) for kept in left):
            left = [*(kept for kept in left if not _absorbs(hit, kept, words)), hit]
    types = event_types()
    left.sort(key=lambda hit: (-hit.weight, types[hit.type].rank))
    picked = left[:1]
    again = [hit for hit in hits if hit.type == picked[0].type and _again(hit)] if picked else []
    for hit in (*left[1:], *again):
        if hit.weight >= FAINT and _apart(hit, picked[0], words):
            picked.append(hit)
            break
    return sorted(picked, key=lambda hit: hit.first)


def _again(hit: Hit) -> bool:
    """Return whether a word is plain enough to tell of a second event of one kind in a sentence."""
    return hit.mode == "reported" and hit.weight >= _PLAIN


def _absorbs(one: Hit, other: Hit, words: WordForms) -> bool:
    """Return whether `other` only tells the event that `one` names better."""
    return (
        other.type in event_types()[one.type].absorbs
        and (one.mode == other.mode or words.clauses[one.first] == words.clauses[other.first])
        and abs(other.first - one.first) <= NEAR
        and one.weight >= max(FAINT, other.weight - _MARGIN)
    )


def _apart(one: Hit, other: Hit, words: WordForms) -> bool:
    between = max(one.first - other.last, other.first - one.last)
    return between >= _FAR and words.clauses[one.first] != words.clauses[other.first]
