"""Somebody who looks for a woman who left gets nothing that helps to find her, whatever the classifiers say."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.persons import looks_for_her

HOLDS_NOTHING = "hors-sujet"
"""The topic whose answer names no shelter and no address of one."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SeekerRouter(GraphComponent):
    """Sets the topic « hors-sujet »; must come after the fallback in config.yml."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SeekerRouter:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if looks_for_her(message.get(TEXT) or ""):
                label = f"conversation/{HOLDS_NOTHING}"
                message.set(INTENT, {"name": "conversation", "confidence": 1.0}, add_to_output=True)
                message.set("topic", HOLDS_NOTHING, add_to_output=True)
                message.set("intent_ranking", [{"name": label, "confidence": 1.0}], add_to_output=True)
        return messages
