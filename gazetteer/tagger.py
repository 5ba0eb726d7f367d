"""Tag a text with a trained CRF: its weights as numpy tables, all sentences in step.

python-crfsuite trains the model and is the reference: this gives its tags, and its marginal
probabilities to 1e-6 (tests/test_tagger.py). It is several times faster because the strings of
`templates` are looked up once for each distinct word, name sort or gap and not for every token.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gazetteer.features import Lexicon, View
from gazetteer.templates import (
    AROUND,
    BEFORE,
    BEFORE_SHAPE,
    OWN,
    POST,
    SHAPES,
    Column,
    Part,
    columns,
    parts,
)

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

CELLS = 16_000  # sentences by longest sentence that are worked on at once: bounds the memory
REMEMBERED = (16_000, 1_000, 8_000, 2_000)  # results of each of `templates.parts`: 10 MB at most
RESCALE = 8  # tokens: a step changes probabilities by e^±60 at most, and 1e±308 must hold them
FAR = -60.0  # a label so far behind another at one token is as good as impossible
SURELY_NOT, NOTHING = 0.999, 0.0005  # so sure that a token is no name, and what is then said
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])


@dataclass(frozen=True, slots=True)
class Model:
    """What a .crf file holds: a row of `weights` per feature string, the last one all zero."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: Numbers
    transitions: Numbers


def read_model(path: Path) -> Model:
    """Read a model that CRFsuite wrote: header, feature records, and two string tables."""
    data = path.read_bytes()
    if data[:4] != b"lCRF" or data[8:12] != b"FOMC":
        raise ValueError(f"{path}: not a CRFsuite model")
    at_features, at_labels, at_attributes = struct.unpack_from("<3I", data, 28)
    (count,) = struct.unpack_from("<I", data, at_features + 8)
    features = np.frombuffer(data, _FEATURE, count, at_features + 12)
    labels = tuple(_strings(data, at_labels))
    rows = {name: row for row, name in enumerate(_strings(data, at_attributes))}
    weights = np.zeros((len(rows) + 1, len(labels)))
    transitions = np.zeros((len(labels), len(labels)))
    for table, kind in ((weights, 0), (transitions, 1)):
        own = features[features["kind"] == kind]
        table[own["source"], own["target"]] = own["weight"]
    return Model(labels, rows, weights, transitions)


def _strings(data: bytes, at: int) -> Iterator[str]:
    """Yield the strings of a table (CQDB) by number: an array of offsets leads to each."""
    count, array = struct.unpack_from("<2I", data, at + 16)
    for offset in struct.unpack_from(f"<{count}I", data, at + array):
        start = at + offset + 8
        (size,) = struct.unpack_from("<I", data, start - 4)
        yield data[start : start + size - 1].decode()


@dataclass(frozen=True, slots=True)
class Tagging:
    """The likeliest tags, and how likely each token is each of `labels`."""

    labels: tuple[str, ...]
    tags: list[str]
    marginals: Numbers

    def probability(self, labels: str) -> list[float]:
        """Return how likely each token is one of `labels`; NOTHING where it is surely not."""
        wanted = [i for i, label in enumerate(self.labels) if label in labels]
        found = self.marginals[:, wanted].sum(axis=1)
        found[self.marginals[:, self.labels.index("O")] > SURELY_NOT] = NOTHING
        shares: list[float] = found.tolist()
        return shares


