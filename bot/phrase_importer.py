"""Reads the training phrases for Rasa: the same files, once, and without its slow checks.

Rasa reads them three times over, each time against a schema: two thirds of the time of a training of forty
thousand phrases. ``make lint`` checks them instead (bot.cli.check_phrases).
"""

from __future__ import annotations

from pathlib import Path

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method


class PhraseImporter(RasaFileImporter):
    """Domain, rules and configuration as Rasa reads them; of NLU files, intents and their examples."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Return the phrases, whatever the language: all are read together."""
        return self._phrases()

    @cached_method
    def _phrases(self) -> TrainingData:
        return TrainingData([message for path in self._nlu_files for message in read(Path(path))])


def read(path: Path) -> list[Message]:
    """Return the phrases of one file, each with its intent and the metadata of its block.

    Raises:
        ValueError: the file holds something else than intents with examples.
    """
    messages = []
    for block in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).get("nlu") or []:
        if not {"intent", "examples"} <= block.keys() <= {"intent", "examples", "metadata"}:
            raise ValueError(f"{path}: a block may hold intent, metadata and examples only: {sorted(block)}")
        for line in block["examples"].splitlines():
            if line.startswith("- "):
                text = line[2:].strip()
                messages.append(Message.build(text, block["intent"], intent_metadata=block.get("metadata")))
    return messages
