"""The commands for places of one's own: add, edit, withdraw, restore, list, export, import."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gazetteer.errors import BadPlace, IndexMissing
from gazetteer.index.index import Index
from gazetteer.messages import english
from gazetteer.my_places.exports import EXPORTS
from gazetteer.my_places.files import ENDINGS, read_places, written
from gazetteer.my_places.kinds import Kind, find_kind, kinds
from gazetteer.my_places.places import MyPlace, MyPlaces, draft, located
from gazetteer.place import Place
from gazetteer.spelling.fold import name_key
from gazetteer.spelling.points import EXAMPLES, read_point

_REJECTS_SHOWN = 10


def add_places(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `places` with its own commands to a parser's commands."""
    places = commands.add_parser("places", help="places of your own, which win over all others")
    own = places.add_subparsers(required=True)
    add = own.add_parser("add", help="add a place")
    add.add_argument("names", nargs="+", help="all names, plain or lang=name; the first is shown")
    _add_fields(add)
    add.set_defaults(run=_add)
    edit = own.add_parser("edit", help="change a place")
    edit.add_argument("place", help="its id or name")
    edit.add_argument("--names", nargs="+", help="all its names from now on")
    _add_fields(edit)
    edit.set_defaults(run=_edit)
    for name, does in (("withdraw", "let a place no longer be found"), ("restore", "undo that")):
        turn = own.add_parser(name, help=does)
        turn.add_argument("place", help="its id or name")
        turn.set_defaults(run=_turn, did=name)
    listed = own.add_parser("list", help="your places, or what was done to one")
    listed.add_argument("place", nargs="?", help="id or name: show its history")
    listed.add_argument("--all", action="store_true", help="withdrawn ones too")
    listed.set_defaults(run=_list)
    export = own.add_parser("export", help="write your places to a file for others")
    export.add_argument("--format", choices=list(EXPORTS), default="lpf")
    export.add_argument("--out", type=Path, help="the file; without it to standard output")
    export.set_defaults(run=_export)
    take = own.add_parser("import", help="take places from files as your own")
    take.add_argument("files", nargs="+", type=Path, help=", ".join(ENDINGS))
    take.add_argument("--source", default="", help="who says so")
    take.set_defaults(run=_import)


def _add_fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--at", help=f"the point: {' or '.join(EXAMPLES)}")
    known = "; ".join(kind.label for kind in kinds())
    parser.add_argument("--kind", help=f"{known}; or a code such as S.OILF")
    parser.add_argument("--radius", type=float, help="by how many km the point may be off")
    parser.add_argument("--note", help="anything worth knowing")
    parser.add_argument("--source", help="who says so")


def _add(options: argparse.Namespace) -> int:
    if not options.at:
        raise BadPlace(f"{options.names[0]}: say where it is: --at {EXAMPLES[0]!r}")
    kind = find_kind(options.kind) if options.kind else kinds()[0]
    place = draft(
        options.names,
        *read_point(options.at),
        feature_class=kind.feature_class,
        feature_code=kind.feature_code,
        radius_km=options.radius or 0.0,
        note=options.note or "",
    )
    kept = MyPlaces(options.index).put([_located(place, options.index)], options.source or "")
    return _report(kept, "kept")


def _edit(options: argparse.Namespace) -> int:
    mine = MyPlaces(options.index)
    before = _one(mine, options.place)
    place = before.place
    lat, lon = read_point(options.at) if options.at else (place.lat, place.lon)
    if options.at:
        place = replace(place, country="", admin=())
    kind = find_kind(options.kind) if options.kind else None
    letter, code = _codes(kind) if kind else (place.feature_class, place.feature_code)
    radius = place.radius_km if options.radius is None else options.radius
    note = place.note if options.note is None else options.note
    made = draft(
        options.names or place.names,
        lat,
        lon,
        id=place.id,
        feature_class=letter,
        feature_code=code,
        country=place.country,
        admin=place.admin,
        population=place.population,
        radius_km=radius,
        note=note,
    )
    source = before.said_by if options.source is None else options.source
    return _report(mine.put([_located(made, options.index)], source), "kept")


def _codes(kind: Kind) -> tuple[str, str]:
    return kind.feature_class, kind.feature_code


def _located(place: Place, path: Path) -> Place:
    """Ask the index for the country; without an index it stays unknown."""
    try:
        with Index(path) as index:
            return located(place, index)
    except IndexMissing:
        return place


def _turn(options: argparse.Namespace) -> int:
    mine = MyPlaces(options.index)
    id = _one(mine, options.place).place.id
    kept = mine.withdraw(id) if options.did == "withdraw" else mine.restore(id)
    return _report([kept], "withdrawn" if kept.withdrawn else "restored")


def _list(options: argparse.Namespace) -> int:
    mine = MyPlaces(options.index)
    mine.refresh()
    if options.place:
        for edit in mine.history(_one(mine, options.place).place.id):
            said = f"\t{edit.said_by}" if edit.said_by else ""
            _say(f"{edit.at:%Y-%m-%d %H:%M}\t{edit.did}\t{_line(edit.place)}{said}")
        return 0
    for kept in mine.places(withdrawn=options.all):
        _say(_line(kept.place) + ("\twithdrawn" if kept.withdrawn else ""))
    return 0


def _export(options: argparse.Namespace) -> int:
    pieces = written(MyPlaces(options.index).places(), options.format)
    if options.out is None:
        sys.stdout.writelines(pieces)
        return 0
    with options.out.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
    return 0


def _import(options: argparse.Namespace) -> int:
    mine = MyPlaces(options.index)
    taken = refused = 0
    for path in options.files:
        if not path.is_file():
            raise BadPlace(f"{path}: no such file")
        read = read_places(path)
        places = [_located(place, options.index) for place in read.places]
        taken += len(mine.put(places, options.source or path.name))
        refused += len(read.rejects)
        for reject in read.rejects[:_REJECTS_SHOWN]:
            sys.stderr.write(f"{reject.file}, line {reject.line}: {english(reject.reason)}\n")
    _say(f"{taken:,} places taken, {refused:,} rows left out")
    return 1 if refused and not taken else 0


def _one(mine: MyPlaces, asked: str) -> MyPlace:
    """Return the place of an id or of a name that only one of them has."""
    everything = mine.places(withdrawn=True)
    key = name_key(asked)
    found = [one for one in everything if one.place.id == asked]
    found = found or [
        one
        for one in everything
        if key in {name_key(name.rpartition("=")[2]) for name in one.place.names}
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadPlace(f"{asked}: no place of yours; `places list --all` names them")
    ids = ", ".join(one.place.id for one in found)
    raise BadPlace(f"{asked}: {len(found)} places of yours have that name; say which: {ids}")


def _report(kept: Sequence[MyPlace], did: str) -> int:
    for one in kept:
        _say(f"{did}\t{_line(one.place)}")
    if not kept:
        _say("nothing to change")
    return 0


def _line(place: Place) -> str:
    return (
        f"{place.id}\t{place.name}\t{place.feature_class}.{place.feature_code}\t{place.country}"
        f"\t{place.lat:.5f},{place.lon:.5f}\t±{place.radius_km:g} km"
    )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
