"""Who says what, in sentences of our own."""

from datetime import date

import pytest

from dashboard.extraction.claims.finder import behind_datelines, dated, find_claims, refers_back
from dashboard.extraction.dates.finder import find_dates
from dashboard.model import Claim
from tests.texts import as_text


def claims(code: str, text: str) -> list[tuple[str, str]]:
    found = find_claims(as_text(text, code))
    return [(claim.speaker, claim.stance) for claim in found]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "The army said that two shells fell near the mill.", [("The army", "reports")]),
        (
            "en",
            "According to local sources, three rockets fell on the base.",
            [("local sources", "reports")],
        ),
        (
            "en",
            "Hezbollah claimed responsibility for the rocket attack on Monday.",
            [("Hezbollah", "claims")],
        ),
        ("en", "Samoa's army denied that its base was hit.", [("Samoa's army", "denies")]),
        ("en", "No group claimed the attack.", [("", "statement without position")]),
        ("en", "Two died. No one said that the bridge was hit by shells.", []),
        ("en", "The army denied that its base was hit.", [("The army", "denies")]),
        ("en", "Israel blamed Hamas for the attack.", [("Israel", "blames")]),
        (
            "en",
            "Two rockets fell on the base, the Delta Centre for Human Safety said.",
            [("the Delta Centre for Human Safety", "reports")],
        ),
        ("ar", "قالت مصادر محلية إن قذيفتين سقطتا قرب الطاحونة", [("مصادر محلية", "reports")]),
        ("ar", "وبحسب المرصد السوري، سقط صاروخ على القاعدة", [("المرصد السوري", "reports")]),
        ("ar", "تبنت سرايا القدس الهجوم على الحاجز صباح اليوم", [("سرايا القدس", "claims")]),
        ("ar", "وأعلنت حركة النهر مسؤوليتها عن تفجير السد", [("حركة النهر", "claims")]),
        ("ar", "نفت وزارة الدفاع أن تكون القاعدة قد قصفت", [("وزارة الدفاع", "denies")]),
        (
            "ar",
            "وأصدرت قوات “التحالف الدولي” بيانا قالت فيه إن القاعدة “لم تتعرض لأي هجوم”",
            [("قوات التحالف الدولي", "denies")],
        ),
    ],
)
def test_speaker_and_stance(code: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert claims(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "en",
            '"We did not touch the dam," a spokesman for the brigade said.',
            "We did not touch the dam",
        ),
        (
            "en",
            "Two shells fell near the mill, a shopkeeper in the town said.",
            "Two shells fell near the mill",
        ),
        (
            "en",
            "The army denied that its planes had hit the mill.",
            "denied that its planes had hit the mill",
        ),
        ("en", "The army denied shelling the mill.", "denied shelling the mill"),
        (
            "en",
            "The River Brigade claimed responsibility for the blast.",
            "claimed responsibility for the blast",
        ),
        ("ar", "ونفى الجيش قصف الطاحونة.", "ونفى الجيش قصف الطاحونة"),
        ("ar", "قال الحارس إن القذيفة لم تصب الطاحونة.", "القذيفة لم تصب الطاحونة"),
    ],
)
def test_a_quote_keeps_its_verb_and_its_negation_and_ends_before_the_speaker(
    code: str, text: str, quote: str
) -> None:
    (claim,) = find_claims(as_text(text, code))
    assert text[claim.start : claim.end] == quote


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        (
            "en",
            "Local sources told us that a shell fell. The sources added that nobody was hurt.",
            "Local sources",
        ),
        (
            "ar",
            "قالت مصادر محلية إن قذيفة سقطت. وأضافت المصادر أن أحدا لم يصب بأذى",
            "مصادر محلية",
        ),
    ],
)
def test_a_bare_speaker_is_the_one_heard_before(code: str, text: str, speaker: str) -> None:
    assert [name for name, _ in claims(code, text)] == [speaker, speaker]


def test_another_cause_needs_another_speaker() -> None:
    first = "The ministry said the blast was caused by a gas leak."
    assert claims("en", first) == [("The ministry", "reports")]
    second = "Witnesses said a rocket fell on the mill. " + first
    assert claims("en", second)[-1] == ("The ministry", "another cause")


