"""Has each message read once by the sentence encoder, for all classifiers after it."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.sentence_encoder import encode, unseen
from bot.components.source_fingerprint import source_fingerprint


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(GraphComponent):
    """Adds the encoder's scores as one dense sentence feature.

    In training only to phrases that the encoder was not tuned on: of those it was, its scores are too
    good to be true, and nothing can be learnt from them. None of these are staff's.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return source_fingerprint("bot/components/sentence_encoder.py", "bot/encoder/encoder.onnx")

    def process(self, messages: list[Message]) -> list[Message]:
        written = [message for message in messages if message.get(TEXT)]
        for message, scores in zip(written, encode([m.get(TEXT) for m in written]), strict=True):
            message.add_features(
                Features(scores[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__)
            )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        kept = [m for m in training_data.training_examples if unseen(m.get(TEXT) or "") and not by_team(m)]
        self.process(kept)
        return training_data


def by_team(example: Message) -> bool:
    """Tell whether staff gave an answer this phrase: then the wording must learn it."""
    metadata = example.get("metadata") or {}
    return bool((metadata.get("intent") or {}).get("team"))


def scores_of(message: Message) -> np.ndarray | None:
    """Return the encoder's scores of *message*, in the order of ``scored()``; None where it was tuned on it."""
    _, sentence = message.get_dense_features(TEXT)
    return None if sentence is None else np.asarray(sentence.features[0])
