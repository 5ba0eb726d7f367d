"""Reasons in the reader's language: whole sentences, with the words of others kept apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.messages import ALL_OF, JOINTS, LABEL, LANGUAGE, MESSAGES, ONE_OF, english
from dashboard.translations import languages, translator
from dashboard.translations.plain_text import plain
from gazetteer.reason import TEXT, Reason
from tests.synthetic import HOSTILE

ISOLATE, END = "\u2068", "\u2069"
CLASH, ATTACK = Reason(LABEL, ("Armed clash",)), Reason(LABEL, ("Attack",))


def bare(said: str) -> str:
    return said.replace(ISOLATE, "").replace(END, "")


@pytest.mark.parametrize(
    ("reason", "arabic"),
    [
        (
            Reason(
                "event.word", ("shelled", Reason(LABEL, ("Shelling/artillery/missile attack",)))
            ),
            "تدل «shelled» على قصف مدفعي/صاروخي.",
        ),
        (
            Reason(
                "event.other-types",
                (
                    Reason(
                        ONE_OF,
                        (
                            Reason("event.share", (CLASH, 30)),
                            Reason("event.share", (ATTACK, 20)),
                        ),
                    ),
                ),
            ),
            "وقد يعني الكلام أيضًا اشتباك مسلح (30%) أو هجوم (20%).",
        ),
        (Reason("where.same-sentence", ("دير الزور",)), "ذُكر دير الزور في الجملة نفسها."),
        (
            Reason("place.nearest", (12, "Al Mayadin")),
            "على بعد 12 كم من Al Mayadin، أقرب مكان آخر مذكور",
        ),
        (
            Reason("place.word-beside", (Reason("beside.base"),)),
            "تقول الكلمة المجاورة له: قاعدة عسكرية",
        ),
        (
            Reason("file.kind", ("a.rtf", Reason("kind.rtf"))),
            "a.rtf: هذا نص منسق (RTF)؛ احفظه بصيغة docx",
        ),
        (
            Reason("file.rows", ("a.csv", 10_000)),
            "a.csv: أكثر من 10,000 صف؛ قسّم الملف",
        ),
        (Reason("event.again", (2,)), "ذُكر مرتين في هذا المقال."),
        (Reason("event.again", (3,)), "ذُكر 3 مرات في هذا المقال."),
        (Reason("same.days-apart", (2,)), "يفصل بينهما يومان"),
        (
            Reason("event.denied", (Reason(ALL_OF, ("الجيش", "the mayor")),)),
            "نفاه الجيش، the mayor.",
        ),
        # “attack” is a type of event as well: here it is the article's own word
        (Reason("when.no-day", ("attack",)), "لا تعيّن «attack» يومًا."),
        (
            Reason("reading.not-read", (Reason(LANGUAGE, ("fr",)),)),
            "مكتوب بلغة لا تُقرأ هنا (الفرنسية): لم يُبحث فيه عن أماكن ولا تواريخ ولا أحداث",
        ),
        (Reason(TEXT, ("An older version said this.",)), "An older version said this."),
    ],
)
def test_a_reason_is_said_in_arabic_with_its_values(reason: Reason, arabic: str) -> None:
    assert bare(translator("ar").reason(reason)) == arabic
    assert bare(translator("en").reason(reason)) == english(reason)


def test_words_of_an_article_are_kept_apart_from_those_around_them() -> None:
    reason = Reason("place.nearest", (12, "Al Mayadin"))
    assert f"{ISOLATE}Al Mayadin{END}" in translator("ar").reason(reason)
    assert ISOLATE not in translator("en").reason(reason)
    assert f"{ISOLATE}الميادين{END}" in translator("en").reason(
        Reason("place.nearest", (3, "الميادين"))
    )


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "hostile",
    [
        HOSTILE,
        "<script>alert(1)</script>",
        "{0} {reason.code} {{7*7}}",
        "%s %(n)d",
        "\u202eevil\u2066",
        "\u2069\u2069",
        "two\nlines",
    ],
)
def test_hostile_words_stay_words(hostile: str, language: str) -> None:
    said = translator(language).reason(Reason("where.same-sentence", (hostile,)))
    assert plain(hostile) in said
    assert said.count(ISOLATE) == said.count(END) and "\n" not in said
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067") & set(said)


anything = st.text(max_size=10) | st.integers() | st.floats()
reasons = st.recursive(
    st.builds(Reason, st.sampled_from(sorted(MESSAGES))),
    lambda inner: st.builds(
        Reason,
        st.sampled_from([*MESSAGES, *JOINTS, LABEL, LANGUAGE]) | st.text(max_size=10),
        st.lists(anything | inner, max_size=5).map(tuple),
    ),
    max_leaves=5,
)


@settings(deadline=None)
@given(reasons)
def test_any_reason_can_be_said(reason: Reason) -> None:
    assert isinstance(english(reason), str)
    for language in languages():
        said = translator(language).reason(reason)
        assert sum(map(said.count, "\u2066\u2067\u2068")) == said.count(END)
