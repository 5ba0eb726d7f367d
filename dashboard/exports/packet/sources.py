"""Where a packet's words come from and how to check them: articles, files, method, licences."""

import gzip
import hashlib
import tomllib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dashboard.exports.packet import wording
from dashboard.exports.packet.content import Content
from dashboard.exports.packet.markup import Child, Element, code, element, foreign, joined
from dashboard.model import Document

_MOST_INLINE = 1_500_000  # bytes: browsers refuse addresses of more than 2 MB


@dataclass(frozen=True, slots=True)
class File:
    """A file that the packet carries."""

    name: str
    mime: str
    data: bytes


def article(content: Content, number: int, document: Document) -> Element:
    """Describe an article so that a reader can find it and check its text."""
    _ = content.translator
    added = content.occasion.added.get(document.id)
    events: list[Child] = [
        element("a", f"{n}", href=f"#event-{n}") for n in content.numbers(document.id)
    ]
    language = document.language or ""
    features: list[tuple[str, list[Child]]] = [
        (_("Publisher"), [foreign(document.source)] if document.source else []),
        (_("Address"), [_address(document.url)] if document.url else []),
        (
            _("Published"),
            [
                wording.day(document.published, content.translator)
                if document.published
                else _("date not known")
            ],
        ),
        (_("Added to Dateline"), [wording.moment(added, content.translator) if added else None]),
        (_("Language"), [str(_.locale.languages.get(language, language))]),
        (_("Length"), [_.count("{n} character", "{n} characters", len(document.text))]),
        (_("SHA-256 of its text"), [code(digest(document))]),
        (_("Events"), joined(events, wording.comma(_))),
        (_("Quoted characters"), [code(", ".join(_quoted(content, document)))]),
    ]
    cells: list[Child] = []
    for label, value in features:
        if any(part is not None and part != "" for part in value):
            cells += [element("dt", label), element("dd", *value)]
    heading = element("h3", f"A{number}. ", foreign(document.title or _("Untitled article")))
    return element(
        "section", heading, element("dl", *cells), id=f"article-{number}", class_="article"
    )


def digest(document: Document) -> str:
    """Return the SHA-256 whose first 16 digits are the article's id."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def _quoted(content: Content, document: Document) -> list[str]:
    """Return the stretches of an article that the packet quotes."""
    spans = []
    for event in content.events:
        for one, text in [(event, content.document(event.document)), *content.others(event)]:
            if text and text.id == document.id:
                spans += [(one.start, one.end), *((c.start, c.end) for c in one.claims)]
    return [f"{start}–{end}" for start, end in sorted(set(spans))]


def _address(url: str) -> Element:
    """Link to a page of the web; whatever else stands there is only shown."""
    if url.lower().startswith(("http://", "https://")):
        return element("a", url, href=url, rel="noreferrer noopener", dir="ltr")
    return code(url)


# ---- files ----------------------------------------------------------------------------------


def files(content: Content, carried: list[File]) -> Element:
    """Offer the files inside, with their hashes."""
    _ = content.translator
    items = []
    for file in carried:
        packed = _packed(file)
        name = element("a", packed.name, href=_inline(packed), download=packed.name)
        size = _.count("{n} byte", "{n} bytes", len(packed.data))
        said = f" · {size} · SHA-256 "
        items.append(element("li", name, said, code(hashlib.sha256(packed.data).hexdigest())))
    return element("ul", *items, class_="files")


def _packed(file: File) -> File:
    """Compress a file that no browser would save as it is."""
    if len(file.data) <= _MOST_INLINE:
        return file
    return File(f"{file.name}.gz", "application/gzip", gzip.compress(file.data, mtime=0))


def _inline(file: File) -> str:
    return f"data:{file.mime};base64,{b64encode(file.data).decode()}"


# ---- method ---------------------------------------------------------------------------------


def method(content: Content) -> list[Child]:
    """Say how the events were read, how far to trust that, and what it stands on."""
    _ = content.translator
    return [
        element(
            "p",
            _(
                "Dateline {version} read these articles by machine, on one computer and without "
                "any network. It looks for words that tell of an event, and joins them with the "
                "places, days, people and numbers named near them. It does not judge what is true: "
                "it shows who says what, and how an event stands follows from that alone.",
                version=content.occasion.version,
            ),
        ),
        element(
            "p",
            _(
                "A machine makes mistakes: it misses events, takes one place for another of the "
                "same name and a village for the town it knows. No person has checked these events "
                "unless somebody says so. Each carries a likelihood of its own, which is an "
                "estimate; what was measured, on which texts, stands in the README of Dateline. "
                "Before you publish, read the sentence of the event, then the article.",
            ),
        ),
        _likelihoods(content),
        element(
            "p",
            _(
                "To check an article: the SHA-256 is of its text as Dateline keeps it, in UTF-8, "
                "Unicode normal form NFC, with \\n between lines and no blank lines at its "
                "beginning and end. Its first 16 digits begin the number of each of its events, "
                "and Dateline gives the same number to whoever reads the same text with it. "
                "Characters are counted from 0, the last one not included. To check a file: save "
                "it and compare its hash.",
            ),
        ),
        element("h3", _("Sources and licences")),
        element("ul", *_licences(content)),
    ]


def _likelihoods(content: Content) -> Element | None:
    shares = [event.probability for event in content.events]
    if not shares:
        return None
    low, high = f"{min(shares):.0%}", f"{max(shares):.0%}"
    _ = content.translator
    said = _("Likelihoods of the events here: {low} to {high}.", low=low, high=high)
    return element("p", said)


def _licences(content: Content) -> list[Element]:
    _ = content.translator
    rows = [
        (source.name, source.licence, source.attribution, source.version)
        for source in content.occasion.sources
    ]
    rows += [
        (f"{credit['what']}: {credit['name']}", credit["licence"], "", "") for credit in _credits()
    ]
    items = []
    for name, licence, attribution, version in rows:
        parts = [foreign(part) for part in (attribution, version) if part]
        items.append(
            element(
                "li",
                foreign(name),
                " · ",
                foreign(licence),
                *(part for one in parts for part in (" · ", one)),
            )
        )
    note = _("The words quoted stay their publishers’; quote them as your law allows.")
    return [*items, element("li", note)]


@cache
def _credits() -> list[dict[str, str]]:
    """Return whose work the picture and the reading stand on; pages are not part of a packet."""
    file = resources.files("dashboard.ui") / "credits.toml"
    listed: list[dict[str, str]] = tomllib.loads(file.read_text(encoding="utf-8"))["credit"]
    wanted = ("Basemap", "Names of countries", "Codes and names", "Texts the", "Frequencies")
    return [credit for credit in listed if credit["what"].startswith(wanted)]
