"""Light and dark: every colour of ours can be read on what it is drawn on."""

import re
import tomllib

import pytest

from tests.paths import ROOT

STYLE = (ROOT / "dashboard" / "ui" / "style.css").read_text(encoding="utf-8")
CONFIG = tomllib.loads((ROOT / "dashboard/.streamlit/config.toml").read_text(encoding="utf-8"))
_PAIR = re.compile(r"--dl-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in _PAIR.findall(STYLE)}
THEMES = ["light", "dark"]
# what is written, and on what; "page" is Streamlit's own background, "words" its text
WRITTEN = [
    *((ink, "page") for ink in ("ink", "muted", "text", "soft", "red", "faint")),
    *(("words", mark) for mark in ("place", "claim", "claim-place", "metonym", "event", "against")),
    *(("words", mark) for mark in ("paper", "sentence-place", "surface")),
    ("on-sentence", "sentence"),
    ("on-chosen", "chosen"),
    ("ink", "badge"),
    ("red", "surface"),
    ("muted", "against"),
]


def colour(name: str, theme: str) -> str:
    if name in ("page", "words"):
        key = "backgroundColor" if name == "page" else "textColor"
        return str(CONFIG["theme"][theme][key])
    return COLOURS[name][theme]


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "paper"), WRITTEN)
def test_every_text_can_be_read(ink, paper, theme):
    assert contrast(colour(ink, theme), colour(paper, theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_links_and_chosen_labels_can_be_read(theme):
    colours = CONFIG["theme"][theme]
    for background in ("backgroundColor", "secondaryBackgroundColor"):
        for ink in ("textColor", "linkColor", "primaryColor"):
            assert contrast(colours[ink], colours[background]) >= 4.5, (ink, background)


def test_the_style_sheet_names_no_colour_outside_its_table():
    table, _, rules = STYLE.partition("}")
    assert len(COLOURS) >= 20 and "light-dark" in table
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*[;}])", re.sub(r"/\*.*?\*/", "", rules))
