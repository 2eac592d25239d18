"""Reads each message once with the sentence encoder, for all classifiers after it."""

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

from bot.components.commune_extractor import MASKED
from bot.components.sentence_encoder import encode


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(GraphComponent):
    """Adds one dense sentence feature, the names of communes masked."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        written = [message for message in messages if message.get(TEXT)]
        if written:
            vectors = encode([message.get(MASKED) or message.get(TEXT) for message in written])
            for message, vector in zip(written, vectors, strict=True):
                message.add_features(
                    Features(vector[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__)
                )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data


def vector_of(message: Message) -> np.ndarray:
    """Return the sentence vector of *message*, shape (DIMENSIONS,)."""
    _, sentence = message.get_dense_features(TEXT)
    assert sentence is not None, "SentenceFeaturizer must come before the classifiers in config.yml"
    return np.asarray(sentence.features[0])
