"""Files of articles as people have them: exports of programs, feeds, mail, Word, PDF."""

import io
import json
import os
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook

from dashboard.errors import UnreadableArticle
from dashboard.messages import english
from dashboard.readers import Contents, read_contents

SHELLING, CLASHES = "A shell fell on Idlib on Tuesday.", "Fighting broke out near Raqqa."
Seen = tuple[tuple[str, str | None], ...]


def seen(contents: Contents) -> Seen:
    return tuple(
        (one.text, one.published and one.published.isoformat()) for one in contents.documents
    )


def notes(contents: Contents) -> str:
    return "\n".join(map(english, contents.notes))


def csv(*rows: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(rows).encode(encoding)


def objects(value: object) -> bytes:
    return json.dumps(value).encode()


DAY = "2022-09-06"
ONE: Seen = ((SHELLING, DAY),)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (csv("sep=;", "title;text;date", f"A;{SHELLING};{DAY}"), "excel.csv"),
        (csv("Export of the desk", "made in June", "title,text,date", f"A,{SHELLING},{DAY}"),
         "preamble.csv"),
        (csv("title\ttext\tdate", f"A\t{SHELLING}\t{DAY}", encoding="utf-16"), "unicode.csv"),
        (csv("id,headline,abstract,time", f"1,A,{SHELLING},{DAY}"), "abstract.csv"),
        (csv("id,tweet_text,isoDate", f"1,{SHELLING},{DAY}T10:00:00Z"), "tweets.csv"),
        (csv("notes,event_date,timestamp", f"{SHELLING},06 September 2022,1690000000"),
         "acled.csv"),
        (csv("text,Date Published", f"<p>A shell fell on <b>Idlib</b>&nbsp;on Tuesday.</p>,{DAY}"
             .replace("&nbsp;", " ")), "markup.csv"),
        (objects({"response": {"results": [
            {"webTitle": "A", "webPublicationDate": f"{DAY}T09:00:00Z",
             "fields": {"bodyText": SHELLING}}]}}), "guardian.json"),
        (objects({"response": {"docs": [
            {"headline": {"main": "A"}, "pub_date": f"{DAY}T09:00:00+0000",
             "lead_paragraph": SHELLING}]}}), "nyt.json"),
        (objects({"articles": {"results": [{"body": SHELLING, "dateTimePub": f"{DAY}T09:00Z"}]}}),
         "eventregistry.json"),
        (objects({"posts": [{"thread": {"site": "x.example"}, "text": SHELLING,
                             "published": f"{DAY}T09:00:00.000+03:00"}]}), "webhose.json"),
        (objects({"name": "Desk", "messages": [
            {"type": "message", "date": f"{DAY}T09:00:00",
             "text": ["A shell fell on ", {"type": "bold", "text": "Idlib"}, " on Tuesday."]}]}),
         "telegram.json"),
        (objects({"text": {"0": SHELLING}, "date": {"0": DAY}}), "columns.json"),
        (objects({"columns": ["text", "date"], "data": [[SHELLING, DAY]]}), "split.json"),
        (objects({"7": {"text": SHELLING, "date": DAY}}), "index.json"),
        (objects({"hits": {"hits": [{"_source": {"content": SHELLING, "date": DAY}}]}}),
         "search.json"),
        (objects({"version": "https://jsonfeed.org/version/1.1", "title": "Desk", "items": [
            {"content_html": f"<p>{SHELLING}</p>", "date_published": f"{DAY}T09:00:00Z"}]}),
         "feed.json"),
        (f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Desk</title><entry><title>A</title>"
         f"<link href='https://x.example/1'/><updated>{DAY}T09:00:00Z</updated>"
         f"<content type='html'>&lt;p&gt;{SHELLING}&lt;/p&gt;</content></entry></feed>".encode(),
         "feed.atom"),
    ],
)  # fmt: off
def test_an_article_of_any_usual_data_set_is_found_with_its_day(content: bytes, name: str) -> None:
    assert seen(read_contents(content, name)) == ONE


def test_a_workbook_is_a_table_too() -> None:
    book = Workbook()
    book.active.append(["Notes of the desk"])
    book.active.append(["title", "text", "date"])
    book.active.append(["A", SHELLING, date(2022, 9, 6)])
    file = io.BytesIO()
    book.save(file)
    assert seen(read_contents(file.getvalue(), "a.xlsx")) == ONE


def test_sheets_of_the_same_columns_are_one_table_and_others_are_noted() -> None:
    book = Workbook()
    pages = {"May": (SHELLING, "text"), "June": (CLASHES, "Text"), "Codes": ("C", "code")}
    for title, (text, column) in {**pages, "Web": ("W", "body")}.items():
        sheet = book.create_sheet(title)
        sheet.append([column, "date"])
        sheet.append([text, DAY])
    file = io.BytesIO()
    book.save(file)
    found = read_contents(file.getvalue(), "a.xlsx")
    assert [text for text, _ in seen(found)] == [SHELLING, CLASHES]
    assert notes(found) == (
        "a.xlsx: only sheet “May” and those with its columns are read; save as files: Web"
    )


def test_a_row_without_a_text_costs_that_row_and_is_noted() -> None:
    found = read_contents(csv("text,date", f"{SHELLING},{DAY}", f",{DAY}", f"{CLASHES},"), "a.csv")
    assert seen(found) == (*ONE, (CLASHES, None))
    assert notes(found) == "1 row of a.csv has no text and was left out: line 3"


