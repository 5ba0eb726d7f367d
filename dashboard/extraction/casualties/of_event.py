"""How many an event killed and hurt: what its own sentence says, else those that follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.extraction.casualties.finder import Casualties, find_counts
from dashboard.extraction.casualties.victims import merge_victims
from dashboard.extraction.text.text import Text, words_in
from dashboard.model import Count, Trigger

Span = tuple[int, int]

_AHEAD = 3  # sentences after the event's own that may still tell its dead
_NOBODY = Count(0, 0)
_SEVERAL = Count(2, 9)  # what a bare plural is worth


@dataclass(frozen=True, slots=True)
class Telling:
    """Where an event is told: the sentences of its text, which of them is its own, its trigger.

    `later` are the triggers after it, `before` is where the one before it ends, `places` are
    where the text names a place.
    """

    text: Text
    sentences: Sequence[Span]
    index: int
    trigger: Trigger
    later: Sequence[Trigger]
    places: Sequence[int]
    before: int = 0

    def part(self) -> Span:
        """Cut the sentence where the next event of it begins: each keeps its own dead."""
        start, end = self.sentences[self.index]
        after = self.trigger.end
        return start, next((t.start for t in self.later if after < t.start < end), end)


def count_event(telling: Telling) -> Casualties:
    """Count in the trigger's part of its sentence, then in those after it that tell no event.

    Of a sentence that names another place or a year only "nobody was hurt" is taken.
    """
    part = telling.part()
    own = find_counts(telling.text, *part)
    if part[0] < telling.before < part[1]:
        own = _filled(find_counts(telling.text, telling.before, part[1]), own)
    if part[1] < telling.sentences[telling.index][1]:
        return own
    before = part[1]
    for start, end in telling.sentences[telling.index + 1 : telling.index + 1 + _AHEAD]:
        busy = any(start <= other.start < end for other in telling.later)
        if busy or "\n" in telling.text.original[before:start]:
            break
        before = end
        more = find_counts(telling.text, start, end)
        moved = any(start <= at < end for at in telling.places)
        moved = moved or _names_year(telling.text, start, end)
        if moved or start > telling.sentences[telling.index + 1][0]:
            more = _only_nobody(more)
        own = _filled(own, more)
    return own


def _names_year(text: Text, start: int, end: int) -> bool:
    return any(len(word) == 4 and word[:2] in ("19", "20") for word in words_in(text, start, end))


def _only_nobody(more: Casualties) -> Casualties:
    return Casualties(
        more.fatalities if more.fatalities == _NOBODY else None,
        more.injuries if more.injuries == _NOBODY else None,
    )


def _filled(own: Casualties, more: Casualties) -> Casualties:
    return Casualties(
        _better(own.fatalities, more.fatalities),
        _better(own.injuries, more.injuries),
        merge_victims((own.victims, more.victims)),
    )


def _better(own: Count | None, more: Count | None) -> Count | None:
    """Take what is told later where nothing was, or no more than a bare plural."""
    if own is None or (own == _SEVERAL and more is not None and more.low > own.low):
        return more
    return own