def test_execution_is_no_denial() -> None:
    assert claims("ar", "بعد تنفيذ الحملة في المدينة عاد الهدوء") == []


def test_a_denial_of_it_is_heard() -> None:
    text = "واتهم ناشطون قوات النظام بالوقوف وراء الهجوم، فيما نفت قوات النظام ذلك"
    assert claims("ar", text) == [("ناشطون", "blames"), ("قوات النظام", "denies")]


@pytest.mark.parametrize(
    ("code", "text", "reach"),
    [
        ("en", "all these operations were ours", "all"),
        ("en", "it was behind the attack", "last"),
        ("en", "the harvest was good", ""),
        ("ar", "كل هذه العمليات", "all"),
        ("ar", "مسؤول عن الهجوم", "last"),
    ],
)
def test_how_far_back_a_claim_reaches(code: str, text: str, reach: str) -> None:
    assert refers_back(as_text(text, code), Claim(0, len(text), "X", "claims")) == reach


SILENT = "statement without position"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "The ministry declined to comment.", [("The ministry", SILENT)]),
        ("en", "The council neither confirmed nor denied the raid.", [("The council", SILENT)]),
        ("en", "There was no immediate comment from the air force.", [("the air force", SILENT)]),
        ("en", "No group has claimed responsibility for the blast.", [("", SILENT)]),
        ("ar", "ولم يصدر أي تعليق رسمي من قيادة الشرطة.", [("قيادة الشرطة", SILENT)]),
        (
            "ar",
            "ورفضت التعليق بلدية النهر.",
            [
                ("بلدية النهر", SILENT),
            ],
        ),
        ("ar", "ولم تتبن أي جهة التفجير حتى الآن.", [("", SILENT)]),
        ("ar", "ولم تعلن حركة النهر مسؤوليتها عن التفجير.", [("حركة النهر", SILENT)]),
    ],
)
def test_who_takes_no_position_neither_claims_nor_denies(
    code: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert claims(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Four people died in an alleged arson attack on the mill."),
        ("en", "No shots were reported near the mill on Monday morning."),
        ("en", "The number of wounded was not reported by evening at the mill."),
    ],
)
def test_a_reporting_word_that_is_no_verb_has_no_speaker(code: str, text: str) -> None:
    assert claims(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("ar", "الميادين – قال سكان إن قذيفة سقطت على المخبز", "سكان"),
        ("ar", "الميادين - قال سكان إن قذيفة سقطت على المخبز", "سكان"),
        ("ar", "سقطت قذيفة على المخبز مساء، بحسب ما أفاد ناشطون.", "ناشطون"),
        ("ar", "وكان مجلس البلدة أعلن أن الجسر أغلق أمام السيارات", "مجلس البلدة"),
        ("ar", "أكد أهالي القرية أنهم باقون في بيوتهم", "أهالي القرية"),
        ("ar", "وقال نشطاء إن قذيفة سقطت على المخبز", "نشطاء"),
        ("en", "Several guards, however, denied that the gate was open.", "Several guards"),
        ("en", "The mayor explicitly said that the bridge was mined.", "The mayor"),
    ],
)
def test_a_speaker_is_named_and_nothing_else(code: str, text: str, speaker: str) -> None:
    assert [name for name, _ in claims(code, text)] == [speaker]


def test_a_claim_has_the_day_its_sentence_names_or_that_of_publication() -> None:
    text = (
        "The army said on 4 May 2021 that the mill was hit. The mayor said that it burned on 2 May "
        "2021."
    )
    article, published = as_text(text, "en"), date(2021, 5, 6)
    found = find_claims(article)
    said = dated(found, article.sentences, find_dates(article, published), published)
    assert [(c.speaker, c.day) for c in said] == [
        ("The army", date(2021, 5, 4)),
        ("The mayor", published),
    ]
    assert all(claim.day is None for claim in dated(found, article.sentences, (), None))


def test_what_is_said_begins_behind_the_dateline_of_its_line() -> None:
    words = "APIA, June 4 - Two shells fell near the mill, the mayor said."
    (claim,) = behind_datelines(find_claims(as_text(words, "en")), [(0, len("APIA, June 4 - "))])
    assert words[claim.start : claim.end] == "Two shells fell near the mill"
