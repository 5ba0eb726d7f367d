"""The evidence packet: one page that holds all, needs nothing and takes no text for markup."""

import base64
import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest

from dashboard.__main__ import main
from dashboard.events.status import ALONE, EventStatus
from dashboard.exports import packet_ as packet
from dashboard.exports.packet import ground, picture
from dashboard.exports.packet.bars import bars
from dashboard.exports.packet.mercator import HEIGHT, WIDTH, around
from dashboard.exports.packet.occasion import MOST, Licensed, Occasion, of_store
from dashboard.model import Area, Document, Event, Extraction, Victims
from dashboard.stores import Filter, open_store
from dashboard.stores.wanted import events_wanted
from dashboard.translations import translator
from gazetteer.reason import TEXT, Reason
from tests import synthetic

MADE = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
LICENSED = (Licensed("GeoNames", "CC BY 4.0", "geonames.org", "3.0"),)
ARTICLES = (synthetic.arabic(), synthetic.english(), synthetic.hostile(), synthetic.unknown())


def written(*articles: Extraction, **occasion: Any) -> bytes:
    events = [event for article in articles for event in article.events]
    documents = {article.document.id: article.document for article in articles}
    about = Occasion(made=MADE, version="0.1", sources=LICENSED, **occasion)
    return packet.export(events, documents, ALONE, occasion=about)


def page(*articles: Extraction, **occasion: Any) -> Any:
    return lxml.html.fromstring(written(*articles, **occasion).decode())


def select(node: Any, path: str) -> list[Any]:
    """Find what a path of tags leads to, each with a class (`li.file`) or id (`section#map`)."""
    steps = []
    for step in path.split():
        tag, class_, id_ = re.fullmatch(r"([a-z0-9*]+)(?:\.(\w+))?(?:#(\w+))?", step).groups()  # type: ignore[union-attr]
        steps.append(
            tag + (f"[contains(concat(' ', @class, ' '), ' {class_} ')]" if class_ else "")
        )
        steps[-1] += f"[@id='{id_}']" if id_ else ""
    found: list[Any] = node.xpath(".//" + "//".join(steps))
    return found


def words_of(node: Any) -> str:
    """Read a part of the page as a reader does: what is in blocks of its own stands apart."""
    parts = []
    for step, part in lxml.etree.iterwalk(node, events=("start", "end")):
        parts.append(" " if part.tag in ("dt", "dd", "td", "th", "p", "li", "h3", "br") else "")
        parts.append(
            (part.text if step == "start" else part.tail if part is not node else "") or ""
        )
    return " ".join("".join(parts).split())


def test_it_tells_the_event_with_everything_that_is_known() -> None:
    article = synthetic.arabic()
    event = replace(
        article.events[0], victims=(Victims("children", "killed", 0, 0),), weapons=("rocket",)
    )
    (section,) = select(page(replace(article, events=(event,))), "section.event")
    said = words_of(section)
    for expected in (
        "12 August 2023: known to the day (“فجر السبت 12 آب”) · EDTF 2023-08-12",
        "35.0000, 40.4200 · up to 12 km to the south-west · precision 2: near the named place",
        "Against سكان (civilians)",
        "Killed 0 (children: 0)",
        "Weapons rocket",
        "86% likely to be read right",
        "Contested",
        "متحدث محلي denies it",
        "“\u2068قصف صاروخي\u2069” tells of shelling/artillery/missile attack.",
    ):
        assert expected in said
    quotes = [words_of(q) for q in select(section, "q")]
    text = article.document.text
    assert quotes == [" ".join(text[c.start : c.end].split()) for c in event.claims]
    assert words_of(select(section, "blockquote")[0]) == text[event.start : event.end]
    assert [mark.text for mark in select(section, "mark")] == ["فجر السبت 12 آب", "قصف صاروخي"]


