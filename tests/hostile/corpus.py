"""Small files of every kind that we read, made by code, good and odd: what mutations begin from."""

import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Iterable
from functools import cache

import openpyxl  # type: ignore[import-untyped]

from tests.case_files import LANGUAGES, cases
from tests.gazetteer.sources import test_linked_places, test_nominatim, test_ocha, test_wikidata
from tests.gazetteer.sources.test_loaders import feature, row
from tests.paths import ROOT

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDS = (
    "❸ ① ٣ -1 1e999 NaN =1+1 {{7*7}} %s \\ \" ' 0001-01-01 9999-12-31 12/13/2023 http://[x "
    "last\xa0month . ( A. ـ 1 @ 💣 mm a/ a\u0301\u0323"
)
_SIGNS = "\u202e\ufeff\ud800\x00\t\r\n\u2028"
_REPEATED = (". ", ".", "(", "و ", "A.", "ـ", "1", "حلب، ", "Aleppo, ", "a/", "a\u0301\u0323")
_PHRASES = (
    "قبل 9000 عام",
    "last month",
    "the next 1000 years",
    "the night of 30-31 February",
    "https://x.example/",
    "1" * 5000,
)
ODD = (*_WORDS.split(" "), *_SIGNS, *(one * 60 for one in _REPEATED), *_PHRASES)


@cache
def texts() -> tuple[str, ...]:
    """Return articles of both languages and what is odd."""
    articles = [case.document.text for code in LANGUAGES for case in cases(code)[:20]]
    return (*articles, *ODD, " ".join(ODD))


@cache
def articles() -> dict[str, bytes]:
    """Return files that hold articles, by name."""
    found = {
        path.name: path.read_bytes()
        for path in sorted((ROOT / "tests" / "data").iterdir())
        if path.is_file() and path.stat().st_size < 60_000
    }
    text = texts()[0]
    found |= {f"{number}.txt": one.encode("utf-8", "replace") for number, one in enumerate(texts())}
    found["odd.docx"] = docx(*ODD)
    found["boxes.docx"] = docx_of("<w:p><w:r><w:t>a</w:t><w:p><w:r><w:t>b</w:t></w:r></w:p>" * 9)
    found["letter.eml"] = letter(text)
    found["page.mhtml"] = letter(f"<html><body><p>{text}</p></body></html>", "text/html")
    found["form.pdf"] = pdf(b"BT /F 12 Tf 9 9 Td (Some words of an article) Tj ET /X Do")
    found["odd.html"] = "".join(f"<p>{one}</p>" for one in texts()).encode("utf-8", "replace")
    rows = [{"text": one, "published": one, "url": one, "language": one} for one in texts()]
    found["odd.json"] = json.dumps(rows).encode()
    found["odd.jsonl"] = "\n".join(map(json.dumps, rows)).encode()
    cells = (one.encode("utf-8", "replace") for one in ODD)
    found["odd.csv"] = b"text;published\n" + b"\n".join(b'"%b";1' % cell for cell in cells)
    return found


@cache
def lines() -> tuple[bytes, ...]:
    """Return lines for `extract --jsonl`."""
    rows = [{"id": one, "text": text} for one, text in zip(ODD, texts(), strict=False)]
    rows += [{"text": texts()[n % 40], "published": one} for n, one in enumerate(ODD)]
    rows += [{"text": texts()[n % 40], "language": one} for n, one in enumerate(ODD)]
    return tuple(json.dumps(row).encode() for row in rows)


