"""The interface in other languages than English: one gettext catalogue (.po) each.

English stands in the code, as the messages themselves. To add a language is to add a file here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from unicodedata import bidirectional

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from dashboard.messages import JOINTS, LABEL, LANGUAGE, MESSAGES, language_names
from dashboard.translations.plain_text import plain
from gazetteer.reason import Plain, Reason, Value, fill

FOLDER = Path(__file__).parent
ENGLISH = "en"
REASON = "reason"  # the context of the messages that codes stand for


@dataclass(frozen=True, slots=True)
class Translator:
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
        said = str(self.translations.ugettext(message)) if message else ""  # "" is the header
        return self._filled(said, fields)

    def count(self, one: str, many: str, n: int, **fields: object) -> str:
        """Say a message in the plural form that `n` needs; {n} is filled in, thousands apart."""
        said = str(self.translations.ungettext(one, many, n))
        return self._filled(said, {"n": self.number(n), **fields})

    def number(self, value: float, pattern: str | None = None) -> str:
        """Write a number, thousands apart; `pattern` is CLDR's, such as 0.0."""
        # Latin digits in Arabic too: as in the articles of most newsrooms, in the tables and on
        # the axes beside them, and in what is typed into the fields.
        return _number(value, pattern, self.locale)

    def percent(self, share: float) -> str:
        """Write a share from 0 to 1 in percent."""
        return f"{round(share * 100)}%"

    def day(self, value: date, pattern: str = "d MMM y") -> str:
        """Write a day; `pattern` is CLDR's."""
        return str(format_date(value, pattern, self.locale))

    def reason(self, reason: Reason) -> str:
        """Say a reason of either package; a text among its values is a word of somebody else."""
        values = list(map(self._value, reason.values))
        if reason.code == LABEL:
            return self("".join(map(str, values))).lower()
        if reason.code == LANGUAGE:
            return language_names(self.language, values)
        if reason.code in JOINTS:
            return self(JOINTS[reason.code]).join(self.isolated(str(value)) for value in values)
        message = MESSAGES.get(reason.code, plain(reason.code))
        if isinstance(message, tuple):
            message = str(self.translations.unpgettext(REASON, *message, _number_of(values)))
        else:
            message = str(self.translations.upgettext(REASON, message))
        return fill(message, values, _Isolating(self.isolated).format)

    def _value(self, value: Value) -> Plain:
        if isinstance(value, Reason):
            return self.reason(value)
        return plain(value) if isinstance(value, str) else value

    def _filled(self, said: str, fields: dict[str, object]) -> str:
        isolated = {key: self.isolated(str(field)) for key, field in fields.items()}
        return said.format(**isolated) if isolated else said

    def isolated(self, field: str) -> str:
        """Keep what is filled in from turning the words around it, or being turned by them."""
        other = self.rtl or any(bidirectional(char) in ("R", "AL") for char in field)
        return f"\u2068{field}\u2069" if other else field


class _Isolating(Formatter):
    """Fills values into a message, each `isolated` once it is written."""

    def __init__(self, isolated: Callable[[str], str]) -> None:
        self._isolated = isolated

    def format_field(self, value: object, format_spec: str) -> str:
        return self._isolated(format(value, format_spec))


def _number_of(values: Sequence[Plain]) -> int:
    """Return what a message with a plural counts: its first value."""
    return values[0] if values and isinstance(values[0], int) else 0


@lru_cache(maxsize=10_000)  # a page has hundreds of counts, mostly those of the page before
def _number(value: float, pattern: str | None, locale: Locale) -> str:
    return str(format_decimal(value, pattern, locale, numbering_system="latn"))


def N_(message: str) -> str:
    """Mark a message that stands in data and is said elsewhere."""
    return message


@cache
def languages() -> dict[str, str]:
    """Return the interface's languages by code, each by its own name."""
    codes = [ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po"))]
    return {code: str(Locale(code).display_name) for code in codes}


@cache
def translator(language: str) -> Translator:
    """Read a language's catalogue; English where there is none."""
    path = FOLDER / f"{language}.po"
    if language == ENGLISH or language not in languages():
        return Translator(Locale(ENGLISH), NullTranslations())
    compiled = BytesIO()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translator(Locale(language), Translations(compiled))
