"""The catalogues: complete in every language, and everything on the pages goes through them."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from dashboard.exports import EXPORTS
from dashboard.exports.namings import NAMING_EXPORTS
from dashboard.extraction.types.event_type import CONFLICT, GROUPS, event_types
from dashboard.messages import JOINTS, MESSAGES
from dashboard.translations import ENGLISH, FOLDER, REASON, languages
from gazetteer.my_places.kinds import kinds
from tests.paths import ROOT

UI = ROOT / "dashboard" / "ui"
FEATURE_NAMES = UI / "components" / "place" / "feature_names.toml"
OTHERS = [code for code in languages() if code != ENGLISH]
# The functions that say a message; a page has its own, other modules are given a Translator.
SINGULAR = {"_", "N_", "translator", "said", "say"}
PLURAL = {"_n", "count", "_plural"}
# Streamlit's calls whose words people read, and their named arguments that are read too.
SHOWN = {
    "button",
    "caption",
    "checkbox",
    "date_input",
    "download_button",
    "error",
    "expander",
    "file_uploader",
    "header",
    "info",
    "link_button",
    "markdown",
    "metric",
    "multiselect",
    "number_input",
    "pills",
    "popover",
    "progress",
    "radio",
    "segmented_control",
    "selectbox",
    "slider",
    "spinner",
    "subheader",
    "success",
    "tabs",
    "text",
    "text_area",
    "text_input",
    "title",
    "toast",
    "toggle",
    "warning",
    "write",
}
NAMED = {"help", "placeholder", "text", "label"}
_WORD = re.compile(r"[A-Za-z]{2}")
_SAMPLE = re.compile(r"[\u0620-\u064a]")  # what may be typed is shown in an article's language
_MARKUP = re.compile(r"<[^>]*>|:material/\w+:|\{\}|JSON|CSV|PDF")  # or what all call so
_FIELD = re.compile(r"(?<!\{)\{(\w[^{}]*)\}")


def catalogue(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


# ---- what is said ---------------------------------------------------------------------------


def literals(node: ast.Call) -> tuple[str, ...]:
    """Return the texts of a call; a message that is no literal is data, marked elsewhere."""
    values = (a.value for a in node.args if isinstance(a, ast.Constant))
    return tuple(value for value in values if isinstance(value, str))


def marked() -> Iterator[tuple[str, ...]]:
    """List the messages in the code: one, or one and many."""
    for node in nodes(sorted((ROOT / "dashboard").rglob("*.py"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        texts = literals(node)
        if name in PLURAL and len(texts) == 2:
            yield texts
        elif name in SINGULAR and isinstance(node.func, ast.Name) and texts and texts[0]:
            yield texts[:1]


def in_data() -> Iterator[str]:
    """List what data files say."""
    yield from (group.capitalize() for group in GROUPS)
    for kind in event_types().values():
        yield from (kind.label, kind.sub_event_type, kind.definition)
        if kind.group != CONFLICT:
            yield kind.event_type
    yield from (kind.label for kind in kinds())
    yield from (export.label for export in (*EXPORTS.values(), *NAMING_EXPORTS.values()))
    names = tomllib.loads(FEATURE_NAMES.read_text(encoding="utf-8"))
    for part in names.values():
        yield from part.values()
    for credit in tomllib.loads((UI / "credits.toml").read_text(encoding="utf-8"))["credit"]:
        yield from credit.values()


def template(node: ast.expr) -> str:
    """Write a text with {} for what is filled in; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return "".join(map(str, parts))


def nodes(paths: list[Path]) -> Iterator[ast.AST]:
    for path in paths:
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def reasons() -> Iterator[tuple[str, ...]]:
    """List what the codes of reasons stand for: one, or one and many."""
    for message in MESSAGES.values():
        yield (message,) if isinstance(message, str) else message


def wanted() -> set[tuple[str | None, str]]:
    found: set[tuple[str | None, str]] = {(None, message[0]) for message in marked()}
    found |= {(None, message) for message in (*in_data(), *JOINTS.values())}
    return found | {(REASON, message[0]) for message in reasons()}


def entries(language: str) -> dict[tuple[str | None, str], Message]:
    """Return a catalogue's messages by context and English text (the singular)."""
    return {
        (m.context, m.id if isinstance(m.id, str) else m.id[0]): m
        for m in catalogue(language)
        if m.id
    }


# ---- the catalogues -------------------------------------------------------------------------


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated(language):
    have = entries(language)
    missing = sorted(wanted() - set(have), key=str)
    assert not missing, "\n".join(map(repr, missing))
    for message in have.values():
        said = [message.string] if isinstance(message.string, str) else message.string
        assert all(said) and not message.fuzzy, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_no_catalogue_holds_what_nobody_says(language):
    assert not sorted(set(entries(language)) - wanted(), key=str)


@pytest.mark.parametrize("language", OTHERS)
def test_plurals_have_every_form_the_language_has(language):
    pairs = {(None, *message) for message in marked() if len(message) == 2}
    pairs |= {(REASON, *message) for message in reasons() if len(message) == 2}
    have = entries(language)
    for context, one, many in pairs:
        message = have[context, one]
        assert message.id == (one, many)
        assert len(message.string) == catalogue(language).num_plurals


@pytest.mark.parametrize("language", OTHERS)
def test_translations_fill_in_the_same_values(language):
    for message in entries(language).values():
        source = [message.id] if isinstance(message.id, str) else list(message.id)
        fields = set(_FIELD.findall(source[-1]))
        if isinstance(message.string, str):
            assert set(_FIELD.findall(message.string)) == fields, message.id
        else:  # one, two and none may be words instead of a number
            for form, said in enumerate(message.string):
                given = set(_FIELD.findall(said))
                assert given <= fields and (given == fields or form < 3), (message.id, said)


# ---- the pages ------------------------------------------------------------------------------


def bare(path: Path) -> list[str]:
    """List the English texts that a page hands to Streamlit without saying them in a language."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") not in SHOWN:
            continue
        shown = node.args[:1] + [k.value for k in node.keywords if k.arg in NAMED]
        for part in shown:
            if isinstance(part, ast.Constant | ast.JoinedStr):
                text = template(part)
                if not _SAMPLE.search(text) and _WORD.search(_MARKUP.sub("", text)):
                    found.append(f"{path.name}:{part.lineno}: {text}")
    return found


def test_no_page_shows_english_that_cannot_be_translated():
    views = [*sorted(UI.rglob("*.py"))]
    found = [text for path in views for text in bare(path)]
    assert not found, "\n".join(found)


def test_an_english_literal_is_found(tmp_path):
    page = tmp_path / "page.py"
    page.write_text('st.button("Save")\nst.caption(f"{n} events")\nst.write(_("Save"))\n')
    assert len(bare(page)) == 2
