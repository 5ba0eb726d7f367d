"""An article costs itself alone; what no article can do without ends the run at once."""

import pytest

from dashboard.errors import ArticleFailed, BrokenInstallation
from dashboard.extraction import guarded
from dashboard.extraction.guarded import extract_guarded
from dashboard.extraction.types import classifier
from dashboard.model import Document, Extraction
from gazetteer.errors import IndexMissing
from gazetteer.index.index import Index

ODD = Document("1", "An odd article.", language="en")


@pytest.mark.parametrize("error", [ValueError, OverflowError, MemoryError, RecursionError])
def test_whatever_an_article_does_it_is_named(
    index: Index, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    extract = guarded.extract

    def fails(document: Document, *others: object, **named: object) -> Extraction:
        if document is ODD:
            raise error("too odd")
        return extract(document, index)

    monkeypatch.setattr(guarded, "extract", fails)
    with pytest.raises(ArticleFailed, match=rf"odd\.txt: .* \({error.__name__}: too odd\)"):
        extract_guarded(ODD, "odd.txt", index)


def test_a_model_that_cannot_be_read_is_not_the_article_s_fault(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classifier, "WEIGHTS", "gone.json")
    classifier.shipped_weights.cache_clear()
    with pytest.raises(BrokenInstallation, match=r"gone\.json.*install"):
        extract_guarded(
            Document("1", "Two people were killed in Raqqa.", language="en"), "1", index
        )
    monkeypatch.undo()
    classifier.shipped_weights.cache_clear()


def test_without_its_index_nothing_can_be_read(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise IndexMissing("gone")

    monkeypatch.setattr(guarded, "extract", fails)
    with pytest.raises(IndexMissing):
        extract_guarded(ODD, "odd.txt", index)