def test_hashes_are_those_of_texts_and_files() -> None:
    found = page(*ARTICLES)
    for article, section in zip(ARTICLES, select(found, "section.article"), strict=True):
        text = article.document.text.encode()
        assert hashlib.sha256(text).hexdigest() in words_of(section)
        assert hashlib.sha256(text).hexdigest().startswith(article.document.id)
    for item in select(found, "ul.files li"):
        (link,) = select(item, "a")
        data = base64.b64decode(link.get("href").partition("base64,")[2])
        assert hashlib.sha256(data).hexdigest() in words_of(item)


def test_the_files_inside_hold_the_events() -> None:
    links = select(page(*ARTICLES), "ul.files a")
    table, shapes = (base64.b64decode(a.get("href").partition("base64,")[2]) for a in links)
    ids = [event.id for article in ARTICLES for event in article.events]
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert [row["event_id"] for row in rows] == ids
    assert [feature["id"] for feature in json.loads(shapes)["features"]] == ids
    assert [a.get("download") for a in links] == ["dateline.csv", "dateline.geojson"]


def test_a_file_too_large_for_an_address_is_compressed() -> None:
    article = synthetic.english()
    long = replace(article.events[0], reasons=(Reason(TEXT, ("x" * 1_600_000,)),))
    (table, _) = select(page(replace(article, events=(long,))), "ul.files a")
    assert table.get("download") == "dateline.csv.gz"
    assert len(table.get("href")) < 2_000_000


def test_nothing_runs_and_nothing_is_asked_for() -> None:
    found = page(*ARTICLES)
    assert not {node.tag for node in found.iter()} & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
    }
    assert not [n for node in found.iter() for n in node.attrib if n.startswith(("on", "style"))]
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']")
    style = select(found, "style")[0].text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.get("content").startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy.get("content")
    assert "script-src" not in policy.get("content") and "url(" not in style
    outside = [a.get("href") for a in found.xpath("//*[@href]")]
    assert all(href.startswith(("#", "data:")) for href in outside)


def test_text_that_tries_to_become_code_stays_text() -> None:
    found = page(synthetic.hostile())
    said = words_of(found)
    assert "{{7*7}}" in said and "<img src=x onerror=alert(1)>" in said
    assert "javascript:alert(1)" in said and "\u202e" not in said
    known = page(synthetic.english())
    assert {node.tag for node in found.iter()} <= {node.tag for node in known.iter()} | {"q", "br"}


@pytest.mark.parametrize("text", ["\x00\x0b", "\ud800", "\uffff", "]]>", "</style>", "<!--"])
def test_no_character_breaks_the_page(text: str) -> None:
    article = synthetic.english()
    document = replace(article.document, title=f"before{text}after")
    found = page(replace(article, document=document))
    assert words_of(select(found, "section.article h3")[0]).endswith("after")
    assert select(found, "section#method")


def test_an_address_of_the_web_is_a_link() -> None:
    article = synthetic.english()
    document = replace(article.document, url="https://example.org/a?b=1&c=2")
    (link,) = page(replace(article, document=document)).xpath("//section//a[@rel]")
    assert link.get("href") == link.text == "https://example.org/a?b=1&c=2"
    assert link.get("rel") == "noreferrer noopener"


def test_the_same_store_filter_and_moment_give_the_same_bytes() -> None:
    assert written(*ARTICLES) == written(*ARTICLES)
    assert written(*ARTICLES) != written(*ARTICLES, event=ARTICLES[0].events[0].id)


def test_a_packet_in_arabic_runs_from_right_to_left() -> None:
    found = page(*ARTICLES, language="ar")
    assert (found.get("lang"), found.get("dir")) == ("ar", "rtl")
    assert "12 أغسطس 2023" in words_of(select(found, "table.events")[0])
    (english,) = {q.get("lang") for q in select(found, "blockquote") if "Raqqa" in words_of(q)}
    assert english == "en"
    assert all(q.get("dir") == "auto" for q in select(found, "blockquote") + select(found, "q"))


