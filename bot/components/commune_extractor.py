"""Finds the commune a visitor names, however it is spelt, as the entity « commune »."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.loading import load
from knowledge.model import Commune
from knowledge.places import find_communes, mask_communes, names_of

MASKED = "masked_text"
"""Message key of the text in which communes are replaced by one word, for the topic classifier."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CommuneExtractor(GraphComponent):
    """Extracts communes of the authority; tolerant of misspelling, silent when unsure."""

    def __init__(self) -> None:
        self._names = names_of(entry for entry in load() if isinstance(entry, Commune))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CommuneExtractor:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            places = find_communes(text, self._names)
            if not places:
                continue
            entities = [
                {
                    "entity": "commune",
                    "value": place.commune.id,
                    "start": 0,
                    "end": len(text),
                    "extractor": type(self).__name__,
                }
                for place in places[:1]
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
            message.set(MASKED, mask_communes(text, places))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data
