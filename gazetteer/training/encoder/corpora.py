"""The gold of place names that the top learns words from, and how much of each it reads.

Kept from it, so that it can be measured on them: all of AQMAR and GeoVirus, three events of IDRISI,
and every seventh row of the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gazetteer.encoder.encoder import Encoder
from gazetteer.training.encoder.examples import Stretch, names
from gazetteer.training.recogniser import sample

_HELD_OUT = 7  # every so many rows: the filter over the top learns from them
EVENTS_HELD_OUT = ("beirut_explosion_2020", "cairo_bombing_2019", "jordan_floods_2018")


@dataclass(frozen=True, slots=True)
class Share:
    """At most so many rows, and of sentences without a name the share that is kept."""

    rows: int
    kept: float


CORPORA = {
    "ar_cleananercorp_train": Share(4000, 0.4),
    "ar_idrisi_ra_train": Share(3500, 0.6),
    "ar_idrisi_da_train": Share(1000, 0.6),
    "de_germeval_train": Share(1000, 0.3),
    "en_btc": Share(2500, 0.3),
    "en_re3d_government": Share(1000, 1.0),
    "en_wikigold": Share(2000, 0.5),
    "en_wnut17_train": Share(1500, 0.4),
    "fr_europeana_train": Share(1200, 0.5),
    "IDRISI-R-en": Share(2500, 0.5),
    "ru_factrueval_train": Share(150, 0.5),
    "tr_wikiner_train": Share(1500, 0.5),
}


def learned_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows that the top learns from."""
    return [
        row
        for number, row in enumerate(rows)
        if number % _HELD_OUT and row.get("event") not in EVENTS_HELD_OUT
    ]


def held_out_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows that are kept from it."""
    return rows[::_HELD_OUT]


def read_corpora(encoder: Encoder, folder: Path) -> Iterator[tuple[str, list[Stretch]]]:
    """Yield the name and the stretches of each corpus."""
    for name, share in CORPORA.items():
        rows = learned_rows(sample(folder / f"{name}.jsonl", share.rows))
        yield name, list(names(encoder, rows, share.kept))
