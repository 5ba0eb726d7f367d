"""From triggers, places, dates and claims to events: what, where, when, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.extraction.actors.finder import abroad, find_actors
from dashboard.extraction.casualties.of_event import Telling, count_event
from dashboard.extraction.casualties.victims import within
from dashboard.extraction.claims.finder import behind_datelines, dated
from dashboard.extraction.coreference.claims import attach_claims, is_reference
from dashboard.extraction.coreference.clusters import join_tellings
from dashboard.extraction.coreference.draft import Draft, Standing, event_type_of
from dashboard.extraction.dates.chooser import TextDates, choose_day, lede_day, publication_day
from dashboard.extraction.dates.datelines import find_datelines
from dashboard.extraction.location.chooser import Choice, beside, choose_place, unknown_place
from dashboard.extraction.location.conflicts import other_accounts, sides
from dashboard.extraction.location.cues import (
    asides,
    clause_words,
    cue_before,
    opens_clause,
    tells_toll,
)
from dashboard.extraction.location.setting import Setting, can_hold_events, read_setting
from dashboard.extraction.reasons import reasons
from dashboard.extraction.text.text import Text, words_in
from dashboard.extraction.types.weapons import find_weapons
from dashboard.model import Actor, Area, Claim, DateSpan, Document, Event, Trigger
from gazetteer.place import Mention, Resolution

Span = tuple[int, int]

_WEEK = 3  # UCDP's precision of "the past week", which is no day a story is at
_STILL_THERE = 700  # characters: how far a story goes on without a new date
_FULL_STOPS = (".", "!", "؟", "…", ":")  # what ends a paragraph, and no headline
_LONG = 4  # letters of a word by which two tellings may be alike
_BETWEEN = frozenset({"agreement"})  # the places of a list are the sides: one event, not several


@dataclass(frozen=True, slots=True)
class _Story:
    """What was found in a document, ready to be joined."""

    text: Text
    document: Document
    sentences: tuple[Span, ...]
    places: tuple[Resolution, ...]
    setting: Setting
    dates: TextDates
    claims: tuple[Claim, ...]


def join_events(
    document: Document,
    text: Text,
    triggers: Sequence[Trigger],
    resolutions: Sequence[Resolution],
    areas: Sequence[Area],
    dates: Sequence[DateSpan],
    claims: Sequence[Claim],
) -> tuple[Event, ...]:
    """Join what was found into events, in the order of the text; nothing in boilerplate counts.

    An event told twice becomes one; a denial of it stands among its claims.
    """

    def wanted(start: int) -> bool:
        return not any(first <= start < last for first, last in text.boilerplate)

    claims = tuple(claim for claim in claims if wanted(claim.start))
    claims = dated(claims, text.sentences, dates, document.published)
    kept = tuple(span for span in dates if wanted(span.start))
    gaps = tuple(span for span in kept if opens_clause(text, span.start, span.end))
    sentences = tuple(span for span in text.sentences if wanted(span[0]))
    datelines = find_datelines(text, resolutions, kept)
    places = can_hold_events(text, resolutions, claims)
    claims = behind_datelines(claims, datelines)
    ordered = sorted((t for t in triggers if wanted(t.start)), key=lambda t: t.start)
    not_names = [(one.mention.start, one.mention.end) for one in resolutions]
    not_names += [(span.start, span.end) for span in dates]
    story = _Story(
        text=text,
        document=document,
        sentences=sentences,
        places=places,
        setting=read_setting(text, sentences, datelines, places, areas, ordered, not_names),
        dates=TextDates(
            tuple(span for span in kept if span not in gaps),
            datelines,
            clause_words(text.language.code),
            gaps,
            document.published,
            asides(text.language.code),
        ),
        claims=claims,
    )
    drafts = join_tellings(_tellings(story, ordered))
    return _events(story, attach_claims(text, drafts, claims, story.places))


def _tellings(story: _Story, triggers: Sequence[Trigger]) -> list[Draft]:
    """Read what each trigger tells, at each place of a list; mere mentions in claims are left."""
    found: list[Draft] = []
    before: list[Draft] = []  # a story goes on where a list began
    for number, trigger in enumerate(triggers):
        ends = triggers[number - 1].end if number else 0
        draft = _draft(story, trigger, triggers[number + 1 :], before, ends)
        if draft is not None and not is_reference(story.text, draft, found, story.claims):
            before.append(draft)
            found += (draft, *_elsewhere(story, draft))
    return found


def _draft(
    story: _Story,
    trigger: Trigger,
    later: Sequence[Trigger],
    drafts: Sequence[Draft],
    ends: int,
) -> Draft | None:
    """Read one trigger's sentence: where, when, who and how many; `ends` the trigger before."""
    kind = event_type_of(trigger)
    index = _sentence_of(story, trigger)
    if kind is None or index is None:
        return None
    sentence = story.sentences[index]
    text, published = story.text, story.document.published
    actors = find_actors(text, *sentence, published, trigger)
    place, unknown = _place(story, trigger, index, actors, drafts)
    country = place.place.country if place else ""
    starts = [one.mention.start for one in story.places]
    telling = Telling(text, story.sentences, index, trigger, later, starts, ends)
    counts = count_event(telling)
    carried = _carried(story, trigger, drafts)
    before = (_paragraph_start(text.original, sentence[0]), sentence[0])
    return Draft(
        trigger=trigger,
        kind=kind,
        sentence=sentence,
        place=place,
        unknown=unknown,
        day=choose_day(text, trigger, sentence, before, story.dates, carried),
        actors=abroad(actors, country, text.language),
        fatalities=counts.fatalities,
        injuries=counts.injuries,
        victims=counts.victims,
        weapons=find_weapons(text, *telling.part(), kind),
        toll=tells_toll(text, *sentence),
        standing=_standing(story, index),
    )


