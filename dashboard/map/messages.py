"""What the map's script says, in a language of the interface."""

from dashboard.translations import Translator

# Whole numbers that between them take every plural form of any language (CLDR).
_NUMBERS = range(201)


def messages(translator: Translator) -> dict[str, str | dict[str, str]]:
    """Return the script's messages by key; plural ones by CLDR category (one, few, other ...)."""
    _ = translator
    return {
        "map": _("Map of the events"),
        "list": _("List this area"),
        "list-title": _("Only show events in this part of the map"),
        "silent": _("The dashboard does not answer. Trying again …"),
        "stopped": _("The dashboard still does not answer. Is it running? Trying again …"),
        "refused": _("The dashboard cannot answer: {reason}"),
        "elsewhere": _("No events in this part of the map: move it or zoom out."),
        "nothing": _("No events match these filters."),
        "nameless": _("An area without a name"),
        "place": _("{place}: {count}"),
        "place-disputed": _("{place}: {count}, contested or denied: {disputed}"),
        "events": _plural(translator, "{n} event", "{n} events"),
        "more": _plural(translator, "and {n} more place nearby", "and {n} more places nearby"),
        "named": _("{place}: {count}, named only"),
        "articles": _plural(translator, "named in {n} article", "named in {n} articles"),
        "names": _("Places named"),
        "mostly": _("mostly {kind}"),
        "only": _("Show only this, or all again"),
        "disputed": _("contested or denied"),
        "some-disputed": _("contested or denied: {n}"),
        "others": _("others"),
        "closer": _("Zoom in"),
        "farther": _("Zoom out"),
        "all": _("Show all events"),
        "selected": _("Show the selected event"),
        "full": _("Full screen"),
        "layers": _("Layers"),
        "places": _("Places"),
        "areas": _("Uncertain areas"),
        "density": _("Density"),
        "borders": _("Borders as held on the ground (Natural Earth)"),
        "tiles": _("Map: {source}"),
        "no-tiles": _("Some pieces of the map do not load."),
        "km": _("{n} km"),
        "m": _("{n} m"),
    }


def _plural(translator: Translator, one: str, many: str) -> dict[str, str]:
    plural = translator.locale.plural_form
    return {plural(n): str(translator.translations.ungettext(one, many, n)) for n in _NUMBERS}
