"""Where sentences and paragraphs begin and end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extraction.text.sentences import find_paragraphs, find_sentences


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The town fell.|They left."),
        ("en", "Dr. Haddad of St. Mary's saw it.|He wept."),
        ("en", "The U.S. Army denied it."),
        ("en", "It was in the U.S.|The group left."),
        ("en", "Gen. J. R. Malik spoke at 5 p.m.|The rebels answered."),
        ("en", "At 5 p.m. Monday it began."),
        ("en", "It cost 3.5 million.|Was it worth it?|Nobody said!"),
        ("en", '"We ran."|“Then it hit.”|He stopped.|(Nobody died.)|They left.'),
        ("en", "They waited... and left."),
        ("en", "Army units advanced on Feb. 12 from the north."),
        ("ar", "سقطت القرية.|غادر السكان."),
        ("ar", "سقطت القرية.|وغادر السكان."),
        ("ar", "من قصف السوق؟|لا أحد يعلم!|صمت…"),
        ("ar", "قصـ.ـف على تل رفعت.|انفجا..ـرات في عفرين."),
        ("ar", "وصل 2.5 مليون نازح.|عادوا."),
        ("ar", "قال د. سامر إن أ.د. منى غادرت."),
        ("ar", "قالت “لن نعود.”|ثم مضت ."),
        ("ar", "قال «انتهى الأمر».|مضى."),
        ("xx", "Uno. |Due."),
    ],
)
def test_a_text_falls_into_its_sentences(code: str, text: str) -> None:
    expected = [part.strip() for part in text.split("|")]
    joined = " ".join(expected)
    assert [joined[start:end] for start, end in find_sentences(joined, code)] == expected


def test_a_missing_space_after_an_arabic_stop_still_ends_the_sentence() -> None:
    text = "قصفت القرية.وقال سكان إنهم غادروا."
    assert [text[a:b] for a, b in find_sentences(text, "ar")] == [
        "قصفت القرية.",
        "وقال سكان إنهم غادروا.",
    ]


def test_a_web_address_is_not_cut() -> None:
    text = "See example.org for more. They left."
    assert [text[a:b] for a, b in find_sentences(text, "en")] == [
        "See example.org for more.",
        "They left.",
    ]


def test_no_sentence_goes_over_the_end_of_a_line() -> None:
    text = "A headline without a stop\n\n  The first sentence. \n"
    assert [text[a:b] for a, b in find_sentences(text, "en")] == [
        "A headline without a stop",
        "The first sentence.",
    ]
    assert [text[a:b] for a, b in find_paragraphs(text)] == [
        "A headline without a stop",
        "The first sentence.",
    ]


@given(st.text(alphabet='aA.b !?"”\n1.قد،؟', max_size=60), st.sampled_from(["ar", "en"]))
def test_sentences_hold_every_word_once_and_in_order(text: str, code: str) -> None:
    spans = find_sentences(text, code)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
    covered = "".join("".join(text[a:b].split()) for a, b in spans)
    assert covered == "".join(text.split())
