"""Which of the types told in a sentence is meant, how sure that is, and how it is learned."""

import json
from pathlib import Path

import pytest

from dashboard.extraction.types.classifier import (
    NONE,
    Hit,
    shipped_weights,
    type_features,
    type_odds,
)
from dashboard.extraction.types.triggers import find_triggers
from dashboard.model import Trigger
from tests.texts import as_text


def hit(kind: str, weight: float, at: int = 0, mode: str = "reported") -> Hit:
    return Hit(at, at, kind, weight, mode)


def first(text: str) -> Trigger:
    return find_triggers(as_text(text, "en", [(0, len(text))]))[0]


def test_a_plainer_word_for_another_type_wins_over_a_faint_one() -> None:
    faint, plain = hit("attack", 0.4), hit("armed_clash", 1.0, 4)
    odds = type_odds(faint, [faint, plain])
    assert odds.hit == plain
    assert "armed_clash" not in dict(odds.alternatives)


def test_a_word_that_is_as_plain_leaves_what_the_rules_picked() -> None:
    picked, other = hit("abduction", 1.0), hit("shelling", 1.0, 4)
    assert type_odds(picked, [picked, other]).hit == picked


@pytest.mark.parametrize("other", [hit("looting", 1.0, 4, "denied"), hit("looting", 1.0, 60)])
def test_what_is_denied_or_told_far_away_is_no_rival(other: Hit) -> None:
    picked = hit("attack", 0.4)
    assert set(type_features(picked, [picked, other])) == {"attack"}


def test_probabilities_leave_room_for_none_of_the_types() -> None:
    hits = [hit("attack", 0.6), hit("armed_clash", 0.7, 3), hit("looting", 0.6, 8)]
    odds = type_odds(hits[1], hits)
    assert odds.probability + sum(share for _, share in odds.alternatives) < 1


def test_a_type_told_twice_is_surer() -> None:
    once = [hit("shelling", 0.7)]
    assert type_odds(once[0], [*once, hit("shelling", 0.7, 5)]).probability > (
        type_odds(once[0], once).probability
    )


def test_whose_place_was_hit_and_by_whom_is_in_the_weight_of_a_word() -> None:
    clash = first("Gunmen attacked an army checkpoint, killing three soldiers.")
    attack = first("Gunmen attacked a bus, killing three farmers.")
    assert (clash.type, attack.type) == ("armed_clash", "attack")


def test_the_weights_are_few_and_hold_no_word_of_any_text() -> None:
    picked, other = hit("attack", 0.6), hit("armed_clash", 0.7, 3)
    features = type_features(picked, [picked, other])
    known = {name for _, one in features.values() for name in one} | set(NONE)
    assert set(shipped_weights()) == known


def test_training_asks_of_the_first_event_of_each_text(tmp_path: Path) -> None:
    fit = pytest.importorskip("dashboard.extraction.training.types")
    rows = [
        ("Armed clash: Gunners shelled the market.", {"sub_event_type": "Armed clash"}),
        ("Gunners shelled the market.", {"sub_event_type": None}),
        ("Gunners shelled the market.", {"plover": "ASSAULT"}),
        ("Nothing happened to anybody.", {"sub_event_type": "Armed clash"}),
    ]
    lines = (
        json.dumps({"id": i, "text": t, "lang": "en", "gold": g}) for i, (t, g) in enumerate(rows)
    )
    path = tmp_path / "made_up.dev.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    headed, none, family = fit.questions(path)  # nothing is asked of a silent text
    assert list(headed.options) == ["shelling"]  # the coder's heading is not read
    assert headed.right == {"armed_clash"} and not none.right
    assert {"shelling", "attack"} < family.right
    assert list(headed.choice().right) == [1] and list(family.choice().right) == [0]


def test_training_learns_that_a_word_is_worth_more_than_none(tmp_path: Path) -> None:
    fit = pytest.importorskip("dashboard.extraction.training.types")
    plain = fit.TypeQuestion(
        {"shelling": {"weight of its word": 1.0}}, frozenset({"shelling"}), "a", ""
    )
    vague = fit.TypeQuestion({"attack": {"weight of its word": 0.4}}, frozenset(), "b", "")
    weights = fit.learn([plain, plain, vague], l2=0.1)
    assert plain.answer(weights)[1] > 0.5 > vague.answer(weights)[1]
