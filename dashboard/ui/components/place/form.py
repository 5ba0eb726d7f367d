"""The form for a place of one's own: names, a point on the map or typed, kind, radius, source."""

import zlib
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import streamlit as st
from geopy.distance import great_circle
from streamlit_folium import st_folium

from dashboard.map.numbered import numbered
from dashboard.map.world import Spot, world
from dashboard.ui.components.event_panel.event import name
from dashboard.ui.components.place import again, record
from dashboard.ui.session import resources, state, wording
from dashboard.ui.session.language import _, chosen
from gazetteer.errors import BadPlace
from gazetteer.index.index import Index
from gazetteer.my_places.kinds import Kind, kind_of, kinds
from gazetteer.my_places.places import draft, located
from gazetteer.place import Place
from gazetteer.spelling.points import EXAMPLES, read_point

FORM, ROUND, PART = "place-form", "place-form-round", "part"
MAP_HEIGHT = 380
AROUND_KM, MOST_AROUND = 60.0, 12
APART_KM = 12.0  # nearer markers would hide each other, and the map under them


@dataclass(frozen=True, slots=True)
class Form:
    """What a form starts from; `around` is where its map opens, `why` is shown above it.

    `near` is the name of the place at `around`.

    With an `id` a place of one's own is edited; `same` is another source's that is corrected.
    """

    id: str = ""
    same: str = ""
    names: tuple[str, ...] = ()
    kind: Kind | None = None
    point: tuple[float, float] | None = None
    radius_km: float | None = None
    note: str = ""
    said_by: str = ""
    around: tuple[float, float] | None = None
    why: str = ""
    near: str = ""


def of_place(place: Place, *, said_by: str = "") -> Form:
    """Start from a place that is known: to edit it, or to put another in the place of it.

    Of another source's place only the first name is claimed: the others still lead to it.
    """
    mine = place.source == "mine"
    kind, here = kind_of(place.feature_class, place.feature_code), (place.lat, place.lon)
    names = place.names if mine and place.names else (place.name,)
    note = place.note if mine else ""
    return Form(
        place.id if mine else "",
        "" if mine else place.id,
        names,
        kind,
        here,
        place.radius_km or None,
        note,
        said_by,
        here,
    )


def begin(form: Form) -> None:
    """Open the form, from whatever page."""
    number = st.session_state.get(ROUND, 0) + 1
    st.session_state[ROUND] = number
    st.session_state[FORM] = form
    if form.point:
        st.session_state[_key("point")] = f"{form.point[0]:.5f}, {form.point[1]:.5f}"
    again.close()


def go() -> None:
    """Show the form that `begin` opened; not from a callback, where pages cannot be changed."""
    state.open_page("places", {PART: "form"})


def show() -> None:
    """Draw the form."""
    form: Form = st.session_state.get(FORM, Form())
    title = _("Correct this place") if form.same else _("Add a place")
    title = _("Edit this place") if form.id else title
    st.html(f'<div class="dl-title">{title}</div>')
    if form.why:
        there = f" {_('The map opens at {place}.', place=name(form.near))}" if form.near else ""
        st.html(f'<div class="dl-note">{escape(form.why)}{there}</div>')
    left, right = st.columns([7, 5], gap="medium")
    with left:
        _map(form)
    with right:
        _fields(form)


def _key(field: str) -> str:
    return f"place-{st.session_state.get(ROUND, 0)}-{field}"


def _map(form: Form) -> None:
    """Only numbers go onto the map; the line below says what they are."""
    around = form.around or form.point
    near = landmarks(resources.index(), *around) if around else []
    points = [(place.lat, place.lon) for place in near]
    fitting = zlib.crc32(repr((st.session_state.get(ROUND, 0), around)).encode())
    answer = st_folium(
        world(tiled=resources.tiles() is not None),
        key=_key("map"),
        height=MAP_HEIGHT,
        width=None,
        returned_objects=["last_clicked"],
        feature_group_to_add=numbered(
            points, picked=_picked(form), fitting=fitting, language=chosen().language
        ),
    )
    _clicked(answer or {})
    if near:
        known = (
            f"<b>{i}</b> {name(wording.place(place))}" for i, place in enumerate(near, start=1)
        )
        st.html(f'<div class="dl-note">{_("Known around here:")} {" · ".join(known)}</div>')


