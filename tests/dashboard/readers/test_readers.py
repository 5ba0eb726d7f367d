import io
import json
import subprocess
import sys
import time
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import UnreadableArticle
from dashboard.readers import READERS, csv_, json_, jsonl, limits, read
from dashboard.readers.document import document, normalise
from dashboard.readers.encoding import decode
from dashboard.readers.layout.arabic import plausibility
from dashboard.readers.layout.bidi import logical, unshape
from dashboard.readers.published import published
from dashboard.readers.sniff import sniff
from tests.paths import ROOT

DATA = ROOT / "tests" / "data"
FILES = sorted(path.name for path in DATA.iterdir() if path.is_file())
MARKET_FIRE = [
    "حريق في سوق الخضار وسط مدينة القامشلي",
    "اندلع حريق كبير في سوق الخضار (السوق القديم) وسط مدينة القامشلي مساء الأحد 5/11/2023، "
    "وقال تاجر إن النيران التهمت 17 محلا قبل أن تصل سيارات الإطفاء من الحسكة وعامودا.",
    "ولم ترد معلومات عن ضحايا، فيما قالت بلدية المدينة إن ماسا كهربائيا هو السبب على الأرجح، "
    "وإن لجنة من 3 مهندسين ستعاين المكان خلال يومين. وأضافت أن الأضرار تبلغ نحو 2.5 مليون ليرة.",
]
GRANARY = (
    "حريق في مخزن حبوب غرب مدينة الرقة\n"
    "اندلع حريق في مخزن للحبوب غرب مدينة الرقة مساء الخميس، "
    "وقال شهود إن النيران بقيت مشتعلة حتى الفجر.\n"
    "تابعونا عبر تلغرام\nولم تسجل إصابات."
)


def data(name: str) -> bytes:
    return (DATA / name).read_bytes()


def lines(name: str) -> list[str]:
    (found,) = read(data(name), name)
    return found.text.split("\n")


def error(content: bytes, name: str) -> str:
    with pytest.raises(UnreadableArticle) as caught:
        read(content, name)
    return str(caught.value)


# ---- the register and the sniffer ----


def test_what_reads_pages_and_pdfs_is_loaded_when_one_comes() -> None:
    look = (
        "import sys; import dashboard.readers; print({'pdfminer', 'trafilatura'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize("name", FILES)
def test_the_bytes_decide_the_format_and_not_the_name(name: str) -> None:
    true_format = Path(name).suffix[1:]
    # Prose with commas and a table look alike: there the name decides.
    for extension in {"pdf", "docx", "bin"} | ({"txt"} if true_format != "csv" else set()):
        assert sniff(data(name), f"upload.{extension}") == true_format


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b'{"text": "a"}\n{"text": "b"}', "a.json", "jsonl"),
        (b'{\n "text": "a"\n}', "a.jsonl", "jsonl"),
        (b'[{"text": "a"}]', "a.jsonl", "json"),
        (b"[Aleppo] - A shell fell.", "a.txt", "txt"),
        (b"{not json at all", "a.json", "json"),
        (b"text,title\nA shell fell,None", "a.dat", "csv"),
        (b"text, they say, is cheap\nA line", "a.txt", "txt"),
        (b"<p>One</p><p>Two</p>", "a.txt", "html"),
        (b"<Aleppo> A shell fell.", "a.txt", "txt"),
        (b"<p>A shell fell.", "a.html", "html"),
        (b"Date: Monday\n\nA shell fell.", "a.txt", "txt"),
        (b"From: a@b.example\nSubject: x\nDate: y\n\nA shell fell.", "a.txt", "eml"),
        (b"\n%PDF-1.4 ...", "a.txt", "pdf"),
    ],
)
def test_look_alikes_are_told_apart(content: bytes, name: str, kind: str) -> None:
    assert sniff(content, name) == kind


# ---- PDF: right-to-left order ----


@pytest.mark.parametrize("name", ["visual_order_ar.pdf", "typing_order_ar.pdf"])
def test_arabic_pdf_comes_out_in_reading_order(name: str) -> None:
    # Drawn as shaped, reversed glyphs by one program, letter by letter from the left by another.
    assert lines(name) == ["نشرة الجزيرة المحلية", *MARKET_FIRE]


