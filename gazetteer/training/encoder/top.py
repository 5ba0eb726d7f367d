"""Train the top layers with their heads: names of places, sentences that tell an event, its type.

All heads are trained at once over the same layers, so that a text is encoded once for all.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from gazetteer.encoder.files import LABELS
from gazetteer.training.encoder.examples import (
    BEGIN_OTHER,
    INSIDE_OTHER,
    OUTSIDE,
    UNKNOWN,
    Stretch,
)
from gazetteer.training.encoder.layer import LayerWeights, Linear
from gazetteer.training.encoder.wheel import Shape

_DROPOUT = 0.1
_LAYER_RATE, _HEAD_RATE = 1e-4, 3e-3
_WARM_UP = 0.1  # of all steps
_SENTENCES = 2  # times that sentences are read while names are read once: they are fewer
_MEMORY = 0.99  # of the average over steps that is kept: a step forgets the hundredth part
_PIECES = 3072  # of a batch
_log = logging.getLogger(__name__)


class Layer(nn.Module):  # type: ignore[misc]  # torch is not here where types are checked
    """A layer of the transformer."""

    def __init__(self, shape: Shape, weights: LayerWeights) -> None:
        super().__init__()
        self.shape = shape
        self.qkv, self.out = _linear(weights.qkv), _linear(weights.out)
        self.wide, self.narrow = _linear(weights.wide), _linear(weights.narrow)
        self.between = _norm(weights.between, shape.epsilon)
        self.end = _norm(weights.end, shape.epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Read vectors: sequence, piece, width."""
        rows, pieces, width = x.shape
        heads = (rows, pieces, 3, self.shape.heads, width // self.shape.heads)
        q, k, v = self.qkv(x).view(heads).permute(2, 0, 3, 1, 4)
        dropout = _DROPOUT if self.training else 0.0
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=dropout)
        seen = seen.transpose(1, 2).reshape(rows, pieces, width)
        x = self.between(x + functional.dropout(self.out(seen), dropout))
        inner = self.narrow(functional.gelu(self.wide(x)))
        found: Tensor = self.end(x + functional.dropout(inner, dropout))
        return found

    def weights(self) -> LayerWeights:
        """Return what was learned."""
        return LayerWeights(
            qkv=linear_weights(self.qkv),
            out=linear_weights(self.out),
            between=_norm_weights(self.between),
            wide=linear_weights(self.wide),
            narrow=linear_weights(self.narrow),
            end=_norm_weights(self.end),
        )


class Top(nn.Module):  # type: ignore[misc]
    """The layers and their heads; `groups` gives the number of each type's group."""

    def __init__(self, shape: Shape, layers: Sequence[LayerWeights], groups: Sequence[int]) -> None:
        super().__init__()
        self.layers = [Layer(shape, weights) for weights in layers]
        self.registered = nn.ModuleList(self.layers)  # where torch looks for them
        self.names = nn.Linear(shape.width, LABELS)
        self.event = nn.Linear(shape.width, 1)
        self.types = nn.Linear(shape.width, len(groups))
        self.drop = nn.Dropout(_DROPOUT)
        self.own: Tensor = functional.one_hot(torch.tensor(groups)).T.bool()  # group, type

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Read the states of stretches; `mask` tells pieces from padding."""
        x = states
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long to train, and the seed of all chance."""

    epochs: int = 2
    seed: int = 1
    rate: float = _LAYER_RATE


def train(top: Top, stretches: Sequence[Stretch], own: slice, recipe: Recipe) -> None:
    """Train on stretches of both kinds; `own` are a sequence's pieces without its marks."""
    torch.manual_seed(recipe.seed)
    random = Random(recipe.seed)
    heads = [*top.names.parameters(), *top.event.parameters(), *top.types.parameters()]
    rates = (recipe.rate, recipe.rate * _HEAD_RATE / _LAYER_RATE)
    optimiser = torch.optim.AdamW(
        [{"params": list(top.registered.parameters())}, {"params": heads}], weight_decay=0.01
    )
    plan = [batch for _ in range(recipe.epochs) for batch in _epoch(stretches, random)]
    average = AveragedModel(top, multi_avg_fn=get_ema_multi_avg_fn(_MEMORY))
    top.train()
    seen = 0.0
    for step, batch in enumerate(plan):
        share = step / len(plan)
        factor = min(1.0, (step + 1) / (_WARM_UP * len(plan))) * max(0.02, 1 - share)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        loss = _loss(top, [stretches[i] for i in batch], own)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(top.parameters(), 1.0)
        optimiser.step()
        average.update_parameters(top)
        seen += loss.item()
        if step % 50 == 49:
            _log.info("step %d of %d: loss %.3f", step + 1, len(plan), seen / 50)
            seen = 0.0
    top.load_state_dict(average.module.state_dict())
    top.eval()