@pytest.mark.parametrize(
    ("days", "read_as", "note"),
    [
        (("03/05/2024", "13/05/2024"), ("2024-05-03", "2024-05-13"), "the day comes first"),
        (("03/05/2024", "05/13/2024"), ("2024-03-05", "2024-05-13"), "the month comes first"),
        (("03/05/2024", "04/05/2024"), (None, None), "left open"),
        (("13/05/2024", "05/13/2024"), ("2024-05-13", "2024-05-13"), ""),
    ],
)
def test_the_order_of_day_and_month_is_decided_by_the_column(
    days: tuple[str, str], read_as: tuple[str | None, ...], note: str
) -> None:
    content = csv("text,Publish_Date", *(f"{n} {SHELLING},{day}" for n, day in enumerate(days)))
    found = read_contents(content, "a.csv")
    assert tuple(day for _, day in seen(found)) == read_as
    assert note in notes(found)
    assert bool(note) == ("“Publish_Date”" in notes(found))


def test_columns_without_a_known_name_are_known_by_what_is_in_them() -> None:
    long = f"{SHELLING} {CLASHES} Nobody was hurt, said a man who lives there."
    found = read_contents(csv("a,b", f'"{long}",{DAY}'), "a.csv")
    assert seen(found) == ((long, DAY),)
    assert "“a” was taken for the text" in notes(found)
    assert "“b” was taken for the date" in notes(found)


def test_the_users_own_columns_go_before_ours() -> None:
    content = csv("text,other,date,day", f"short,{SHELLING},2020-01-01,{DAY}")
    chosen = {"text": "other", "published": "day"}
    assert seen(read_contents(content, "a.csv", chosen)) == ONE
    with pytest.raises(UnreadableArticle, match="no column “story” among: text, other"):
        read_contents(content, "a.csv", {"text": "story"})


def test_titles_alone_are_read_as_texts_and_it_is_said() -> None:
    row = {"url": "https://x.example/1", "title": SHELLING, "seendate": "20220906T090000Z"}
    found = read_contents(objects({"articles": [row]}), "gdelt.json")
    assert seen(found) == ONE
    assert "titles only" in notes(found)


def test_a_text_that_a_news_api_cut_short_is_noted() -> None:
    row = {"content": "A shell fell… [+900 chars]", "publishedAt": DAY}
    found = read_contents(objects({"articles": [row]}), "newsapi.json")
    assert seen(found) == (("A shell fell…", DAY),)
    assert "only its beginning" in notes(found)


def test_a_bad_line_costs_that_line() -> None:
    found = read_contents(b'{"text": "a b"}\n{"text": \n[1]\n{"text": "c d"}', "a.jsonl")
    assert [text for text, _ in seen(found)] == ["a b", "c d"]
    assert "line 2" in notes(found) and "line 3" in notes(found)


# ---- mail, pages, Word ----


def test_every_message_of_a_mailbox_is_an_article() -> None:
    one = (
        "From a@x.example Tue Sep  6 10:00:00 2022\nFrom: a\nTo: b\nSubject: {}\nDate: {}\n\n{}\n\n"
    )
    box = one.format("A", "Tue, 6 Sep 2022 10:00:00 +0300", SHELLING)
    box += one.format("B", "Wed, 7 Sep 2022 10:00:00 +0300", CLASHES)
    assert seen(read_contents(box.encode(), "a.mbox")) == (*ONE, (CLASHES, "2022-09-07"))


@pytest.mark.parametrize("stub", ["", "Please read this message as HTML."])
def test_a_stub_beside_a_page_is_not_the_message(stub: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.example", "b@x.example", "A"
    message.set_content(stub)
    message.add_alternative(f"<p\n>{SHELLING}</p\n>\n<p\n>{CLASHES}</p>" * 2, subtype="html")
    (found,) = read_contents(message.as_bytes(), "a.eml").documents
    assert SHELLING in found.text and CLASHES in found.text


def test_a_western_page_keeps_its_accents() -> None:
    text = "Il corteo è partito da Roma venerdì; la città è calma e la polizia è presente."
    page = f"<html><head><meta charset='iso-8859-1'></head><body><p>{text}</p></body></html>"
    (found,) = read_contents(page.encode("latin-1"), "a.html").documents
    assert found.text == text


WORD = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


def word(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            path = name.replace("__", "/")
            archive.writestr(f"{path}.rels" if "rels" in path else f"{path}.xml", content)
    return file.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_document_is_found_by_its_relationship_with_its_notes_last() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    content = word(
        _rels__=f"<R><Relationship Type='{kind}' Target='/word/document3.xml'/></R>",
        word__document3=f"<w:document {WORD}><w:body>{paragraph(SHELLING)}</w:body></w:document>",
        word__footnotes=f"<w:footnotes {WORD}>{paragraph(CLASHES)}</w:footnotes>",
    )
    (found,) = read_contents(content, "a.docx").documents
    assert found.text == f"{SHELLING}\n{CLASHES}"


def test_a_row_of_a_table_in_word_is_one_line() -> None:
    cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("6 May", "Idlib", "a shell"))
    body = f"<w:body><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body>"
    (found,) = read_contents(word(word__document=f"<w:d {WORD}>{body}</w:d>"), "a.docx").documents
    assert found.text == "6 May\tIdlib\ta shell"


# ---- the files of others, where they are at hand ----

OTHERS = Path(os.environ.get("DATELINE_FILES", ""))


@pytest.mark.skipif(not os.environ.get("DATELINE_FILES"), reason="DATELINE_FILES names no folder")
def test_files_of_others_are_read_without_a_tag_or_a_header_in_their_text() -> None:
    for path in sorted(OTHERS.iterdir()):
        if path.suffix == ".md":
            continue
        try:
            contents = read_contents(path.read_bytes(), path.name)
        except UnreadableArticle as error:
            pytest.fail(str(error))
        for one in contents.documents:
            assert "<p>" not in one.text and "Content-Type:" not in one.text, path.name