def test_a_pdf_printed_by_a_browser_keeps_words_numbers_brackets_and_vowel_signs() -> None:
    title, first, second, third = lines("browser_ar.pdf")
    assert title == "قصف يطال مستودعاً قرب بلدة الشحيل"
    assert first.startswith("قال ثلاثة من سكان بلدة الشحيل في ريف دير الزور الشرقي (سوريا) إنّ")
    assert "14/3/2023، ما أدى إلى" in first
    assert first.endswith("من مدينة الميادين.")
    assert "«مجلس النهر»" in second
    assert "على موقع River Council Online إنّ المستودع خالٍ منذ عام 2021." in second
    assert "(نحو 2.5 كم غرب المدينة)" in third


def test_columns_of_an_arabic_page_are_read_from_the_right() -> None:
    found = lines("two_columns_ar.pdf")
    assert found[1:4] == MARKET_FIRE
    assert [line.startswith("العمود الثاني") for line in found] == [False] * 4 + [True] * 2


def test_running_heads_and_page_numbers_are_dropped() -> None:
    assert lines("running_heads_ar.pdf") == MARKET_FIRE * 3


def test_divided_words_and_pages_are_joined() -> None:
    first, second = lines("hyphens_en.pdf")
    assert "Wadi Qattara had" in first and "pillars. Traffic" in first
    assert "had anything to do" in first
    assert second == "No one was hurt. A second inspection is planned for 9 May."


def test_the_largest_line_of_a_pdf_is_its_title() -> None:
    (found,) = read(data("visual_order_ar.pdf"), "a.pdf")
    assert found.title == MARKET_FIRE[0]


@pytest.mark.parametrize(
    ("drawn", "read_as"),
    [
        ("بلح نم", "من حلب"),
        (".5/11/2023 موي", "يوم 5/11/2023."),
        ("2021-2023", "2023-2021"),
        ("(NATO) وتانلا", "الناتو (NATO)"),
        ("BBC News عقوم", "موقع BBC News"),
        ("٪٥٫٢", "٥٫٢٪"),
    ],
)
def test_a_line_seen_from_the_left_is_read_from_the_right(drawn: str, read_as: str) -> None:
    assert logical(list(drawn), rtl=True, mirror=True) == read_as


def test_an_arabic_name_in_an_english_line_is_turned_around_alone() -> None:
    assert logical(list("He said بلح نم twice"), rtl=False, mirror=True) == "He said من حلب twice"


def test_presentation_forms_become_letters() -> None:
    assert unshape("ﺳﻼﻡ ﷲ") == "سلام الله"
    assert unshape("\ufe70") == "\u064b"


# ---- other formats ----


def test_a_word_document_keeps_tables_and_insertions_but_not_deletions() -> None:
    (found,) = read(data("article_ar.docx"), "a.docx")
    assert found.title == "سيول تقطع الطريق بين سيئون وتريم"
    assert "وقالت السلطة المحلية إن فرق الأشغال ستفتح الطريق خلال يومين." in found.text
    assert "القطن" in found.text
    assert found.text.endswith("ونفى مصدر في المشفى وقوع وفيات.")


def test_a_web_page_gives_its_article_title_day_site_and_address() -> None:
    (found,) = read(data("article_en.html"), "a.html")
    assert found.title == "Landslide blocks road near Pokhara"
    assert found.published == date(2024, 7, 8)
    assert found.source == "Valley Courier"
    assert found.url == "https://valley-courier.example/2024/07/landslide-pokhara"
    paragraphs = found.text.split("\n")
    assert any(line.startswith("A landslide") and "buses & a lorry" in line for line in paragraphs)
    assert any(line.startswith("Nobody was killed.") for line in paragraphs)
    assert "secret" not in found.text and "Sport" not in found.text


def test_a_web_page_is_decoded_as_it_declares() -> None:
    (found,) = read(data("windows_1256_ar.html"), "a.html")
    assert found.published == date(2022, 2, 17)
    assert found.text.count("\n") >= 1
    assert "وصلت قافلة من عشرين شاحنة تحمل دقيقا وأدوية إلى مدينة تعز ظهر الأربعاء" in found.text


def test_a_web_page_without_a_date_has_none() -> None:
    page = b"<html><body><p>" + b"A shell fell near Homs on 3 March 2021, they said. " * 9
    (found,) = read(page, "a.html")
    assert found.published is None


@pytest.mark.parametrize("name", ["windows_1256_ar.txt", "iso_8859_6_ar.txt", "utf_16_ar.txt"])
def test_arabic_text_is_read_in_any_encoding(name: str) -> None:
    (found,) = read(data(name), name)
    assert found.text == GRANARY
    assert found.title == "حريق في مخزن حبوب غرب مدينة الرقة"


