"""``python -m bot.encoder.tune``: tune the sentence encoder on the training phrases, and export it.

Not a part of ``make train``: it takes half an hour, and is done again when thousands of phrases are new. What
it writes (encoder.onnx, tokenizer.model) is kept in the repository. One phrase in ten is kept from it, so that
the classifiers find their probabilities on phrases that the encoder has never seen (``unseen``).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import tensorflow as tf
from sentencepiece import SentencePieceProcessor

from bot.cli.check_phrases import Phrase, phrases
from bot.components.sentence_encoder import END, NAMES, START, TOKENIZER, WEIGHTS, unseen
from bot.encoder import export, start_weights, vocabulary
from bot.encoder.network import LONGEST, Network
from knowledge.taxonomy import RISKS
from knowledge.text import normalise

CHECKPOINT = Path(__file__).resolve().parents[2] / "var" / "encoder" / "epoch"
_BATCH = 64
_BODY_RATE = 1.5e-4
_HEAD_RATE = 1e-3
_WARM_UP = 0.06
_SMOOTHING = 0.05


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--export-only", action="store_true", help="export what the last epoch left")
    options = parser.parse_args()
    learnt = [p for p in phrases() if not unseen(p.text)]
    start = start_weights.read(start_weights.bundled_file())
    pieces = SentencePieceProcessor(model_file=str(TOKENIZER))
    kept = vocabulary.kept_in(start, pieces)
    intents = sorted({p.intent for p in learnt})
    network = Network(start, kept, len(intents), len(RISKS))
    print(f"{len(learnt)} phrases, {len(intents)} topics, {len(kept)} pieces", flush=True)
    if options.export_only:
        tf.train.Checkpoint(network=network).read(str(CHECKPOINT)).expect_partial()
    else:
        _tune(network, _examples(learnt, pieces, intents), options.epochs)
    export.export(network, WEIGHTS)
    NAMES.write_text(json.dumps([*RISKS, *intents], indent=0) + "\n", "utf-8")


Example = tuple[tuple[list[int], list[int]], np.ndarray, int]
"""A phrase as typed and as normalised, the risks it holds, its topic."""


def _examples(learnt: list[Phrase], pieces: SentencePieceProcessor, intents: list[str]) -> list[Example]:
    number = {intent: n for n, intent in enumerate(intents)}

    def ids(text: str) -> list[int]:
        return [START, *pieces.encode(text)[: LONGEST - 2], END]

    return [
        (
            (ids(p.text), ids(normalise(p.text))),
            np.array([risk in p.risks for risk in RISKS], np.float32),
            number[p.intent],
        )
        for p in learnt
    ]


def _tune(network: Network, examples: list[Example], epochs: int) -> None:
    head, body = tf.keras.optimizers.Adam(_HEAD_RATE), tf.keras.optimizers.Adam(_BODY_RATE)
    step = _step(network, head, body)
    chance = random.Random(1)
    steps = epochs * -(-len(examples) // _BATCH)
    started, done, losses = time.monotonic(), 0, []
    for _ in range(epochs):
        # Messages of about one length together, so that little is filling.
        drawn = [(chance.choice(readings), risks, topic) for readings, risks, topic in examples]
        drawn.sort(key=lambda example: len(example[0]) + 8 * chance.random())
        batches = [drawn[at : at + _BATCH] for at in range(0, len(drawn), _BATCH)]
        chance.shuffle(batches)
        for batch in batches:
            done += 1
            rate = min(1.0, done / (_WARM_UP * steps)) * max(0.02, 1 - done / steps)
            head.learning_rate.assign(_HEAD_RATE * rate)
            body.learning_rate.assign(_BODY_RATE * rate)
            ids, mask = filled([row for row, *_ in batch])
            risks = np.array([found for _, found, _ in batch])
            topics = np.array([topic for *_, topic in batch])
            losses.append(float(step(ids, mask, risks, topics)))
            if done % 50 == 0:
                minutes = (time.monotonic() - started) / 60
                print(f"{done}/{steps} loss {np.mean(losses[-50:]):.3f} {minutes:.0f} min", flush=True)
        CHECKPOINT.parent.mkdir(parents=True, exist_ok=True)
        tf.train.Checkpoint(network=network).write(str(CHECKPOINT))


def filled(rows: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Return *rows* as one array, and 1 for each token, 0 for each filling."""
    longest = -(-max(map(len, rows)) // 8) * 8
    ids = np.ones((len(rows), longest), np.int32)
    mask = np.zeros((len(rows), longest), np.float32)
    for number, row in enumerate(rows):
        ids[number, : len(row)], mask[number, : len(row)] = row, 1
    return ids, mask


def _step(
    network: Network, head: tf.keras.optimizers.Optimizer, body: tf.keras.optimizers.Optimizer
) -> Callable[..., tf.Tensor]:
    smooth = _SMOOTHING

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.int32),
            tf.TensorSpec([None, None]),
            tf.TensorSpec([None, len(RISKS)]),
            tf.TensorSpec([None], tf.int64),
        ],
        autograph=False,
    )
    def step(ids: tf.Tensor, mask: tf.Tensor, risks: tf.Tensor, topics: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            vector = tf.nn.dropout(network.vector(ids, mask, fast=True, drop=0.1), 0.2)
            risk_scores, topic_scores = network.read(vector)
            # A danger that is missed weighs twice a false alarm.
            missed = tf.nn.sigmoid_cross_entropy_with_logits(risks, risk_scores) * (1 + risks)
            count = topic_scores.shape[-1]
            target = tf.one_hot(topics, count) * (1 - smooth) + smooth / count
            wrong = tf.nn.softmax_cross_entropy_with_logits(target, topic_scores)
            loss = tf.reduce_mean(tf.reduce_sum(missed, 1)) + tf.reduce_mean(wrong) / 2
        slopes, _ = tf.clip_by_global_norm(tape.gradient(loss, network.head + network.body), 1.0)
        head.apply_gradients(zip(slopes, network.head, strict=False))
        body.apply_gradients(zip(slopes[len(network.head) :], network.body, strict=False))
        return loss

    return step


if __name__ == "__main__":
    main()
