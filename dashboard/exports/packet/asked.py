"""What a packet's filter asked for, in words."""

from dashboard.exports.packet import wording
from dashboard.exports.packet.content import Content
from dashboard.exports.packet.markup import Child, code, foreign, joined
from dashboard.extraction.actors.across_languages import name_in
from dashboard.stores import EVERYTHING, Filter, to_query
from dashboard.translations import Translator

Rows = list[tuple[str, list[Child]]]


def asked(content: Content) -> Rows:
    """Write each choice of the filter that narrows; without any, say so."""
    _ = content.translator
    wanted = content.occasion.filter
    if content.occasion.event:
        return [(_("Filter"), [_("one event")])]
    countries = content.translator.locale.territories
    titles = {document.id: document.title for document in content.documents}
    places = {event.place.id: event.place.name for event in content.events if event.place}
    statuses = {key: label for key, (label, _note) in wording.statuses(_).items()}
    rows: Rows = [
        (_("Type of event"), _listed(_, [_(one) for one in wanted.types])),
        (_("Dates"), _dates(content, wanted)),
        (
            _("Part of the map"),
            [code(to_query(Filter(box=wanted.box))["box"]) if wanted.box else None],
        ),
        (_("Place"), _listed(_, [places.get(id, id) for id in wanted.places])),
        (_("Country"), _listed(_, [countries.get(code, code) for code in wanted.countries])),
        (_("Source"), _listed(_, wanted.sources)),
        (_("Who"), _listed(_, [name_in(one, _.language) for one in wanted.actors])),
        (_("Article"), _listed(_, [titles.get(id) or id for id in wanted.articles])),
        (_("How it stands"), _listed(_, [statuses[one] for one in wanted.statuses])),
        (_("Words"), _listed(_, [wanted.words] if wanted.words else [])),
        (
            _("At least this likely"),
            [f"{wanted.min_probability:.0%}" if wanted.min_probability else None],
        ),
        (_("Told as"), _modes(content, wanted)),
        (_("Counted"), [_("each incident once") if wanted.once else None]),
    ]
    chosen = [(label, value) for label, value in rows if any(part is not None for part in value)]
    return chosen or [(_("Filter"), [_("none: all reported events")])]


def _listed(translator: Translator, values: tuple[str, ...] | list[str]) -> list[Child]:
    return joined([foreign(value) for value in values], wording.comma(translator))


def _dates(content: Content, wanted: Filter) -> list[Child]:
    _ = content.translator
    if wanted.since and wanted.until:
        since, until = wording.day(wanted.since, _), wording.day(wanted.until, _)
        return [since if since == until else f"{since} – {until}"]
    if wanted.since:
        return [_("from {day} on", day=wording.day(wanted.since, _))]
    return [_("until {day}", day=wording.day(wanted.until, _)) if wanted.until else None]


def _modes(content: Content, wanted: Filter) -> list[Child]:
    if wanted.modes == EVERYTHING.modes:
        return [None]
    named = wording.modes(content.translator)
    return _listed(content.translator, [named[mode] for mode in wanted.modes or tuple(named)])
