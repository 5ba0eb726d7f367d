"""The interface in other languages than English: one gettext catalogue (.po) each.

English stands in the code, as the messages themselves. To add a language is to add a file here.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """What the interface says in one language; `rtl` where it is written right to left."""

    locale: Locale
    translations: NullTranslations

    @property
    def language(self) -> str:
        """The language's code."""
        return str(self.locale.language)

    @property
    def rtl(self) -> bool:
        """Whether the language is written right to left."""
        return bool(self.locale.text_direction == "rtl")

    def __call__(self, message: str, **fields: object) -> str:
        """Say a message; its {fields} are filled in after it has been translated."""
        said = str(self.translations.ugettext(message))
        return said.format(**fields) if fields else said

    def count(self, one: str, many: str, n: int, **fields: object) -> str:
        """Say a message in the plural form that `n` needs; {n} is filled in, thousands apart."""
        said = str(self.translations.ungettext(one, many, n))
        return said.format(n=f"{n:,}", **fields)


def languages() -> dict[str, str]:
    """Return the interface's languages by code, each by its own name."""
    codes = [ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po"))]
    return {code: str(Locale(code).display_name) for code in codes}


@cache
def words(language: str) -> Words:
    """Read a language's catalogue; English where there is none."""
    path = FOLDER / f"{language}.po"
    if language == ENGLISH or language not in languages():
        return Words(Locale(ENGLISH), NullTranslations())
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Words(Locale(language), Translations(compiled))
