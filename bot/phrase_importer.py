"""Reads the training phrases for Rasa: the same files, once, and without its slow checks.

Rasa reads them three times over, each time against a schema: two thirds of the time of a training of forty
thousand phrases. ``make lint`` checks them instead (bot.cli.check_phrases).
"""

from __future__ import annotations

from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from bot.phrases import read


class PhraseImporter(RasaFileImporter):
    """Domain, rules and configuration as Rasa reads them; of NLU files, intents and their examples."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Return the phrases, whatever the language: all are read together."""
        return self._phrases()

    @cached_method
    def _phrases(self) -> TrainingData:
        return TrainingData(
            [
                Message.build(text, intent, intent_metadata=metadata)
                for path in self._nlu_files
                for text, intent, metadata in read(Path(path))
            ]
        )
