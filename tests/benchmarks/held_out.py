"""Measure the recogniser on corpora it has not read: python -m tests.benchmarks.held_out FOLDER.

Trains anew for every row, so it takes some minutes. GeoVirus: trained on the other English texts;
CLEANANERcorp: 5-fold; AQMAR: trained without it; IDRISI: leave one event out. Overlap F1 of
recognition, and for GeoVirus end to end within 161 km.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gazetteer import Index, default_path
from gazetteer.languages.knowledge import names
from gazetteer.recognition.features import Lexicon
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.recognition.rules import name_rules
from gazetteer.resolution.resolver import resolve
from gazetteer.spelling.words import fold_text
from gazetteer.training.recogniser import sample, train, train_filter
from tests.benchmarks.place_scores import HEAD, FoundName, cells, count
from tests.benchmarks.place_systems import country_km

Rows = list[dict[str, Any]]
SAMPLE = 4000


def main() -> None:
    """Print one row a corpus."""
    print(f"| corpus | {HEAD} |\n{'|---' * (HEAD.count('|') + 2)}|")
    folder = Path(sys.argv[1])
    wanted = sys.argv[2:]
    with Index(default_path()) as index:
        for name, parts in experiments(folder):
            if wanted and name not in wanted:
                continue
            aggregate: Counter[str] = Counter()
            for code, texts, weigh, held_out in parts:
                for row, found in _run(index, code, texts, weigh, held_out):
                    aggregate.update(count(row, found))
            print(f"| {name} | {cells(aggregate)} |", flush=True)


def experiments(folder: Path) -> Iterable[tuple[str, list[tuple[str, Rows, Rows, Rows]]]]:
    """Yield (name, [(language, texts to learn, texts to weigh, texts held out)])."""

    def load(name: str, size: int = SAMPLE) -> Rows:
        return sample(folder / f"{name}.jsonl", size)

    wojood = load("ar_wojood_train")
    clean, aqmar, idrisi = (
        load(f"ar_{name}_train") for name in ("cleananercorp", "aqmar", "idrisi_ra")
    )
    yield (
        "ar_cleananercorp_train",
        [
            ("ar", [r for i, r in enumerate(clean) if i % 5 != k] + aqmar, wojood, clean[k::5])
            for k in range(5)
        ],
    )
    yield "ar_aqmar_train", [("ar", clean + idrisi, wojood, aqmar)]
    events = sorted({row["event"] for row in idrisi})
    yield (
        "ar_idrisi_ra_train",
        [
            (
                "ar",
                clean + aqmar + [r for r in idrisi if r["event"] != event],
                wojood,
                [r for r in idrisi if r["event"] == event],
            )
            for event in events
        ],
    )
    english = [
        row
        for name in ("en_wikigold", "en_re3d_government", "en_re3d_government", "en_wnut17_train")
        for row in load(name)
    ]
    english += load("en_btc", 3000) + load("IDRISI-R-en", 3000)
    weigh = load("LGL") + load("TUD-Loc2013")
    yield "GeoVirus", [("en", english, weigh, load("GeoVirus"))]


def _run(
    index: Index, code: str, texts: Rows, weigh: Rows, held_out: Rows
) -> list[tuple[dict[str, Any], list[FoundName]]]:
    rules = name_rules(code, names(code))
    lexicon = Lexicon(index, rules)
    with TemporaryDirectory() as folder:
        model = Path(folder) / "model.crf"
        train(texts, lexicon, model)
        recogniser = Recogniser(
            index, rules, model=str(model), weights=train_filter(texts, weigh, lexicon, 2)
        )
        return [(row, _found(recogniser, row["text"])) for row in held_out]


def _found(recogniser: Recogniser, text: str) -> list[FoundName]:
    mentions: Sequence[Any] = [
        m for m in recogniser.recognise(fold_text(text)) if m.kind != "demonym"
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
