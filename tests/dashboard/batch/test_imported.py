"""Tables of events that others coded: taken as they are, marked, in bulk."""

import json
from pathlib import Path

import pytest

from dashboard.batch.imported.loading import load
from dashboard.errors import DashboardError
from dashboard.events.records import extraction_record
from dashboard.exports import EXPORTS
from dashboard.model import Event
from dashboard.stores import Filter, open_store

ANY = Filter(modes=())
Known = tuple[str, str | None, float | None, float | None, tuple[int, int] | None]
CLASH, STRIKE = "Armed clash", "Air/drone strike"
HERE: Known = (CLASH, "2021-06-04", 35.5, 38.25, (2, 2))


def objects(value: object) -> str:
    return json.dumps(value)


FILES = {
    "acled.csv": (
        "event_id_cnty,event_date,event_type,sub_event_type,country,location,latitude,longitude,fatalities\n"
        "X1,04 June 2021,Battles,Armed clash,Syria,Here,35.5,38.25,2\n"
    ),
    "ucdp.csv": (
        "id,type_of_violence,date_start,date_end,where_coordinates,latitude,longitude,best,low,high\n"
        "7,1,2021-06-04 00:00:00,2021-06-04 00:00:00,Here,35.5,38.25,2,2,2\n"
    ),
    "gdelt.csv": (
        "GlobalEventID\tSQLDATE\tEventRootCode\tActionGeo_Lat\tActionGeo_Long\tdeaths\n"
        "1\t20210604\t19\t35.5\t38.25\t2\n"
    ),
    "days.csv": (
        "date;type;lat;lon;killed\n04/06/2021;clashes;35.5;38.25;2\n14/06/2021;clashes;95;38.25;2\n"
    ),
    "arabic.csv": (
        "التاريخ;نوع الحدث;المدينة;خط العرض;خط الطول;عدد القتلى\n"
        "04/06/2021;اشتباك مسلح;هنا;35.5;38.25;2\n14/06/2021;اشتباكات;هنا;95;38.25;2\n"
    ),
    "map.geojson": objects(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [38.25, 35.5]},
                    "properties": {"date": "2021-06-04", "type": "Battle", "killed": 2},
                }
            ],
        }
    ),
    "kobo.json": objects(
        {
            "results": [
                {
                    "date": "2021-06-04",
                    "kind": "clash",
                    "_geolocation": [35.5, 38.25],
                    "killed": "2",
                }
            ]
        }
    ),
}


def imported(path: Path, store: str) -> list[Event]:
    with open_store(f"sqlite:///{store}") as kept:
        list(load(path, kept))
        return list(kept.events(ANY))


def known(event: Event) -> Known:
    count, area, when = event.fatalities, event.area, event.when
    return (
        event.sub_type,
        when.first.isoformat() if when and when.first else None,
        area.lat if area else None,
        area.lon if area else None,
        (count.low, count.high) if count else None,
    )


@pytest.mark.parametrize("name", FILES)
def test_a_coded_event_of_any_usual_export_keeps_kind_day_point_and_dead(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    first, *_ = imported(path, str(tmp_path / "a.db"))
    assert known(first) == HERE


def test_an_imported_event_says_so_and_comes_in_once(tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    path.write_text(FILES["acled.csv"], encoding="utf-8")
    store = str(tmp_path / "a.db")
    imported(path, store)
    (event,) = imported(path, store)
    assert [reason.code for reason in event.reasons] == ["event.imported"]


def test_a_table_without_day_and_point_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,colour\nA,red\n", encoding="utf-8")
    with pytest.raises(DashboardError, match="no row with a day or a point"):
        imported(path, str(tmp_path / "a.db"))


@pytest.mark.parametrize("format", ["csv", "geojson", "json", "acled", "extract"])
def test_our_own_exports_come_back_in(format: str, tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    path.write_text(FILES["acled.csv"], encoding="utf-8")
    (event,) = imported(path, str(tmp_path / "a.db"))
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        extraction = store.extraction(event.document)
    assert extraction is not None
    if format == "extract":
        data = f"{json.dumps(extraction_record(extraction))}\n".encode() * 2
    else:
        documents = {event.document: extraction.document}
        data = EXPORTS[format].function([event], documents)
    back = tmp_path / f"back.{format}"
    back.write_bytes(data)
    (again,) = imported(back, str(tmp_path / "b.db"))
    assert known(again) == HERE


@pytest.mark.parametrize(
    ("row", "events"),
    [
        ("2021-06-04,airstrike,35.5,38.25,", 1),  # the row that is there already
        ("2021-06-04,airstrike,35.5,38.30,", 2),
        ("2021-06-04,shelling,35.5,38.25,", 2),
    ],
)
def test_rows_without_ids_are_one_event_only_where_day_kind_and_point_are_the_same(
    row: str, events: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"date,type,lat,lon,who\n2021-06-04,airstrike,35.5,38.25,\n{row}\n")
    assert len(imported(path, str(tmp_path / "a.db"))) == events


@pytest.mark.parametrize(
    ("kind", "role"), [("Air/drone strike", "attacker"), ("Peaceful protest", "actor")]
)
@pytest.mark.parametrize("mode", ["reported", "planned"])
def test_who_acts_and_how_it_was_told_survive_our_own_table(
    kind: str, role: str, mode: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"date,type,lat,lon,actor1,mode\n2021-06-04,{kind},1,2,X (Y),{mode}\n")
    (event,) = imported(path, str(tmp_path / "a.db"))
    path.write_bytes(EXPORTS["csv"].function([event], {}))
    (again,) = imported(path, str(tmp_path / "b.db"))
    for one in (event, again):
        assert ([(a.name, a.role) for a in one.actors], one.mode) == ([("X (Y)", role)], mode)


def test_a_kind_that_we_do_not_know_keeps_the_words_of_its_coder(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("date,type,lat,lon\n2021-06-04,Water shortage,1,2\n")
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        list(load(path, store))
        (article,) = store.documents()
    assert article.title == "Water shortage"
