"""Says what a message is about: one intent, its retrieval topic, and calibrated probabilities."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.commune_extractor import MASKED
from bot.components.sentence_encoder import scored
from bot.components.sentence_featurizer import by_team, scores_of
from bot.components.source_fingerprint import source_fingerprint
from bot.components.topic_model import TopicModel
from knowledge.loading import load
from knowledge.model import Answer, Fact
from knowledge.taxonomy import RISKS
from knowledge.text import normalise

RANKED = 10
GUESSED = 0.2
"""What is left of a probability where no word is known: too little to answer, enough to offer."""
TEAM_COUNTS = 10.0
"""How many times a phrase counts that staff gave an answer: it is there because visitors wrote it and were misread."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent):
    """Classifies into full retrieval intents, e.g. « faq/porter-plainte »."""

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, model: TopicModel | None = None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, TopicModel.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return source_fingerprint(
            "bot/components/topic_model.py",
            "bot/components/sentence_encoder.py",
            "knowledge/text.py",
            "knowledge/search.py",
            "knowledge/concepts.py",
            "knowledge/concepts.yml",
            "knowledge/spellings.yml",
            "data/knowledge/answers",
            "data/knowledge/facts",
        )

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        texts = [self._text(example) for example in examples]
        labels = [example.get_full_intent() for example in examples]
        counted = [TEAM_COUNTS if by_team(example) else 1.0 for example in examples]
        scores = [scores_of(example) for example in examples]
        known = set(labels)
        for text, label in written_about_topics():
            if label in known:
                texts.append(normalise(text))
                labels.append(label)
                scores.append(None)
                counted.append(1.0)
        risks = len(RISKS)
        intents = [None if found is None else found[risks:] for found in scores]
        self._model = TopicModel.train(texts, intents, labels, scored()[risks:], counted)
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    @staticmethod
    def _text(message: Message) -> str:
        return normalise(message.get(MASKED) or message.get(TEXT) or "")

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            scores = scores_of(message)
            if self._model is None or scores is None:
                continue
            text = self._text(message)
            ranking = self._model.rank(text, scores[len(RISKS) :])[:RANKED]
            if not self._model.knows_a_word(text):
                ranking = [(label, p * GUESSED) for label, p in ranking]
            best, confidence = ranking[0]
            name, _, topic = best.partition("/")
            message.set(INTENT, {"name": name, "confidence": confidence}, add_to_output=True)
            message.set(
                "intent_ranking",
                [{"name": label, "confidence": p} for label, p in ranking],
                add_to_output=True,
            )
            message.set("topic", topic or None, add_to_output=True)
        return messages


def written_about_topics() -> list[tuple[str, str]]:
    """Return (text, label) pairs of the first knowledge: what is written on a topic.

    The vocabulary of the answers and of their facts helps with words that no phrase holds.
    """
    pairs: list[tuple[str, str]] = []
    for entry in load():
        if isinstance(entry, Answer):
            texts = [entry.title, entry.choice, *entry.bubbles, *entry.bubbles_helping, *entry.steps]
        elif isinstance(entry, Fact):
            texts = [entry.text]
        else:
            continue
        pairs += [(text, f"faq/{entry.topic}") for text in texts]
    return pairs
