"""The tagger against its reference: CRFsuite's tags and marginals, from the same model file."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pycrfsuite
import pytest

from gazetteer import Index
from gazetteer.data import data_path
from gazetteer.languages.knowledge import names
from gazetteer.recognition.crf import read_model
from gazetteer.recognition.features import Lexicon, SeenText, view
from gazetteer.recognition.rules import name_rules
from gazetteer.recognition.tagger import CELLS, Tagger, _blocks, _viterbi
from gazetteer.recognition.templates import feature_rows
from gazetteer.spelling.words import fold_text

ENGLISH = [
    "Shelling hit two villages near Kupiansk and the town of Izium on Friday, officials said.",
    "President Jordan Paris met Washington's envoy in Geneva.\nNo deal was reached.\n\nTALKS END",
    "He said so. She did not. They left Paris, Texas, for Paris, France; nobody knows why!",
    "#Mosul bridge closed again, says @cityhall https://example.org/x stay home in Nineveh",
    "Yes",
    "May may march in March. 12 34 56",
    "the mayor of " + "New York and Los Angeles and the City of London and " * 40,
]
ARABIC = [
    "وصلت التعزيزات إلى قرية شرقوطا قرب مدينة الرقة يوم السبت، وقال شاهد إن الطريق مفتوح.",
    "نفت دمشق الأنباء. وانتقلت العائلات من الحسكة والرقة إلى ريف دير الزور الشرقي!\nانتهى",
    "عاجل: حريق في سوق #الموصل القديم، نسأل الله السلامة @مراسل https://example.org",
    "نعم",
    "قاعدتي كونيكو والعمر وحقل التنك ونهر الخابور " * 30,
]
TEXTS = [("en", text) for text in ENGLISH] + [("ar", text) for text in ARABIC]


@pytest.fixture(scope="module")
def lexicons(index: Index) -> dict[str, Lexicon]:
    rules = {code: name_rules(code, names(code)) for code in ("ar", "en")}
    return {code: Lexicon(index, rules[code]) for code in rules}


@pytest.fixture(scope="module")
def taggers(lexicons: dict[str, Lexicon]) -> dict[str, Tagger]:
    return {code: Tagger(model(code), lexicon) for code, lexicon in lexicons.items()}


def model(code: str) -> Path:
    return data_path(f"recogniser.{code}.crf")


def reference(code: str, seen: SeenText, lexicon: Lexicon) -> tuple[list[str], list[list[float]]]:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model(code)))
    labels = read_model(model(code)).labels
    rows = feature_rows(seen, lexicon)
    tags, marginals = [], []
    for start, end in seen.sentences:
        tagger.set(rows[start:end])
        tags += tagger.tag()
        marginals += [[tagger.marginal(name, i) for name in labels] for i in range(end - start)]
    return tags, marginals


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_tags_and_marginals_are_those_of_crfsuite(
    code: str, text: str, lexicons: dict[str, Lexicon], taggers: dict[str, Tagger]
) -> None:
    seen = view(fold_text(text), lexicons[code])
    tags, marginals = reference(code, seen, lexicons[code])
    found = taggers[code].tag(seen)
    assert found.tags == tags
    np.testing.assert_allclose(found.marginals, marginals, atol=1e-9)


def test_the_samples_hold_posts_names_and_sentences_in_doubt(
    lexicons: dict[str, Lexicon], taggers: dict[str, Tagger]
) -> None:
    seen = [(code, view(fold_text(text), lexicons[code])) for code, text in TEXTS]
    assert sum(one.social for _, one in seen) == 2
    found = [taggers[code].tag(one) for code, one in seen]
    assert set("OBIXY") == {tag for one in found for tag in one.tags}
    assert any((one.marginals.max(axis=1) < 0.6).any() for one in found)


def test_a_label_table_is_what_crfsuite_says_of_the_file() -> None:
    read = read_model(model("en"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model("en")))
    info = tagger.info()
    assert list(read.labels) == list(info.labels)
    assert len(read.rows) == len(info.attributes)
    for (string, label), weight in list(info.state_features.items())[::500]:
        row, column = read.rows[string], read.labels.index(label)
        assert read.weights[row, column] == pytest.approx(float(weight), abs=1e-6)
    for (a, b), weight in info.transitions.items():
        place = read.labels.index(a), read.labels.index(b)
        assert read.transitions[place] == pytest.approx(float(weight), abs=1e-6)


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.crf"
    path.write_bytes(b"lCRF but not really, and much too short")
    with pytest.raises(ValueError, match=r"broken\.crf"):
        read_model(path)


def test_the_best_path_is_not_the_best_labels() -> None:
    # the first label is a little likelier, but the second leads to what follows
    scores = [[1.0, 0.9], [0.0, 2.0]]
    both = [[True, True]] * 2
    assert _viterbi(scores, both, [[0.0, -5.0], [0.0, 0.0]]) == [1, 1]
    assert _viterbi(scores, [[True, False], [True, True]], [[0.0, -5.0], [0.0, 0.0]]) == [0, 0]


@pytest.mark.parametrize(
    "lengths", [[3], [3, 9, 1], [CELLS * 2, 5, 5], [5, CELLS * 2, 5], [30] * 2000]
)
def test_a_text_is_worked_on_in_blocks_that_hold_every_sentence(lengths: list[int]) -> None:
    ends = np.cumsum(lengths).tolist()
    sentences = tuple(zip([0, *ends[:-1]], ends, strict=True))
    blocks = list(_blocks(sentences))
    assert tuple(sentence for block in blocks for sentence in block) == sentences
    for block in blocks:
        assert len(block) == 1 or len(block) * max(b - a for a, b in block) <= CELLS


def test_threads_may_share_a_tagger(
    lexicons: dict[str, Lexicon], taggers: dict[str, Tagger]
) -> None:
    seen = [view(fold_text(text), lexicons["en"]) for text in ENGLISH]
    alone = [taggers["en"].tag(one).tags for one in seen]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda one: taggers["en"].tag(one).tags, seen * 10))
    assert together == alone * 10
