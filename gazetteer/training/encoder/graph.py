"""The encoder as ONNX: a table of pieces and layers of a transformer, int8 where it multiplies.

Runs over one sequence at a time, so that a sentence's vectors never depend on its neighbours.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from gazetteer.training.encoder.layer import LayerWeights, Linear
from gazetteer.training.encoder.wheel import BLOCK, Shape

Numbers = NDArray[np.float32]

_FUSED = "com.microsoft"
_OPSETS = [helper.make_opsetid("", 21), helper.make_opsetid(_FUSED, 1)]
_IR_VERSION = 10
_SMOOTH = 0.5
HEAD = "names.scores"  # the product that is not rounded: it is small


class Graph:
    """Nodes and constants of a graph in the making."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a constant; return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """Add a node of the standard operators; return the name of what it gives."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def fused(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """Add a node of onnxruntime's own operators."""
        return self.node(kind, inputs, output, domain=_FUSED, **attributes)

    def model(
        self, given: onnx.ValueInfoProto, out: str, *more: onnx.ValueInfoProto
    ) -> onnx.ModelProto:
        """Return the model from `given` to the vectors `out` (1, piece, width) and what else."""
        self.node("Identity", [out], "vectors")
        found = [_vectors("vectors", self.shape), *more]
        graph = helper.make_graph(self.nodes, "encoder", [given], found, self.constants)
        model = helper.make_model(graph, opset_imports=_OPSETS)
        model.ir_version = _IR_VERSION
        return model


def embed(
    graph: Graph,
    table: tuple[NDArray[np.int8], Numbers],
    positions: Numbers,
    norm: Sequence[Numbers],
) -> str:
    """Add the way from numbers of pieces ("pieces": piece) to the vectors that layers read."""
    levels, scales = table
    nibbles = (levels & 15).astype(np.uint8)
    packed = nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)
    raw = packed.tobytes()
    graph.constants.append(
        helper.make_tensor("table", TensorProto.INT4, levels.shape, raw, raw=True)
    )
    graph.constant("scales", scales.astype(np.float16))
    found = graph.fused(
        "GatherBlockQuantized",
        ["table", "pieces", "scales"],
        "found",
        block_size=BLOCK,
        gather_axis=0,
        quantize_axis=1,
    )
    found = graph.node("Cast", [found], "found.float", to=TensorProto.FLOAT)
    length = graph.node("Shape", ["pieces"], "length")
    begin = graph.constant("begin", np.zeros(1, np.int64))
    where = graph.constant("positions", positions)
    where = graph.node("Slice", [where, begin, length, begin], "here")
    both = graph.node("Add", [found, where], "placed")
    weight, bias = (graph.constant(f"norm.{n}", one) for n, one in enumerate(norm))
    out = graph.node(
        "LayerNormalization", [both, weight, bias], "embedded", epsilon=graph.shape.epsilon
    )
    return graph.node("Unsqueeze", [out, begin], "sequence")


def add_layer(graph: Graph, name: str, weights: LayerWeights, x: str, smooth: Numbers) -> str:
    """Add one layer over `x`; what its inner values exceed is moved into weights by `smooth`."""

    def constant(part: str, values: Numbers) -> str:
        return graph.constant(f"{name}.{part}", values)

    qkv, bias = constant("qkv.w", weights.qkv.weight), constant("qkv.b", weights.qkv.bias)
    heads = graph.shape.heads
    seen = graph.fused("Attention", [x, qkv, bias], f"{name}.attention", num_heads=heads)
    own = graph.node("MatMul", [seen, constant("out.w", weights.out.weight)], f"{name}.out")
    x = _add_and_norm(graph, f"{name}.between", (x, own), weights.out.bias, weights.between)
    wide = graph.node("MatMul", [x, constant("wide.w", weights.wide.weight)], f"{name}.wide")
    wide = graph.fused("BiasGelu", [wide, constant("wide.b", weights.wide.bias)], f"{name}.gelu")
    wide = graph.node("Mul", [wide, constant("smooth", np.reciprocal(smooth))], f"{name}.smoothed")
    narrow = constant("narrow.w", weights.narrow.weight * smooth[:, None])
    own = graph.node("MatMul", [wide, narrow], f"{name}.narrow")
    return _add_and_norm(graph, f"{name}.end", (x, own), weights.narrow.bias, weights.end)


