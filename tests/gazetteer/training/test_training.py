"""Training: labels from gold, names masked, weights that tell right from wrong."""

from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="scipy is in the build group: only training needs it")

from gazetteer import Index
from gazetteer.languages.knowledge import names
from gazetteer.recognition.features import Lexicon, view
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.recognition.rules import name_rules
from gazetteer.recognition.templates import feature_rows
from gazetteer.spelling.words import fold_text
from gazetteer.training.ranker import ChoiceSet, train_weights
from gazetteer.training.recogniser import _masked, labels, train


@pytest.fixture(scope="module")
def lexicon(index: Index) -> Lexicon:
    return Lexicon(index, name_rules("en", names("en")))


def row(text: str, *places: str, other: str = "") -> dict[str, object]:
    spans = [{"start": text.index(p), "end": text.index(p) + len(p)} for p in places]
    names = [{"start": text.index(other), "end": text.index(other) + len(other)}] if other else []
    return {"text": text, "locations": spans, "other": names}


def test_gold_spans_become_one_label_a_token() -> None:
    gold = row("Omar Haddad left New York for Rome.", "New York", "Rome", other="Omar Haddad")
    assert labels(fold_text(str(gold["text"])).words, gold) == ["X", "Y", "O", "B", "I", "O", "B"]


def test_a_masked_sentence_hides_its_names_and_keeps_its_everyday_words(lexicon: Lexicon) -> None:
    seen = view(fold_text("They went to Mosul on Monday."), lexicon)
    features = feature_rows(seen, lexicon)
    masked = _masked(seen, features, seen.sentences[0], lexicon)
    assert "w=went" in masked[1]
    assert "w=mosul" in features[3]
    assert "w=mosul" not in masked[3]
    assert "1w=mosul" not in masked[2]
    assert [f for f in masked[3] if f.startswith("g=")]


def test_the_weights_that_are_fitted_make_the_right_choice_likelier() -> None:
    choices = [
        ChoiceSet([{"good": 1.0}, {"bad": 1.0}, {}], [0]),
        ChoiceSet([{"bad": 1.0}, {"good": 1.0}, {}], [1]),
        ChoiceSet([{"bad": 1.0}, {}], [1]),
    ]
    weights = train_weights(choices * 5)
    assert weights["good"] > 0 > weights["bad"]


def test_a_model_trained_on_a_few_sentences_finds_a_place_in_another(
    lexicon: Lexicon, tmp_path: Path
) -> None:
    names = ("Mosul", "Kyiv", "Lima", "Oslo", "Aleppo", "Gaza", "Paris", "Accra")
    data = [row(f"Rain fell in {name} on Monday.", name) for name in names]
    data += [row(f"{word} fell ill on Monday.") for word in ("He", "They", "Nobody", "Some")]
    data += [row(""), row("!")]  # a post may be a picture and no word
    model = tmp_path / "tiny.crf"
    train(data * 3, lexicon, model)
    reader = Recogniser(lexicon.index, lexicon.rules, model=str(model), weights={"crf": 1.0})
    found = [m.text for m in reader.recognise(fold_text("Snow fell in Berlin on Tuesday."))]
    assert found == ["Berlin"]
