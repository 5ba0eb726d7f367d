"""What a careful reading makes of sentences: whether they tell an event, and of what kind."""

import pytest

from dashboard.extraction.occurrence.reader import load_heads, read_occurrences
from dashboard.extraction.pipeline import extract
from dashboard.extraction.types.event_type import event_types
from dashboard.model import Document, Occurrence, Reading
from gazetteer.encoder import encoder as encoding
from gazetteer.index.index import Index

# New types, found by their words alone until the heads are trained with sentences of theirs.
UNTRAINED: frozenset[str] = frozenset()


def read(text: str) -> Occurrence:
    encoder = encoding.load_encoder()
    assert encoder is not None
    span = (0, len(text))
    (found,) = read_occurrences(encoder.encode(text, [span]), [span])
    return found


def best(shares: dict[str, float]) -> str:
    return max(shares, key=shares.__getitem__)


TELL = [
    ("قتل خمسة مدنيين في غارة جوية على سوق بلدة كفر تخاريم فجر الأحد.", "conflict"),
    ("غمرت السيول عشرات المنازل في مدينة درنة ليل السبت وشردت مئات العائلات.", "disaster"),
    ("Rebels shelled the airport on Friday, killing two soldiers.", "conflict"),
    (
        "A magnitude 6.1 earthquake struck the province on Monday, collapsing dozens of homes.",
        "disaster",
    ),
    ("The court sentenced the former mayor to eight years in prison on Tuesday.", "crime"),
    ("Voters went to the polls on Sunday to elect a new president.", "politics"),
]
TEMPT = [
    "يذكر أن المنطقة تشهد منذ سنوات أوضاعا أمنية متدهورة.",
    "وحذر الوزير من احتمال وقوع هجمات جديدة في الأسابيع المقبلة.",
    "The war has displaced millions of people since it began.",
    "Analysts fear that more attacks could follow in the coming months.",
]


@pytest.mark.parametrize(("text", "group"), TELL)
def test_a_sentence_that_tells_an_event_is_likelier_than_any_that_tempts(
    text: str, group: str
) -> None:
    found = read(text)
    assert found.probability > max(read(other).probability for other in TEMPT)
    assert best(dict(found.groups)) == group


def test_shares_of_groups_and_types_add_up() -> None:
    found = read(TELL[0][0])
    assert sum(found.groups.values()) == pytest.approx(1)
    assert sum(found.types.values()) == pytest.approx(1)
    for group, share in found.groups.items():
        own = (key for key, kind in event_types().items() if kind.group == group)
        assert share == pytest.approx(sum(found.types.get(key, 0.0) for key in own))


@pytest.mark.parametrize(
    ("opening", "group"),
    [
        ("A magnitude 6.4 earthquake struck the island on Monday.", "disaster"),
        ("A passenger train left the rails near the border on Monday.", "accident"),
    ],
)
def test_what_a_toll_is_of_leans_on_what_the_article_is_about(opening: str, group: str) -> None:
    toll = "At least seven people were killed."
    text = f"{opening} {toll}"
    sentences = [(0, len(opening)), (len(opening) + 1, len(text))]
    encoder = encoding.load_encoder()
    assert encoder is not None
    _, found = read_occurrences(encoder.encode(text, sentences), sentences)
    assert found.groups[group] > 1.5 * read(toll).groups[group]


def test_an_article_without_sentences_tells_nothing() -> None:
    encoder = encoding.load_encoder()
    assert encoder is not None
    assert read_occurrences(encoder.encode("", []), []) == ()


def test_every_type_has_weights() -> None:
    assert set(load_heads().keys) == set(event_types()) - UNTRAINED


def test_only_a_careful_reading_asks_the_encoder(index: Index) -> None:
    document = Document("x", f"{TELL[2][0]} {TEMPT[2]}")
    assert extract(document, index).occurrences == ()
    said, tempts = extract(document, index, reading=Reading.CAREFUL).occurrences
    assert (said.start, said.end) == (0, len(TELL[2][0]))
    assert said.probability > tempts.probability


def test_a_careful_reading_without_the_encoder_is_a_fast_one(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document("x", TELL[2][0])
    monkeypatch.setattr("dashboard.extraction.pipeline.load_encoder", lambda: None)
    assert extract(document, index, reading=Reading.CAREFUL) == extract(document, index)
