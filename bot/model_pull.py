"""Taking a new model from the website while conversations go on.

Rasa's model server protocol, with two changes: a model is loaded beside the one that answers, in a thread, so
that no visitor waits; and when the website has none to give at the start, the file on disk is used.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from pathlib import Path

from rasa.core import agent as rasa_agent
from rasa.core.agent import Agent
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name
from rasa.utils.endpoints import EndpointConfig

logger = logging.getLogger(__name__)


def pull_beside(local: Path) -> None:
    """Replace Rasa's way of taking a model; call it before the server starts.

    Args:
        local: the model to start with when the website is away.
    """

    async def update(server: EndpointConfig, agent: Agent) -> None:
        if server.url:
            await _take(server, agent)
        if not agent.is_ready() and local.exists():
            # The website names models by this sum: the same one is not sent again.
            agent.load_model(str(local), hashlib.sha256(local.read_bytes()).hexdigest())

    rasa_agent._update_model_from_server = update


async def _take(server: EndpointConfig, agent: Agent) -> None:
    """Load the website's model if it is another one; whatever goes wrong, the one that answers goes on."""
    with TempDirectoryPath(get_temp_dir_name()) as folder:
        try:
            found = await rasa_agent._pull_model_and_fingerprint(server, agent.fingerprint, folder)
        except (OSError, asyncio.TimeoutError) as error:
            logger.warning("model not taken: %s", type(error).__name__)
            return
        if not found:
            return
        [path] = Path(folder).iterdir()
        try:
            # By its file, so that the assistant knows the model by its name.
            await asyncio.get_running_loop().run_in_executor(None, agent.load_model, str(path), found)
        except Exception as error:  # a model may fail in any of its components: the old one stays
            logger.error("model not usable: %s", type(error).__name__)
            # Known as seen, or it would be sent again at every pull.
            agent._set_fingerprint(found)