def landmarks(index: Index, lat: float, lon: float) -> list[Place]:
    """Return the place at a point and the largest around it that hide no other on the map."""
    near = index.near(lat, lon, radius_km=AROUND_KM, limit=1000)
    kept: list[Place] = []
    for _km, place in sorted(near, key=lambda pair: (pair[0] > 0.5, -pair[1].population)):
        apart = (great_circle((place.lat, place.lon), (p.lat, p.lon)).km for p in kept)
        if place.feature_class != "A" and min(apart, default=APART_KM) >= APART_KM:
            kept.append(place)
        if len(kept) == MOST_AROUND:
            break
    return kept


def _picked(form: Form) -> Spot | None:
    try:
        lat, lon = read_point(st.session_state.get(_key("point"), ""))
    except BadPlace:
        return None
    radius = st.session_state.get(_key("radius")) or form.radius_km or _kind(form).radius_km
    return lat, lon, float(radius), "circle", None


def _kind(form: Form) -> Kind:
    chosen: Kind | None = st.session_state.get(_key("kind"))
    return chosen or form.kind or kinds()[0]


def _clicked(answer: dict[str, Any]) -> None:
    """Take the point of a click that is new; the widget for it is drawn after the map."""
    click = answer.get("last_clicked")
    if not click or click == st.session_state.get(_key("click")):
        return
    st.session_state[_key("click")] = click
    lon = (float(click["lng"]) + 180) % 360 - 180  # the map goes round the world
    st.session_state[_key("point")] = f"{float(click['lat']):.5f}, {lon:.5f}"
    st.rerun()


def _fields(form: Form) -> None:
    names = st.text_area(
        _("Names, one a line, in any script; the first is shown"),
        "\n".join(form.names),
        key=_key("names"),
        height=96,
        placeholder="القرية الخضراء\nen=Green Village",
    )
    point = st.text_input(
        _("Point: click on the map, or type it"), key=_key("point"), placeholder=_examples()
    )
    offered = list(kinds())
    one, two = st.columns([3, 2])
    kind = one.selectbox(
        _("Kind"),
        offered,
        index=offered.index(form.kind or offered[0]),
        key=_key("kind"),
        format_func=lambda kind: _(kind.label),
    )
    radius = two.number_input(
        _("May be off by (km)"),
        min_value=0.05,
        max_value=2000.0,
        value=form.radius_km,
        step=1.0,
        key=_key("radius"),
        placeholder=_("{n} is usual", n=f"{kind.radius_km:g}"),
    )
    said_by = st.text_input(
        _("Who says so"), form.said_by, key=_key("said"), placeholder=_("a map, a report, a person")
    )
    note = st.text_input(_("Note"), form.note, key=_key("note"))
    with st.container(horizontal=True):
        wanted = st.button(_("Save"), type="primary", icon=":material/check:", key=_key("save"))
        st.button(_("Cancel"), on_click=_cancel, key=_key("cancel"))
    if wanted:
        _save(form, names, point, kind, radius, said_by, note)


def _examples() -> str:
    one, other = EXAMPLES
    return _("{one} or {other}", one=one, other=other)


def _save(
    form: Form, names: str, point: str, kind: Kind, radius: float | None, said_by: str, note: str
) -> None:
    try:
        if not names.strip():
            raise BadPlace(_("Give the place a name."))
        if not point.strip():
            raise BadPlace(_("Choose a point on the map, or type one."))
        place = draft(
            names.splitlines(),
            *read_point(point),
            feature_class=kind.feature_class,
            feature_code=kind.feature_code,
            radius_km=radius or 0.0,
            note=note,
            id=form.id,
        )
    except BadPlace as error:
        st.error(wording.error_message(error))
        return
    keep(place, said_by, same=form.same, before=form.names)
    _cancel()
    st.rerun()


def keep(place: Place, said_by: str, *, same: str = "", before: tuple[str, ...] = ()) -> None:
    """Keep a place and ask what becomes of the articles that name it, or named it `before`."""
    mine, index = resources.my_places(), resources.index()
    known = mine.get(place.id)
    if known:  # what the form does not show
        place = replace(place, population=known.place.population)
    mine.put([located(place, index)], said_by, same={place.id: same})
    kept = _("is kept at {point}.", point=record.coordinates(place))
    again.ask(place.name, kept, [*place.names, *before], [place.id, same])


def _cancel() -> None:
    st.session_state.pop(FORM, None)
    state.write_address({PART: "mine"})
