"""Which reports are of one event, and what a person may decide about it."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.events.incident_features import Report
from dashboard.events.incidents import Decision, Suggestion, gather, reports, suggest
from dashboard.messages import english
from dashboard.model import Actor, Area, Count, DateSpan, Document, Event

DAY = date(2024, 5, 2)


def document(name: str, text: str, published: date = DAY) -> Document:
    return Document(name, text, published=published, language="en")


def event(of: Document, lat: float = 35.3, day: date | None = DAY, killed: int = 3) -> Event:
    when = day and DateSpan(0, 1, day, day, 1, None, day.isoformat(), "")
    return Event(
        id=f"{of.id}:0:shelling",
        document=of.id,
        type="Explosions/Remote violence",
        sub_type="Shelling/artillery/missile attack",
        area=Area(lat, 40.1, 2.0),
        place=None,
        when=when,
        actors=(Actor("Northern Guard", "attacker"),),
        fatalities=Count(killed, killed),
        injuries=None,
        claims=(),
        start=0,
        end=len(of.text),
        probability=0.9,
    )


ONE = document("one", "Shells of the Northern Guard hit the bakery in Tell Sirin and killed three.")
TWO = document(
    "two", "Three people died at the Tell Sirin bakery under shells of the Northern Guard."
)
FAR = document("far", "Rain fell on the vineyards of the coast while fishermen mended their nets.")


def reports_of(*events: Event) -> list[Report]:
    by_id = {d.id: d for d in (ONE, TWO, FAR)}
    return reports([(by_id[e.document], [e]) for e in events])


def test_two_accounts_of_one_shelling_are_suggested_with_reasons() -> None:
    (suggestion,) = suggest(reports_of(event(ONE), event(TWO), event(FAR, lat=31.0)))
    assert {suggestion.a, suggestion.b} == {"one:0:shelling", "two:0:shelling"}
    assert tuple(map(english, suggestion.reasons)) == (
        "on the same day",
        "0 km apart",
        "the same kind of event",
        "both name Northern Guard",
        "their counts of killed agree",
        "told in much the same words",
    )


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(event(TWO, day=date(2024, 5, 20)), id="weeks apart"),
        pytest.param(event(TWO, lat=31.0), id="hundreds of km apart"),
        pytest.param(event(document("one", ONE.text)), id="told in the same article"),
    ],
)
def test_events_that_cannot_be_one_are_not_suggested(other: Event) -> None:
    assert not suggest(reports_of(event(ONE), other))


def test_a_text_without_any_day_is_compared_by_its_publication() -> None:
    assert suggest(reports_of(event(ONE), event(TWO, day=None)))


A, B, C = "one:0:shelling", "two:0:shelling", "far:0:shelling"
ALL = (event(ONE), event(TWO), event(FAR))


def groups(suggestions: list[Suggestion], decisions: list[Decision]) -> set[frozenset[str]]:
    return {frozenset(i.events) for i in gather(reports_of(*ALL), suggestions, decisions)}


def test_a_merge_is_made_split_and_undone_by_decisions() -> None:
    likely = [Suggestion(A, B, 0.8, ())]
    together, alone = frozenset({A, B}), {frozenset({A}), frozenset({B}), frozenset({C})}
    assert groups(likely, []) == {together, frozenset({C})}
    assert groups(likely, [Decision(B, A, same=False)]) == alone
    assert groups([], [Decision(A, C, same=True)]) == {frozenset({A, C}), frozenset({B})}
    assert groups([], []) == alone


def test_a_chain_of_likely_pairs_does_not_pull_unlike_events_together() -> None:
    chain = [Suggestion(A, B, 0.95, ()), Suggestion(B, C, 0.55, ())]
    assert groups(chain, []) == {frozenset({A, B}), frozenset({C})}


def test_a_copied_text_counts_as_one_origin() -> None:
    story = " ".join(f"Shell {n} fell near the mill of Tell Sirin at dusk." for n in "abcdefgh")
    first = document("one", story)
    copy = document("two", "From our agencies. " + story)
    own = replace(FAR, text="In Tell Sirin the miller counted eight shells, he told us himself.")
    found = reports([(first, [event(first)]), (copy, [event(copy)]), (own, [event(own)])])
    merged = [Decision(A, B, same=True), Decision(A, C, same=True)]
    (incident,) = gather(found, [], merged)
    assert len(incident.events) == 3
    assert incident.origins == 2


def test_every_report_keeps_its_own_count() -> None:
    found = reports_of(event(ONE, killed=3), event(TWO, killed=7))
    gather(found, suggest(found))
    assert [r.event.fatalities for r in found] == [Count(3, 3), Count(7, 7)]
