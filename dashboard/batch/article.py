"""One article for a program: a file or a text in, what it reports out."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from dashboard.extraction.pipeline import extract
from dashboard.model import Extraction, Reading
from dashboard.readers import read
from dashboard.readers.document import document
from gazetteer.index.index import Index, default_path


def read_article(
    article: str | Path,
    *,
    published: date | None = None,
    index: Path | None = None,
    reading: Reading = Reading.CAREFUL,
) -> tuple[Extraction, ...]:
    """Read the articles of a file, or a text as one; `published` is for those that carry no date.

    Offsets count code points of each extraction's own `document.text`. `index` is the gazetteer's
    file, by default the one that `python -m gazetteer build` makes. UnreadableArticle where the
    file cannot be read, IndexMissing where there is no gazetteer.
    """
    if isinstance(article, Path):
        documents = read(article.read_bytes(), article.name)
    else:
        documents = (document(article),)
    documents = tuple(replace(one, published=one.published or published) for one in documents)
    with Index(index or default_path()) as opened:
        return tuple(extract(document, opened, reading=reading) for document in documents)
