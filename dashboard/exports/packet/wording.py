"""An event's features in words, in the language of the packet."""

from datetime import date, datetime

from babel.dates import format_date

from dashboard.events.status import CLAIMED, CONFIRMED, CONTESTED, DENIED, SINGLE
from dashboard.model import NO_POSITION, Area, Count, DateSpan
from dashboard.translations import Translator

Named = dict[str, str]


def day(value: date, translator: Translator) -> str:
    """Write a day as 12 August 2023."""
    return str(format_date(value, "d MMMM y", locale=translator.locale))


def comma(translator: Translator) -> str:
    """Return what stands between the parts of a list."""
    _ = translator
    return _(", ")


def moment(value: datetime, translator: Translator) -> str:
    """Write a moment, which is in UTC, to the minute."""
    return f"{day(value.date(), translator)}{comma(translator)}\u2066{value:%H:%M} UTC\u2069"


def days(span: DateSpan | None, translator: Translator) -> str:
    """Write the day or days of an event and the time of day."""
    if span is None or span.first is None or span.last is None:
        return translator("date not known")
    first, last = day(span.first, translator), day(span.last, translator)
    said = first if first == last else f"{first} – {last}"
    if not span.daypart:
        return said
    return said + comma(translator) + dayparts(translator).get(span.daypart, span.daypart)


def count(value: Count | None, translator: Translator) -> str:
    """Write a number of people, or the range it lies in."""
    return numbers(value.low, value.high) if value else translator("not stated")


def numbers(low: int, high: int) -> str:
    """Write a number or a range, which runs from left to right in any language."""
    return f"{low:,}" if low == high else f"\u2066{low:,}–{high:,}\u2069"


def extent(area: Area, translator: Translator) -> str:
    """Write how far from its point an event may lie, and on which side."""
    _ = translator
    size = f"{area.radius_km:.0f}" if area.radius_km >= 10 else f"{area.radius_km:.1f}"
    size = size.removesuffix(".0")
    if not area.radius_km:
        return _("at this point")
    if area.shape == "sector" and area.bearing is not None:
        sides = compass(translator)
        return _("up to {km} km to the {side}", km=size, side=sides[round(area.bearing / 45) % 8])
    if area.shape == "line":
        return _("along it, up to {km} km either way", km=size)
    return _("within {km} km", km=size)


def compass(translator: Translator) -> tuple[str, ...]:
    """Return the eight directions, clockwise from north."""
    _ = translator
    return (
        _("north"),
        _("north-east"),
        _("east"),
        _("south-east"),
        _("south"),
        _("south-west"),
        _("west"),
        _("north-west"),
    )


def dayparts(translator: Translator) -> Named:
    """Return the times of day."""
    _ = translator
    return {
        "dawn": _("dawn"),
        "morning": _("morning"),
        "noon": _("noon"),
        "afternoon": _("afternoon"),
        "evening": _("evening"),
        "night": _("night"),
    }


def day_precision(precision: int, translator: Translator) -> str:
    """Return how exactly the words give the date (UCDP's scale)."""
    _ = translator
    known = {
        1: _("known to the day"),
        2: _("known to two to six days"),
        3: _("known to the week"),
        4: _("known to the month"),
        5: _("known to the year or a part of it"),
    }
    return known.get(precision, _("not known any closer"))


def place_precision(precision: int, translator: Translator) -> str:
    """Return how exactly the words give the place (ACLED's scale, and 4 for coarser)."""
    _ = translator
    known = {
        1: _("1: the named place itself"),
        2: _("2: near the named place, or a part of a region"),
        3: _("3: a larger region"),
    }
    return known.get(precision, _("4: a whole country or more"))


def stances(translator: Translator) -> Named:
    """Return what a speaker does to an event."""
    _ = translator
    return {
        "reports": _("reports it"),
        "claims": _("claims responsibility"),
        "denies": _("denies it"),
        "blames": _("blames somebody"),
        "another cause": _("names another cause"),
        NO_POSITION: _("takes no position"),
    }


def statuses(translator: Translator) -> dict[str, tuple[str, str]]:
    """Return how an event may stand, and what that means."""
    _ = translator
    return {
        CONTESTED: (
            _("Contested"),
            _("Some say it happened so, others deny it or give another cause."),
        ),
        DENIED: (_("Denied"), _("It is told only by those who deny it.")),
        CLAIMED: (_("Claimed"), _("Nobody tells of it but those who say they did it.")),
        SINGLE: (_("Single source"), _("All that is said of it goes back to one source.")),
        CONFIRMED: (
            _("Several sources"),
            _("Sources that are not copies of one another tell of it."),
        ),
    }


def modes(translator: Translator) -> Named:
    """Return how an event may be told."""
    _ = translator
    return {
        "reported": _("Reported"),
        "denied": _("Denied"),
        "feared": _("Feared"),
        "planned": _("Planned"),
        "historical": _("Historical"),
        "background": _("Background"),
        "hypothetical": _("Hypothetical"),
    }


def roles(translator: Translator) -> Named:
    """Return the parts that actors take."""
    _ = translator
    return {"attacker": _("By"), "target": _("Against"), "actor": _("Involved")}


def kinds_of_actor(translator: Translator) -> dict[int, str]:
    """Return ACLED's kinds of actors by their codes."""
    _ = translator
    return {
        1: _("state forces"),
        2: _("rebel group"),
        3: _("political militia"),
        4: _("identity militia"),
        5: _("rioters"),
        6: _("protesters"),
        7: _("civilians"),
        8: _("external or other forces"),
    }


def victims(translator: Translator) -> Named:
    """Return the groups that victims belong to, and what befell them."""
    _ = translator
    return {
        "civilians": _("civilians"),
        "fighters": _("fighters"),
        "children": _("children"),
        "women": _("women"),
        "killed": _("killed"),
        "injured": _("injured"),
    }


def weapons(translator: Translator) -> Named:
    """Return what an event was done with, by the keys of the language files."""
    _ = translator
    return {
        "drone": _("drone"),
        "warplane": _("warplane"),
        "helicopter": _("helicopter"),
        "barrel_bomb": _("barrel bomb"),
        "artillery": _("artillery"),
        "mortar": _("mortar"),
        "rocket": _("rocket or missile"),
        "rpg": _("rocket-propelled grenade"),
        "guided_missile": _("guided missile"),
        "cluster_munition": _("cluster munition"),
        "ied": _("improvised explosive device"),
        "vehicle_bomb": _("vehicle bomb"),
        "mine": _("mine"),
        "suicide_belt": _("explosive belt"),
        "grenade": _("grenade"),
        "chemical": _("chemical weapon"),
        "firearms": _("firearms"),
        "blade": _("bladed weapon"),
        "fire": _("fire"),
        "tear_gas": _("tear gas"),
    }