def _epoch(stretches: Sequence[Stretch], random: Random) -> Iterator[list[int]]:
    """Yield batches of stretches of one kind and about one length, in any order."""
    batches: list[list[int]] = []
    for of_names in (True, *[False] * _SENTENCES):
        kind = [i for i, one in enumerate(stretches) if (one.labels is not None) is of_names]
        kind.sort(key=lambda i: len(stretches[i].states) + 8 * random.random())
        batch: list[int] = []
        for i in kind:
            if batch and len(stretches[i].states) * (len(batch) + 1) > _PIECES:
                batches.append(batch)
                batch = []
            batch.append(i)
        batches += [batch] if batch else []
    random.shuffle(batches)
    yield from batches


def pad(batch: Sequence[Stretch]) -> tuple[Tensor, Tensor]:
    """Return the states of stretches side by side, and which are no padding."""
    longest = max(len(one.states) for one in batch)
    states = np.zeros((len(batch), longest, batch[0].states.shape[1]), np.float32)
    mask = np.zeros((len(batch), longest), bool)
    for row, one in enumerate(batch):
        states[row, : len(one.states)] = one.states
        mask[row, : len(one.states)] = True
    return torch.from_numpy(states), torch.from_numpy(mask)


def means(vectors: Tensor, batch: Sequence[Stretch], own: slice) -> Tensor:
    """Return the mean of each stretch's pieces, without its marks."""
    return torch.stack(
        [row[: len(one.states)][own].mean(dim=0) for row, one in zip(vectors, batch, strict=True)]
    )


def _loss(top: Top, batch: Sequence[Stretch], own: slice) -> Tensor:
    states, mask = pad(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = top(states, mask)
    vectors = vectors.float()
    if batch[0].labels is not None:
        labels = torch.full(mask.shape, UNKNOWN)
        for row, one in enumerate(batch):
            assert one.labels is not None
            labels[row, : len(one.labels)] = torch.from_numpy(one.labels)
        return _loss_of_names(top.names(top.drop(vectors)).flatten(0, 1), labels.flatten())
    pooled = top.drop(means(vectors, batch, own))
    tells = torch.tensor([float(one.tells) for one in batch])
    weights = torch.tensor([one.weight for one in batch])
    loss = functional.binary_cross_entropy_with_logits(top.event(pooled)[:, 0], tells, weights)
    kinds = torch.tensor([one.kind for one in batch])
    if (some := kinds != UNKNOWN).any():
        types = functional.log_softmax(top.types(pooled[some]), dim=1)
        groups = torch.stack([types[:, own_].logsumexp(dim=1) for own_ in top.own.unbind()], dim=1)
        of_type = top.own.int().argmax(dim=0)[kinds[some]]
        loss = loss + 0.5 * functional.nll_loss(types, kinds[some])
        loss = loss + 0.5 * functional.nll_loss(groups, of_type)
    return loss


def _loss_of_names(scores: Tensor, labels: Tensor) -> Tensor:
    shares = functional.log_softmax(scores, dim=1)
    none = shares[:, [OUTSIDE, BEGIN_OTHER, INSIDE_OTHER]].logsumexp(dim=1, keepdim=True)
    every = torch.cat([shares, none], dim=1)  # in the order of the labels
    return functional.nll_loss(every, labels, ignore_index=UNKNOWN)


def _linear(weights: Linear) -> nn.Linear:
    made = nn.Linear(*weights.weight.shape)
    made.weight.data = torch.from_numpy(np.ascontiguousarray(weights.weight.T))
    made.bias.data = torch.from_numpy(weights.bias.copy())
    return made


def linear_weights(linear: nn.Linear) -> Linear:
    """Return what a linear layer learned."""
    return Linear(linear.weight.detach().numpy().T.copy(), linear.bias.detach().numpy().copy())


def _norm(weights: tuple[np.ndarray, np.ndarray], epsilon: float) -> nn.LayerNorm:
    made = nn.LayerNorm(len(weights[0]), eps=epsilon)
    made.weight.data, made.bias.data = (torch.from_numpy(one.copy()) for one in weights)
    return made


def _norm_weights(norm: nn.LayerNorm) -> tuple[np.ndarray, np.ndarray]:
    return norm.weight.detach().numpy().copy(), norm.bias.detach().numpy().copy()