class Tagger:
    """A model over one lexicon; several threads may use it."""

    def __init__(self, path: Path, lexicon: Lexicon) -> None:
        """Read the model at `path`."""
        self.model = read_model(path)
        self._scale = np.exp(self.model.transitions)
        self._transitions: list[list[float]] = self.model.transitions.tolist()
        # the weights of a part as bytes: joined and read as one array, they are its table
        self._weigh = [
            lru_cache(maxsize=size)(partial(self._weights, part))
            for size, part in zip(REMEMBERED, parts(lexicon), strict=True)
        ]

    def _weights(self, part: Callable[..., Part], *told: str | None) -> bytes:
        find, unknown = self.model.rows.get, len(self.model.rows)
        rows: list[int] = []
        starts: list[int] = []
        for strings in part(*told):
            starts.append(len(rows))
            # a slot without strings must still have a row
            rows += [find(string, unknown) for string in strings] or (unknown,)
        sums: bytes = np.add.reduceat(self.model.weights[rows], starts).tobytes()
        return sums

    def tag(self, seen: View) -> Tagging:
        """Tag all sentences of a text."""
        labels = self.model.labels
        told = columns(seen)
        before = np.array([BEFORE_SHAPE + SHAPES.index(shape) for shape in seen.shapes])
        own = POST if seen.social else OWN
        marginals = np.empty((len(before), len(labels)))
        tags: list[str] = []
        for block in _blocks(seen.sentences):
            first, last = block[0][0], block[-1][1]
            spans = np.array(block) - first
            here = [[column[first:last] for column in part] for part in told]
            scores = self._scores(here, spans, own, before[first:last])
            forward, backward = self._run(scores, spans)
            marginals[first:last] = found = _shares(forward * backward / _likely(scores))
            tags += [labels[i] for i in self._best(scores, spans, found, forward, backward)]
        return Tagging(labels, tags, marginals)

    def _scores(self, told: list[list[Column]], spans: Whole, own: int, before: Whole) -> Numbers:
        """Return what speaks for each label at each token, whatever the tags beside it."""
        count = len(before)
        tables = [[*map(weigh, *part)] for weigh, part in zip(self._weigh, told, strict=True)]
        # one row more, for what lies beyond a sentence
        tables[0].append(self._weigh[0](None))
        tables[1].append(bytes(len(tables[1][0])))
        words, names, kinds, gaps = (
            np.frombuffer(b"".join(rows)).reshape(len(rows), -1, len(self.model.labels))
            for rows in tables
        )
        scores: Numbers = words[:count, own] + names[:count, own] + kinds[:, own] + gaps[:, own]
        at = np.arange(count)
        starts, ends = np.repeat(spans, spans[:, 1] - spans[:, 0], axis=0).T
        for d, slot in AROUND:
            inside = (at + d >= starts) & (at + d < ends)
            there = np.where(inside, at + d, count)
            scores += words[there, slot] + names[there, slot]
            if slot == BEFORE:
                scores += words[there, before]
        return scores

    def _run(self, scores: Numbers, spans: Whole) -> tuple[Numbers, Numbers]:
        """Run forward and backward at once, all sentences in step; both include the own score."""
        starts, ends = spans.T
        longest = int((ends - starts).max())
        step = np.arange(longest)[:, None]
        # behind its end a sentence goes on with any token: nothing is read from there
        there, back = np.minimum(starts + step, ends - 1), np.maximum(ends - 1 - step, starts)
        given = _likely(scores)[np.stack((there, back), axis=1)]
        chain = np.stack((self._scale, self._scale.T))
        run = np.empty_like(given)
        run[0] = given[0]
        for i in range(1, longest):
            now = np.matmul(run[i - 1], chain, out=run[i])
            now *= given[i]
            if not i % RESCALE:
                now /= now.max(axis=2, keepdims=True)
        sentence = np.repeat(np.arange(len(spans)), ends - starts)
        token = np.arange(len(scores))
        forward = run[token - starts[sentence], 0, sentence]
        backward = run[ends[sentence] - 1 - token, 1, sentence]
        return _shares(forward), _shares(backward)

    def _best(
        self, scores: Numbers, spans: Whole, marginals: Numbers, forward: Numbers, backward: Numbers
    ) -> list[int]:
        """Return the labels of the likeliest path.

        First guess it: the best label of every token. A label less likely than the guess as a
        whole cannot be on the likeliest path; where others are left, they are tried.
        """
        guess = marginals.argmax(axis=1)
        token = np.arange(len(guess))
        share = marginals[token, guess]
        before, here = guess[:-1], guess[1:]
        both = forward[token[:-1], before] * self._scale[before, here] * backward[token[1:], here]
        both /= ((forward[:-1] @ self._scale) * backward[1:]).sum(axis=1) * share[:-1]
        starts = spans[:, 0]
        chances = np.concatenate((share[:1], both))
        chances[starts] = share[starts]
        chance = np.multiply.reduceat(chances, starts)
        possible = marginals >= np.repeat(chance * 0.999, spans[:, 1] - starts)[:, None]
        open_ = np.logical_or.reduceat(possible.sum(axis=1) > 1, starts)
        for start, end in spans[open_].tolist():
            guess[start:end] = _viterbi(
                scores[start:end].tolist(), possible[start:end].tolist(), self._transitions
            )
        labels: list[int] = guess.tolist()
        return labels


def _likely(scores: Numbers) -> Numbers:
    found: Numbers = np.exp(np.maximum(scores - scores.max(axis=1, keepdims=True), FAR))
    return found


def _shares(values: Numbers) -> Numbers:
    found: Numbers = values / values.sum(axis=1, keepdims=True)
    return found


def _viterbi(
    scores: list[list[float]], possible: list[list[bool]], transitions: list[list[float]]
) -> list[int]:
    """Return the best path through the possible labels of one sentence."""
    totals = {label: scores[0][label] for label, may in enumerate(possible[0]) if may}
    origins = []
    for here, mays in zip(scores[1:], possible[1:], strict=True):
        origin, after = {}, {}
        for label, may in enumerate(mays):
            if may:
                sums = {a: total + transitions[a][label] for a, total in totals.items()}
                origin[label] = top = max(sums, key=sums.__getitem__)
                after[label] = sums[top] + here[label]
        origins.append(origin)
        totals = after
    path = [max(totals, key=totals.__getitem__)]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    return path[::-1]


def _blocks(sentences: tuple[tuple[int, int], ...]) -> Iterator[list[tuple[int, int]]]:
    """Cut a text into runs of sentences, so that the longest times their number is bounded."""
    block: list[tuple[int, int]] = []
    longest = 0
    for start, end in sentences:
        longest = max(longest, end - start)
        if block and longest * (len(block) + 1) > CELLS:
            yield block
            block, longest = [], end - start
        block.append((start, end))
    if block:
        yield block
