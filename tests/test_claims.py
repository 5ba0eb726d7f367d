"""Who says what, in sentences of our own."""

import pytest

from dashboard.claims import find_claims, refers_back
from dashboard.language import language
from dashboard.model import Claim
from dashboard.sentences import find_sentences


def claims(code: str, text: str) -> list[tuple[str, str]]:
    found = find_claims(text, find_sentences(text, code), language(code))
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
        ("en", "The army denied that its base was hit.", [("The army", "denies")]),
        ("en", "Israel blamed Hamas for the attack.", [("Israel", "blames")]),
        ("ar", "قالت مصادر محلية إن قذيفتين سقطتا قرب الطاحونة", [("مصادر محلية", "reports")]),
        ("ar", "وبحسب المرصد السوري، سقط صاروخ على القاعدة", [("المرصد السوري", "reports")]),
        ("ar", "تبنت سرايا القدس الهجوم على الحاجز صباح اليوم", [("سرايا القدس", "claims")]),
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
    assert refers_back(text, Claim(0, len(text), "X", "claims"), language(code)) == reach