def test_more_events_than_a_packet_tells_are_counted() -> None:
    found = page(synthetic.many(MOST + 20))
    assert len(select(found, "section.event")) == MOST
    assert f"Only the first {MOST} of {MOST + 20} events are here" in words_of(found)


def test_a_packet_of_many_events_stays_small() -> None:
    assert len(written(synthetic.many(MOST))) < 5_000_000


def test_no_event_makes_a_page_all_the_same() -> None:
    found = page(language="en")
    assert not select(found, "svg.map") and select(found, "section#method")


def test_a_long_sentence_is_cut() -> None:
    text = "Shells hit Raqqa. " * 1000
    article = synthetic.english()
    document = Document("d", text, "Long")
    event = replace(article.events[0], document="d", start=0, end=len(text), claims=())
    (quote,) = select(page(Extraction(document, (), (), (event,))), "blockquote")
    assert quote.text_content().endswith("…") and len(quote.text_content()) < 1300


@pytest.mark.parametrize(
    ("wanted", "label", "value"),
    [
        (Filter(), "Filter", "none: all reported events"),
        (Filter(types=("Armed clash",)), "Type of event", "Armed clash"),
        (
            Filter(since=date(2023, 8, 1), until=date(2023, 8, 31)),
            "Dates",
            "1 August 2023 – 31 August 2023",
        ),
        (Filter(since=date(2023, 8, 1)), "Dates", "from 1 August 2023 on"),
        (Filter(box=(34.0, 38.0, 36.0, 41.0)), "Part of the map", "34,38,36,41"),
        (Filter(places=("1",)), "Place", "Raqqa"),
        (Filter(statuses=("contested",)), "How it stands", "Contested"),
        (Filter(words="<b>"), "Words", "<b>"),
        (Filter(min_probability=0.5), "At least this likely", "50%"),
        (Filter(modes=("denied",)), "Told as", "Denied"),
        (Filter(once=True), "Counted", "each incident once"),
    ],
)
def test_the_filter_is_told_in_words(wanted: Filter, label: str, value: str) -> None:
    found = page(*ARTICLES, filter=wanted)
    rows = select(found, "header dt")
    header = {words_of(row): words_of(row.getnext()) for row in rows}
    assert header[label] == value


# ---- the pictures ----


def numbers(svg: Any) -> list[str]:
    return [node.text for node in svg.iter("text") if "number" in node.get("class", "")]


def drawn(*events: Event) -> Any:
    return picture.picture(events, ["single source"] * len(events), translator("en"))


def test_the_map_numbers_events_as_the_table_does() -> None:
    one, two = synthetic.arabic().events[0], synthetic.english().events[0]
    svg = drawn(one, two, two)
    assert sorted(numbers(svg)) == ["1", "2–3"]
    assert any(node.get("class") == "area" for node in svg.iter("path"))
    assert "Syria" in [node.text for node in svg.iter("text")]


def test_the_map_is_labelled_in_the_language_of_the_packet() -> None:
    svg = picture.picture([synthetic.english().events[0]], ["single source"], translator("ar"))
    labels = {node.text for node in svg.iter("text")}
    assert {"دير الزور", "الباب"} <= labels and not labels & {"Deir ez-Zor", "Al Bāb", "Syria"}


def test_a_contested_event_has_a_ring() -> None:
    event = synthetic.english().events[0]
    rings = [
        [
            n
            for n in picture.picture([event], [status], translator("en")).iter("circle")
            if n.get("class") == "ring"
        ]
        for status in ("contested", "single source")
    ]
    assert (len(rings[0]), len(rings[1])) == (1, 0)


@pytest.mark.parametrize(
    "points",
    [
        [],
        [(39.0, 35.9)],
        [(179.5, -17.0), (-179.5, -18.0)],
        [(-170.0, 89.0), (170.0, -89.0)],
        [(0.0, 0.0), (0.0, 0.0)],
    ],
)
def test_every_point_falls_into_the_picture(points: list[tuple[float, float]]) -> None:
    view = around(points)
    for lon, lat in points:
        x, y = view.at(lon, lat)
        assert 0 <= view.turn(x) <= WIDTH and 0 <= y <= HEIGHT
    assert [part.get("class") for part in ground.ground(view)][:2] in (["sea", "land"], ["sea"])


