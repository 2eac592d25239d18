"""Writes the tuned network as an ONNX file with eight-bit weights, which onnxruntime reads on any processor."""

from __future__ import annotations

import tempfile
from pathlib import Path

import tensorflow as tf
import tf2onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.encoder.network import Network


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
        whole = Path(folder) / "whole.onnx"
        tf2onnx.convert.from_function(
            scores, input_signature=scores.input_signature, opset=17, output_path=str(whole)
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