def test_a_message_gives_its_plain_part_subject_sender_and_day() -> None:
    (found,) = read(data("message_ar.eml"), "a.eml")
    assert found.text.startswith("توقف قطار ركاب قرب محطة سيدي جابر في الإسكندرية صباح السبت")
    assert found.text.endswith("ولم يصب أحد.")
    assert found.title == "انفجار إطار يوقف قطارا قرب الإسكندرية"
    assert (found.source, found.published) == ("نشرة الساحل", date(2023, 3, 4))


def test_a_message_in_html_gives_the_day_as_written() -> None:
    (found,) = read(data("message_html_en.eml"), "a.eml")
    assert found.text.startswith("The ferry from Jeddah reached Suakin")
    # 23:50 in New York is the next day in Khartoum; the header's own day is what it says.
    assert (found.title, found.published) == ("Ferry late in Suakin", date(2023, 3, 5))


@pytest.mark.parametrize("name", ["articles.json", "articles.jsonl", "articles.csv"])
def test_records_become_articles_whatever_their_fields_are_called(name: str) -> None:
    first, second = read(data(name), name)
    assert first.text.startswith("Half of Zaporizhzhia lost power for two hours on Friday")
    assert first.title == "Power cut in Zaporizhzhia"
    assert (first.source, first.published) == ("River Post", date(2023, 10, 6))
    assert first.url == "https://river-post.example/7"
    assert second.title == "عاصفة رملية في واحة سيوة"
    assert second.published == date(2023, 10, 7)


@pytest.mark.parametrize(
    "value",
    [
        {"text": "A shell fell."},
        {"Full_Text": "A shell fell."},
        {"article": {"articleBody": "A shell fell."}},
        {"data": [{"content": ["A shell fell."]}]},
        [{"maintext": "A shell fell.", "text": ""}],
    ],
)
def test_an_article_is_found_in_any_usual_json(value: object) -> None:
    (found,) = read(json.dumps(value).encode(), "a.json")
    assert found.text == "A shell fell."


def test_language_codes_are_kept_and_language_names_are_not() -> None:
    rows = b'{"text": "a b", "lang": "ar-SY"}\n{"text": "a b", "lang": "Arabic"}'
    assert [found.language for found in read(rows, "a.jsonl")] == ["ar", None]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-08-14", date(2023, 8, 14)),
        ("2023-08-14T23:59:00+03:00", date(2023, 8, 14)),
        ("2023/8/4 10:00", date(2023, 8, 4)),
        ("20230814101500", date(2023, 8, 14)),
        ("٢٠٢٣-٠٨-١٤", date(2023, 8, 14)),
        ("14.08.2023", date(2023, 8, 14)),
        ("08/14/2023", date(2023, 8, 14)),
        ("Mon, 14 Aug 2023 10:00:00 +0300", date(2023, 8, 14)),
        ("14 August 2023", date(2023, 8, 14)),
        ("August 14, 2023", date(2023, 8, 14)),
        (1692000000, date(2023, 8, 14)),
        (1692000000000, date(2023, 8, 14)),
        ("03/04/2023", None),
        ("2023-02-30", None),
        ("yesterday", None),
        ("0001-01-01", None),
        (None, None),
        ({}, None),
    ],
)
def test_a_publication_date_is_read_or_left_unknown(written: object, day: date | None) -> None:
    assert published(written) == day


# ---- documents ----


def test_a_text_is_normalised_once() -> None:
    made = document("\ufeff\n \r\ncafe\u0301\x00\rnext\u2028last\ud800\n\n")
    assert made.text == "café\nnext\nlast\ufffd"
    assert normalise(made.text) == made.text
    assert len(made.id) == 16


def test_the_same_text_has_the_same_id_whatever_its_line_ends() -> None:
    assert document("a\r\nb", title="x").id == document("a\nb\n", title="y").id


def test_a_verbatim_text_keeps_every_code_point() -> None:
    text = "\n cafe\u0301\r\n"
    assert document(text, verbatim=True).text == text


def test_titles_lose_line_breaks_and_direction_overrides() -> None:
    assert document("text", title="a\n\u202eb\x07 c").title == "a b c"


# ---- encodings ----


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1256", "قصف على حلب"),
        ("cp1256", "Reuters: قصف على إدلب"),
        ("cp1256", "إدلب: مقتل 3"),
        ("iso8859_6", "قصف على حلب"),
        ("iso8859_6", "مظاهرة حاشدة"),
        ("cp1252", "Où est passé l’été à Genève ?"),
        ("cp1252", "Größe und Überfälle in München"),
        ("cp1251", "Взрыв прогремел в центре города, есть раненые"),
        ("utf-16-le", "قصف على مدينة حلب"),
        ("utf-16-be", "Shells fell on Homs"),
        ("utf-8-sig", "قصف"),
        ("utf-32", "قصف على حلب"),
    ],
)
def test_short_texts_are_decoded(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).lstrip("\ufeff") == text


