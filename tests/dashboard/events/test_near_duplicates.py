"""Which texts are copies, and how alike two texts are."""

from datetime import date

import pytest

from dashboard.events.near_duplicates import likeness, origins, rarities, wording
from dashboard.model import Document

STORY = (
    "A convoy of nine trucks left the grain silos of Umm Tina before dawn and was stopped by men "
    "with rifles at the second bridge, where two drivers were beaten and the wheat was taken away."
)


def document(name: str, text: str, day: int = 1, language: str = "en") -> Document:
    return Document(name, text, published=date(2024, 3, day), language=language)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (STORY, "first"),
        ("(Agencies) " + STORY + " More follows.", "first"),
        (STORY[: len(STORY) * 2 // 3], "first"),
        ("Wheat was taken from nine trucks near Umm Tina; drivers were beaten, we hear.", "other"),
        ("Two drivers were beaten", "other"),
    ],
)
def test_the_first_published_is_the_origin_of_its_copies(text: str, origin: str) -> None:
    documents = [document("other", text, 2), document("first", STORY, 1)]
    found = origins(documents, {d.id: wording(d) for d in documents})
    assert found == {"first": "first", "other": origin}


def test_a_copy_in_a_language_that_is_not_read_is_found_too() -> None:
    text = "In der Nacht wurde eine Brücke über den Fluss zerstört, wie die Polizei am Morgen sagte"
    documents = [document("first", text, 1, "de"), document("second", text, 2, "de")]
    wordings = {one.id: wording(one) for one in documents}
    assert origins(documents, wordings)["second"] == "first"


def test_arabic_words_are_compared_without_what_is_glued_to_them() -> None:
    one = wording(document("a", "وصلت القافلة إلى الصوامع", language="ar"))
    two = wording(document("b", "قافلة بالصوامع", language="ar"))
    assert {"قافله", "صوامع"} <= one.stems & two.stems


def test_rare_words_tell_more_than_common_ones() -> None:
    texts = ("bridge shells village", "bridge shells harbour", "bridge shells meadow village")
    words = [wording(document(str(i), text)) for i, text in enumerate(texts)]
    rare = rarities(words)
    assert likeness(words[0], words[2], rare) > likeness(words[0], words[1], rare)
    assert likeness(words[0], words[0], rare) == pytest.approx(1)
    assert likeness(words[0], wording(document("x", "")), rare) == 0
