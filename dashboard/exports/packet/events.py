"""The events of a packet: a table of all, then each with the words it was read from."""

from collections.abc import Iterator

from dashboard.events.status import AGAINST, DISPUTED
from dashboard.exports.packet import wording
from dashboard.exports.packet.content import Content, other_numbers
from dashboard.exports.packet.markup import Child, Element, code, element, foreign, joined, plain
from dashboard.exports.packet.picture import colour_of
from dashboard.extraction.actors.across_languages import name_in
from dashboard.model import Claim, Document, Event

_MOST_WORDS = 1200  # characters of a sentence or quote: a packet quotes, it does not reprint
Features = list[tuple[str, list[Child]]]


def table(content: Content) -> Element:
    """List all events, numbered."""
    _ = content.translator
    heads = (
        _("No."),
        _("When"),
        _("What"),
        _("Where"),
        _("Killed"),
        _("Injured"),
        _("How it stands"),
        _("Article"),
    )
    head = element("tr", *(element("th", text, scope="col") for text in heads))
    rows = (_row(content, number, event) for number, event in enumerate(content.events, start=1))
    return element("table", element("thead", head), element("tbody", *rows), class_="events")


def _row(content: Content, number: int, event: Event) -> Element:
    articles = [content.article(event.document)]
    articles += [content.article(document.id) for _, document in content.others(event)]
    link = element("a", f"{number}", href=f"#event-{number}")
    return element(
        "tr",
        element("th", link, scope="row", class_="number"),
        element("td", wording.days(event.when, content.translator)),
        element("td", _dot(event), _type(content, event), _mode(content, event)),
        element("td", *_place_name(content, event)),
        element("td", wording.numbers(c.low, c.high) if (c := event.fatalities) else "–"),
        element("td", wording.numbers(c.low, c.high) if (c := event.injuries) else "–"),
        element("td", _badge(content, event)),
        element(
            "td", *joined([a for a in articles if a is not None], wording.comma(content.translator))
        ),
    )


def section(content: Content, number: int, event: Event) -> Element:
    """Write one event with everything that is known of it."""
    _ = content.translator
    document = content.document(event.document)
    same = other_numbers(content, event)
    links: list[Child] = [element("a", f"{n}", href=f"#event-{n}") for n in same]
    also = joined(links, wording.comma(_))
    rows: list[tuple[Event, Document | None]] = [(event, document), *content.others(event)]
    return element(
        "section",
        element(
            "h3",
            f"{number}. ",
            _dot(event),
            _type(content, event),
            _mode(content, event),
            " · ",
            *_place_name(content, event),
        ),
        element(
            "p",
            wording.days(event.when, content.translator),
            " ",
            _badge(content, event),
            " ",
            element("span", _meaning(content, event), class_="note"),
        ),
        element("p", _("The same incident as event"), " ", *also) if also else None,
        *(words for one, article in rows if article for words in _words(content, one, article)),
        _features(content, event),
        _claims(content, rows),
        _reasons(content, event),
        id=f"event-{number}",
        class_="event",
    )


def _dot(event: Event) -> Element:
    svg = element(
        "svg",
        element("circle", cx=6, cy=6, r=5, fill=colour_of(event.sub_type)),
        class_="dot",
        aria_hidden="true",
        width=12,
        height=12,
    )
    svg.set("viewBox", "0 0 12 12")
    return svg


def _type(content: Content, event: Event) -> Element:
    """Write the type; a name that no catalogue translates stands in English."""
    _ = content.translator
    return foreign(_(event.sub_type))


def _mode(content: Content, event: Event) -> str:
    if event.mode == "reported":
        return ""
    return f" ({wording.modes(content.translator).get(event.mode, event.mode)})"


def _place_name(content: Content, event: Event) -> list[Child]:
    _ = content.translator
    if event.place is None:
        return [_("an area") if event.area else _("place not known")]
    country = content.translator.locale.territories.get(event.place.country, event.place.country)
    return [foreign(event.place.name), f"{wording.comma(_)}{country}" if country else ""]


def _meaning(content: Content, event: Event) -> str:
    return wording.statuses(content.translator)[content.status(event)][1]


def _badge(content: Content, event: Event) -> Element:
    status = content.status(event)
    look = "badge disputed" if status in DISPUTED else "badge"
    return element("span", wording.statuses(content.translator)[status][0], class_=look)


# ---- the words ------------------------------------------------------------------------------


def _words(content: Content, event: Event, document: Document) -> Iterator[Element]:
    """Quote the sentence, with the words that told of the event marked."""
    _, comma = content.translator, wording.comma(content.translator)
    sentence = document.text[event.start : event.end]
    marked = _marked(sentence[:_MOST_WORDS], event)
    rest = "…" if len(sentence) > _MOST_WORDS else ""
    yield element("blockquote", *marked, rest, dir="auto", lang=document.language)
    yield element(
        "p",
        foreign(document.title),
        comma,
        content.article(document.id),
        comma,
        _("characters"),
        " ",
        code(f"{event.start}–{event.end}"),
        class_="cite",
    )


