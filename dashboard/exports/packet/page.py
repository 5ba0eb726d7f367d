"""The packet as one page: what it is, map, timeline, table, events, articles, files, method."""

import hashlib
from base64 import b64encode
from collections import Counter
from functools import cache
from pathlib import Path

from dashboard.exports.packet import events, sources, wording
from dashboard.exports.packet.asked import asked
from dashboard.exports.packet.bars import bars, dated
from dashboard.exports.packet.content import Content
from dashboard.exports.packet.markup import Child, Element, code, element, foreign, html, plain
from dashboard.exports.packet.picture import colour_of, crowded, cut_short, picture, ranges
from dashboard.exports.packet.sources import File

HERE = Path(__file__).resolve().parent


def page(content: Content, carried: list[File]) -> bytes:
    """Write the whole packet; `carried` are the files that it holds."""
    _ = content.translator
    parts: list[tuple[str, str, list[Child]]] = [
        ("map", _("Map"), _map(content)),
        ("timeline", _("Timeline"), _timeline(content)),
        ("table", _("All events"), [_scroll(_("All events"), events.table(content))]),
        (
            "events",
            _("Events in the words they were read from"),
            [
                events.section(content, number, event)
                for number, event in enumerate(content.events, start=1)
            ],
        ),
        (
            "articles",
            _("Articles"),
            [
                sources.article(content, number, document)
                for number, document in enumerate(content.documents, start=1)
            ],
        ),
        ("files", _("Files inside"), [sources.files(content, carried)]),
        ("method", _("Method, limits and licences"), sources.method(content)),
    ]
    if not content.events:
        parts = parts[-1:]
    title = plain(_title(content))
    body = element(
        "main",
        _header(content, title),
        _contents(content, parts),
        *(element("section", element("h2", head), *inside, id=id) for id, head, inside in parts),
    )
    direction = "rtl" if content.translator.rtl else "ltr"
    whole = element("html", _head(title), element("body", body), lang=_.language, dir=direction)
    return html(whole)


def _head(title: str) -> Element:
    style = _style()
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("link", rel="icon", href="data:,"),
        element("title", title),
        element("style", style),
    )


@cache
def _style() -> str:
    return (HERE / "packet.css").read_text(encoding="utf-8")


def _title(content: Content) -> str:
    """Return what the packet is of: one event, one article or so many events."""
    _ = content.translator
    if content.occasion.event and content.events:
        event = content.events[0]
        where = event.place.name if event.place else _("place not known")
        return wording.comma(_).join((_(event.sub_type), where, wording.days(event.when, _)))
    if len(content.occasion.filter.articles) == 1 and content.documents:
        return content.documents[0].title or _("Untitled article")
    return _.count("{n} event", "{n} events", content.total)


def _header(content: Content, title: str) -> Element:
    _ = content.translator
    made = content.occasion.made
    rows: list[tuple[str, list[Child]]] = [
        (_("Made"), [wording.moment(made, content.translator) if made else None]),
        (_("Made with"), [f"Dateline {content.occasion.version}".strip()]),
        *asked(content),
        (
            _("Holds"),
            [
                f"{_.count('{n} event', '{n} events', len(content.events))} · "
                f"{_.count('{n} article', '{n} articles', len(content.documents))}"
            ],
        ),
    ]
    cells: list[Child] = []
    for label, value in rows:
        if any(part is not None for part in value):
            cells += [element("dt", label), element("dd", *value)]
    left = content.total - len(content.events)
    cut = _(
        "Only the first {shown} of {total} events are here: narrow the filters for the others.",
        shown=f"{len(content.events):,}",
        total=f"{content.total:,}",
    )
    return element(
        "header",
        element("p", _("Evidence packet"), class_="over"),
        foreign(title, "h1"),
        element("dl", *cells),
        element("p", cut, class_="note") if left > 0 else None,
    )


def _contents(content: Content, parts: list[tuple[str, str, list[Child]]]) -> Element:
    _ = content.translator
    links = (element("li", element("a", head, href=f"#{id}")) for id, head, *_inside in parts)
    return element("nav", element("ul", *links), aria_label=_("Contents"))


def _map(content: Content) -> list[Child]:
    _ = content.translator
    unplaced = sum(event.area is None and event.place is None for event in content.events)
    statuses = [content.status(event) for event in content.events]
    drawn = picture(content.events, statuses, content.translator)
    caption: list[Child] = [
        _(
            "Numbers are those of the table; shaded is the area that the words leave open; a "
            "dashed ring means that an event is contested or denied."
        ),
        " ",
        _("Borders are drawn as they are held on the ground, which takes no side."),
    ]
    if cut := cut_short(content.events):
        said = _("A circle with dots holds more numbers than fit:")
        caption += [" ", said, " ", code("; ".join(cut)), "."]
    if unplaced:
        said = _.count("{n} event has no place.", "{n} events have no place.", unplaced)
        caption += [" ", said]
    whole = element(
        "figure", _scroll(_("Map"), drawn), _key(content), element("figcaption", *caption)
    )
    nearer = []
    for numbers in crowded(content.events):
        name = _("The same, nearer: events {numbers}", numbers=ranges(numbers))
        drawn = picture(content.events, statuses, content.translator, numbers)
        nearer.append(element("figure", _scroll(name, drawn), element("figcaption", name)))
    return [whole, *nearer]


def _key(content: Content) -> Element:
    """List the colours, the commonest type first."""
    counts = Counter(event.sub_type for event in content.events)
    items = []
    for sub_type, count in counts.most_common():
        dot = element(
            "svg",
            element("circle", cx=6, cy=6, r=5, fill=colour_of(sub_type)),
            class_="dot",
            aria_hidden="true",
            width=12,
            height=12,
        )
        items.append(element("li", dot, foreign(content.translator(sub_type)), f" · {count:,}"))
    return element("ul", *items, class_="key")


def _timeline(content: Content) -> list[Child]:
    _ = content.translator
    drawn = bars(content.events, content.translator)
    undated = sum(dated(event) is None for event in content.events)
    caption = [_("Paler bars are events whose date is known only to the week or worse.")]
    if undated:
        caption.append(_.count("{n} event has no date.", "{n} events have no date.", undated))
    if drawn is None:
        return [element("p", caption[-1])]
    return [
        element("figure", _scroll(_("Timeline"), drawn), element("figcaption", " ".join(caption))),
    ]


def _scroll(name: str, inside: Element) -> Element:
    """Let what is wider than a phone be scrolled, also by keyboard."""
    return element("div", inside, class_="scroll", tabindex="0", role="region", aria_label=name)