@cache
def places() -> dict[str, tuple[str, bytes]]:
    """Return files that hold places, by name, each with the loader it is for."""
    units = {"type": "FeatureCollection", "features": [_unit(one) for one in test_ocha.ADMIN3]}
    table = "\t".join(("id", "title", "lon", "lat", "ccodes", "fclasses")) + "\n"
    dump = [test_nominatim.HEADER, {"type": "Place", "content": [test_nominatim.VILLAGE]}]
    geonames = (row() + row(id="2", name="Wardiya")).encode()
    files = {
        "XX.txt": ("geonames", geonames),
        "names.txt": ("geonames", b"1\t900001\tar\tabc\t1\t\t\t\n"),
        "XX.zip": ("geonames", packed({"XX.txt": geonames})),
        "XX.txt.gz": ("geonames", gzip.compress(geonames, mtime=0)),
        "XX.txt.bz2": ("geonames", bz2.compress(geonames)),
        "XX.txt.xz": ("geonames", lzma.compress(geonames)),
        "a.csv": ("csv", b'name,lat,lon,type\n"Tell, Ward",35.5,40.1,town\nB,"35,5","40,1",\n'),
        "wkt.csv": ("csv", b"name;wkt\nTell Ward;SRID=4326; POINT Z (40.1 35.5 2)\n"),
        "a.geojson": ("geojson", json.dumps(_collection(_feature())).encode()),
        "ocha.geojson": ("ocha", json.dumps(units).encode()),
        "ocha.xlsx": ("ocha", workbook(test_ocha.ADMIN1, test_ocha.ADMIN3)),
        "dump.jsonl": ("nominatim", "\n".join(map(json.dumps, dump)).encode()),
        "lpf.json": ("linked_places", _records().encode()),
        "lp.tsv": ("linked_places", f"{table}gn:1\tWardiya\t40.1\t35.5\tSY\tP\n".encode()),
        "items.json": ("wikidata", json.dumps(test_wikidata.VILLAGE).encode()),
    }
    return files


def _unit(properties: object) -> dict[str, object]:
    point = {"type": "Point", "coordinates": [40.5, 35.25]}
    return {"type": "Feature", "properties": properties, "geometry": point}


def _feature() -> object:
    square = [[40.0, 35.0], [40.2, 35.0], [40.2, 35.2], [40.0, 35.2], [40.0, 35.0]]
    return feature({"type": "Polygon", "coordinates": [square]}, name="Tell Ward")


def _collection(*features: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features)}


def _records() -> str:
    return test_linked_places.collection(test_linked_places.FEATURE)


def packed(members: dict[str, bytes]) -> bytes:
    """Pack files into a zip."""
    with io.BytesIO() as data:
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, member in members.items():
                archive.writestr(zipfile.ZipInfo(name), member)
        return data.getvalue()


def docx(*paragraphs: str) -> bytes:
    """Write a Word document; what XML cannot hold is left out."""
    kept = ("".join(filter(str.isprintable, one)) for one in paragraphs)
    written = (one.replace("&", "&amp;").replace("<", "&lt;") for one in kept)
    return docx_of("".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in written))


def docx_of(body: str) -> bytes:
    """Write a Word document with this between the tags of its body."""
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def letter(text: str, kind: str = "text/plain") -> bytes:
    """Write a message of two parts, one with an article in it."""
    head = "From: A <a@x.example>\nTo: b@x.example\nDate: Mon, 14 Aug 2023 10:00:00 +0300\n"
    head += "Subject: =?utf-8?q?caf=C3=A9?=\nMIME-Version: 1.0\n"
    head += 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'
    return f"{head}Content-Type: {kind}; charset=utf-8\n\n{text}\n--b--\n".encode()


def pdf(content: bytes, *objects: bytes, resources: bytes = b"<</Font<</F 5 0 R>>>>") -> bytes:
    """Write a PDF of one page; further objects are numbered from 6."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources %b>>"
    made = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page % resources,
        pdf_stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *objects,
    ]
    data, starts = b"%PDF-1.4\n", []
    for number, one in enumerate(made, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(made) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(made) + 1, len(data))
    return data + head + table + tail


def pdf_stream(content: bytes, entries: bytes = b"") -> bytes:
    """Write a stream of a PDF."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


def workbook(*tables: Iterable[dict[str, object]]) -> bytes:
    """Write an Excel workbook, a sheet for each table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, table in enumerate(tables):
        rows = list(table)
        sheet = book.create_sheet(f"adm{number}")
        sheet.append(list(rows[0]))
        for one in rows:
            sheet.append(list(one.values()))
    with io.BytesIO() as data:
        book.save(data)
        return data.getvalue()