def _marked(sentence: str, event: Event) -> list[Child]:
    """Mark the words that tell of the event, and those of its date where they are here."""
    spans = []
    for reason in event.reasons:
        word = str(reason.values[0]) if reason.code == "event.word" else ""
        if word and (start := sentence.find(word)) >= 0:
            spans.append((start, start + len(word)))
    if event.when and event.start <= event.when.start < event.when.end <= event.end:
        spans.append((event.when.start - event.start, event.when.end - event.start))
    parts: list[Child] = []
    at = 0
    for start, end in sorted(spans):
        if at <= start and end <= len(sentence):
            parts += [plain(sentence[at:start]), element("mark", plain(sentence[start:end]))]
            at = end
    return [*parts, plain(sentence[at:])]


# ---- features ----------------------------------------------------------------------------------


def _features(content: Content, event: Event) -> Element:
    _ = content.translator
    features: Features = [
        (_("When"), _when(content, event)),
        (_("Where"), _where(content, event)),
        *_who(content, event),
        (_("Killed"), [wording.count(event.fatalities, _), *_groups(content, event, "killed")]),
        (_("Injured"), [wording.count(event.injuries, _), *_groups(content, event, "injured")]),
        (_("Weapons"), [_weapons(content, event)]),
        (
            _("Our reading"),
            [_("{share} likely to be read right", share=f"{event.probability:.0%}")],
        ),
        (_("Event"), [code(event.id)]),
    ]
    cells: list[Child] = []
    for label, value in features:
        if any(value):
            cells += [element("dt", label), element("dd", *value)]
    return element("dl", *cells)


def _when(content: Content, event: Event) -> list[Child]:
    _, when = content.translator, event.when
    if when is None:
        return [_("not known: the words name no day")]
    precision = wording.day_precision(when.precision, content.translator)
    phrase: list[Child] = [" (“", foreign(when.phrase), "”)"] if when.phrase else []
    edtf: list[Child] = [" · EDTF ", code(when.edtf)] if when.edtf else []
    return [f"{wording.days(when, content.translator)}: {precision}", *phrase, *edtf]


def _where(content: Content, event: Event) -> list[Child]:
    _ = content.translator
    point = event.area or event.place
    if point is None:
        return [_("not known: the words name no place")]
    parts = [*_place_name(content, event), " · ", code(f"{point.lat:.4f}, {point.lon:.4f}")]
    if event.area:
        precision = wording.place_precision(event.area.precision, content.translator)
        parts += [" · ", wording.extent(event.area, content.translator)]
        parts += [" · ", _("precision {exactness}", exactness=precision)]
    if event.place:
        parts += [" · ", _("in the gazetteer as"), " ", code(event.place.id)]
    return parts


def _who(content: Content, event: Event) -> Features:
    kinds = wording.kinds_of_actor(content.translator)
    language = content.translator.language
    found: Features = []
    for role, label in wording.roles(content.translator).items():
        people: list[Child] = []
        for actor in event.actors:
            if actor.role == role:
                kind = f" ({kinds[actor.inter]})" if actor.inter in kinds else ""
                people.append(element("span", foreign(name_in(actor.name, language)), kind))
        found.append((label, joined(people, wording.comma(content.translator))))
    return found


def _weapons(content: Content, event: Event) -> str:
    named = wording.weapons(content.translator)
    return wording.comma(content.translator).join(
        named.get(weapon, weapon) for weapon in event.weapons
    )


def _groups(content: Content, event: Event, fate: str) -> list[Child]:
    named = wording.victims(content.translator)
    rows = [some for some in event.victims if some.fate == fate]
    parts = [
        f"{named.get(some.who, some.who)}: {wording.numbers(some.low, some.high)}" for some in rows
    ]
    return [f" ({'; '.join(parts)})"] if parts else []


# ---- claims and reasons ---------------------------------------------------------------------


def _claims(content: Content, rows: list[tuple[Event, Document | None]]) -> Element:
    """Set side by side who says what, in their words."""
    _ = content.translator
    claims = [(claim, document) for event, document in rows for claim in event.claims]
    if not claims:
        return element("p", _("The article names no source: it is its own account."), class_="note")
    heads = (_("Who says so"), _("What they do"), _("In these words"), _("Where it stands"))
    head = element("tr", *(element("th", text, scope="col") for text in heads))
    body = element("tbody", *(_claim(content, claim, document) for claim, document in claims))
    scroll = element("table", element("thead", head), body, class_="claims")
    return element(
        "div", scroll, class_="scroll", tabindex="0", role="region", aria_label=_("Claims")
    )


def _claim(content: Content, claim: Claim, document: Document | None) -> Element:
    _ = content.translator
    stance = wording.stances(content.translator).get(claim.stance, claim.stance)
    quote = document.text[claim.start : claim.end][:_MOST_WORDS] if document else ""
    day: list[Child] = (
        [element("br"), wording.day(claim.day, content.translator)] if claim.day else []
    )
    where: list[Child] = []
    if document:
        where = [content.article(document.id), wording.comma(_), code(f"{claim.start}–{claim.end}")]
    return element(
        "tr",
        element("td", foreign(claim.speaker) if claim.speaker else _("nobody by name")),
        element("td", stance, *day, class_="against" if claim.stance in AGAINST else None),
        element("td", foreign(quote, "q", lang=document.language if document else None)),
        element("td", *where),
    )


def _reasons(content: Content, event: Event) -> Element | None:
    if not event.reasons:
        return None
    _ = content.translator
    label = element("p", _("Why it was read this way"), class_="label")
    items = (element("li", _.reason(reason), dir="auto") for reason in event.reasons)
    return element("div", label, element("ul", *items), class_="reasons")
