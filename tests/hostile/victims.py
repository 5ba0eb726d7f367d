"""Programs that write for ever and say so, to be killed: tests.hostile.victims NAME HOME.

Each writes "begun N" before a write and "done N" once it is kept.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from dashboard.events.incidents import Decision
from dashboard.model import Extraction
from dashboard.stores import Store, open_store
from gazetteer.my_places.journal import draft
from gazetteer.my_places.places import MyPlaces
from tests.synthetic import document, many

PAIRS = 6  # events of each of the two articles that people decide of


def article(number: int, events: int = 5) -> Extraction:
    """Return an article of its own with so many events."""
    made = many(events, seed=number)
    own = document(f"Number {number}. {made.document.text}", f"Number {number}")
    ids = {event.id: event.id.replace(made.document.id, own.id) for event in made.events}
    kept = tuple(replace(one, id=ids[one.id], document=own.id) for one in made.events)
    return replace(made, document=own, events=kept)


def again(extraction: Extraction, number: int) -> Extraction:
    """Return another reading of an article."""
    events = (replace(event, probability=number % 100 / 100) for event in extraction.events)
    return replace(extraction, events=tuple(events))


def store_of(home: Path) -> Store:
    """Open the store of a folder."""
    return open_store(f"sqlite:///{home / 'dateline.db'}")


def say(what: str, number: int) -> None:
    """Tell who kills how far it is."""
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


def save(home: Path) -> None:
    """Save article after article."""
    with store_of(home) as store:
        for number in count():
            say("begun", number)
            store.save(article(number))
            say("done", number)


def merge(home: Path) -> None:
    """Say of pairs of events that they are one, that they are not, and take it back."""
    first, second = article(1), article(2)
    with store_of(home) as store:
        store.save(first)
        store.save(second)
        for number in count():
            pairs = zip(first.events, second.events, strict=True)
            same = [Decision(a.id, b.id, number % 3 != 1) for a, b in pairs]
            say("begun", number)
            step = store.decide(same)
            if number % 3 == 2:
                store.take_back(step)
            say("done", number)


def reread(home: Path) -> None:
    """Put other readings of the same articles in place of those that are kept."""
    before = [article(number) for number in range(8)]
    with store_of(home) as store:
        for one in before:
            store.save(one)
        for number in count():
            after = [again(one, number) for one in before]
            say("begun", number)
            store.update(list(zip(before, after, strict=True)))
            say("done", number)
            before = after


def places(home: Path) -> None:
    """Add places of one's own."""
    mine = MyPlaces(home / "gazetteer.sqlite")
    for number in count():
        say("begun", number)
        mine.put([draft([f"Tell Ward {number}"], 35 + number / 1e4, 40.0)], "the test")
        say("done", number)


VICTIMS: dict[str, Callable[[Path], None]] = {
    "save": save,
    "merge": merge,
    "reread": reread,
    "places": places,
}

if __name__ == "__main__":
    VICTIMS[sys.argv[1]](Path(sys.argv[2]))