def test_utf8_cut_in_the_middle_of_a_letter_stays_utf8() -> None:
    text = "قصف على أطراف مدينة حلب"
    assert decode(text.encode()[:-1]).startswith(text[:-1])


def test_a_page_that_claims_to_be_western_is_checked_for_arabic() -> None:
    text = "سقط صاروخ قرب المطار"
    assert decode(text.encode("cp1256"), "iso-8859-1") == text


@pytest.mark.parametrize("name", ["no-such-encoding", "base64", "", "\x00", "x" * 500])
def test_a_strange_declared_encoding_is_ignored(name: str) -> None:
    assert decode("قصف على حلب".encode("cp1256"), name) == "قصف على حلب"


def test_backward_arabic_is_less_plausible() -> None:
    text = MARKET_FIRE[1]
    assert plausibility(text) > 0.5 > plausibility(text[::-1])
    assert plausibility("none here") == 0


# ---- what cannot be read ----

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def zipped(names: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            # Its own standard wants it unpacked, so that programs like ours can see it.
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, how)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t ", "a.txt", "only blanks"),
        (b"\xef\xbb\xbf\n", "a.txt", "only blanks"),
        ("\u00a0\u200f\n".encode(), "a.txt", "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a.pdf", "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "a.txt", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.txt", "picture"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(9), "a.jpg", "picture"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(9), "a.mp4", "sound or video"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx", "old Word document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (OLE, "a.xls", "old Office file"),
        (b"{\\rtf1 text}", "a.doc", "Rich Text"),
        (zipped({"xl/workbook.xml": b""}), "a.xlsx", "workbook cannot be read"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.odt", "OpenDocument"),
        (zipped({"a.txt": b"x"}), "a.zip", "zip archive"),
        (zipped({"word/other.xml": b""}), "a.docx", "damaged"),
        (b"PK\x03\x04 cut off", "a.docx", "damaged"),
        (zipped({"word/document.xml": b"<w:document"}), "a.docx", "damaged"),
        (bytes(range(256)) * 4, "a.txt", "not text"),
        (b"%PDF-1.7\nnothing", "a.pdf", "damaged"),
        (b"<html><body></body></html>", "a.html", "no text"),
        (b'{"text": ', "a.json", "line 1, column 10"),
        (b'{"title": "x"}', "a.json", "no column with the text among: title"),
        (b"[[1]]", "a.json", "no JSON object"),
        (b"[" * 100_000, "a.json", "nested too deep"),
        (b'\n{"text": \n', "a.jsonl", "line 2"),
        (b"5\n[1]\n", "a.jsonl", "no JSON object"),
        (b'{"text": ""}\n', "a.jsonl", "no text"),
        (b"<rss><channel><title>x</title></channel></rss>", "a.xml", "no item"),
        (b'<opml version="2.0"><body/></opml>', "a.opml", "list of feeds"),
        (b"place,day\nHoms,1\n", "a.csv", "no column with the text among: place, day"),
        (b"text,title\n", "a.csv", "no text"),
        (b"From: a\nSubject: b\nDate: c\n\n", "a.eml", "no text of its own"),
    ],
)
def test_what_cannot_be_read_is_told_in_its_own_words(
    content: bytes, name: str, words: str
) -> None:
    message = error(content, name)
    assert message.startswith(name) and words in message


def test_a_scan_says_that_it_is_one() -> None:
    assert "scan" in error(data("scan.pdf"), "scan.pdf")


def test_a_locked_pdf_says_that_it_is_locked() -> None:
    assert "password" in error(data("locked.pdf"), "locked.pdf")


# ---- limits ----


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "more than 25 MB" in error(b"a" * (limits.BYTES + 1), "a.txt")


def test_an_article_that_is_too_long_is_refused() -> None:
    assert "300,000" in error(b"word " * 60_001, "a.txt")


def test_a_word_document_that_unpacks_to_too_much_is_refused() -> None:
    bomb = zipped({"word/document.xml": b"<a>" + b" " * 101_000_000})
    assert len(bomb) < 1_000_000
    assert "unpacks to" in error(bomb, "bomb.docx")


