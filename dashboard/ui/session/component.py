"""Our own components of the pages: their scripts and styles are files, fetched once and kept.

Streamlit sends a component's script along each time that its data change: 40 KB for a brush.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.map.es_modules import joined

COMPONENTS = Path(__file__).resolve().parents[1] / "components"
KINDS = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
# Of a script the first module: those that it imports are joined to it.
SERVED = (
    "timeline/timeline.js",
    "timeline/timeline.css",
    "event_list/table.js",
    "event_list/table.css",
    "article/text.js",
    "article/article.css",
    "article/strip.js",
    "event_panel/claims.js",
    "overview/overview.js",
    "overview/overview.css",
)
# The style goes into the component's own root before anything is drawn, so that nothing jumps.
LOADER = """
const at = (name) => `${{location.origin}}{folder}/${{name}}`;
const [{{ default: run }}, look] = await Promise.all([
  import(at("{script}")),
  {style} ? fetch(at({style})).then((answer) => answer.text()) : "",
]);
const style = new CSSStyleSheet();
style.replaceSync(look);
export default function (component) {{
  const root = component.parentElement.getRootNode();
  if (!root.adoptedStyleSheets.includes(style)) root.adoptedStyleSheets.push(style);
  return run(component);
}}
"""


def component(name: str, html: str, script: str, style: str = "", *, isolated: bool = True) -> Any:
    """Make a component from files that are SERVED; `isolated` in a root of its own."""
    loader = LOADER.format(folder=_folder(), script=script, style=f'"{style}"' if style else '""')
    return st.components.v2.component(name, html=html, js=loader, isolate_styles=isolated)


@cache
def served(name: str) -> tuple[bytes, str] | None:
    """Return a file's bytes and media type; None for what is not SERVED."""
    if name not in SERVED:
        return None
    path, kind = COMPONENTS / name, name.rpartition(".")[2]
    text = joined(path) if kind == "js" else path.read_text(encoding="utf-8")
    return text.encode(), KINDS[kind]


@cache
def version() -> str:
    """Digest all files: part of their address, so that browsers may keep them for good."""
    digest = sha256()
    for name in SERVED:
        digest.update(name.encode() + (served(name) or (b"", ""))[0])
    return digest.hexdigest()[:12]


def _folder() -> str:
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"{f'/{base}' if base else ''}/pages/{version()}"
