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
from dashboard.extraction.types.event_type import event_types
from dashboard.translations import ENGLISH, FOLDER, languages, words
from dashboard.translations import TOLD as CONTEXT
from dashboard.translations.templates import retold
from gazetteer.my_places.kinds import kinds
from tests.paths import ROOT

UI = ROOT / "dashboard" / "ui"
FEATURE_NAMES = UI / "components" / "place" / "feature_names.toml"
OTHERS = [code for code in languages() if code != ENGLISH]
# What modules tell in English and pages say again: of the first the refusals, of the second what
# their functions tell, of the third what their constants say.
REFUSING = [
    *sorted((ROOT / "dashboard" / "readers").glob("*.py")),
    *(
        ROOT / "gazetteer" / f"{name}.py"
        for name in ("spelling/points", "my_places/journal", "index/index")
    ),
]
ERRORS = {"UnreadableArticle", "BadPlace", "IndexMissing"}
TELLING = [
    ROOT / "gazetteer" / "resolution" / "reasons.py",
    ROOT / "dashboard" / "extraction" / "reasons.py",
    ROOT / "dashboard" / "events" / "incidents.py",
]
NAMING = [
    ROOT / "dashboard" / "readers" / "sniff.py",
    ROOT / "dashboard" / "stores" / "reextraction.py",
]
# What no rule finds in the code: joined there, or filled into one of the sentences.
FILLED_IN = {
    "{0} or {1}",
    "{0} ({1})",
    "holds only blanks",
    "is empty (0 bytes)",
    "not reported as having happened",
    "no place in a known country",
    "placed no better than in a country",
    "not dated to a month or better",
    "no publication date: read as if of {0}, which “{1}” points to",
}
# The functions that say a message; a page has its own, other modules are given Words.
SINGULAR = {"_", "N_", "words", "said", "say"}
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
_MARKUP = re.compile(r"<[^>]*>|:material/\w+:|\{\d+\}|JSON|CSV|PDF")  # or what all call so
_FIELD = re.compile(r"\{(\w*)\}")


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
    for kind in event_types().values():
        yield from (kind.label, kind.definition)
    yield from (kind.words for kind in kinds())
    yield from (export.label for export in EXPORTS.values())
    names = tomllib.loads(FEATURE_NAMES.read_text(encoding="utf-8"))
    for part in names.values():
        yield from part.values()
    for credit in tomllib.loads((UI / "credits.toml").read_text(encoding="utf-8"))["credit"]:
        yield from credit.values()


def template(node: ast.expr) -> str:
    """Write a text with {0}, {1} ... for what is filled in; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    number, told = 0, ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            told += str(part.value).replace("{", "{{").replace("}", "}}")
        else:
            told, number = f"{told}{{{number}}}", number + 1
    return told


def nodes(paths: list[Path]) -> Iterator[ast.AST]:
    for path in paths:
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def refused() -> Iterator[str]:
    """List what is said where something is refused."""
    for node in nodes(REFUSING):
        refusal = node.exc if isinstance(node, ast.Raise) else None
        if isinstance(refusal, ast.Call) and getattr(refusal.func, "id", "") in ERRORS:
            yield from map(template, refusal.args[:1])


def reasoned() -> Iterator[str]:
    """List what functions tell: yielded, returned, appended, or looked up."""
    for node in nodes(TELLING):
        if isinstance(node, ast.Dict):
            yield from map(template, node.values)
        elif isinstance(node, ast.Yield | ast.Return) and node.value:
            either = node.value
            parts = [either.body, either.orelse] if isinstance(either, ast.IfExp) else [either]
            yield from map(template, parts)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append":
            yield template(node.args[0])
        elif isinstance(node, ast.List | ast.Tuple):
            yield from map(template, node.elts)


def named() -> Iterator[str]:
    """List what modules' constants say."""
    for path in NAMING:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            if not isinstance(value, ast.Call):
                yield from map(template, constants(value))


def constants(node: ast.AST | None) -> Iterator[ast.expr]:
    """List the texts in a constant, those with something filled in whole."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield node
    elif node is not None:
        for part in ast.iter_child_nodes(node):
            yield from constants(part)


def wanted() -> set[tuple[str | None, str]]:
    found: set[tuple[str | None, str]] = {(None, message[0]) for message in marked()}
    found |= {(None, message) for message in in_data()}
    told = [*refused(), *reasoned(), *named()]
    return found | {(CONTEXT, sentence) for sentence in told if _WORD.search(sentence)}


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
    known = wanted() | {(CONTEXT, value) for value in FILLED_IN}
    assert not sorted(set(entries(language)) - known, key=str)


@pytest.mark.parametrize("language", OTHERS)
def test_plurals_have_every_form_the_language_has(language):
    pairs = {message[0]: message[1] for message in marked() if len(message) == 2}
    have = entries(language)
    for one, many in pairs.items():
        message = have[None, one]
        assert message.id == (one, many)
        assert len(message.string) == catalogue(language).num_plurals


@pytest.mark.parametrize("language", OTHERS)
def test_translations_fill_in_the_same_values(language):
    for message in entries(language).values():
        source = [message.id] if isinstance(message.id, str) else list(message.id)
        fields = set(_FIELD.findall(source[-1]))
        if isinstance(message.string, str):
            told = message.context == CONTEXT  # may leave out what English needs for its plural
            given = set(_FIELD.findall(message.string))
            assert given <= fields if told else given == fields, message.id
        else:  # one, two and none may be words instead of a number
            for form, said in enumerate(message.string):
                given = set(_FIELD.findall(said))
                assert given <= fields and (given == fields or form < 3), (message.id, said)


# ---- what modules tell in English -----------------------------------------------------------


def isolated(said: str) -> str:
    return said.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("sentence", "arabic"),
    [
        (
            "“shelled” tells of shelling/artillery/missile attack.",
            "تدل «shelled» على قصف مدفعي/صاروخي.",
        ),
        (
            "The words could also mean armed clash (30%) or attack (20%).",
            "وقد يعني الكلام أيضًا اشتباك مسلح (30%) أو هجوم (20%).",
        ),
        ("دير الزور is named in the same sentence.", "ذُكر دير الزور في الجملة نفسها."),
        (
            "12 km from Al Mayadin, the nearest other place named",
            "على بعد 12 كم من Al Mayadin، أقرب مكان آخر مذكور",
        ),
        ("the word beside it says: military base", "تقول الكلمة المجاورة له: قاعدة عسكرية"),
        (
            "a.rtf: this is in Rich Text Format; save it as .docx",
            "a.rtf: هذا نص منسق (RTF)؛ احفظه بصيغة docx",
        ),
        (
            "a.exe: this is a program; paste its text instead",
            "a.exe: هذا برنامج؛ ألصق نصه بدلًا منه",
        ),
        ("nobody has translated this", "nobody has translated this"),
    ],
)
def test_what_a_module_told_is_said_again_with_its_values(sentence, arabic):
    assert isolated(retold(sentence, words("ar"))) == arabic
    assert retold(sentence, words("en")) == sentence


def test_a_word_of_the_article_is_quoted_as_it_is():
    """“attack” is a type of event as well: in quotes it is the article's own word."""
    assert isolated(retold("“attack” names no day.", words("ar"))) == "لا تعيّن «attack» يومًا."


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