def test_the_map_stays_narrow_across_the_antimeridian() -> None:
    assert around([(179.5, -17.0), (-179.5, -18.0)]).zoom > 5


@pytest.mark.parametrize(
    ("ids", "text"), [([1], "1"), ([1, 2], "1–2"), ([1, 3, 4, 5, 9], "1, 3–5, 9"), ([], "")]
)
def test_numbers_are_written_short(ids: list[int], text: str) -> None:
    assert picture.ranges(ids) == text


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (date(2023, 8, 1), date(2023, 8, 20), "1 Aug 2023"),
        (date(2023, 1, 4), date(2023, 12, 20), "2 Jan 2023"),
        (date(2020, 5, 5), date(2023, 8, 1), "May 2020"),
        (date(1990, 1, 1), date(2023, 8, 1), "1990"),
        (date(1850, 1, 1), date(2023, 8, 1), "1850"),
    ],
)
def test_the_timeline_fits_its_steps_to_the_span(first: date, last: date, label: str) -> None:
    event = synthetic.english().events[0]
    assert event.when
    spans = [replace(event.when, first=day, last=day) for day in (first, last)]
    svg = bars([replace(event, when=span) for span in spans], translator("en"))
    assert svg is not None
    assert label in [node.text for node in svg.iter("text")]
    assert len(list(svg.iter("rect"))) == 2


def test_no_date_means_no_timeline() -> None:
    assert bars([replace(synthetic.english().events[0], when=None)], translator("en")) is None


def test_the_vast_are_neither_framed_nor_drawn() -> None:
    event = synthetic.english().events[0]
    vast = replace(event, area=Area(35.0, 38.0, 2000.0, "region", None, 4))
    areas = [n.get("class") for n in drawn(event, vast).iter("path") if n.get("class")]
    assert areas.count("area") == 1 and "area open" not in areas


# ---- of a store, on the command line ----


def test_other_reports_of_an_incident_are_told_with_it(tmp_path: Path) -> None:
    one, two = synthetic.two_reports()
    with open_store(f"sqlite:///{tmp_path / 'd.db'}") as store:
        store.save(one)
        store.save(two)
        events, _ = events_wanted(store, Filter(articles=(one.document.id,)))
        ids = (one.events[0].id, two.events[0].id)
        statuses = dict.fromkeys(ids, EventStatus("contested", ids[0], ids, 2))
        about = of_store(store, Filter(), statuses, events, made=MADE)
    known = {one.document.id: one.document}
    found = lxml.html.fromstring(packet.export(events, known, statuses, occasion=about).decode())
    (section,) = select(found, "section.event")
    assert "The garrison denies it" in words_of(section) and "a baker reports it" in words_of(
        section
    )
    assert len(select(found, "section.article")) == 2
    assert "Added to Dateline" in words_of(found)


def test_the_command_line_writes_a_packet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    with open_store(f"sqlite:///{tmp_path / 'dateline.db'}") as store:
        for article in ARTICLES:
            store.save(article)
    out = tmp_path / "packet.html"
    asked = ["export", "--format", "packet", "--out", str(out), "--made", "2026-11-27T09:30"]
    asked += ["--filter", "type=Peaceful protest"]
    assert main([*asked, "--language", "ar"]) == 0
    first = out.read_bytes()
    assert main([*asked, "--language", "ar"]) == 0 and out.read_bytes() == first
    found = lxml.html.fromstring(first.decode())
    assert found.get("dir") == "rtl" and len(select(found, "section.event")) == 1
    assert re.search(r"09:30 UTC", words_of(found))
    with pytest.raises(Exception, match="no language of the packet; known: en, ar"):
        main([*asked, "--language", "xx"])
