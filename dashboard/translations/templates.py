"""What the modules below tell in English, said in another language: reasons, refusals, notes.

They write whole sentences, and the store keeps some of them. Their templates stand in a catalogue
under the context "told", with {0}, {1} ... where a module fills in a value: a sentence is found
among them and said anew with the same values. A test compares templates and modules.
"""

import re
from functools import cache

from dashboard.extraction.types.event_type import event_types
from dashboard.translations import TOLD, Words

_PLACE = re.compile(r"\{(\d)\}")


def retold(sentence: str, words: Words) -> str:
    """Say an English sentence of ours in another language; as it is where none knows it."""
    for pattern, template, quoted in _templates(words):
        if found := pattern.fullmatch(sentence):
            values = (
                value if place in quoted else retold(value, words)
                for place, value in enumerate(found.groups())
            )
            said = str(words.translations.upgettext(TOLD, template))
            return said.format(*map(words.isolated, values))
    return words(_labels().get(sentence, "")) or sentence


@cache
def _templates(words: Words) -> list[tuple[re.Pattern[str], str, set[int]]]:
    """Read the templates, those that say most first; what stands in quotes is never ours."""
    read = []
    for template in sorted(words.told, key=lambda told: -len(_PLACE.sub("", told))):
        parts = _PLACE.split(template)
        pattern = "".join(
            "(.+?)" if i % 2 else re.escape(part.replace("{{", "{").replace("}}", "}"))
            for i, part in enumerate(parts)
        )
        quoted = {
            int(n)
            for before, n in zip(parts[::2], parts[1::2], strict=False)
            if before.endswith("“")
        }
        read.append((re.compile(pattern, re.DOTALL), template, quoted))
    return read


@cache
def _labels() -> dict[str, str]:
    """Map what sentences call a type of event, in small letters, to its name."""
    return {kind.label.lower(): kind.label for kind in event_types().values()}
