"""A name in an article was taken for the wrong place: say which one it is, or where."""

import streamlit as st
from geopy.distance import great_circle

from dashboard.translations.plain_text import plain
from dashboard.ui.components.place import form, record
from dashboard.ui.session import resources, state, wording
from dashboard.ui.session.language import _
from dashboard.ui.session.snapshot import Snapshot
from gazetteer.index.index import Index
from gazetteer.my_places.kinds import kind_of
from gazetteer.my_places.places import draft
from gazetteer.place import Place, Resolution

MOST = 12


def show(now: Snapshot, resolution: Resolution, index: Index) -> None:
    """Offer the other places of the name, and the form for one that nobody knows yet."""
    mention, wrong = resolution.mention, resolution.place
    if mention.kind == "demonym":
        return
    with st.expander(_("Wrong place?") if wrong else _("Do you know where it is?")):
        others = _others(resolution, index)
        if others:
            right: Place | None = st.selectbox(
                _("It is"),
                others,
                index=None,
                key=f"wrong-{mention.start}",
                format_func=lambda place: _label(place, wrong),
                placeholder=_("one of these"),
            )
            st.button(
                _("It is this one"),
                key=f"right-{mention.start}",
                disabled=right is None,
                on_click=_take,
                args=(mention.text, right),
            )
        label = _("None of these: give its point") if others else _("Give its point")
        if st.button(label, key=f"point-{mention.start}", icon=":material/add_location:"):
            form.begin(_form(now, resolution))
            form.go()


def _others(resolution: Resolution, index: Index) -> list[Place]:
    """List what else the name may be, the likeliest first."""
    found = [c.place for c in resolution.alternatives]
    found += [c.place for c in index.find(resolution.mention.text, limit=MOST)]
    chosen = resolution.place.id if resolution.place else ""
    return list({place.id: place for place in found if place.id != chosen}.values())[:MOST]


def _label(place: Place, wrong: Place | None) -> str:
    label = f"\u2068{plain(wording.place_both(place))}\u2069 · {record.kind(place)}"
    if wrong is None:
        return f"{label} · {record.coordinates(place)}"
    km = great_circle((place.lat, place.lon), (wrong.lat, wrong.lon)).km
    return f"{label} · {_('{distance} away', distance=wording.distance(round(km)))}"


def _take(text: str, right: Place) -> None:
    """Let a name mean another place from now on: a place of one's own that stands in for it."""
    own = right.source == "mine"
    place = draft(
        [text, *(right.names or (right.name,))] if own else [text],
        right.lat,
        right.lon,
        feature_class=right.feature_class,
        feature_code=right.feature_code,
        country=right.country,
        admin=right.admin,
        population=right.population,
        radius_km=right.radius_km,
        id=right.id if own else "",
        note=right.note if own else "",
    )
    form.keep(place, _said_by(), same="" if own else right.id)


def _form(now: Snapshot, resolution: Resolution) -> form.Form:
    mention, wrong = resolution.mention, resolution.place
    letter, _, code = mention.feature.partition(".")
    if not letter and wrong:
        letter, code = wrong.feature_class, wrong.feature_code
    around = (wrong.lat, wrong.lon) if wrong else _nearest(now, resolution)
    return form.Form(
        names=(plain(mention.text),), kind=kind_of(letter, code), said_by=_said_by(), around=around
    )


def _nearest(now: Snapshot, resolution: Resolution) -> tuple[float, float] | None:
    """Return where the place named nearest to this name in its article is."""
    article = now.store.extraction(st.query_params.get(state.READ, ""))
    start = resolution.mention.start
    known = [
        (abs(r.mention.start - start), r.place.lat, r.place.lon)
        for r in (article.mentions if article else ())
        if r.place and r.place.radius_km <= 100 and r.mention.kind == "place"
    ]
    return min(known)[1:] if known else None


def _said_by() -> str:
    document = resources.store().document(st.query_params.get(state.READ, ""))
    if not (document and document.title):
        return ""
    return _("a reader of {article}", article=plain(document.title)[:80])
