"""Why an event is on the map, here and on this day."""

from collections.abc import Sequence

from dashboard.extraction.coreference.draft import Draft
from dashboard.extraction.dates.chooser import Day, is_assumed
from dashboard.extraction.gate import is_proposed
from dashboard.extraction.types.event_type import event_types
from dashboard.messages import ALL_OF, LABEL, ONE_OF
from gazetteer.reason import Reason

Span = tuple[int, int]

_WHERE = {
    "same sentence": "where.same-sentence",
    "same paragraph": "where.same-paragraph",
    "earlier": "where.earlier",
    "lede": "where.opening",
    "dateline": "where.dateline",
}
_WHEN = {
    "same sentence": "when.same-sentence",
    "same paragraph": "when.same-paragraph",
    "carried on": "when.carried-on",
    "lede": "when.opening",
}


def reasons(text: str, draft: Draft, elsewhere: Sequence[Span] = ()) -> tuple[Reason, ...]:
    """Return why this event is on the map, here and on this day.

    `elsewhere` are the words that put it somewhere else.
    """
    found = [*_why_this(text, draft), *_why_here(draft)]
    if elsewhere:
        others = dict.fromkeys(" ".join(text[start:end].split()) for start, end in elsewhere)
        quoted = tuple(Reason("where.words", (words,)) for words in others)
        found.append(Reason("where.at-odds", (Reason(ALL_OF, quoted),)))
    found.append(_why_then(draft.day))
    if draft.retellings:
        found.append(Reason("event.again", (len(draft.retellings) + 1,)))
    denied = dict.fromkeys(claim.speaker for claim in draft.claims if claim.stance == "denies")
    if denied:
        found.append(Reason("event.denied", (Reason(ALL_OF, tuple(denied)),)))
    return tuple(found)


def _why_this(text: str, draft: Draft) -> list[Reason]:
    label = Reason(LABEL, (draft.kind.label,))
    if is_proposed(draft.trigger):
        found = [Reason("event.sentence", (label,))]
    else:
        found = [Reason("event.word", (text[draft.trigger.start : draft.trigger.end], label))]
    others = tuple(
        Reason("event.share", (Reason(LABEL, (event_types()[key].label,)), round(100 * share)))
        for key, share in draft.trigger.alternatives
    )
    if others:
        found.append(Reason("event.other-types", (Reason(ONE_OF, others),)))
    return found


def _why_here(draft: Draft) -> list[Reason]:
    found = []
    if draft.place:
        found.append(Reason(_WHERE[draft.place.scope], (draft.place.place.name,)))
    elif draft.unknown is None:
        found.append(Reason("where.none"))
    if draft.unknown is not None:
        found.append(Reason("where.unknown", (draft.unknown.text,)))
    return found


def _why_then(day: Day) -> Reason:
    if day.when is None:
        return Reason("when.none")
    if day.when.first is None and day.when.edtf:
        return Reason("when.bound", (day.when.phrase,))
    if is_assumed(day.when):
        return Reason("when.published", (str(day.when.first),))
    if day.when.first is None and not day.when.relative:
        return Reason("when.no-day", (day.when.phrase,))
    if day.when.first is None:
        return Reason("when.unpublished", (day.when.phrase,))
    return Reason(_WHEN[day.scope], (day.when.phrase,))
