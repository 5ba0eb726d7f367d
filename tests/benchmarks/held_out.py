"""Measure the recogniser on corpora it has not read: python -m tests.benchmarks.held_out FOLDER.

Trains anew for every row, so it takes some minutes. GeoVirus: trained on the other English texts;
CLEANANERcorp: 5-fold; AQMAR: trained without it; IDRISI: leave one event out. Overlap F1 of
recognition, and for GeoVirus end to end within 161 km. With `--careful` the encoder reads too,
whose top knows neither AQMAR nor GeoVirus, nor three events of IDRISI, nor every seventh row of
CLEANANERcorp: these are what is measured then.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gazetteer import Index, default_path
from gazetteer.encoder.encoder import Encoder, load_encoder
from gazetteer.encoder.stretches import stretches
from gazetteer.languages.knowledge import names
from gazetteer.recognition.features import Lexicon
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.recognition.rules import name_rules
from gazetteer.resolution.resolver import resolve
from gazetteer.spelling.words import fold_text
from gazetteer.training.careful import careful_filter
from gazetteer.training.encoder.corpora import EVENTS_HELD_OUT, held_out_rows
from gazetteer.training.recogniser import sample, train, train_filter
from tests.benchmarks.place_scores import HEAD, FoundName, cells, count
from tests.benchmarks.place_systems import country_km

Rows = list[dict[str, Any]]
SAMPLE = 4000


def main() -> None:
    """Print one row a corpus."""
    print(f"| corpus | {HEAD} |\n{'|---' * (HEAD.count('|') + 2)}|")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpora", nargs="*")
    parser.add_argument("--careful", action="store_true")
    options = parser.parse_args()
    encoder = load_encoder() if options.careful else None
    with Index(default_path()) as index:
        for name, parts in experiments(options.folder, options.careful):
            if options.corpora and name not in options.corpora:
                continue
            aggregate: Counter[str] = Counter()
            for experiment in parts:
                for row, found in _run(index, experiment, encoder):
                    aggregate.update(count(row, found))
            print(f"| {name} | {cells(aggregate)} |", flush=True)


@dataclass(frozen=True, slots=True)
class Experiment:
    """What CRF and filter learn from, what the filter alone reads, and what is held out.

    `unread` are the rows of `texts` that the top of the encoder has not read.
    """

    language: str
    texts: Rows
    weigh: Rows
    held_out: Rows
    unread: Rows


def experiments(folder: Path, careful: bool) -> Iterable[tuple[str, list[Experiment]]]:
    """Yield each corpus with its experiments, which are measured together."""

    def load(name: str, size: int = SAMPLE) -> Rows:
        return sample(folder / f"{name}.jsonl", size)

    wojood = load("ar_wojood_train")
    clean, aqmar, idrisi = (
        load(f"ar_{name}_train") for name in ("cleananercorp", "aqmar", "idrisi_ra")
    )
    parts = [held_out_rows(clean)] if careful else [clean[k::5] for k in range(5)]
    yield "ar_cleananercorp_train", [_without("ar", part, [clean, aqmar], wojood) for part in parts]
    yield "ar_aqmar_train", [_without("ar", aqmar, [clean, idrisi], wojood)]
    events = EVENTS_HELD_OUT if careful else sorted({row["event"] for row in idrisi})
    parts = [[row for row in idrisi if row["event"] == event] for event in events]
    texts = [clean, aqmar, idrisi]
    yield "ar_idrisi_ra_train", [_without("ar", part, texts, wojood) for part in parts]
    english = [
        load(name)
        for name in ("en_wikigold", "en_re3d_government", "en_re3d_government", "en_wnut17_train")
    ]
    english += [load("en_btc", 3000), load("IDRISI-R-en", 3000)]
    weigh = load("LGL") + load("TUD-Loc2013")
    yield "GeoVirus", [_without("en", load("GeoVirus"), english, weigh)]


def _without(language: str, held_out: Rows, texts: Sequence[Rows], weigh: Rows) -> Experiment:
    out = {id(row) for row in held_out}

    def left(files: Iterable[Rows]) -> Rows:
        return [row for rows in files for row in rows if id(row) not in out]

    return Experiment(language, left(texts), weigh, held_out, left(map(held_out_rows, texts)))


def _run(
    index: Index, experiment: Experiment, encoder: Encoder | None
) -> list[tuple[dict[str, Any], list[FoundName]]]:
    rules = name_rules(experiment.language, names(experiment.language))
    lexicon = Lexicon(index, rules)
    texts, weigh = experiment.texts, experiment.weigh
    with TemporaryDirectory() as folder:
        model = Path(folder) / "model.crf"
        train(texts, lexicon, model)
        if encoder:
            unread = {id(row) for row in experiment.unread}
            learned = [row for row in texts if id(row) not in unread]
            weights = careful_filter(index, rules, learned, experiment.unread + weigh, encoder)
        else:
            weights = train_filter(texts, weigh, lexicon, 2)
        recogniser = Recogniser(index, rules, model=str(model), weights=weights)
        return [(row, _found(recogniser, row["text"], encoder)) for row in experiment.held_out]


def _found(recogniser: Recogniser, text: str, encoder: Encoder | None) -> list[FoundName]:
    encoded = encoder.encode(text, stretches(text)) if encoder else None
    mentions: Sequence[Any] = [
        m for m in recogniser.recognise(fold_text(text), encoded) if m.kind != "demonym"
    ]
    return [
        FoundName(
            r.mention.start,
            r.mention.end,
            (r.place.lat, r.place.lon) if r.place else None,
            r.probability,
            country_km(r.place),
        )
        for r in resolve(text, mentions, recogniser.lexicon.index)
    ]


if __name__ == "__main__":
    main()
