"""Reading a file and working through a text cost no more than in proportion to their length."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from dashboard.errors import UnreadableArticle
from dashboard.extraction.pipeline import extract
from dashboard.model import Document
from dashboard.readers import read
from gazetteer.index.index import Index
from tests.hostile import corpus
from tests.hostile.growth import MOST, doubled

pytestmark = pytest.mark.slow

SIZE = 8_000  # characters of a text, then twice as many
NAMES = ("Aleppo", "Homs", "Raqqa", "Idlib", "Mosul", "Basra", "Hama", "Tartus")
ARABIC_NAMES = ("حلب", "حمص", "الرقة", "إدلب", "الموصل", "البصرة", "حماة", "طرطوس")
REPEATED = {
    "dots": ".",
    "spaced dots": ". ",
    "brackets": "(",
    "closing brackets": ")",
    "quotes": '"',
    "the Arabic and": "و ",
    "initials": "A.",
    "tatweel": "ـ",
    "digits": "1",
    "numbers": "12 ",
    "dates": "12/5/2023 ",
    "numbers of killed": "3 killed, ",
    "names a line": "\n".join(NAMES) + "\n",
    "names and commas": ", ".join(NAMES) + ", ",
    "Arabic names a line": "\n".join(ARABIC_NAMES) + "\n",
    "Arabic names and commas": "، ".join(ARABIC_NAMES) + "، ",
    "capitals": "Aaa Bbb ",
    "hashtags": "#abc_def ",
    "addresses": "https://x.example/a ",
    "attacks": "A strike killed three people in Raqqa on Sunday. ",
    "Arabic attacks": "قتل ثلاثة مدنيين بقصف على الرقة أمس الأحد. ",
    "denials": "He denied that he denied that ",
    "marks on a letter": "a\u0301\u0323",
    "emoji": "💣",
    "one word": "a",
    "one Arabic word": "ب",
}


@pytest.mark.parametrize("repeated", REPEATED.values(), ids=REPEATED)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_text_twice_as_long_takes_twice_the_work(
    index: Index, repeated: str, language: str
) -> None:
    def work(text: str) -> object:
        return extract(Document("1", text, language=language), index)

    work(make(repeated, SIZE))  # what is loaded with the first text
    assert doubled(work, lambda size: make(repeated, size), SIZE) <= MOST


def make(repeated: str, size: int) -> str:
    return f"a{repeated * (size // len(repeated))}b"


FILES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "paragraphs of a page": ("a.html", lambda n: b"<p>Some words of it.</p>" * n),
    "cells of a page": ("a.html", lambda n: b"<table>" + b"<tr><td>x</td><td>y</td></tr>" * n),
    "lines of a page": ("a.html", lambda n: b"<p>" + b"words<br>" * n),
    "links of a page": ("a.html", lambda n: b"<p>" + b"<a href=x>word</a> " * n),
    "tags that never end": ("a.html", lambda n: b"<p>" + b"<p " * n),
    "paragraphs": ("a.docx", lambda n: corpus.docx(*["Some words of it."] * n)),
    "runs of a paragraph": (
        "a.docx",
        lambda n: corpus.docx_of(f"<w:p>{'<w:r><w:t>a b </w:t></w:r>' * n}</w:p>"),
    ),
    "headers": ("a.eml", lambda n: b"X-A: b\n" * n + corpus.letter("Some words.")),
    "words of a subject": (
        "a.eml",
        lambda n: b"Subject: " + b"=?utf-8?q?a?= " * n + b"\n" + corpus.letter("Some words."),
    ),
    "lines of a letter": ("a.eml", lambda n: corpus.letter("Some words.\n" * n)),
    "rows": ("a.csv", lambda n: b"text,date\n" + b'"Some words.",2023-08-14\n' * n),
    "quotes": ("a.csv", lambda n: b'text\n"' + b'""' * n),
    "columns": ("a.csv", lambda n: b"text" + b",a" * n + b"\nword" + b",b" * n),
    "objects": ("a.json", lambda n: b"[" + b'{"text": "a b"},' * n + b'{"text": "a"}]'),
    "brackets": ("a.json", lambda n: b"[" * n),
    "lines": ("a.jsonl", lambda n: b'{"text": "a b"}\n' * n),
    "words": ("a.txt", lambda n: b"word " * n),
    "marks on a letter": ("a.txt", lambda n: ("a" + "\u0301\u0323" * n).encode()),
    "glyphs": ("a.pdf", lambda n: corpus.pdf(b"BT /F 9 Tf (words) Tj " * n)),
    "operators": ("a.pdf", lambda n: corpus.pdf(b"q Q n " * n)),
    "open arrays": ("a.pdf", lambda n: corpus.pdf(b"[" * n)),
}


@pytest.mark.parametrize(("name", "written"), FILES.values(), ids=FILES)
def test_a_file_twice_as_long_takes_twice_the_work(
    name: str, written: Callable[[int], bytes]
) -> None:
    def work(data: bytes) -> None:
        with suppress(UnreadableArticle):
            read(data, name)

    work(written(1))
    assert doubled(work, written, 1500) <= MOST
