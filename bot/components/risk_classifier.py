"""Notices the dangers in a message, several at once, and says why (key « risks » of the parse)."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.risk_model import RiskModel
from bot.components.sentence_featurizer import by_team, scores_of
from bot.components.source_fingerprint import source_fingerprint
from knowledge import foreign_risks
from knowledge.languages import FRENCH
from knowledge.risk_patterns import matches
from knowledge.taxonomy import RISKS
from knowledge.text import normalise


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class RiskClassifier(GraphComponent):
    """Combines reviewed patterns with a trained model.

    Both options must be given (config.yml). ``thresholds``: the probability from which the model alone is
    believed, by risk: each raises false alarms of its own, and they share what may be raised in all.
    ``pattern_threshold``: the same where a reviewed pattern fires too. All are read off the curves of the
    held-out messages.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: RiskModel | None = None,
    ) -> None:
        self._thresholds = {risk: float(config["thresholds"][risk]) for risk in RISKS}
        self._pattern_threshold = float(config["pattern_threshold"])
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
    ) -> RiskClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> RiskClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, RiskModel.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return source_fingerprint(
            "bot/components/risk_model.py",
            "bot/components/sentence_encoder.py",
            "knowledge/pattern_set.py",
            "knowledge/risk_patterns.py",
            "knowledge/foreign_risks.py",
            "knowledge/text.py",
            "knowledge/concepts.py",
            "knowledge/concepts.yml",
            "knowledge/spellings.yml",
        )

    def train(self, training_data: TrainingData) -> Resource:
        # Staff say which answer fits their phrases, not which dangers they hold.
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and not by_team(e)]
        texts = [normalise(example.get(TEXT)) for example in examples]
        scores = [scores_of(example) for example in examples]
        self._model = RiskModel.train(
            texts,
            [None if found is None else found[: len(RISKS)] for found in scores],
            [_labels(example) for example in examples],
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            plain = normalise(message.get(TEXT) or "")
            scores = scores_of(message)
            if self._model is None or not plain or scores is None:
                continue
            fired = matches(plain)
            found: dict[str, str] = {}
            if message.get("language", FRENCH) != FRENCH:
                # Little was learnt in other languages: their patterns are believed as they are.
                found = {r: f"motif : {why}" for r, why in foreign_risks.matches(message.get(TEXT)).items()}
            for risk, probability in self._model.probabilities(plain, scores[: len(RISKS)]).items():
                if risk in fired and probability >= self._pattern_threshold:
                    found.setdefault(risk, f"motif : {fired[risk]} ; modèle : {probability:.0%}")
                elif probability >= self._thresholds[risk]:
                    found.setdefault(risk, f"modèle : {probability:.0%}")
            risks = [{"name": risk, "why": found[risk]} for risk in RISKS if risk in found]
            message.set("risks", risks, add_to_output=True)
        return messages


def _labels(example: Message) -> list[str]:
    metadata = example.get("metadata") or {}
    return list((metadata.get("intent") or {}).get("risks") or [])