def _standing(story: _Story, index: int) -> Standing:
    start, end = story.sentences[index]
    text = story.text.original
    words = frozenset(word for word in words_in(story.text, start, end) if len(word) >= _LONG)
    line = text[start : text.find("\n", start)]
    headline = index == 0 and "\n" in text[start:] and not line.rstrip().endswith(_FULL_STOPS)
    return Standing(index, headline, words)


def _elsewhere(story: _Story, draft: Draft) -> list[Draft]:
    """Return an event again for each other place of a list; the dead stay with the first."""
    if draft.place is None or draft.place.scope != "same sentence":
        return []
    if draft.kind.key in _BETWEEN:
        return []
    places = beside(story.setting, draft.place)
    alone = replace(draft, fatalities=None, injuries=None, victims=())
    return [replace(alone, place=place) for place in places]


def _carried(story: _Story, trigger: Trigger, drafts: Sequence[Draft]) -> DateSpan | None:
    """Return the day the story is at: of the event told just before, its opening, its paper."""
    if trigger.mode != "reported":
        return None
    for draft in reversed(drafts):
        if trigger.start - draft.sentence[1] > _STILL_THERE:
            break
        when = draft.day.when if draft.trigger.mode == "reported" else None
        if when is not None and not (when.relative and when.precision == _WEEK):
            return when
    lede = lede_day(story.sentences, story.dates)
    return lede or publication_day(story.document.published, story.sentences, trigger, story.dates)


def _sentence_of(story: _Story, trigger: Trigger) -> int | None:
    spans = enumerate(story.sentences)
    return next((i for i, (start, end) in spans if start <= trigger.start < end), None)


def _paragraph_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _place(
    story: _Story,
    trigger: Trigger,
    index: int,
    actors: Sequence[Actor],
    drafts: Sequence[Draft],
) -> tuple[Choice | None, Mention | None]:
    """Choose the place among those of the sentence, the paragraph so far, and what went before.

    Beside it stands the name that no gazetteer holds, where that is what the sentence tells.
    """
    taken = [(actor.start, actor.end) for actor in actors]
    choice = choose_place(story.setting, trigger, index, taken)
    if choice is not None and drafts and _still_there(story, trigger, choice, drafts[-1]):
        return drafts[-1].place, None
    if choice is not None:
        return choice, choice.unknown
    unknown = unknown_place(story.setting, trigger, index, taken)
    if drafts and drafts[-1].place:
        before = drafts[-1].place
        return replace(before, probability=before.probability * 0.5, scope="earlier"), unknown
    return None, unknown


def _still_there(story: _Story, trigger: Trigger, choice: Choice, before: Draft) -> bool:
    """Return whether a protest goes on where it was: no place told, or where people came from."""
    kind = event_type_of(trigger)
    if kind is None or before.place is None or trigger.start - before.sentence[1] > _STILL_THERE:
        return False
    if not (
        "Demonstrations" in kind.disorder_type and "Demonstrations" in before.kind.disorder_type
    ):
        return False
    start = choice.resolution.mention.start
    return choice.scope != "same sentence" or cue_before(story.text, start) == "from"


def _events(story: _Story, drafts: Sequence[Draft]) -> tuple[Event, ...]:
    found: list[Event] = []
    used: set[str] = set()
    for draft in drafts:
        key = f"{story.document.id}:{draft.sentence[0]}:{draft.kind.key}"
        if key in used:  # two of one kind in one sentence: tell them by their own words
            at = draft.place.resolution.mention.start if draft.place else draft.trigger.start
            key = f"{story.document.id}:{at}:{draft.kind.key}"
        used.add(key)
        found.append(_event(story, draft, key))
    return tuple(found)


def _event(story: _Story, draft: Draft, key: str) -> Event:
    place = draft.place
    others = _other_accounts(story, draft)
    sure = draft.trigger.probability * draft.day.certainty * (place.probability if place else 0.5)
    return Event(
        id=key,
        document=story.document.id,
        type=draft.kind.event_type,
        sub_type=draft.kind.sub_event_type,
        area=place.area if place else None,
        place=place.place if place else None,
        when=draft.day.when,
        actors=draft.actors,
        fatalities=draft.fatalities,
        injuries=draft.injuries,
        claims=draft.claims,
        start=draft.sentence[0],
        end=draft.sentence[1],
        probability=round(min(0.98, max(0.02, sure)), 3),
        reasons=reasons(story.text.original, draft, others),
        mode=draft.trigger.mode,
        victims=within(draft.victims, draft.fatalities, draft.injuries),
        weapons=draft.weapons,
        where=_where(draft),
        other_places=others,
    )


def _other_accounts(story: _Story, draft: Draft) -> tuple[Span, ...]:
    """Return the words by which the article puts an event elsewhere than where it is shown."""
    if draft.place is None or draft.trigger.mode != "reported":
        return ()
    text, place, areas = story.text, draft.place.place, story.setting.areas
    found = sides(text, place, story.places, areas)
    since = draft.trigger.end
    return found + other_accounts(text, place, since, story.places)


def _where(draft: Draft) -> Span | None:
    """Return the words that name the place: those of its area, else of a name nobody knows."""
    area, unknown = draft.place.area if draft.place else None, draft.unknown
    if unknown is not None and (area is None or not area.start <= unknown.start < area.end):
        return unknown.start, unknown.end
    return (area.start, area.end) if area else None
