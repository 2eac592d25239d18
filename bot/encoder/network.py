"""The network that is tuned: the lower layers of multilingual-e5-small, four ways to look at a message, one vector.

A transformer encoder (Vaswani and others, « Attention Is All You Need », 2017). Over its last layer, four learnt
attentions each make a weighted mean of the tokens, so that a danger told in passing is not drowned in a long
message; a dense layer makes one vector of them, and two linear readings of it score the risks and the topics.
The assistant's classifiers weigh these scores against the wording (bot/components/risk_model.py, topic_model.py).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from bot.encoder.start_weights import HEADS, WIDTH, StartWeights

LAYERS = 6
VIEWS = 4
VECTOR = 512
LONGEST = 256
"""Tokens read of one message, the two marks of its ends among them."""
_SMALL = 1e-12
_MATRICES = (("q", WIDTH), ("k", WIDTH), ("v", WIDTH), ("ao", WIDTH), ("fi", WIDTH), ("fo", 4 * WIDTH))


class Network(tf.Module):
    """The encoder and its two readings; *kept* are the tokenizer's pieces that the vocabulary keeps."""

    def __init__(self, start: StartWeights, kept: list[int], topics: int, risks: int) -> None:
        super().__init__()
        self.words = tf.Variable(start.matrix("emb.word", WIDTH)[kept], trainable=False)
        places = start.plain("emb.pos").reshape(-1, WIDTH)[:LONGEST] + start.plain("emb.type")[:WIDTH]
        self.places = tf.Variable(places, trainable=False)
        self.body: list[tf.Variable] = []
        self.head: list[tf.Variable] = []
        self.start_norm = self._norm(start, "emb.ln")
        self.layers = [self._layer(start, f"l{number}.") for number in range(LAYERS)]
        draw = np.random.default_rng(1)
        self.views = self._new(draw.normal(0, 0.02, (WIDTH, VIEWS)))
        self.join = self._new(draw.normal(0, 0.02, (VIEWS * WIDTH, VECTOR))), self._new(np.zeros(VECTOR))
        self.risks = self._new(draw.normal(0, 0.02, (VECTOR, risks))), self._new(np.full(risks, -3.0))
        self.topics = self._new(draw.normal(0, 0.02, (VECTOR, topics))), self._new(np.zeros(topics))

    def _new(self, values: np.ndarray) -> tf.Variable:
        self.head.append(tf.Variable(values.astype(np.float32)))
        return self.head[-1]

    def _taken(self, values: np.ndarray) -> tf.Variable:
        self.body.append(tf.Variable(np.ascontiguousarray(values)))
        return self.body[-1]

    def _norm(self, start: StartWeights, name: str) -> tuple[tf.Variable, tf.Variable]:
        return self._taken(start.plain(name + ".w")), self._taken(start.plain(name + ".b"))

    def _layer(self, start: StartWeights, prefix: str) -> dict[str, Any]:
        layer: dict[str, Any] = {
            name: (
                self._taken(start.matrix(f"{prefix}{name}.w", width).T),
                self._taken(start.plain(f"{prefix}{name}.b")),
            )
            for name, width in _MATRICES
        }
        return layer | {name: self._norm(start, prefix + name) for name in ("aln", "oln")}

    def vector(self, ids: tf.Tensor, mask: tf.Tensor, fast: bool = False, drop: float = 0.0) -> tf.Tensor:
        """Return one vector a message, shape (messages, VECTOR).

        *ids* and *mask* (1 for a token, 0 for filling) have the shape (messages, tokens); *fast* multiplies in
        bfloat16, for tuning; *drop* is the share of the views that is left out while tuning.
        """
        kind = tf.bfloat16 if fast else tf.float32
        x = self._hidden(ids, mask, kind)
        look = tf.nn.softmax(tf.matmul(x, self.views) + (mask[:, :, None] - 1) * 1e4, axis=1)
        seen = tf.reshape(tf.einsum("mtv,mtw->mvw", look, x), (-1, VIEWS * WIDTH))
        if drop:
            seen = tf.nn.dropout(seen, drop)
        return tf.nn.gelu(_dense(seen, self.join, kind), approximate=True)

    def read(self, vector: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        """Return the scores of the risks and of the topics."""
        return _dense(vector, self.risks, tf.float32), _dense(vector, self.topics, tf.float32)

    def _hidden(self, ids: tf.Tensor, mask: tf.Tensor, kind: tf.DType) -> tf.Tensor:
        count, length = tf.shape(ids)[0], tf.shape(ids)[1]
        x = _normed(tf.gather(self.words, ids) + self.places[:length], self.start_norm)
        hidden_away = (mask[:, None, None, :] - 1) * 1e4

        def heads(y: tf.Tensor) -> tf.Tensor:
            return tf.transpose(tf.reshape(y, (count, length, HEADS, WIDTH // HEADS)), (0, 2, 1, 3))

        for layer in self.layers:
            q, k, v = (heads(_dense(x, layer[name], kind)) for name in "qkv")
            scores = tf.matmul(tf.cast(q, kind), tf.cast(k, kind), transpose_b=True)
            look = tf.nn.softmax(tf.cast(scores, tf.float32) * (WIDTH // HEADS) ** -0.5 + hidden_away)
            seen = tf.cast(tf.matmul(tf.cast(look, kind), tf.cast(v, kind)), tf.float32)
            seen = tf.reshape(tf.transpose(seen, (0, 2, 1, 3)), (count, length, WIDTH))
            x = _normed(x + _dense(seen, layer["ao"], kind), layer["aln"])
            inner = tf.nn.gelu(_dense(x, layer["fi"], kind), approximate=True)
            x = _normed(x + _dense(inner, layer["fo"], kind), layer["oln"])
        return x


def _dense(x: tf.Tensor, weights: tuple[tf.Variable, tf.Variable], kind: tf.DType) -> tf.Tensor:
    matrix, bias = weights
    return tf.cast(tf.matmul(tf.cast(x, kind), tf.cast(matrix, kind)), tf.float32) + bias


def _normed(x: tf.Tensor, weights: tuple[tf.Variable, tf.Variable]) -> tf.Tensor:
    scale, shift = weights
    centred = x - tf.reduce_mean(x, -1, keepdims=True)
    spread = tf.reduce_mean(centred * centred, -1, keepdims=True)
    return centred * (tf.math.rsqrt(spread + _SMALL) * scale) + shift
