"""A gazetteer of a dozen places for the tests of pages: built in a moment, hostile name and all."""

import zipfile
from io import BytesIO
from pathlib import Path

from gazetteer.index.build import write
from gazetteer.place import Place
from gazetteer.sources import Source
from tests.synthetic import HOSTILE

SHUHAYL = Place(
    "s:1",
    "Al-Shuhayl",
    35.1,
    40.45,
    "P",
    "PPL",
    "SY",
    ("05",),
    14_000,
    3,
    ("ar=الشحيل",),
    "starter",
)
PLACES = (
    SHUHAYL,
    Place(
        "s:2", "Syria", 35.0, 38.0, "A", "PCLI", "SY", (), 16_900_000, 240, ("ar=سوريا",), "starter"
    ),
    Place(
        "s:3",
        "Raqqa",
        35.95,
        39.01,
        "P",
        "PPLA",
        "SY",
        ("04",),
        531_952,
        6,
        ("ar=الرقة", "de=ar-Raqqa", "Ar Raqqah"),
        "starter",
    ),
    Place(
        "s:4",
        "Deir ez-Zor Governorate",
        35.17,
        40.28,
        "A",
        "ADM1",
        "SY",
        ("05",),
        1_239_000,
        65,
        ("ar=دير الزور",),
        "starter",
    ),
    Place("s:5", "Alton", 51.15, -0.97, "P", "PPL", "GB", ("ENG",), 17_000, 3, (), "starter"),
    Place("s:6", "Alton", 38.89, -90.18, "P", "PPL", "US", ("IL",), 26_000, 3, (), "starter"),
    Place(
        "s:7",
        "Wadi Hadhramaut",
        15.9,
        48.8,
        "T",
        "VAL",
        "YE",
        (),
        0,
        60,
        ("ar=وادي حضرموت",),
        "features",
        "a long valley",
    ),
    Place(
        "s:8",
        "Ālbū Kamāl",
        34.45,
        40.92,
        "P",
        "PPL",
        "SY",
        ("05",),
        57_000,
        4,
        ("ar=البوكمال",),
        "starter",
    ),
    Place("s:9", "Tall Abyad", 36.7, 38.95, "P", "PPL", "SY", ("04",), 15_000, 3, (), "starter"),
    Place(
        "s:10",
        f"Evilton {HOSTILE}",
        36.5,
        40.75,
        "P",
        "PPL",
        "SY",
        (),
        10,
        2,
        ("en=Evilton",),
        "starter",
        HOSTILE,
    ),
)
SOURCES = {
    "starter": Source("", "Places made up for tests", "CC0", "nobody", "", "1", 0),
    "features": Source("", f"Valleys {HOSTILE}", "CC0", "nobody", "", "1", 0),
}


def build(folder: Path) -> Path:
    """Write the index where the dashboard looks for it in its home."""
    path = folder / "gazetteer.sqlite"
    write(path, PLACES, (), SOURCES)
    return path


def docx(*paragraphs: str) -> bytes:
    """Make a Word file of plain paragraphs."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    body = "".join(f"<w:p><w:r><w:t>{_xml(text)}</w:t></w:r></w:p>" for text in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r" Type="{office}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body>'
        "</w:document>",
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
