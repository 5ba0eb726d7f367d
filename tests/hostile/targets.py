"""What is done with an input: whatever reads what strangers wrote, and the errors it may raise."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from urllib.parse import parse_qsl

from dashboard.batch.jsonl import answer
from dashboard.errors import UnreadableArticle
from dashboard.events.filter import from_query
from dashboard.exports import EXPORTS
from dashboard.extraction.pipeline import extract
from dashboard.model import Document
from dashboard.readers import read
from gazetteer.errors import BadPlace, BadSource
from gazetteer.index.index import Index
from gazetteer.my_places.journal import from_line
from gazetteer.sources import LOADERS
from gazetteer.sources.records import ImportOptions
from gazetteer.spelling.points import read_point
from tests.hostile import corpus
from tests.hostile.mutate import mutated

READ, REFUSED = "read", "refused"
Dice = random.Random


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of input: what makes one at random, and what reads it; how many of a hundred."""

    name: str
    make: Callable[[Dice], tuple[str, bytes]]
    read: Callable[["Ground", str, bytes], str]
    share: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What targets need: the gazetteer, and a folder for files."""

    index: Index
    folder: Path


def _article(dice: Dice) -> tuple[str, bytes]:
    files = corpus.articles()
    name = dice.choice(sorted(files))
    return name, mutated(files[name], list(files.values()), dice)


def _read_article(ground: Ground, name: str, data: bytes) -> str:
    try:
        documents = read(data, name)
    except UnreadableArticle as error:
        # Each reader has a sentence of its own for what is damaged: this one is the net below.
        if error.reason.code == "file.damaged":
            raise
        assert str(error)
        return REFUSED
    assert all(document.text.encode() for document in documents)
    return READ


def _text(dice: Dice) -> tuple[str, bytes]:
    texts = [text.encode("utf-8", "replace") for text in corpus.texts()]
    return dice.choice(("ar", "en", "")), mutated(dice.choice(texts), texts, dice)


def _extract(ground: Ground, name: str, data: bytes) -> str:
    text = data.decode("utf-8", "surrogateescape")[:20_000].encode("utf-8", "replace").decode()
    found = extract(Document("1", text, language=name or None), ground.index)
    for resolution in found.mentions:
        mention = resolution.mention
        assert text[mention.start : mention.end] == mention.text
    documents = {"1": found.document}
    for one in EXPORTS.values():
        one.function(list(found.events), documents, {})
    return READ


def _line(dice: Dice) -> tuple[str, bytes]:
    return "line", mutated(dice.choice(corpus.lines()), corpus.lines(), dice)


def _answer(ground: Ground, name: str, data: bytes) -> str:
    found = answer(ground.index, data)
    record = json.loads(found.line)
    assert ("error" in record) is not found.good
    if not found.good:
        assert "could not be worked through" not in record["error"], record["error"]
    return READ if found.good else REFUSED


def _source(dice: Dice) -> tuple[str, bytes]:
    files = corpus.places()
    name = dice.choice(sorted(files))
    return name, mutated(files[name][1], [data for _, data in files.values()], dice)


def _load(ground: Ground, name: str, data: bytes) -> str:
    path = ground.folder / name
    path.write_bytes(data)
    loader = import_module(LOADERS[corpus.places()[name][0]].module)
    try:
        rows = list(loader.read([path], ImportOptions("x")))
    except BadSource as error:
        assert str(error)
        return REFUSED
    return READ if rows else REFUSED


SAID = (
    b"since=2023-08-01&words=drone&box=1,2,3,4&type=a~b",
    b"35.3, 40.1",
    b"35 18 0 N 40 6 0 E",
    b'{"at": "2023-01-01", "did": "added", "id": "mine:1", "names": ["Tell Ward"], "lat": 35, '
    b'"lon": 40, "feature": "P.PPL", "radius_km": 2, "population": 7}',
)


def _saying(dice: Dice) -> tuple[str, bytes]:
    """Make what stands in an address, a field or the journal of places."""
    return "said", mutated(dice.choice(SAID), SAID, dice)


def _hear(ground: Ground, name: str, data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    from_query(dict(parse_qsl(text, keep_blank_values=True)))
    from_line(text)
    ground.index.find(text[:200])
    try:
        read_point(text)
    except BadPlace:
        return REFUSED
    return READ


TARGETS = (
    Target("files of articles", _article, _read_article, 40),
    Target("texts", _text, _extract, 20),
    Target("lines of JSON", _line, _answer, 10),
    Target("files of places", _source, _load, 20),
    Target("addresses, points, places of one's own", _saying, _hear, 10),
)


def chosen(dice: Dice) -> Target:
    """Choose a target, each by its share."""
    return dice.choices(TARGETS, [target.share for target in TARGETS])[0]


def of_inputs(seed: int, first: int, last: int) -> Iterator[tuple[int, Target, str, bytes]]:
    """Yield the inputs of these numbers, each made from the seed and its number alone."""
    for number in range(first, last):
        dice = random.Random(f"{seed}:{number}")
        target = chosen(dice)
        name, data = target.make(dice)
        yield number, target, name, data
