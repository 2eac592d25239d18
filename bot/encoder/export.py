"""Writes the tuned network as an ONNX file that onnxruntime reads on any processor.

The words' vectors are kept in eight bits, all other weights in half precision; it computes in single precision.
Eight bits everywhere would be four times as fast, but one message in ten was then given another topic.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import tensorflow as tf
import tf2onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.encoder.network import Network

_LARGE = 10_000


def export(network: Network, path: Path) -> None:
    """Write *network* to *path*: inputs ``ids`` and ``mask``, one output, the scores of the risks and of the topics."""
    shape = [None, None]

    @tf.function(
        input_signature=[
            tf.TensorSpec(shape, tf.int32, name="ids"),
            tf.TensorSpec(shape, tf.float32, name="mask"),
        ]
    )
    def scores(ids: tf.Tensor, mask: tf.Tensor) -> tf.Tensor:
        return tf.concat(network.read(network.vector(ids, mask)), axis=1)

    with tempfile.TemporaryDirectory() as folder:
        whole, words = Path(folder) / "whole.onnx", Path(folder) / "words.onnx"
        tf2onnx.convert.from_function(
            scores, input_signature=scores.input_signature, opset=17, output_path=str(whole)
        )
        quantize_dynamic(whole, words, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"])
        model = onnx.load(str(words))
    _halve(model)
    onnx.save(model, str(path))


def _halve(model: onnx.ModelProto) -> None:
    """Keep large weights in half precision; they are brought back to single precision when the file is loaded."""
    for weights in model.graph.initializer:
        values = numpy_helper.to_array(weights)
        if values.dtype == np.float32 and values.size > _LARGE:
            name = weights.name
            weights.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}/half"))
            model.graph.node.insert(
                0, helper.make_node("Cast", [f"{name}/half"], [name], to=TensorProto.FLOAT)
            )
