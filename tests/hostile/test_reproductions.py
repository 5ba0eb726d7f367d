"""What once stopped a run, took all memory or never ended: each is read, or refused."""

import tracemalloc
from collections.abc import Callable

import pytest

from dashboard.errors import UnreadableArticle
from dashboard.readers import read
from gazetteer.errors import BadSource
from gazetteer.messages import english
from gazetteer.sources import linked_places, ocha
from gazetteer.sources.records import ImportOptions
from tests.hostile import corpus
from tests.hostile.growth import limited

SECONDS = 10.0  # of CPU; most take less than one
READ = "read"


def twice(levels: int) -> bytes:
    """Return a PDF whose forms each draw the next one twice."""
    forms = [
        corpus.pdf_stream(
            b"/X Do /X Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % next_,
        )
        for next_ in range(7, 7 + levels)
    ]
    return corpus.pdf(b"/X Do", *forms, resources=b"<</XObject<</X 6 0 R>>>>")


def parts(boundaries: int) -> bytes:
    head = (
        b"From: a@x.example\nTo: b@x.example\nSubject: s\nContent-Type: multipart/mixed; boundary=b"
    )
    return head + b"\n\n" + b"--b\n\nx\n" * boundaries


def parameters(count: int) -> bytes:
    head = b"From: a@x.example\nTo: b@x.example\nSubject: s\nContent-Type: text/plain"
    return head + b"".join(b"; a%d=b" % n for n in range(count)) + b"\n\nSome words of a letter."


def subject(words: int) -> bytes:
    head = b"From: a@x.example\nTo: b@x.example\nDate: x\nSubject: " + b"=?utf-8?q?a?= " * words
    return head + b"\n\nSome words of a letter."


MILLION = 1_000_000
CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a subject of 16,000 encoded words": ("a.eml", lambda: subject(16_000), READ),
    "a header with 16,000 parameters": ("a.eml", lambda: parameters(16_000), READ),
    "brackets in brackets in an address": (
        "a.eml",
        lambda: b"From: " + b"(" * 9000 + b"\n" + subject(1),
        READ,
    ),
    "a million parts": ("a.eml", lambda: parts(MILLION), "mail.parts"),
    "a million small paragraphs": (
        "a.html",
        lambda: b"<html>" + b"<p>a b</p>" * MILLION,
        "html.size",
    ),
    "a table of a million cells": (
        "a.html",
        lambda: b"<html><table>" + b"<td>x</td>" * MILLION,
        "html.size",
    ),
    "a million brackets": ("a.html", lambda: b"<html>" + b"<" * MILLION, "html.tags"),
    "elements in elements": (
        "a.html",
        lambda: b"<html>" + b"<div>" * 49_000 + b"words",
        "html.no-text",
    ),
    "three million marks": ("a.docx", lambda: corpus.docx_of("<w:p/>" * 1_500_000), "docx.marks"),
    "a paragraph of a million runs": (
        "a.docx",
        lambda: corpus.docx_of(f"<w:p>{'<w:r><w:t>abcdefg</w:t></w:r>' * 160_000}</w:p>"),
        "file.characters",
    ),
    "a million columns": ("a.csv", lambda: b"text" + b",a" * MILLION + b"\nb", "csv.wide"),
    "a number without end": ("a.json", lambda: b'[{"text": ' + b"1" * MILLION + b"}]", "json.deep"),
    "brackets without end": ("a.json", lambda: b"[" * MILLION, "json.deep"),
    "forms that draw one another twice": ("a.pdf", lambda: twice(14), "pdf.complex"),
    "forms in forms": ("a.pdf", lambda: twice(200), "pdf.complex"),
    "a million operators": ("a.pdf", lambda: corpus.pdf(b"0 0 m " * MILLION), "pdf.complex"),
    "accents on one letter": (
        "a.txt",
        lambda: ("words a" + "\u0301\u0323" * 400_000).encode(),
        READ,
    ),
    "a text longer than any article": ("a.txt", lambda: b"word " * MILLION, "file.characters"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "data", "outcome"), CASES.values(), ids=CASES)
def test_it_is_read_or_refused_in_seconds(
    name: str, data: Callable[[], bytes], outcome: str
) -> None:
    made = data()
    with limited(SECONDS):
        try:
            read(made, name)
            found = READ
        except UnreadableArticle as error:
            found = error.reason.code
    assert found == outcome


def test_a_long_header_takes_little_memory() -> None:
    tracemalloc.start()
    try:
        read(subject(16_000), "a.eml")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 30_000_000


PLACES: dict[str, tuple[object, str, bytes, str]] = {
    "a sheet whose packing is damaged": ("ocha", "a.xlsx", b"", "damaged"),
    "titles with the line ends of old Macs": ("lp", "a.tsv", b"id,title\rgn:1,Wardiya\r", "titles"),
    "titles cut in two": ("lp", "a.tsv", b"id\ttitle\tlon\r40.1\n", "titles"),
}


@pytest.mark.parametrize(("form", "name", "data", "said"), PLACES.values(), ids=PLACES)
def test_a_broken_file_of_places_is_refused_in_a_sentence(
    form: str, name: str, data: bytes, said: str, tmp_path: object
) -> None:
    loader = {"ocha": ocha, "lp": linked_places}[form]
    path = tmp_path / name  # type: ignore[operator]
    path.write_bytes(data or damaged_workbook())
    with pytest.raises(BadSource, match=said) as refused:
        list(loader.read([path], ImportOptions("x")))
    assert name in english(refused.value.reason)


def damaged_workbook() -> bytes:
    """Return a workbook with other bytes where its sheet is packed."""
    data = corpus.places()["ocha.xlsx"][1]
    at = data.index(b"xl/worksheets/sheet1.xml") + 60
    return data[:at] + b"\xff" * 40 + data[at + 40 :]
