"""Why an event is on the map, here and on this day, in words for people."""

from collections.abc import Sequence

from dashboard.extraction.coreference import Draft
from dashboard.extraction.dates.chooser import Day, is_assumed
from dashboard.extraction.types.event_type import event_types

Span = tuple[int, int]

_WHERE = {
    "same sentence": "{0} is named in the same sentence.",
    "same paragraph": "{0} is named earlier in the paragraph.",
    "earlier": "{0} is where the story was before.",
    "lede": "{0} is named in the opening sentence.",
    "dateline": "{0} is where the report was filed.",
}
_WHEN = {
    "same sentence": "“{0}” stands in the same sentence.",
    "same paragraph": "“{0}” stands earlier in the paragraph.",
    "carried on": "“{0}” is the date of the event told before.",
    "lede": "“{0}” stands in the opening sentences.",
}


def reasons(text: str, draft: Draft, elsewhere: Sequence[Span] = ()) -> tuple[str, ...]:
    """Say in words for people why this event is on the map, here and on this day."""
    word = text[draft.trigger.start : draft.trigger.end]
    reasons = [f"“{word}” tells of {draft.kind.label.lower()}."]
    others = [
        f"{event_types()[key].label.lower()} ({share:.0%})"
        for key, share in draft.trigger.alternatives
    ]
    if others:
        reasons.append(f"The words could also mean {' or '.join(others)}.")
    if draft.place:
        reasons.append(_WHERE[draft.place.scope].format(draft.place.place.name))
    elif draft.unknown is None:
        reasons.append("No place is named near it.")
    if draft.unknown is not None:
        reasons.append(f"“{draft.unknown.text}”, named as its place, is in no gazetteer here.")
    if elsewhere:
        told = dict.fromkeys(" ".join(text[start:end].split()) for start, end in elsewhere)
        words = ", ".join(f"“{one}”" for one in told)
        reasons.append(f"The article is at odds with itself about where: {words}.")
    reasons.append(_why_then(draft.day))
    if draft.told:
        reasons.append(f"It is told {len(draft.told) + 1} times in this article.")
    denied = [claim.speaker for claim in draft.claims if claim.stance == "denies"]
    if denied:
        reasons.append(f"Denied by {', '.join(dict.fromkeys(denied))}.")
    return tuple(reasons)


def _why_then(day: Day) -> str:
    if day.when is None:
        return "No date is told."
    if is_assumed(day.when):
        return f"No day is told: about {day.when.first}, when the article was published."
    if day.when.first is None and not day.when.relative:
        return f"“{day.when.phrase}” names no day."
    if day.when.first is None:
        return f"“{day.when.phrase}” needs a publication date."
    return _WHEN[day.scope].format(day.when.phrase)
