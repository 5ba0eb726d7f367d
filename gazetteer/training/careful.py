"""Fit the filter of a careful reading, on rows that neither CRF nor encoder have learned from."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from gazetteer.encoder.encoder import Encoder, load_encoder
from gazetteer.errors import GazetteerError
from gazetteer.index.index import Index
from gazetteer.place import NameRules
from gazetteer.recognition.features import Lexicon
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.training.encoder.corpora import held_out_rows, learned_rows
from gazetteer.training.ranker import train_weights
from gazetteer.training.recogniser import (
    Rows,
    dictionary,
    filter_choices,
    train,
    write_weights,
)


def careful_filter(
    index: Index, rules: NameRules, learned: Rows, held_out: Rows, encoder: Encoder
) -> dict[str, float]:
    """Return the weights: the CRF learns from one part, the filter over it from the other."""
    with TemporaryDirectory() as folder:
        model = Path(folder) / "learned.crf"
        train(learned, Lexicon(index, rules), model)
        recogniser = Recogniser(index, rules, model=str(model), weights={})
        return train_weights(list(filter_choices(held_out, recogniser, encoder)))


def careful(
    index: Index,
    rules: NameRules,
    texts: Sequence[Rows],
    weigh: Sequence[Rows],
    folder: Path,
) -> dict[str, float]:
    """Fit the filter and write it to `folder`; of `texts` it reads what was held out."""
    learned = [row for rows in texts for row in learned_rows(rows)]
    held_out = [row for rows in texts for row in held_out_rows(rows)]
    held_out += [row for rows in weigh for row in rows]
    weights = careful_filter(index, rules, learned, held_out, _encoder())
    write_weights(folder / f"recogniser.{rules.language}.careful.json", weights)
    return weights


def careful_dictionary(
    index: Index, weigh: Sequence[tuple[NameRules, Rows]], folder: Path
) -> dict[str, float]:
    """Fit the filter for languages without a CRF on what was held out of `weigh`."""
    held_out = [(rules, held_out_rows(rows)) for rules, rows in weigh]
    return dictionary(index, held_out, folder, _encoder())


def _encoder() -> Encoder:
    encoder = load_encoder()
    if encoder is None:
        raise GazetteerError("the encoder is not installed; `build encoder` makes its files")
    return encoder
