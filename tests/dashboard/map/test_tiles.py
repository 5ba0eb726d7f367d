"""Map tiles that a user brings: which are taken, which are refused and why, how they are served."""

import json
import sqlite3
from contextlib import closing

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from starlette.requests import Request

from dashboard.errors import DashboardError
from dashboard.map.tiles import OPENSTREETMAP, open_tiles, tiles_of
from dashboard.settings import settings
from dashboard.ui import routes
from dashboard.ui.headers import SecurityHeaders
from tests.answers import answer_of

NORTH_WEST = b"\x89PNG north-west"


def mbtiles(path, form="png", **metadata):
    with closing(sqlite3.connect(path)) as file:
        file.execute("create table metadata (name text, value text)")
        file.execute("create table tiles (zoom_level, tile_column, tile_row, tile_data blob)")
        rows = {"format": form, "minzoom": "0", "maxzoom": "3", **metadata}
        file.executemany("insert into metadata values (?, ?)", rows.items())
        file.execute("insert into tiles values (1, 0, 1, ?)", (NORTH_WEST,))  # from the south
        file.commit()
    return str(path)


def pmtiles(path, kind=TileType.PNG):
    with path.open("wb") as file:
        writer = Writer(file)
        writer.write_tile(zxy_to_tileid(1, 0, 0), NORTH_WEST)
        header = {
            "tile_type": kind,
            "tile_compression": Compression.NONE,
            "min_zoom": 0,
            "max_zoom": 1,
            "min_lon_e7": 0,
            "min_lat_e7": 0,
            "max_lon_e7": 0,
            "max_lat_e7": 0,
            "center_zoom": 0,
            "center_lon_e7": 0,
            "center_lat_e7": 0,
        }
        writer.finalize(header, {"attribution": "<a href='x'>Ours &amp; theirs</a>"})
    return str(path)


@pytest.mark.parametrize("make", [mbtiles, pmtiles])
def test_a_file_gives_its_tiles_counted_from_the_north_west(tmp_path, make):
    path = tmp_path / f"own.{make.__name__}"
    make(path)
    tiles = open_tiles(str(path))
    assert tiles.host == "" and tiles.kind == "image/png"
    assert tiles.read(1, 0, 0) == NORTH_WEST
    assert tiles.read(1, 1, 1) is None


def test_who_made_the_tiles_is_told_as_text(tmp_path):
    assert open_tiles(pmtiles(tmp_path / "own.pmtiles")).by == "Ours & theirs"
    path = mbtiles(tmp_path / "own.mbtiles", attribution="<img src=x onerror=y>Somebody")
    assert open_tiles(path).by == "Somebody"
    assert open_tiles(mbtiles(tmp_path / "mine.mbtiles")).by == "mine"


def test_vector_tiles_are_refused_by_name_with_a_way_out(tmp_path):
    for path in (
        pmtiles(tmp_path / "streets.pmtiles", TileType.MVT),
        mbtiles(tmp_path / "streets.mbtiles", "pbf"),
    ):
        with pytest.raises(DashboardError, match=r"streets\.\w+: holds vector tiles.*raster"):
            open_tiles(path)


def test_a_broken_file_is_named(tmp_path):
    for name in ("x.pmtiles", "x.mbtiles"):
        (tmp_path / name).write_bytes(b"PMTiles\x03 cut short")
        with pytest.raises(DashboardError, match=name):
            open_tiles(str(tmp_path / name))


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ("https://tiles.example.org/tiles.png", "{z}, {x} and {y}"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", "one host"),
        ("https://a.example 'self' *;/{z}/{x}/{y}.png", "one host"),
        ("ftp://tiles.example.org/{z}/{x}/{y}.png", "no address of tiles"),
        ("/nowhere/of/mine.pmtiles", "no such file"),
        ("/nowhere/of/mine.tif", "neither an address"),
    ],
)
def test_a_setting_that_cannot_be_used_says_why(wanted, why):
    with pytest.raises(DashboardError, match=why):
        open_tiles(wanted)


def test_one_setting_names_the_tiles_and_openstreetmap_has_a_switch():
    url = "https://tiles.example.org/{z}/{x}/{y}.png"
    assert tiles_of(settings({})) is None
    assert tiles_of(settings({"DATELINE_ONLINE_TILES": "1"})).url == OPENSTREETMAP
    both = settings({"DATELINE_ONLINE_TILES": "1", "DATELINE_TILES": url})
    assert tiles_of(both).host == "https://tiles.example.org"


@pytest.mark.parametrize("policy", ["page_policy", "frame_policy"])
def test_only_the_host_of_the_tiles_is_let_in(policy):
    written = getattr(SecurityHeaders(None, tiles_host="https://tiles.example.org"), policy)
    assert "img-src 'self' data: blob: https://tiles.example.org;" in written
    assert written.count("https:") == 1
    assert "http" not in getattr(SecurityHeaders(None), policy)


def ask(handler, headers=(), **where):
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "path_params": where,
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }
    return answer_of(handler, Request(scope))


def test_the_route_serves_a_users_own_tiles_to_our_own_pages(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_TILES", mbtiles(tmp_path / "own.mbtiles"))
    answer = ask(routes.tile, zoom=1, column=0, row=0)
    assert answer.body == NORTH_WEST and answer.media_type == "image/png"
    assert ask(routes.tile, zoom=1, column=1, row=1).status_code == 204
    assert ask(routes.tile, zoom=1, column=2, row=0).status_code == 204
    assert ask(routes.tile, zoom=999, column=0, row=0).status_code == 204
    stranger = [("sec-fetch-site", "cross-site")]
    assert ask(routes.tile, stranger, zoom=1, column=0, row=0).status_code == 403
    said = json.loads(ask(routes.tiles).body)
    assert said == {"url": "../../api/tiles/{z}/{x}/{y}", "least": 0, "most": 3, "by": "own"}


def test_without_the_setting_there_are_no_tiles(monkeypatch):
    monkeypatch.delenv("DATELINE_TILES", raising=False)
    assert ask(routes.tiles).status_code == 404
    assert ask(routes.tile, zoom=0, column=0, row=0).status_code == 204