def _add_and_norm(
    graph: Graph, name: str, both: tuple[str, str], bias: Numbers, norm: tuple[Numbers, Numbers]
) -> str:
    parts = [graph.constant(f"{name}.{n}", one) for n, one in enumerate((*norm, bias))]
    epsilon = graph.shape.epsilon
    return graph.fused("SkipLayerNormalization", [*both, *parts], name, epsilon=epsilon)


def layers_model(
    shape: Shape, layers: Sequence[LayerWeights], smooth: Sequence[Numbers] | None = None
) -> onnx.ModelProto:
    """Return layers alone as a model from vectors ("sequence") to vectors."""
    graph = Graph(shape)
    smooth = smooth or [np.ones(shape.inner, np.float32)] * len(layers)
    return graph.model(_vectors("sequence", shape), _add_layers(graph, layers, smooth))


def top_model(
    shape: Shape, layers: Sequence[LayerWeights], smooth: Sequence[Numbers], names: Linear
) -> onnx.ModelProto:
    """Return the top layers with the name head, whose shares are "names": 1, piece, label."""
    graph = Graph(shape)
    x = _add_layers(graph, layers, smooth)
    weight, bias = graph.constant("names.w", names.weight), graph.constant("names.b", names.bias)
    scores = graph.node("MatMul", [x, weight], HEAD)
    scores = graph.node("Add", [scores, bias], "scores")
    graph.node("Softmax", [scores], "names", axis=-1)
    labels = len(names.bias)
    shares = helper.make_tensor_value_info("names", TensorProto.FLOAT, [1, "pieces", labels])
    return graph.model(_vectors("sequence", shape), x, shares)


def _add_layers(graph: Graph, layers: Sequence[LayerWeights], smooth: Sequence[Numbers]) -> str:
    x = "sequence"
    for number, (weights, factors) in enumerate(zip(layers, smooth, strict=True)):
        x = add_layer(graph, f"layer{number}", weights, x, factors)
    return x


def smoothing(
    shape: Shape, layers: Sequence[LayerWeights], samples: Iterable[Numbers]
) -> list[Numbers]:
    """Return what to divide each layer's inner values by, so that a few large ones cost no bits.

    `samples` are what the first layer reads: 1, piece, width. The square root of how far a value's
    largest is above the median's, as in SmoothQuant (Xiao and others 2022).
    """
    model = layers_model(shape, layers)
    inner = [f"layer{number}.gelu" for number in range(len(layers))]
    model.graph.output.extend(
        helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in inner
    )
    session = onnxruntime.InferenceSession(model.SerializeToString())
    largest = np.zeros((len(layers), shape.inner), np.float32)
    for sample in samples:
        found = session.run(inner, {"sequence": sample})
        largest = np.maximum(largest, [np.abs(one[0]).max(axis=0) for one in found])
    typical = np.median(largest, axis=1, keepdims=True)
    return list(np.maximum(1, (largest / typical) ** _SMOOTH).astype(np.float32))


def quantize(model: onnx.ModelProto, path: Path) -> None:
    """Write the model with int8 products; 7 bits of weights, or AVX2 would overflow."""
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        onnx.save(model, whole)
        quantize_dynamic(
            whole,
            path,
            nodes_to_exclude=[HEAD],
            op_types_to_quantize=["MatMul", "Attention"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT, "MatMulConstBOnly": True},
        )


def pieces_input() -> onnx.ValueInfoProto:
    """Return the input of a model that begins with `embed`: the numbers of pieces."""
    return helper.make_tensor_value_info("pieces", TensorProto.INT64, ["pieces"])


def _vectors(name: str, shape: Shape) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "pieces", shape.width])