def test_a_pdf_that_unpacks_to_too_much_is_refused() -> None:
    packed = zlib.compress(bytes(limits.UNPACKED_BYTES + 1))
    for stream in (packed, zlib.compress(packed)):
        content = b"%PDF-1.4\n1 0 obj << /Filter /FlateDecode >>\nstream\n" + stream
        assert "more than 100 MB, packed" in error(content + b"\nendstream", "bomb.pdf")


def test_many_parts_of_a_message_are_refused() -> None:
    nested = b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * (limits.PARTS + 1)
    assert "parts" in error(b"From: a\nSubject: b\nDate: c\n" + nested, "a.eml")


def test_a_page_of_endless_markup_is_refused() -> None:
    assert "5 million" in error(b"<html><body>" + b"<br>" * (limits.MARKUP // 4 + 1), "a.html")


def test_pictures_inside_a_page_do_not_count() -> None:
    picture = b'<img src="data:image/png;base64,' + b"A" * (limits.MARKUP + 1) + b'">'
    page = data("article_en.html").replace(b"<main>", b"<main>" + picture)
    (found,) = read(page, "a.html")
    assert "A landslide blocked" in found.text


@pytest.mark.parametrize(
    ("head", "again", "times"),
    [(b"", b"<!---->", 9_000), (b"%PDF-1.4\n", b"stream", 500_000), (b"", b"<p ", 20_000)],
)
def test_repetition_costs_as_much_as_its_length(head: bytes, again: bytes, times: int) -> None:
    once, fourfold = (_cpu(head + again * n * times) for n in (1, 4))
    assert fourfold < 8 * once + 0.1  # the square would be 16 times as much


def _cpu(content: bytes) -> float:
    begun = time.process_time()
    reads_or_refuses(content, "a.html")
    return time.process_time() - begun


def test_entities_in_a_word_document_are_not_expanded() -> None:
    xml = (
        b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM '
        b'"file:///etc/hostname">]><w:document xmlns:w="http://schemas.openxmlformats.org/'
        b'wordprocessingml/2006/main"><w:p><w:t>Homs &f;&b; was quiet</w:t></w:p></w:document>'
    )
    (found,) = read(zipped({"word/document.xml": xml}), "a.docx")
    assert "aaa" not in found.text and found.text.startswith("Homs")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.ROWS >= 10_000
    for module in (csv_, json_, jsonl):
        monkeypatch.setattr(module, "ROWS", 1_000)
    row = b'{"text": "a b"}\n'
    assert "more than 1,000" in error(row * 1_001, "a.jsonl")
    assert "more than 1,000" in error(b"text,n\n" + b"a b,1\n" * 1_001, "a.csv")
    assert "more than 1,000" in error(
        b"[" + b",".join([b'{"text": "a b"}'] * 1_001) + b"]", "a.json"
    )


# ---- nothing else is ever raised ----

EXTENSIONS = st.sampled_from([*READERS, "doc", ""])
quiet = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


def reads_or_refuses(content: bytes, name: str) -> None:
    try:
        found = read(content, name)
    except UnreadableArticle as error:
        assert str(error).startswith(name) and ": " in str(error)
    else:
        assert found
        for each in found:
            assert normalise(each.text) == each.text


@given(st.binary(max_size=2000), EXTENSIONS)
@quiet
def test_random_bytes_are_read_or_refused(content: bytes, extension: str) -> None:
    reads_or_refuses(content, f"a.{extension}")


@given(st.text(max_size=300), EXTENSIONS, st.sampled_from(["utf-8", "utf-16", "cp1256"]))
@quiet
def test_random_text_is_read_or_refused(text: str, extension: str, encoding: str) -> None:
    reads_or_refuses(text.encode(encoding, "replace"), f"a.{extension}")


@given(
    st.sampled_from(FILES),
    st.floats(0, 1),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=9))),
)
@quiet
def test_damaged_files_are_read_or_refused(
    name: str, kept: float, changes: list[tuple[float, bytes]]
) -> None:
    content = bytearray(data(name))
    for where, replacement in changes:
        at = int(where * len(content))
        content[at : at + len(replacement)] = replacement
    reads_or_refuses(bytes(content[: int(kept * len(content)) + 1]), name)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["text", "title", "date", "source", "x"]), inner)
        ),
        max_leaves=12,
    ),
    st.sampled_from(["a.json", "a.jsonl"]),
)
@quiet
def test_any_json_is_read_or_refused(value: object, name: str) -> None:
    reads_or_refuses(json.dumps(value).encode(), name)
