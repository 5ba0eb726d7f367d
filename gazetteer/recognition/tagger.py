"""Tag a text with a trained CRF: its weights as numpy tables, all sentences in step.

python-crfsuite trains the model and is the reference: this gives its tags, and its marginal
probabilities to 1e-6 (tests/test_tagger.py). It is several times faster because the strings of
`templates` are looked up once for each distinct word, name sort or gap and not for every token.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gazetteer.recognition.crf import Numbers, all_sums, read_model
from gazetteer.recognition.features import Lexicon, SeenText
from gazetteer.recognition.templates import AROUND, BEFORE_SHAPE, BEYOND, OWN, SHAPES, observations

Whole = NDArray[np.int64]

CELLS = 16_000  # sentences by longest sentence that are worked on at once: bounds the memory
REACH = max(d for d, _ in AROUND)  # how many tokens beyond its own end a sentence is seen from
FAR = -60.0  # a label so far behind another at one token is as good as impossible
REST = 280.0  # e to this, squared, and FAR behind it twice, is what a float holds
SURELY_NOT, NOTHING = 0.999, 0.0005  # so sure that a token is no name, and what is then said
_BEFORE = {shape: BEFORE_SHAPE + n for n, shape in enumerate(SHAPES)}


@dataclass(frozen=True, slots=True)
class Tagging:
    """The likeliest tags, and how likely each token is each of `labels`."""

    labels: tuple[str, ...]
    tags: list[str]
    marginals: Numbers

    def probability(self, labels: str) -> list[float]:
        """Return how likely each token is one of `labels`; NOTHING where it is surely not."""
        found = self.marginals @ _chosen(self.labels, labels)
        found[self.marginals[:, self.labels.index("O")] > SURELY_NOT] = NOTHING
        shares: list[float] = found.tolist()
        return shares


@cache
def _chosen(labels: tuple[str, ...], wanted: str) -> Numbers:
    return np.array([float(label in wanted) for label in labels])


def untagged(length: int) -> Tagging:
    """Tag no token as anything: there is no model of its language."""
    return Tagging(("O",), ["O"] * length, np.ones((length, 1)))


class Tagger:
    """A model over one lexicon; several threads may use it."""

    def __init__(self, path: Path, lexicon: Lexicon) -> None:
        """Read the model at `path`."""
        self.model = read_model(path)
        self._scale = np.exp(self.model.transitions)
        none = np.zeros_like(self._scale)
        self._chain = np.block([[self._scale, none], [none, self._scale.T]])
        # how many tokens on probabilities may have grown or fallen by so much
        growth = max(np.log(self._chain.sum(axis=0).max()), -self.model.transitions.min())
        self._rescale = max(1, int(REST / growth))
        self._transitions: list[list[float]] = self.model.transitions.tolist()
        (self._beyond,) = self.model.add_up([BEYOND])
        self._sums = all_sums(self.model, lexicon)

    def tag(self, seen: SeenText) -> Tagging:
        """Tag all sentences of a text."""
        labels = self.model.labels
        remembered = self._sums[seen.social]
        rows = [sums.of(asked) for sums, asked in zip(remembered, observations(seen), strict=True)]
        before = np.array(list(map(_BEFORE.__getitem__, seen.shapes)))
        marginals = np.empty((len(before), len(labels)))
        tags: list[str] = []
        for block in _blocks(seen.sentences):
            first, last = block[0][0], block[-1][1]
            spans = np.array(block) - first
            here = [part[first:last] for part in rows]
            scores = self._scores(here, spans, before[first:last])
            likely = _likely(scores)
            forward, backward = self._run(likely, spans)
            marginals[first:last] = found = _shares(forward * backward / likely)
            best = self._best(scores, spans, found, forward, backward)
            tags += map(labels.__getitem__, best)
        return Tagging(labels, tags, marginals)

    def _scores(self, rows: list[list[bytes]], spans: Whole, before: Whole) -> Numbers:
        """Return what speaks for each label at each token, whatever the tags beside it."""
        words = self._table(_apart(rows[0], spans, self._beyond))
        names = self._table(_apart(rows[1], spans, bytes(len(rows[1][0]))))
        kinds, gaps = map(self._table, rows[2:])
        known = words[:, : names.shape[1]] + names
        seen = known[:, OWN].copy()
        for d, slot in AROUND:
            seen[REACH:-REACH] += known[REACH + d : len(seen) - REACH + d, slot]
        sentence = np.repeat(np.arange(len(spans)), spans[:, 1] - spans[:, 0])
        at = np.arange(len(before)) + REACH * (1 + sentence)
        scores: Numbers = seen[at] + words[at - 1, before] + kinds[:, OWN] + gaps[:, OWN]
        return scores

    def _table(self, rows: list[bytes]) -> Numbers:
        """Return sums as a table: token, slot, label."""
        return np.frombuffer(b"".join(rows)).reshape(len(rows), -1, len(self.model.labels))

    def _run(self, likely: Numbers, spans: Whole) -> tuple[Numbers, Numbers]:
        """Run forward and backward at once, all sentences in step; both include the own score.

        Each is told up to a factor of its own at every token.
        """
        starts, ends = spans.T
        longest = int((ends - starts).max())
        step = np.arange(longest)[:, None]
        # behind its end a sentence goes on with any token: nothing is read from there
        there, back = np.minimum(starts + step, ends - 1), np.maximum(ends - 1 - step, starts)
        # both side by side as the labels of one chain: one small product a step
        given = np.concatenate((likely[there], likely[back]), axis=2)
        run = np.empty_like(given)
        run[0] = before = given[0]
        for i, (now, own) in enumerate(zip(run[1:], given[1:], strict=True), start=1):
            np.dot(before, self._chain, out=now)
            now *= own
            if not i % self._rescale:
                both = now.reshape(len(spans), 2, -1)
                both /= both.max(axis=2, keepdims=True)
            before = now
        sentence = np.repeat(np.arange(len(spans)), ends - starts)
        token = np.arange(len(likely))
        labels = likely.shape[1]
        forward = run[token - starts[sentence], sentence, :labels]
        backward = run[ends[sentence] - 1 - token, sentence, labels:]
        return forward, backward

    def _best(
        self, scores: Numbers, spans: Whole, marginals: Numbers, forward: Numbers, backward: Numbers
    ) -> list[int]:
        """Return the labels of the likeliest path.

        First guess it: the best label of every token. A label less likely than the guess as a
        whole cannot be on the likeliest path; where others are left, they are tried, from one sure
        token to the next.
        """
        guess = marginals.argmax(axis=1)
        token = np.arange(len(guess))
        share = marginals[token, guess]
        before, here = guess[:-1], guess[1:]
        both = forward[token[:-1], before] * self._scale[before, here] * backward[token[1:], here]
        together = (forward[:-1] @ self._scale) * backward[1:]
        both /= np.add.reduce(together, axis=1) * share[:-1]
        starts = spans[:, 0]
        chances = np.concatenate((share[:1], both))
        chances[starts] = share[starts]
        chance = np.multiply.reduceat(chances, starts)
        possible = marginals >= np.repeat(chance * 0.999, spans[:, 1] - starts)[:, None]
        labels: list[int] = guess.tolist()
        for start, end in _open(possible, starts):
            if share[start] * prod(chances[start + 1 : end].tolist()) > 0.5:
                continue  # what is guessed is likelier than all other ways through together
            stretch = slice(start, end)
            labels[stretch] = _viterbi(
                scores[stretch].tolist(), possible[stretch].tolist(), self._transitions
            )
        return labels


def _apart(rows: list[bytes], spans: Whole, beyond: bytes) -> list[bytes]:
    """Put so much of what lies beyond a sentence between all that no token sees another."""
    edge = [beyond] * REACH
    found = list(edge)
    for start, end in spans.tolist():
        found += rows[start:end]
        found += edge
    return found


def _open(possible: NDArray[np.bool_], starts: Whole) -> Iterator[tuple[int, int]]:
    """Yield the stretches in doubt, each with the sure tokens beside it in its sentence."""
    edges = {*starts.tolist(), len(possible)}
    doubtful = np.flatnonzero(possible.sum(axis=1) > 1).tolist()
    start = end = -1
    for i in [*doubtful, -1]:
        if i == end and i not in edges:
            end += 1
            continue
        if end >= 0:
            yield start, end + (end not in edges)
        start, end = i - (i not in edges), i + 1


def _likely(scores: Numbers) -> Numbers:
    best = np.maximum.reduce(scores, axis=1, keepdims=True)
    found: Numbers = np.exp(np.maximum(scores - best, FAR))
    return found


def _shares(values: Numbers) -> Numbers:
    found: Numbers = values / np.add.reduce(values, axis=1, keepdims=True)
    return found


def _viterbi(
    scores: list[list[float]], possible: list[list[bool]], transitions: list[list[float]]
) -> list[int]:
    """Return the best path through the possible labels of a stretch."""
    ways = [list(compress(count(), mays)) for mays in possible]
    totals = [(scores[0][label], label) for label in ways[0]]
    origins = []
    for here, labels in zip(scores[1:], ways[1:], strict=True):
        best = [max([(total + transitions[a][b], a) for total, a in totals]) for b in labels]
        origins.append(dict(zip(labels, [a for _, a in best], strict=True)))
        totals = [(total + here[b], b) for b, (total, _) in zip(labels, best, strict=True)]
    path = [max(totals)[1]]
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
