"""The ISO code of a country however a table names it."""

from functools import cache

from babel import Locale
from babel.core import get_global

from gazetteer.spelling.fold import name_key


@cache
def country_code(text: str) -> str:
    """Return ISO 3166-1 alpha-2 for a code of two or three letters or a country's name, else "".

    Names are known in English and Arabic, as CLDR has them.

    >>> country_code("syr"), country_code("العراق"), country_code("NA"), country_code("Atlantis")
    ('SY', 'IQ', 'NA', '')
    """
    code = text.strip().upper()
    territories = Locale("en").territories
    if len(code) == 2 and code in territories:
        return code
    aliases: list[str] = get_global("territory_aliases").get(code, [])
    if len(code) == 3 and len(aliases) == 1:
        return aliases[0]
    return _names().get(name_key(text), "")


@cache
def _names() -> dict[str, str]:
    """Map the folded names of countries, also those in brackets, to their codes."""
    found: dict[str, str] = {}
    for language in ("en", "ar"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                for part in (name, *name.rstrip(")").split(" (")):
                    found.setdefault(name_key(part), code)
    return found
