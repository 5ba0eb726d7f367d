"""What a page shows, kept in the address so that a link restores it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard.aggregates.aggregate import GROUP, WAYS
from dashboard.events.filter import EVERYTHING, Box
from dashboard.stores import Filter, from_query, to_query
from dashboard.ui.session.language import ADDRESS as LANGUAGE
from dashboard.ui.session.language import chosen
from dashboard.ui.session.listing import ALL, KINDS, SORTS

KEPT, PAGES = "view", "pages"
# keys of the address besides the Filter's
EVENT, SPOT, MAP, LAYERS, COLOUR = "event", "at", "map", "layers", "colour"
LIST, SORT, NAMED, UNLIKELY = "list", "sort", "named", "unlikely"
READ, PICK = "read", "pick"  # of the article page: which article, and what in it
FIND, PLACE = "find", "show"  # of the places page: the words searched for, the place chosen
NEWEST = "-when"
MAX_TOKEN = 4000
SWITCHED = {"1": True, "0": False}


@dataclass(frozen=True, slots=True)
class View:
    """Which events are wanted, and which one, or the events of which spot, to look at.

    `by` is what the map's colours mean; `named` says whether the places that articles name are on
    the map too, None: where no event is; `unlikely`, whether events are that are unlikely to be
    right. `kind` and `sort` are the list's: one of KINDS, and one of SORTS, with "-" before it
    downwards.
    """

    filter: Filter = EVERYTHING
    event: str = ""
    spot: Box | None = None
    by: str = GROUP
    kind: str = ALL
    sort: str = NEWEST
    named: bool | None = None
    unlikely: bool = False


def current() -> View:
    """Return the view: what this session had last, at its start what the address says."""
    if KEPT not in st.session_state:
        query = st.query_params.to_dict()
        wanted, problems = from_query(query)
        spot, wrong = from_query({"box": query[SPOT]} if SPOT in query else {})
        problems += [problem.replace("box", SPOT) for problem in wrong]
        by = query[COLOUR] if query.get(COLOUR) in WAYS else GROUP
        kind = query[LIST] if query.get(LIST) in KINDS else ALL
        sort = query[SORT] if is_sort(query.get(SORT, "")) else NEWEST
        named = SWITCHED.get(query.get(NAMED, ""))
        unlikely = bool(SWITCHED.get(query.get(UNLIKELY, "")))
        view = View(wanted, query.get(EVENT, ""), spot.box, by, kind, sort, named, unlikely)
        st.session_state[KEPT] = view
        st.session_state["view-problems"] = problems
    kept: View = st.session_state[KEPT]
    return kept


def is_sort(sort: str) -> bool:
    """Return whether lists can be sorted so."""
    return sort.removeprefix("-") in SORTS


def keep(view: View) -> None:
    """Make this the session's view."""
    st.session_state[KEPT] = view


def begin(filter: Filter = EVERYTHING) -> None:
    """Begin with another filter; what is listed, and in which order, stays."""
    keep(replace(View(filter), kind=current().kind, sort=current().sort))


def change(**changes: object) -> None:
    """Change fields of the view's Filter."""
    view = current()
    keep(replace(view, filter=replace(view.filter, **changes)))  # type: ignore[arg-type]


def without_days(filter: Filter) -> Filter:
    """Return what a filter wants on any day."""
    return replace(filter, since=None, until=None)


def ends(filter: Filter) -> tuple[str, str]:
    """Write the first and last day wanted as YYYY-MM-DD, "" where that end is open."""
    since, until = (day.isoformat() if day else "" for day in (filter.since, filter.until))
    return since, until


def show_in_address() -> None:
    """Write the view into the address; what the map itself writes stays."""
    view = current()
    query = to_query(view.filter)
    if view.event:
        query[EVENT] = view.event
    if view.spot:
        query[SPOT] = to_query(Filter(box=view.spot))["box"]
    if view.by != GROUP:
        query[COLOUR] = view.by
    if view.kind != ALL:
        query[LIST] = view.kind
    if view.sort != NEWEST:
        query[SORT] = view.sort
    if view.named is not None:
        query[NAMED] = "1" if view.named else "0"
    if view.unlikely:
        query[UNLIKELY] = "1"
    for key in (MAP, LAYERS):
        if key in st.query_params:
            query[key] = st.query_params[key]
    write_address(query)


def write_address(query: Mapping[str, str]) -> None:
    """Make this the address's query; the language, which is every page's, stays."""
    if LANGUAGE in st.query_params:
        query = {**query, LANGUAGE: st.query_params[LANGUAGE]}
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def to_token(filter: Filter) -> str:
    """Write a Filter as an opaque id, free of anything a template or script could read."""
    text = urlencode(sorted(to_query(filter).items()))
    return base64.b64encode(text.encode(), altchars=b"-.").decode().rstrip("=") or "all"


def from_token(token: str) -> Filter:
    """Read a Filter back; ValueError where it is none."""
    if token == "all":
        return EVERYTHING
    if len(token) > MAX_TOKEN:
        raise ValueError("too long")
    padded = token + "=" * (-len(token) % 4)
    text = base64.b64decode(padded, altchars=b"-.", validate=True).decode()
    wanted, problems = from_query(dict(parse_qsl(text, strict_parsing=True)))
    if problems:
        raise ValueError("; ".join(problems))
    return wanted


def open_page(address: str, query: Mapping[str, str] = MappingProxyType({})) -> None:
    """Go to another page by its address in the register."""
    kept = {LANGUAGE: chosen().language}
    st.switch_page(st.session_state[PAGES][address], query_params={**query, **kept})


def open_article(article: str) -> None:
    """Go to the page of an article."""
    open_page("articles", {READ: article})


def open_place(place: str) -> None:
    """Go to the page of a place."""
    open_page("places", {PLACE: place})
